"""Organisations found by what they are called, by their registration number, or by words that stand in their profile.

Names stand in any of three scripts, and the full-text index folds them all. What it finds in a profile is looked at
again: it also holds what is offered no more, and nobody is found by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from landbridge.base.search.finding import found
from landbridge.base.search.tokens import asked, tokens
from landbridge.directory.models import Item, Organisation

KIND = "organisation"
#: So many of those that hold the words are looked at, the best first.
MOST = 300
#: What a hit is worth, from 0 to 1: the whole number, a number's beginning, a name that begins with the words, one
#: that holds them, an item that holds them, any other text that does.
WHOLE_NUMBER, PART_OF_NUMBER, BEGINS, HOLDS, IN_ITEM, IN_PROFILE = 1.0, 0.9, 0.82, 0.72, 0.55, 0.35
#: Added by how much of the name the words are.
OF_NAME = 0.15
_SHORTEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation, how well the words fit, and by what: number, name, offer, seek or profile."""

    organisation: int
    score: float
    by: str
    item: int | None = None


def named(words: str, organisations: QuerySet[Organisation], kinds: tuple[str, ...], *, narrowed: bool) -> list[Named]:
    """Those of ``organisations`` that hold all the words; two or three queries."""
    entries = found(KIND, words)
    if narrowed:
        entries = entries.filter(object_id__in=organisations.values("pk"))
    ranks = dict(entries.values_list("object_id", "rank")[:MOST])  # type: ignore[misc] # rank is annotated
    rows = organisations.filter(pk__in=ranks.keys()).prefetch_related("industries") if ranks else ()
    by_name, others = [], []
    for one in rows:
        if ranks[one.pk] < 2:
            by_name.append(_of_name(one, words, begins=ranks[one.pk] == 0))
        else:
            others.append(one)
    return [*by_name, *_of_profile(others, words, kinds)]


def _of_name(one: Organisation, words: str, *, begins: bool) -> Named:
    bare = "".join(tokens(words))
    if len(bare) >= _SHORTEST_NUMBER and one.number and one.number.casefold().startswith(bare):
        return Named(one.pk, WHOLE_NUMBER if len(bare) == len(one.number) else PART_OF_NUMBER, "number")
    said = sum(map(len, words.split()))
    lengths = [sum(map(len, name.split())) for name in (one.name_ko, one.name_zh, one.name_en) if _holds(name, words)]
    share = min(1.0, said / min(lengths)) if lengths else 0.0
    return Named(one.pk, (BEGINS if begins else HOLDS) + OF_NAME * share, "name")


def _of_profile(organisations: list[Organisation], words: str, kinds: tuple[str, ...]) -> Iterator[Named]:
    if not organisations:
        return
    items = Item.objects.filter(organisation__in=organisations, is_open=True, kind__in=kinds).order_by("pk")
    holding: dict[int, Item] = {}
    for item in items:
        if item.organisation_id not in holding and _holds(item.text, words):
            holding[item.organisation_id] = item
    for one in organisations:
        if held := holding.get(one.pk):
            yield Named(one.pk, IN_ITEM, held.kind, held.pk)
        elif _holds("\n".join([one.region, one.about, *(code.code for code in one.industries.all())]), words):
            yield Named(one.pk, IN_PROFILE, "profile")


def _holds(text: str, words: str) -> bool:
    there = set(tokens(text))
    return all(
        token in there or (begins and any(one.startswith(token) for one in there)) for token, begins in asked(words)
    )
