"""Why a file may not come in, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SAID: Mapping[str, Promise] = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than %(megabytes)s MB."),
    "unknown": _("This kind of file can't be taken. What can be: %(wanted)s."),
    "unwanted": _("This is a %(kind)s file. What can be taken here: %(wanted)s."),
    "old_office": _(
        "This is a file of an older Office or Hangul program, or one with a password. Save it without a password as "
        "%(wanted)s."
    ),
    "active": _("This is a web page, a drawing with scripts or a program. What can be taken: %(wanted)s."),
    "broken": _("The file is damaged, or is not what it begins as. Open it, save it anew and try again."),
    "too_many_pixels": _("The picture has more than %(megapixels)s million pixels, or is very long. Make it smaller."),
    "unpacks_too_far": _("The file unpacks to far more than an ordinary one. Save it anew and try again."),
    "locked": _("The file is protected with a password. Save it without one."),
    "macros": _("The file holds macros or controls. Save it without them."),
    "embedded": _("The file holds other files or programs inside (%(part)s). Take them out."),
    "remote": _("The file fetches something from elsewhere when it is opened (%(part)s). Take that out."),
    "entities": _("The file declares entities in its XML (%(part)s), which no Office program does."),
    "pdf_active": _("The PDF holds scripts, programs or files (%(part)s). Print it to a new PDF and use that."),
    "not_text": _("The file is called a text but holds something else."),
}


class FileRefused(Exception):
    """A file was not taken. ``code`` says why, ``message`` says it to its sender."""

    def __init__(self, code: str, **params: object) -> None:
        if code not in _SAID:
            raise ValueError(f"No refusal is called {code!r}.")
        super().__init__(code, params)
        self.code = code
        self.params = params

    def message(self) -> str:
        """What is wrong and what to do about it, in the active language."""
        return str(_SAID[self.code]) % self.params
