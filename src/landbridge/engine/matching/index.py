"""Everything that is sought and offered, ready to be searched: exact, and kept up to date entry by entry."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.features import features as features_of
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.problem import Entry, Kind
from landbridge.engine.matching.shelf import Floats, Shelf, Slots, in_units
from landbridge.engine.matching.space import Space
from landbridge.engine.matching.weights import Weights

__all__ = ["Allowed", "Entry", "Hit", "Index", "Scores", "Weights"]

Allowed = Callable[[Slots], NDArray[np.bool_]] | Collection[int] | None
#: Scores are compared to so many decimals, so that two machines order them alike.
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: its score, and the likenesses it is made of, before their weights."""

    number: int
    group: int
    kind: Kind
    score: float
    dense: float
    lexical: float
    code: float
    hubness: float


@dataclass(frozen=True)
class Scores:
    """Scores of some entries (rows) against all of the other kind, which stand by group and in it by number.

    They are not less hubness, which is measured by them; ``hubness`` holds it for the columns, ``mine`` for the rows.
    """

    numbers: Slots
    groups: Slots
    matrix: Floats
    hubness: NDArray[np.float64]
    mine: NDArray[np.float64]


class Index:
    """Entries of both kinds, searched by features and meaning. Every method may be called from any thread.

    ``vectors`` holds one row of length one (or zero) for each entry, less its language's mean, or is None where
    there is no encoder. ``hubness`` is r(j) by number, None before it was ever measured; an entry it does not name
    takes the middle one, so that nobody comes first for being new. ``features`` are the entries' own, where the
    caller has kept them; else they are read from the texts. One row stands for one number.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        space: Space,
        entries: Sequence[Entry],
        vectors: Vectors | None = None,
        hubness: Mapping[int, float] | None = None,
        *,
        features: Iterable[Mapping[str, float]] | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.space = space
        self.weights = weights or Weights()
        self._lock = threading.RLock()
        self._names: dict[str, int] = {}
        self._entries: dict[int, Entry] = {}
        self._shelves = {kind: Shelf(0 if vectors is None else vectors.shape[1]) for kind in Kind}
        self.remeasure(hubness)
        if features is None:
            features = (features_of(entry.text, lexicon) for entry in entries)
        for at, (entry, own) in enumerate(zip(entries, features, strict=True)):
            self.put(entry, own, None if vectors is None else vectors[at])

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, number: int) -> bool:
        return number in self._entries

    def entry(self, number: int) -> Entry | None:
        """The entry of a number."""
        return self._entries.get(number)

    def entries(self) -> list[Entry]:
        """All entries, by number."""
        with self._lock:
            return [entry for _, entry in sorted(self._entries.items())]

    def put(self, entry: Entry, features: Mapping[str, float], vector: Vectors | None = None) -> None:
        """Add an entry, or put it in place of the one of its number."""
        said = self._in_units(vector)
        with self._lock:
            row = {self._name(feature): units for feature, units in self.space.row(features).items()}
            for kind, shelf in self._shelves.items():
                if kind is not entry.kind:
                    shelf.drop(entry.number)
            self._entries[entry.number] = entry
            shelf = self._shelves[entry.kind]
            shelf.put(entry.number, entry.group, row, said, entry.codes, hubness=self._popularity(entry.number))
            self._tidy(entry.kind)

    def drop(self, number: int) -> None:
        """Take an entry out; one that is not there is no error."""
        with self._lock:
            self._entries.pop(number, None)
            for kind, shelf in self._shelves.items():
                if shelf.drop(number):
                    self._tidy(kind)

    def remeasure(self, hubness: Mapping[int, float] | None) -> None:
        """Take other popularities, or none."""
        with self._lock:
            self._hubness = dict(hubness or {})
            self._middle = median_low(self._hubness.values()) if self._hubness else 0.0
            for shelf in self._shelves.values():
                shelf.measure(self._popularity)

    def search(
        self,
        features: Mapping[str, float],
        vector: Vectors | None = None,
        *,
        codes: Sequence[str] = (),
        kinds: Set[Kind] = frozenset({Kind.OFFER}),
        allowed: Allowed = None,
        most: int = 50,
    ) -> list[Hit]:
        """The entries most like a text, best first; equal ones by number. Those with nothing in common are left out.

        ``allowed`` names the numbers that may be found, or says of an array of numbers which may; None: all.
        """
        said = self._in_units(vector)
        with self._lock:
            row = self._known(features)
            hits: list[Hit] = []
            for kind in sorted(kinds):
                hits += self._best(kind, row, said, codes=codes, allowed=allowed, most=most)
        return sorted(hits, key=lambda hit: (-hit.score, hit.number))[:most]

    def scores(self, seeks: Sequence[int], offers: Sequence[int]) -> Floats:
        """Scores of seeks against offers, not less hubness; shape (seeks, offers). KeyError where one is not there."""
        with self._lock:
            whole = self.against_all(seeks)
            places = {number: place for place, number in enumerate(whole.numbers.tolist())}
            return whole.matrix[:, [places[number] for number in offers]]

    def against_all(self, numbers: Sequence[int], against: Kind = Kind.OFFER) -> Scores:
        """Scores of entries of the one kind, in the order of ``numbers``, against all of kind ``against``.

        KeyError for a number that is not there.
        """
        theirs = self._shelves[against]
        mine = self._shelves[Kind.SEEK if against is Kind.OFFER else Kind.OFFER]
        with self._lock:
            order = theirs.order
            found = [mine.row_of(number) for number in numbers]
            matrix = np.zeros((len(found), len(order)), np.float32)
            if theirs.width and mine.width and found:
                vectors = np.stack([vector for _, vector in found if vector is not None])
                matrix += np.float32(self.weights.dense) * theirs.dense(vectors)[:, order]
            for at, (row, _) in enumerate(found):
                matrix[at] += np.float32(self.weights.lexicon) * theirs.lexical(row.items())[order]
                if codes := mine.codes_of(numbers[at]):
                    matrix[at] += np.float32(self.weights.code) * theirs.shared_codes(codes)[order]
            own = np.array([mine.slot[number] for number in numbers], np.int64)
            return Scores(theirs.numbers(order), theirs.groups(order), matrix, theirs.hubness(order), mine.hubness(own))

    def of_group(self, group: int, kind: Kind) -> list[int]:
        """The numbers of a group's entries of one kind, in order."""
        with self._lock:
            shelf = self._shelves[kind]
            groups = shelf.groups(shelf.order)
            start, end = np.searchsorted(groups, [group, group + 1])
            return [int(number) for number in shelf.numbers(shelf.order[start:end])]

    def groups(self, kind: Kind) -> Slots:
        """The groups that have entries of a kind, in order."""
        with self._lock:
            shelf = self._shelves[kind]
            return np.unique(shelf.groups(shelf.order))

    def vectors_of(self, numbers: Sequence[int], kind: Kind) -> list[tuple[dict[int, float], Floats | None]]:
        """Rows of features (by the index's own feature numbers) and vectors of entries, in units."""
        with self._lock:
            return [self._shelves[kind].row_of(number) for number in numbers]

    def _in_units(self, vector: Vectors | None) -> Floats | None:
        """A vector as the shelves hold it; ValueError for one of another encoder, as its length says."""
        if vector is None:
            return None
        width = max(shelf.width for shelf in self._shelves.values())
        if width and len(vector) != width:
            raise ValueError(f"A vector has {len(vector)} numbers where the index has {width}.")
        return in_units(vector)

    def _popularity(self, number: int) -> float:
        return self._hubness.get(number, self._middle)

    def _name(self, feature: str) -> int:
        return self._names.setdefault(feature, len(self._names))

    def _known(self, features: Mapping[str, float]) -> list[tuple[int, float]]:
        """A text's row; features that no entry has keep their weight in it, but meet nothing."""
        row = self.space.row(features).items()
        return [(self._names[name], units) for name, units in row if name in self._names]

    def _tidy(self, kind: Kind) -> None:
        if self._shelves[kind].is_worn():
            self._shelves[kind] = self._shelves[kind].anew()

    def _best(
        self,
        kind: Kind,
        row: list[tuple[int, float]],
        vector: Floats | None,
        *,
        codes: Sequence[str],
        allowed: Allowed,
        most: int,
    ) -> list[Hit]:
        shelf = self._shelves[kind]
        if not len(shelf) or most < 1:
            return []
        numbers, groups, hubness, alive = shelf.columns()
        lexical, code = shelf.lexical(row), shelf.shared_codes(codes)
        if vector is None or not shelf.width:
            dense = np.zeros(len(numbers), np.float32)
        else:
            dense = shelf.dense(vector[None])[0]
        weights = self.weights
        score = weights.dense * dense + weights.lexicon * lexical + weights.code * code - weights.hubness * hubness
        able = np.flatnonzero(alive & _may(allowed, numbers) & ((dense > 0) | (lexical > 0) | (code > 0)))
        if not len(able):
            return []
        rounded = np.round(score[able], DECIMALS)
        place = max(0, len(rounded) - most)
        near = np.flatnonzero(rounded >= np.partition(rounded, place)[place])
        best = near[np.lexsort((numbers[able[near]], -rounded[near]))][:most]
        return [
            Hit(
                int(numbers[at]),
                int(groups[at]),
                kind,
                float(found),
                float(dense[at]),
                float(lexical[at]),
                float(code[at]),
                float(hubness[at]),
            )
            for at, found in zip(able[best].tolist(), rounded[best], strict=True)
        ]


def _may(allowed: Allowed, numbers: Slots) -> NDArray[np.bool_]:
    if allowed is None:
        return np.ones(len(numbers), np.bool_)
    if callable(allowed):
        return np.asarray(allowed(numbers.copy()), np.bool_)  # a view that is kept would bar the next entry
    return np.isin(numbers, np.fromiter(allowed, np.int64))
