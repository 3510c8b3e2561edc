"""One search for everything: names in any script, registration numbers, and what is offered and sought by meaning.

What each way finds has a score from 0 to 1, and the scores are fused, never the ranks: an organisation that several
ways lead to stands where the best of them puts it, a little higher for each other one. Equal ones stand in the order
of their numbers, so that the same question over the same rows and builds gives the same answer everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from landbridge.base.text import Trilingual
from landbridge.directory.models import Item, Organisation
from landbridge.engine.matching.text import fold
from landbridge.matching.planning.naming import Named, named
from landbridge.matching.planning.nearness import Near, Nearness, Why
from landbridge.matching.queries.searching import Filters, findable, is_narrowed, open_items
from landbridge.matching.queries.terms import names_of_concepts
from landbridge.people.models import User

LONGEST = 200  #: characters of a question
FURTHER = 0.05  #: what a second way to the same organisation adds, of its own score
LEAST = 0.12  #: below this nothing is worth showing
_LOOKED_AT = 3  # items looked at for each organisation wanted: one may have several


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item was found: words of the question beside the item's own, and what both name, for the reader.

    ``how``: shared, similar or code. ``share`` is the part of the likeness it makes, 0 to 1.
    """

    how: str
    mine: str
    theirs: str
    share: float
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is what was found."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """One organisation, from 0 to 1, found by its number, name, offer, seek or profile.

    ``item`` is the offer or need that fits, if one does; ``highlights`` its text in pieces.
    """

    organisation: Organisation
    score: float
    by: str
    item: Item | None = None
    reasons: tuple[Reason, ...] = ()
    highlights: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The best, how many there are in all, and what the reader should know of how they were found."""

    rows: list[FoundOrganisation]
    total: int
    notice: str = ""


@dataclass(slots=True)
class _Place:
    """What is known of an organisation on the way: its best way in, its score, and its best item."""

    by: str
    best: float
    others: float = 0.0
    item: int | None = None
    item_score: float = 0.0

    @property
    def score(self) -> float:
        return round(min(1.0, self.best + FURTHER * self.others), 6)


def search(user: User, words: str, *, filters: Filters, language: str, most: int = 50) -> Found:
    """What a reader finds, best first, with reasons in ``language``; nothing for words of nothing but signs.

    Only organisations that the reader may see, items that are open, and never persons.
    """
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return Found([], 0)
    organisations = findable(user, filters)
    narrowed = is_narrowed(user, filters)
    items = open_items(organisations, filters.kinds)
    allowed = set(items.values_list("pk", flat=True)) if narrowed else None
    nearness = Nearness(words)
    near = nearness.find(filters.kinds, allowed, most * _LOOKED_AT)
    # The index hears of a change a moment later than the rows: what it gives is looked at once more.
    known = {one.pk: one for one in items.filter(pk__in=[one.item for one in near])}
    near = [one for one in near if one.item in known and known[one.item].organisation_id == one.organisation]
    others = named(words, organisations, filters.kinds, narrowed=narrowed)
    if filters.what:  # who offers or seeks it is asked for, not who is called so
        others = [one for one in others if one.item is not None]
    places = _fused(near, known, others)
    order = sorted((number for number in places if places[number].score >= LEAST), key=lambda n: (-places[n].score, n))
    shown = order[:most]
    rows = {one.pk: one for one in organisations.filter(pk__in=shown)}
    missing = [place.item for number in shown if (place := places[number]).item and place.item not in known]
    known |= {one.pk: one for one in Item.objects.filter(pk__in=missing)} if missing else {}
    found = [_row(rows[number], places[number], known, nearness) for number in shown if number in rows]
    return Found(_with_concepts(found, language), len(order), nearness.notice)


def _fused(near: Iterable[Near], known: dict[int, Item], others: Iterable[Named]) -> dict[int, _Place]:
    places: dict[int, _Place] = {}
    seen: set[tuple[int, str]] = set()
    ways: list[tuple[int, str, float, int | None]]
    ways = [(one.organisation, known[one.item].kind, one.score, one.item) for one in near]
    ways += [(one.organisation, one.by, one.score, one.item) for one in others]
    for number, by, score, item in sorted(ways, key=lambda way: (-way[2], way[0], way[1], way[3] or 0)):
        if (place := places.get(number)) is None:
            place = places[number] = _Place(by, score)
        elif (number, by) not in seen:
            place.others += score
        seen.add((number, by))
        if item is not None and place.item is None:
            place.item, place.item_score = item, score
    return places


def _row(one: Organisation, place: _Place, known: dict[int, Item], nearness: Nearness) -> FoundOrganisation:
    item = known.get(place.item) if place.item else None
    if item is None:
        return FoundOrganisation(one, place.score, place.by)
    whys = nearness.reasons(item.text, item.hs6)
    pieces = highlighted(item.text, [why.theirs for why in whys if why.how != "code"] or nearness.words.split())
    return FoundOrganisation(one, place.score, place.by, item, tuple(map(_reason, whys)), pieces)


def _reason(why: Why) -> Reason:
    # The concepts' ids stand here until their words are read, for all rows at once.
    return Reason(why.how, why.mine, why.theirs, round(why.share, 4), "\n".join(why.concepts))


def _with_concepts(rows: list[FoundOrganisation], language: str) -> list[FoundOrganisation]:
    wanted = {number for row in rows for reason in row.reasons for number in reason.concept.split("\n") if number}
    names = names_of_concepts(wanted) if wanted else {}

    def word(numbers: str) -> str:
        said = next((names[one] for one in numbers.split("\n") if one in names), None)
        if said is None:
            return ""
        return Trilingual(said.get("ko", ""), said.get("zh-hans", ""), said.get("en", "")).read(language)[0]

    return [
        replace(row, reasons=tuple(replace(reason, concept=word(reason.concept)) for reason in row.reasons))
        for row in rows
    ]


def highlighted(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """A text in pieces, those of them marked that are one of ``words``, folded or as they stand.

    >>> [(piece.text, piece.is_hit) for piece in highlighted("车载激光雷达。", ["激光雷达"])]
    [('车载', False), ('激光雷达', True), ('。', False)]
    """
    folded = fold(text)
    read = folded if len(folded) == len(text) else text.lower()
    if len(read) != len(text):
        return (Piece(text),)
    marked = [False] * len(text)
    for word in words:
        for match in re.finditer(re.escape(word.lower()), read) if word else ():
            marked[match.start() : match.end()] = [True] * (match.end() - match.start())
    pieces: list[Piece] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marked[end] != marked[start]:
            pieces.append(Piece(text[start:end], marked[start]))
            start = end
    return tuple(pieces)
