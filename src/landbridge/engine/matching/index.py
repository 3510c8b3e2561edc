"""All offers and seeks in memory: put in, taken out, and searched exactly, by meaning, by words and by codes.

A score is cos(dense) + 0.5 cos(words) + 0.15 shared code - 0.5 hubness. Nothing is approximated: ten thousand firms
are few enough to be looked at one by one.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from landbridge.engine.matching.codes import shared_code
from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.problem import Kind
from landbridge.engine.matching.space import COMMON, KINDS, Space

_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: ``number`` is its own, ``group`` its firm's."""

    number: int
    group: int
    kind: Kind
    text: str
    language: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found, and what its score is made of."""

    number: int
    group: int
    score: float
    dense: float
    lexical: float
    code: float
    hubness: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of a score counts, beside ``dense``."""

    dense: float = 1.0
    lexicon: float = 0.5
    code: float = 0.15
    hubness: float = 0.5


@dataclass
class _Words:
    """Rows of words by feature number, kept as they come and packed when they are asked for."""

    rows: list[dict[int, float]] = field(default_factory=list)
    packed: sparse.csc_matrix | None = None
    late: set[int] = field(default_factory=set)


class Index:
    """Items in memory. Every method may be called from several threads."""

    def __init__(
        self,
        lexicon: Lexicon,
        space: Space,
        entries: Iterable[Entry],
        vectors: Vectors | None = None,
        hubness: Mapping[int, float] | None = None,
        *,
        weights: Weights = Weights(),
    ) -> None:
        self.lexicon, self.space, self.weights = lexicon, space, weights
        self._hubness = dict(hubness or {})
        self._numbers: dict[str, int] = dict(space.numbers)
        self._new_rarity = math.log(1 + space.texts) if space.texts * COMMON >= 1 else math.log(2)
        self._entries: list[Entry | None] = []
        self._at: dict[int, int] = {}
        self._free: list[int] = []
        self._words = _Words()
        self._dense: Vectors | None = None
        self._hub = np.zeros(0, np.float32)
        self._coded: dict[str, set[int]] = {}
        self._lock = threading.RLock()
        for at, entry in enumerate(entries):
            self.put(entry, features(entry.text, lexicon), None if vectors is None else vectors[at])

    def __len__(self) -> int:
        return len(self._at)

    def put(self, entry: Entry, features: Mapping[str, float], vector: Vectors | None = None) -> None:
        """Take an item in, in place of the one of its number."""
        with self._lock:
            self.drop(entry.number)
            at = self._free.pop() if self._free else len(self._entries)
            if at == len(self._entries):
                self._entries.append(None)
                self._words.rows.append({})
                self._grow(at + 1)
            self._entries[at], self._at[entry.number] = entry, at
            self._words.rows[at] = self._row(features, learn=True)
            self._words.late.add(at)
            self._hub[at] = self._hubness.get(entry.number, 0.0)
            if vector is not None:
                if self._dense is None:
                    self._dense = np.zeros((len(self._hub), len(vector)), np.float32)
                self._dense[at] = vector
            for code in entry.codes:
                self._coded.setdefault(_stem_of(code), set()).add(at)

    def drop(self, number: int) -> None:
        """Take an item out; nothing happens where there is none."""
        with self._lock:
            at = self._at.pop(number, None)
            if at is None:
                return
            gone = self._entries[at]
            self._entries[at], self._words.rows[at] = None, {}
            self._words.late.add(at)
            self._hub[at] = 0.0
            if self._dense is not None:
                self._dense[at] = 0.0
            for code in gone.codes if gone else ():
                self._coded[_stem_of(code)].discard(at)
            self._free.append(at)

    def entry(self, number: int) -> Entry | None:
        """The item of a number."""
        at = self._at.get(number)
        return None if at is None else self._entries[at]

    def entries(self) -> list[Entry]:
        """All items, by number."""
        return sorted((one for one in self._entries if one is not None), key=lambda one: one.number)

    def search(
        self,
        features: Mapping[str, float],
        vector: Vectors | None,
        *,
        codes: Sequence[str] = (),
        kinds: Collection[Kind] = (Kind.OFFER,),
        allowed: Callable[[Entry], bool] | Collection[int] | None = None,
        most: int = 50,
    ) -> list[Hit]:
        """The items that score best, above nothing, the best first; ties by number.

        :param allowed: says of an item whether it may be found, or holds the numbers of those that may.
        """
        with self._lock:
            size = len(self._entries)
            if not size:
                return []
            dense = self._likeness(vector)
            lexical = self._lexical(self._row(features, learn=False))
            code = np.zeros(size, np.float32)
            for at in {at for one in codes for at in self._coded.get(_stem_of(one), ())}:
                entry = self._entries[at]
                code[at] = shared_code(codes, entry.codes) if entry else 0.0
            hub = self._hub[:size]
            weights = self.weights
            score = weights.dense * dense + weights.lexicon * lexical + weights.code * code
            found = score > 0
            score = np.round((score - weights.hubness * hub).astype(np.float64), 6)
            wanted = frozenset(kinds)
            hits: list[Hit] = []
            order = np.lexsort((self._all_numbers(), -score))
            for at in order[found[order]]:
                entry = self._entries[at]
                if entry is None or entry.kind not in wanted or not _may(entry, allowed):
                    continue
                parts = (float(one[at]) for one in (score, dense, lexical, code, hub))
                hits.append(Hit(entry.number, entry.group, *parts))
                if len(hits) == most:
                    break
            return hits

    def scores(self, seeks: Sequence[int], offers: Sequence[int]) -> Vectors:
        """The scores of items against others, less no hubness; shape (seeks, offers)."""
        with self._lock:
            mine, theirs = [self._at[one] for one in seeks], [self._at[one] for one in offers]
            total = np.zeros((len(mine), len(theirs)), np.float32)
            if not mine or not theirs:
                return total
            if self._dense is not None:
                total += self.weights.dense * (self._dense[mine] @ self._dense[theirs].T)
            words = self._matrix(whole=True).tocsr()
            total += self.weights.lexicon * (words[mine] @ words[theirs].T).toarray()
            places = {at: place for place, at in enumerate(theirs)}
            for row, at in enumerate(mine):
                entry = self._entries[at]
                codes = entry.codes if entry else ()
                for other in {other for one in codes for other in self._coded.get(_stem_of(one), ())}:
                    there = self._entries[other]
                    if there is not None and other in places:
                        total[row, places[other]] += self.weights.code * shared_code(codes, there.codes)
            return total

    def _grow(self, size: int) -> None:
        if size > len(self._hub):
            more = max(_BLOCK, len(self._hub))
            self._hub = np.concatenate([self._hub, np.zeros(more, np.float32)])
            if self._dense is not None:
                self._dense = np.concatenate([self._dense, np.zeros((more, self._dense.shape[1]), np.float32)])

    def _row(self, features: Mapping[str, float], *, learn: bool) -> dict[int, float]:
        """As ``Space.row``, but what came after the space was made is as rare as what was seen once."""
        blocks: dict[str, dict[int, float]] = {}
        for feature, amount in features.items():
            number = self._numbers.get(feature)
            if number is None:
                number = len(self._numbers) if learn else -1 - len(blocks.get(feature[0], ()))
                if learn:
                    self._numbers[feature] = number
            known = 0 <= number < len(self.space.rarity)
            if rare := float(self.space.rarity[number]) if known else self._new_rarity:
                heavy = 1 + math.log1p(amount) if amount > 1 else amount
                blocks.setdefault(feature[0], {})[number] = heavy * rare
        row: dict[int, float] = {}
        whole = 0.0
        for kind in sorted(blocks):
            block = blocks[kind]
            length = math.sqrt(math.fsum(value * value for value in block.values()))
            whole += KINDS[kind] ** 2
            row.update((number, KINDS[kind] * value / length) for number, value in block.items() if number >= 0)
        return {number: value / math.sqrt(whole) for number, value in sorted(row.items())} if whole else {}

    def _likeness(self, vector: Vectors | None) -> Vectors:
        size = len(self._entries)
        if vector is None or self._dense is None:
            return np.zeros(size, np.float32)
        return np.asarray(self._dense[:size] @ np.asarray(vector, np.float32), np.float32)

    def _lexical(self, row: Mapping[int, float]) -> Vectors:
        found = np.zeros(len(self._entries), np.float64)
        if not row:
            return found.astype(np.float32)
        words = self._matrix()
        for number, value in row.items():
            if number < words.shape[1]:
                start, end = words.indptr[number], words.indptr[number + 1]
                found[words.indices[start:end]] += value * words.data[start:end]
        for at in self._words.late:
            found[at] = math.fsum(
                value * row[number] for number, value in self._words.rows[at].items() if number in row
            )
        return found.astype(np.float32)

    def _matrix(self, *, whole: bool = False) -> sparse.csc_matrix:
        words = self._words
        late = 0 if whole else max(256, len(words.rows) // 50)
        if words.packed is None or len(words.late) > late:
            ends = np.cumsum([0, *map(len, words.rows)])
            numbers = np.fromiter((number for row in words.rows for number in row), np.int32, ends[-1])
            values = np.fromiter((value for row in words.rows for value in row.values()), np.float32, ends[-1])
            shape = (len(words.rows), len(self._numbers))
            words.packed = sparse.csr_matrix((values, numbers, ends), shape).tocsc()
            words.late = set()
        return words.packed

    def _all_numbers(self) -> NDArray[np.int64]:
        return np.array([one.number if one else 0 for one in self._entries], np.int64)


def _may(entry: Entry, allowed: Callable[[Entry], bool] | Collection[int] | None) -> bool:
    if allowed is None:
        return True
    return allowed(entry) if callable(allowed) else entry.number in allowed


def _stem_of(code: str) -> str:
    scheme, _, digits = code.partition(":")
    return f"{scheme}:{digits[:2]}"
