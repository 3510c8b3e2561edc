"""What a search found, laid out for its reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.base.countries import country_name
from landbridge.base.identifiers import display_number
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.directory.models import Item, Kind
from landbridge.directory.rules import VERIFIED
from landbridge.directory.tables.organisations import Name, names_of
from landbridge.matching.planning.searching import Found, FoundOrganisation, Piece, Reason, highlighted
from landbridge.people.models import Side

NOTICES: dict[str, Promise] = {
    "off": gettext_lazy(
        "Offers and needs are compared by the words of the lexicon alone: no encoder is set up. Who says the same in "
        "words it does not know may be missing."
    ),
    "failing": gettext_lazy(
        "The encoder does not answer. Offers and needs are compared by the words of the lexicon alone until it does."
    ),
    "building": gettext_lazy(
        "The index of offers and needs is being made. Until it is there, only the words themselves are found."
    ),
    "empty": gettext_lazy("There is no index of offers and needs yet. Only the words themselves are found."),
}
_BY: dict[str, Promise] = {
    "number": gettext_lazy("Found by its registration number"),
    "name": gettext_lazy("Found by its name"),
    "offer": gettext_lazy("Found by what it offers"),
    "seek": gettext_lazy("Found by what it seeks"),
    "profile": gettext_lazy("Found by its profile"),
}


@dataclass(frozen=True, slots=True)
class Because:
    """A reason as it is shown: the reader's words, the original ones with their language, and how sure it is."""

    says: str
    theirs: str
    lang: str
    how: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One organisation of the answer."""

    href: str
    name: SafeString
    lang: str
    others: tuple[Name, ...]
    side: str
    side_name: str
    kind: str
    place: str
    number: str
    level: str
    is_verified: bool
    is_blocked: bool
    by: str
    is_offer: bool
    item_kind: str
    item: SafeString
    item_lang: str
    reasons: tuple[Because, ...]
    is_new: bool


def found_rows(found: Found, words: str, *, language: str, new: Collection[int] = ()) -> list[FoundRow]:
    """The rows of a page. ``new``: the organisations to be marked as such."""
    return [_row(one, words, language, is_new=one.organisation.pk in new) for one in found.rows]


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of a text as HTML, what was found in ``<mark>``."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", one.text) if one.is_hit else one.text,) for one in pieces)
    )


def _row(one: FoundOrganisation, words: str, language: str, *, is_new: bool) -> FoundRow:
    row = one.organisation
    first, *others = names_of(row, language)
    by_name = words.split() if one.by == "name" else ()
    item_lang = to_bcp47(one.item.language) if one.item else ""
    return FoundRow(
        href=reverse("directory:organisation", args=[row.pk]),
        name=marked(highlighted(first.text, by_name)),
        lang=first.lang,
        others=tuple(others),
        side=row.side,
        side_name=str(dict(Side.choices)[row.side]),
        kind=str(dict(Kind.choices)[row.kind]),
        place=", ".join(filter(None, (country_name(row.country, language), row.region))),
        number=display_number(row.number_kind, row.number),
        level=_("Level %(level)s") % {"level": row.level},
        is_verified=row.level >= VERIFIED,
        is_blocked=row.is_blocked,
        by=str(_BY[one.by]),
        is_offer=one.item is not None and one.item.kind == Item.Kind.OFFER,
        item_kind=str(one.item.get_kind_display()) if one.item else "",
        item=marked(one.highlights),
        item_lang=item_lang,
        reasons=tuple(_reasons(one.reasons, item_lang)),
        is_new=is_new,
    )


def _reasons(reasons: Iterable[Reason], lang: str) -> Iterable[Because]:
    for one in reasons:
        if one.how == "code":
            yield Because(_("Same goods by HS code"), one.theirs, "", "code")
        elif one.how == "similar":
            yield Because(_("Similar wording: “%(word)s”") % {"word": one.mine}, one.theirs, lang, "similar")
        elif one.concept and one.concept.casefold() != one.mine.casefold():
            yield Because(f"{one.mine} ({one.concept})", one.theirs, lang, "shared")
        else:
            yield Because(one.concept or one.mine, one.theirs, lang, "shared")
