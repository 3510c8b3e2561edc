"""A company's name as a reader sees it: in which language it is, and beside it the owner's own."""

from __future__ import annotations

from typing import NamedTuple

from landbridge.base.scripts import reader_language
from landbridge.meetings.models import Company


class Name(NamedTuple):
    """A name and the HTML language code it is in (empty where it is the page's own, or none)."""

    text: str
    lang: str = ""


#: The columns that hold names, by the HTML language code of what they hold.
COLUMNS = {"ko": "name_ko", "zh-Hans": "name_zh", "en": "name_en"}
#: Which name stands in where the reader's own is missing.
FALLBACK = ("en", "ko", "zh-Hans")


def names_of(company: Company) -> list[Name]:
    """Every name of ``company``: the reader's language first, then the others that differ from it."""
    own = reader_language()
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
