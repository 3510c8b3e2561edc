"""A company's name as a reader sees it: in which language it is, and beside it the owner's own."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.translation import get_language

from landbridge.meetings.models import Company


class Name(NamedTuple):
    """A name and the HTML language code it is in (empty where it is the page's own, or none)."""

    text: str
    lang: str = ""


#: The columns that hold names, by the HTML language code of what they hold.
COLUMNS = {"ko": "name_ko", "zh-Hans": "name_zh", "en": "name_en"}
#: Which name stands in where the reader's own is missing.
FALLBACK = ("en", "ko", "zh-Hans")
#: What a name in the script of a language is made of.
SCRIPTS = {
    "ko": re.compile(r"[\uac00-\ud7a3 ]+"),
    "zh-Hans": re.compile(r"[\u4e00-\u9fff·]+"),
    "en": re.compile(r"[\u0020-\u024f]+"),
}


def names_of(company: Company) -> list[Name]:
    """Every name of ``company``: the reader's language first, then the others that differ from it."""
    own = _reader()
    order = (own, *(code for code in FALLBACK if code != own))
    names: list[Name] = []
    for code in order:
        text: str = getattr(company, COLUMNS[code])
        if text and text not in {name.text for name in names}:
            names.append(Name(text, "" if code == own else code))
    return names or [Name(company.code)]


def name_of(company: Company) -> Name:
    """The one name of ``company`` that its reader gets."""
    return names_of(company)[0]


def in_script(text: str) -> str:
    """The part of a name given in several scripts, "박서연 · 朴瑞妍 · Park Seo-yeon", that suits the reader best.

    For narrow places; a name without such a part is left whole.
    """
    parts = text.split(" · ")
    return next((part for part in parts if SCRIPTS[_reader()].fullmatch(part)), text) if len(parts) > 1 else text


def _reader() -> str:
    language = (get_language() or "en")[:2]
    return "zh-Hans" if language == "zh" else language if language in COLUMNS else "en"
