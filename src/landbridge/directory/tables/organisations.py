"""Rows of the list of organisations, laid out for their reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import country_name
from landbridge.base.identifiers import display_number
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.base.text import Trilingual, language_of
from landbridge.directory.models import Kind, Organisation
from landbridge.directory.rules import VERIFIED
from landbridge.people.models import Side

COLUMNS = {
    "side": _("Side"),
    "kind": _("Kind"),
    "place": _("Country and region"),
    "number": _("Registration number"),
    "level": _("Verification level"),
    "industries": _("Industries"),
    "contacts": _("Contacts"),
    "changed": _("Changed"),
}
DEFAULT_COLUMNS = ("side", "kind", "place", "number", "level", "contacts")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and its language as HTML has it."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation of a list. ``others`` are its names in the languages the reader did not ask for."""

    id: str  # as text, for a template would write a number by the reader's habits first
    href: str
    name: Name
    others: tuple[Name, ...]
    side: str
    side_name: str
    kind: str
    country: str
    region: Name
    number: str
    is_verified: bool
    level: str
    is_blocked: bool
    industries: str
    contacts: str
    changed: datetime


def organisation_rows(
    organisations: Iterable[Organisation], *, language: str, contacts: Mapping[int, int], with_industries: bool = False
) -> list[Row]:
    """Organisations as rows. ``with_industries`` reads their industry codes, which should be prefetched."""
    sides, kinds = dict(Side.choices), dict(Kind.choices)
    levels = [gettext("Level %(level)s") % {"level": level} for level in range(4)]
    rows = []
    for one in organisations:
        name, *others = names_of(one, language)
        row = Row(
            id=str(one.pk),
            href=reverse("directory:organisation", args=[one.pk]),
            name=name,
            others=tuple(others),
            side=one.side,
            side_name=str(sides[one.side]),
            kind=str(kinds[one.kind]),
            country=country_name(one.country, language),
            region=Name(one.region, to_bcp47(language_of(one.region))),
            number=display_number(one.number_kind, one.number),
            is_verified=one.level >= VERIFIED,
            level=levels[one.level],
            is_blocked=one.is_blocked,
            industries=", ".join(code.code for code in one.industries.all()) if with_industries else "",
            contacts=_contacts(contacts.get(one.pk, 0)),
            changed=one.updated_at,
        )
        rows.append(row)
    return rows


def _contacts(count: int) -> str:
    return ngettext("%(count)s contact", "%(count)s contacts", count) % {"count": count} if count else ""


def names_of(organisation: Organisation, language: str) -> list[Name]:
    """The names of an organisation, the reader's own (or what stands for it) first; a name of two languages once."""
    texts = {"ko": organisation.name_ko, "zh-hans": organisation.name_zh, "en": organisation.name_en}
    shown, shown_in = Trilingual(organisation.name_ko, organisation.name_zh, organisation.name_en).read(language)
    named = {shown: shown_in} | {text: code for code, text in texts.items() if text and text != shown}
    return [Name(text, to_bcp47(code)) for text, code in named.items()]
