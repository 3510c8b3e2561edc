"""What an index is to be made with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from landbridge.engine.matching.index import Weights
from landbridge.matching.models import IndexBuild
from landbridge.matching.wording.index import PACKAGED, WEIGHTS, encoder_label


class BuildForm(forms.Form):
    """The encoder, one of those the house has, and what each part of a score counts.

    No address can be typed in: texts of profiles are sent nowhere that whoever runs the house did not choose.
    """

    encoder = forms.ChoiceField(
        label=_("Encoder"), help_text=_("It compares sentences by meaning where no word is shared.")
    )

    def __init__(self, *args: Any, live: IndexBuild | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(dict.fromkeys((settings.LANDBRIDGE_EMBEDDER, *([live.encoder] if live else []), *PACKAGED)))
        encoder = self.fields["encoder"]
        assert isinstance(encoder, forms.ChoiceField)  # noqa: S101 - so that its choices have a type
        encoder.choices = [(one, encoder_label(one)) for one in known]
        self.initial.setdefault("encoder", live.encoder if live else settings.LANDBRIDGE_EMBEDDER)
        now = Weights(**live.weights) if live else Weights()
        for name, label in WEIGHTS.items():
            self.fields[name] = forms.FloatField(label=label, min_value=0, max_value=2, step_size=0.05)
            self.initial.setdefault(name, getattr(now, name))

    def clean(self) -> dict[str, Any]:
        """Something has to be compared."""
        said: dict[str, Any] = super().clean() or {}
        if {"dense", "lexicon"} <= said.keys() and not said["dense"] and not said["lexicon"]:
            self.add_error("lexicon", _("Let the meaning or the words count for something."))
        if said.get("encoder") == "none" and said.get("lexicon") == 0:
            self.add_error("lexicon", _("Without an encoder the words have to count for something."))
        return said

    def weights(self) -> dict[str, float]:
        """The weights, as a build keeps them."""
        return {name: float(self.cleaned_data[name]) for name in WEIGHTS}
