"""Why somebody is recommended, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

#: Shown shares below this are said as "less than 1 %".
LEAST = 0.01


def percent(share: float | None) -> str:
    """A share from 0 to 1 as people read it; empty where there is none.

    >>> percent(0.873), percent(0.004), percent(None)
    ('87 %', '< 1 %', '')
    """
    if share is None:
        return ""
    return f"{share * 100:.0f} %" if share >= LEAST or share <= 0 else "< 1 %"


def say_lowered(one: Mapping[str, Any]) -> str:
    """One thing that lowered a place or put it there: ``{"by": "price", "much": 0.03}``."""
    much = percent(one.get("much"))
    return {
        "price": _("It is shown to many others already: lowered by %(much)s so that others are seen too."),
        "rare": _("It is shown to few others so far: raised by %(much)s."),
        "popular": _("What it offers resembles much that is sought by many: its likeness was lowered for that."),
        "no_seek": _("Your side states nothing that it seeks, so only the other direction was compared."),
        "no_seek_there": _("It states nothing that it seeks, so only your direction was compared."),
        "explored": _("It is new here: one place of ten is kept for newcomers."),
        "no_encoder": _("It was compared by words alone, without the language model."),
    }[one["by"]] % {"much": much}


def say_code(code: str) -> str:
    """A shared code with the name of its scheme: ``hs:901580``."""
    scheme, _colon, number = code.partition(":")
    return f"{ {'hs': 'HS', 'ksic': 'KSIC', 'gbt': 'GB/T 4754'}.get(scheme, scheme.upper()) } {number}"
