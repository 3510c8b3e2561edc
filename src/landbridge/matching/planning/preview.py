"""What approving a concept would change: who enters and who leaves the first ten for a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.engine.matching.features import features
from landbridge.engine.matching.index import Entry, Hit, Index
from landbridge.engine.matching.lexicon import Concept, Term
from landbridge.engine.matching.problem import Kind
from landbridge.matching.models import IndexedItem
from landbridge.matching.planning.index import Live, live_index
from landbridge.matching.planning.lexicon import lexicon_with
from landbridge.matching.planning.reading import touched_keys
from landbridge.matching.wording.terms import Word
from landbridge.people.models import User

FIRST = 10
_ALL = 10**9
_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation among the first ten, before or after; None where it is not among them."""

    organisation: Organisation
    text: str
    language: str
    before: int | None
    after: int | None


def preview(words: Sequence[Word], *, asked: str, language: str, user: User) -> list[Place]:
    """The first ten for ``asked`` with a concept of these words and without, of those the reader sees.

    Only items that hold one of the words are read anew, as an approval would; the index in use is left as it is.
    """
    live = live_index()
    if live.build is None or not len(live.index):
        return []
    vectors = live.encode([asked], [language])
    vector = None if vectors is None else vectors[0]
    before = live.index.search(live.features(asked), vector, kinds=_KINDS, most=_ALL)
    lexicon = lexicon_with(Concept("new", tuple(Term(word.term, word.weight) for word in words)))
    query = features(asked, lexicon)
    touched = _touched(live, touched_keys({word.key for word in words}, lexicon))
    same = [hit for hit in live.index.search(query, vector, kinds=_KINDS, most=_ALL) if hit.number not in touched]
    anew = Index(lexicon, live.index.space, list(touched.values()), None, _hubness(live), weights=live.index.weights)
    read = {hit.number: hit for hit in anew.search(query, None, codes=(), kinds=_KINDS, most=_ALL)}
    other = {hit.number: hit for hit in before}
    after = [*same, *(hit for number in touched if (hit := _read_anew(live, read.get(number), other.get(number))))]
    return _places(live, _ranked(before, user), _ranked(after, user))


def _touched(live: Live, keys: set[str]) -> dict[int, Entry]:
    rows = IndexedItem.objects.filter(build=live.build, is_gone=False).order_by("number")
    found = (number for number, key in rows.values_list("number", "key") if any(word in key for word in keys))
    return {number: entry for number in found if (entry := live.index.entry(number))}


def _hubness(live: Live) -> dict[int, float]:
    """As the index in use has it, so that an item it never measured takes the same middle one."""
    rows = IndexedItem.objects.filter(build=live.build, is_gone=False).exclude(hubness=0)
    return dict(rows.values_list("number", "hubness"))


def _read_anew(live: Live, words: Hit | None, before: Hit | None) -> Hit | None:
    """The words' part of a score as it would be, everything else as it is."""
    if before is None:
        return words
    weights = live.index.weights
    lexical = words.lexical if words else 0.0
    if max(lexical, before.dense, before.code) <= 0:
        return None
    return replace(before, lexical=lexical, score=before.score + weights.lexicon * (lexical - before.lexical))


def _ranked(hits: Sequence[Hit], user: User) -> dict[int, tuple[int, int]]:
    """By organisation its place among the first ten and the item that brought it there."""
    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda one: (-round(one.score, 6), one.number)):
        best.setdefault(hit.group, hit)
    groups = list(best)
    seen: set[int] = set()
    ranked: dict[int, tuple[int, int]] = {}
    for at in range(0, len(groups), 200):
        some = groups[at : at + 200]
        seen = set(visible_organisations(user).filter(pk__in=some).values_list("pk", flat=True))
        for group in some:
            if group in seen:
                ranked[group] = (len(ranked) + 1, best[group].number)
            if len(ranked) == FIRST:
                return ranked
    return ranked


def _places(live: Live, before: Mapping[int, tuple[int, int]], after: Mapping[int, tuple[int, int]]) -> list[Place]:
    groups = {**before, **after}
    organisations = Organisation.objects.in_bulk(groups)
    places = []
    for group, (_place, number) in groups.items():
        entry = live.index.entry(number)
        if entry is not None and group in organisations:
            was, now = before.get(group), after.get(group)
            places.append(Place(organisations[group], entry.text, entry.language, was and was[0], now and now[0]))
    return sorted(places, key=lambda one: (one.after or FIRST + (one.before or 0), one.organisation.pk))
