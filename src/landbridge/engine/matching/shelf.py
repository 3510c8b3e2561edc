"""Entries of one kind, laid out so that one query meets all of them at once.

Each entry has a slot. Postings say in which slots a feature or a code's digits stand; vectors lie one after the
other. All of it only grows: an entry that goes leaves a dead slot, one that changes takes a new one, and when
more are dead than alive the shelf is laid out anew. Everything is in whole units (see ``space``), so that what
was added bit by bit scores to the last bit as what was laid out at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.codes import LEVELS
from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.space import UNIT

Floats = NDArray[np.float32]
Slots = NDArray[np.int64]
#: So many dead slots are never worth laying a shelf out anew.
FEW_DEAD = 1000
#: Of a vector that was made of length one in single precision.
LONGEST = 1.001


def in_units(vectors: Vectors) -> Floats:
    """Vectors of length one in whole units; the cosine of two changes by about one in ten thousand.

    :raises ValueError: for what is no number, or longer than one: sums would not be exact any more.
    """
    longest = float(np.linalg.norm(np.atleast_2d(vectors), axis=1).max(initial=0.0))
    if not longest <= LONGEST:
        raise ValueError("A vector is to be of length one, or zero.")
    return np.asarray(np.rint(vectors * np.float32(UNIT)), np.float32)


class Shelf:
    """Entries by slot: their numbers, groups, rows of features, vectors and codes. ``width`` 0: no vectors."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.slot: dict[int, int] = {}
        self._numbers, self._groups, self._alive = array("q"), array("q"), array("b")
        self._hubness = array("d")
        self._vectors = array("f")
        self._row_features, self._row_units, self._row_ends = array("q"), array("f"), array("q", [0])
        self._codes: list[tuple[str, ...]] = []
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        self._digits: dict[str, array[int]] = {}
        self._order: Slots | None = None

    def __len__(self) -> int:
        return len(self.slot)

    def put(
        self,
        number: int,
        group: int,
        row: Mapping[int, float],
        vector: Floats | None,
        codes: Sequence[str],
        *,
        hubness: float = 0.0,
    ) -> None:
        """Add an entry, or put it in place of the one of its number. ``vector`` is in units; None is no likeness."""
        self.drop(number)
        if vector is not None and not self.width:
            self.width = len(vector)
            self._vectors = array("f", bytes(4 * self.width * len(self._numbers)))
        slot = self.slot[number] = len(self._numbers)
        self._numbers.append(number)
        self._groups.append(group)
        self._alive.append(1)
        self._hubness.append(hubness)
        if self.width:
            said = np.zeros(self.width, np.float32) if vector is None else vector
            self._vectors.frombytes(np.ascontiguousarray(said, np.float32).tobytes())
        self._row_features.extend(row.keys())
        self._row_units.extend(row.values())
        self._row_ends.append(len(self._row_features))
        for feature, units in row.items():
            posting = self._postings.get(feature)
            if posting is None:
                posting = self._postings[feature] = array("q"), array("f")
            posting[0].append(slot)
            posting[1].append(units)
        self._codes.append(tuple(codes))
        for digits in {key for code in codes for key, _ in _digits_of(code)}:
            self._digits.setdefault(digits, array("q")).append(slot)
        self._order = None

    def drop(self, number: int) -> bool:
        """Take an entry out; False where there is none."""
        slot = self.slot.pop(number, None)
        if slot is None:
            return False
        self._alive[slot] = 0
        self._order = None
        return True

    def is_worn(self) -> bool:
        """Whether more is dead than alive, so that it is time to lay it out anew."""
        return len(self._numbers) - len(self.slot) > max(FEW_DEAD, len(self.slot))

    def anew(self) -> Shelf:
        """The same entries without the dead slots."""
        fresh = Shelf(self.width)
        for number, slot in sorted(self.slot.items()):
            row, vector = self.row_of(number)
            fresh.put(number, self._groups[slot], row, vector, self._codes[slot], hubness=self._hubness[slot])
        return fresh

    def row_of(self, number: int) -> tuple[dict[int, float], Floats | None]:
        """An entry's row of features and its vector, in units; KeyError where there is none."""
        slot = self.slot[number]
        start, end = self._row_ends[slot], self._row_ends[slot + 1]
        row = dict(zip(self._row_features[start:end], self._row_units[start:end], strict=True))
        if not self.width:
            return row, None
        return row, np.array(self._vectors[slot * self.width : (slot + 1) * self.width], np.float32)

    def codes_of(self, number: int) -> tuple[str, ...]:
        """An entry's codes; KeyError where there is none."""
        return self._codes[self.slot[number]]

    @property
    def order(self) -> Slots:
        """The slots of those alive, by group and in it by number."""
        if self._order is None:
            alive = np.flatnonzero(np.frombuffer(self._alive, np.int8)) if self._alive else np.zeros(0, np.int64)
            self._order = alive[np.lexsort((self.numbers(alive), self.groups(alive)))]
        return self._order

    def numbers(self, slots: Slots) -> Slots:
        """The numbers of the entries in ``slots``."""
        return np.frombuffer(self._numbers, np.int64)[slots] if self._numbers else slots

    def groups(self, slots: Slots) -> Slots:
        """Their groups."""
        return np.frombuffer(self._groups, np.int64)[slots] if self._groups else slots

    def hubness(self, slots: Slots) -> NDArray[np.float64]:
        """Their popularity."""
        return np.frombuffer(self._hubness, np.float64)[slots] if self._hubness else np.zeros(0)

    def columns(self) -> tuple[Slots, Slots, NDArray[np.float64], NDArray[np.bool_]]:
        """Of all slots, dead ones too: numbers, groups, popularity, and whether they are alive.

        They are views: nothing can be put while somebody holds them.
        """
        return (
            np.frombuffer(self._numbers, np.int64),
            np.frombuffer(self._groups, np.int64),
            np.frombuffer(self._hubness, np.float64),
            np.frombuffer(self._alive, np.bool_),
        )

    def measure(self, hubness: Callable[[int], float]) -> None:
        """Give every entry the popularity that its number has."""
        for number, slot in self.slot.items():
            self._hubness[slot] = hubness(number)

    def dense(self, vectors: Floats) -> Floats:
        """Cosines of ``vectors`` (n, width), in units, with all slots; shape (n, slots), dead ones too."""
        shape = (len(vectors), len(self._numbers))
        if not self.width or not all(shape):
            return np.zeros(shape, np.float32)
        mine = np.frombuffer(self._vectors, np.float32).reshape(-1, self.width)
        return np.asarray((mine @ vectors.T).T / np.float32(UNIT * UNIT), np.float32)

    def lexical(self, row: Iterable[tuple[int, float]]) -> Floats:
        """Cosines of a row of features, in units, with all slots; shape (slots,)."""
        total = np.zeros(len(self._numbers), np.float32)
        for feature, units in row:
            posting = self._postings.get(feature)
            if posting is not None:
                total[np.frombuffer(posting[0], np.int64)] += np.float32(units) * np.frombuffer(posting[1], np.float32)
        return total / np.float32(UNIT * UNIT)

    def shared_codes(self, codes: Sequence[str]) -> Floats:
        """What ``codes`` share with all slots' (see ``codes.shared_code``); shape (slots,)."""
        total = np.zeros(len(self._numbers), np.float32)
        for code in codes:
            for digits, worth in _digits_of(code):
                posting = self._digits.get(digits)
                if posting is not None:
                    slots = np.frombuffer(posting, np.int64)
                    total[slots] = np.maximum(total[slots], np.float32(worth))
        return total


def _digits_of(code: str) -> list[tuple[str, float]]:
    """A code whole, and cut to each length that counts, with what sharing it is worth."""
    scheme, _, digits = code.partition(":")
    cut = [(f"{scheme}:{digits[:length]}*", worth) for length, worth in LEVELS if len(digits) >= length]
    return [(code, 1.0), *cut]
