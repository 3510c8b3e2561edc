"""Places of a list, laid out for their reader: names, shares, and the words that two texts have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.base.text import language_of
from landbridge.directory.models import Organisation
from landbridge.directory.tables.organisations import Name, names_of
from landbridge.matching.models import Recommendation
from landbridge.matching.wording.reasons import percent, say_code, say_lowered

#: Words shown below a place of a list; all of them stand on its own page.
BRIEF = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; marked where the other text says the same."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Text:
    """An offer or a need in the words it was written in."""

    pieces: tuple[Piece, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of both texts that belong together; ``said`` is what they mean in the reader's language, if known."""

    seek: Name
    offer: Name
    share: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One direction: what is sought, what is offered for it, and why the two fit."""

    seek: Text
    offer: Text
    share: str
    shared: tuple[Words, ...]
    similar: tuple[Words, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a list. ``there`` is what the other offers to what is sought, ``back`` the other way."""

    id: int
    number: int
    name: Name
    others: tuple[Name, ...]
    other: Organisation
    fit: str
    fit_share: float
    there: Way | None
    back: Way | None
    lowered: tuple[str, ...]
    is_new: bool
    brief: tuple[Words, ...]


def place_rows(places: Iterable[Recommendation], language: str) -> list[Place]:
    """A list as it is shown, numbered from 1."""
    return [place_row(place, language, number) for number, place in enumerate(places, 1)]


def place_row(place: Recommendation, language: str, number: int = 1) -> Place:
    """One place with everything that speaks for it."""
    reasons = place.reasons
    there = way_of(reasons.get("there"), place.there, language)
    back = way_of(reasons.get("back"), place.back, language)
    name, *others = names_of(place.other, language)
    words = {frozenset((one.seek.text, one.offer.text)): one for way in (there, back) if way for one in way.shared}
    return Place(
        id=place.pk,
        number=number,
        name=name,
        others=tuple(others),
        other=place.other,
        fit=percent(place.fit),
        fit_share=place.fit,
        there=there,
        back=back,
        lowered=tuple(say_lowered(one) for one in reasons.get("lowered", ())),
        is_new=place.explored,
        brief=tuple(words.values())[:BRIEF],
    )


def way_of(way: Mapping[str, Any] | None, share: float | None, language: str) -> Way | None:
    """One direction of the reasons that are kept, for a reader of ``language``."""
    if not way:
        return None
    seek, offer = way["seek"], way["offer"]
    return Way(
        seek=_text(seek, [one["seek_at"] for one in way["shared"]]),
        offer=_text(offer, [one["offer_at"] for one in way["shared"]]),
        share=percent(share),
        shared=tuple(_words(one, language, one["share"]) for one in way["shared"]),
        similar=tuple(_words(one, language, one["likeness"]) for one in way["similar"]),
        codes=tuple(say_code(code) for code in way["codes"]),
    )


def _words(one: Mapping[str, Any], language: str, share: float) -> Words:
    meanings = [terms[language] for terms in one.get("terms", ()) if language in terms]
    said = next((term for term in meanings if term not in {one["seek"], one["offer"]}), "")
    return Words(_name(one["seek"]), _name(one["offer"]), percent(share), said)


def _name(text: str) -> Name:
    return Name(text, to_bcp47(language_of(text)))


def _text(end: Mapping[str, Any], spans: Sequence[Sequence[Sequence[int]]]) -> Text:
    """A text cut at the words that are marked in it."""
    text, pieces, at = str(end["text"]), [], 0
    for begins, stop in sorted((begins, stop) for one in spans for begins, stop in one):
        start = max(begins, at)
        if stop <= start or stop > len(text):
            continue
        pieces += [Piece(text[at:start], is_marked=False), Piece(text[start:stop], is_marked=True)]
        at = stop
    pieces.append(Piece(text[at:], is_marked=False))
    return Text(tuple(piece for piece in pieces if piece.text), to_bcp47(end["language"]))
