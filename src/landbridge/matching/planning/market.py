"""Both sides of the market: what is sought and offered, by the index in use, and who fits whom.

All pairs are compared at once, which is good for some thousand organisations a side: a matrix of fits is held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from landbridge.base.text import language_of
from landbridge.directory.models import Item
from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.exposure import prices
from landbridge.engine.matching.features import features
from landbridge.engine.matching.index import Entry, Index
from landbridge.engine.matching.mutual import Calibration, Matrix, direction, fit, hubness
from landbridge.engine.matching.problem import Kind
from landbridge.engine.matching.space import Space
from landbridge.matching.models import Exposure, IndexedItem
from landbridge.matching.planning.index import Live, live_index
from landbridge.people.models import Side
from landbridge.people.rules import OTHER_SIDE

SIDES = (str(Side.HOST), str(Side.GUEST))

#: Texts without a word in common are as alike as this by chance, where vectors are compared.
NOISE = 0.1


@dataclass(frozen=True)
class Direction:
    """What one side seeks against what the other offers; ``likeness`` is (seeks, offers), before ``hubness``."""

    seeks: Sequence[Entry]
    offers: Sequence[Entry]
    likeness: Matrix
    hubness: Matrix
    share: Matrix


@dataclass(frozen=True)
class Best:
    """The need and the offer that fit best, and what the offer's popularity took from it."""

    seek: Entry
    offer: Entry
    popularity: float


@dataclass
class Market:
    """Fits of all pairs across the border.

    :param entries: open items whose organisations may be recommended; ``sides`` says whose they are.
    :param curves: by the side that seeks, where the index was measured; from these entries otherwise.
    :param charged: what organisations cost, and ``popular`` how many an item resembles, where that was measured.
    """

    live: Live
    index: Index
    entries: Sequence[Entry]
    sides: Mapping[int, str]
    curves: Mapping[str, Calibration] = field(default_factory=dict)
    charged: Mapping[int, float] | None = None
    popular: Mapping[int, float] | None = None

    def __post_init__(self) -> None:
        """Number the organisations of each side, in their order."""
        self.members = {
            side: sorted({one.group for one in self.entries if self.sides[one.group] == side}) for side in SIDES
        }
        self.place = {number: at for members in self.members.values() for at, number in enumerate(members)}
        self.vectors: dict[str, Vectors] = {}

    @property
    def has_vectors(self) -> bool:
        """Whether texts are compared by an encoder too."""
        return bool(self.live.build and self.live.build.encoder_build)

    @property
    def builds(self) -> dict[str, str]:
        """What a result was computed by, so that it can be computed again."""
        build = self.live.build
        return {
            "lexicon": self.index.lexicon.build,
            "encoder": build.encoder_build if build else "",
            "index": str(build.pk) if build else "",
        }

    @cached_property
    def directions(self) -> dict[str, Direction]:
        """By the side that seeks."""
        return {side: self._direction(side, OTHER_SIDE[side]) for side in SIDES}

    @cached_property
    def fits(self) -> Matrix:
        """From 0 to 1; shape (host, guest)."""
        return np.round(fit(self.directions[Side.HOST].share, self.directions[Side.GUEST].share.T), 6)

    @cached_property
    def prices(self) -> dict[str, Matrix]:
        """What each organisation costs in the lists of the other side, by its own side."""
        charged = self.charged
        if charged is not None:
            return {
                side: np.array([charged.get(one, 0.0) for one in members], np.float32)
                for side, members in self.members.items()
            }
        return {str(Side.GUEST): prices(self.fits).price, str(Side.HOST): prices(self.fits.T).price}

    @cached_property
    def rows(self) -> sparse.csr_matrix:
        """The entries' words, a row of length one each."""
        return self.index.space.vectors(features(one.text, self.index.lexicon) for one in self.entries)

    @cached_property
    def of_firm(self) -> dict[tuple[int, Kind], list[int]]:
        """Where the needs and offers of an organisation stand in its direction."""
        found: dict[tuple[int, Kind], list[int]] = {}
        for one in self.directions.values():
            for kind, ends in ((Kind.SEEK, one.seeks), (Kind.OFFER, one.offers)):
                for at, entry in enumerate(ends):
                    found.setdefault((entry.group, kind), []).append(at)
        return found

    def fit_of(self, one: int, other: int) -> float:
        """How well two organisations of different sides fit, whichever is named first."""
        here, there = self.place[one], self.place[other]
        return float(self.fits[here, there] if self.sides[one] == Side.HOST else self.fits[there, here])

    def usual_price(self, side: str) -> float:
        """The price in the middle of a side's: who costs that is neither dear nor cheap."""
        return float(np.median(self.prices[side])) if len(self.prices[side]) else 0.0

    def among(self, numbers: NDArray[np.int64], side: str) -> Matrix:
        """What organisations are about, each a vector of length one; shape (numbers, any)."""
        wanted = {self.members[side][number]: at for at, number in enumerate(numbers)}
        found = [at for at, one in enumerate(self.entries) if one.group in wanted]
        rows = self.rows[found]
        used = np.unique(rows.indices)
        summed = np.zeros((len(numbers), len(used)), np.float32)
        np.add.at(summed, [wanted[self.entries[at].group] for at in found], rows[:, used].toarray())
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        whole: Matrix = np.divide(summed, lengths, out=np.zeros_like(summed), where=lengths > 0)
        return whole

    def best_pair(self, seeker: int, offerer: int) -> Best | None:
        """The need of one and the offer of the other that fit best; None where nothing of them is alike."""
        one, weight = self.directions[self.sides[seeker]], self.index.weights.hubness
        seeks = self.of_firm.get((seeker, Kind.SEEK), [])
        offers = self.of_firm.get((offerer, Kind.OFFER), [])
        if not seeks or not offers:
            return None
        likeness = one.likeness[np.ix_(seeks, offers)]
        scores = np.round(likeness - weight * one.hubness[offers], 6)
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        if likeness[row, column] <= self._chance:
            return None
        offer = offers[column]
        return Best(one.seeks[seeks[row]], one.offers[offer], float(weight * one.hubness[offer]))

    def encode(self, words: Sequence[str]) -> Vectors | None:
        """Words as the encoder has them, each asked for once; None without one, and where it fails."""
        new = [word for word in dict.fromkeys(words) if word not in self.vectors]
        if new:
            rows = self.live.encode(new, [language_of(word) for word in new])
            if rows is None:
                return None
            self.vectors.update(zip(new, rows, strict=True))
        return np.stack([self.vectors[word] for word in words])

    @property
    def _chance(self) -> float:
        return NOISE if self.has_vectors else 0.0

    def _direction(self, side: str, other: str) -> Direction:
        seeks = [one for one in self.entries if self.sides[one.group] == side and one.kind is Kind.SEEK]
        offers = [one for one in self.entries if self.sides[one.group] == other and one.kind is Kind.OFFER]
        likeness = np.round(self.index.scores([one.number for one in seeks], [one.number for one in offers]), 6)
        if self.popular is None:
            popular = np.round(hubness(likeness), 6)
        else:
            popular = np.array([self.popular.get(one.number, 0.0) for one in offers], np.float32)
        seekers, offerers = (np.array([self.place[one.group] for one in ends], np.int64) for ends in (seeks, offers))
        shape = len(self.members[side]), len(self.members[other])
        scores = direction(likeness - np.float32(self.index.weights.hubness) * popular, seekers, offerers, shape)
        # With nothing in common there is nothing to recommend, however rarely an offer is asked for.
        alike = direction(likeness, seekers, offerers, shape)
        curve = self.curves.get(side) or Calibration.of(scores)
        share = np.where(alike > self._chance, curve.share(scores), 0).astype(np.float32)
        return Direction(seeks, offers, likeness, popular, np.round(share, 6))


def market_now(only: int | None = None) -> Market:
    """The market by the index in use; without one, by words alone, from the rows as they are.

    :param only: an organisation whose list alone is wanted: where the index was measured nobody else of its side is
        looked at, so that it takes a moment and not the time of all lists.
    """
    live = live_index()
    rows = Item.objects.filter(is_open=True, organisation__merged_into=None, organisation__is_blocked=False)
    columns = ("pk", "organisation_id", "organisation__side", "kind", "text", "language", "hs6")
    entries, sides = [], {}
    for number, group, side, kind, text, language, hs6 in rows.order_by("pk").values_list(*columns):
        entries.append(Entry(number, group, Kind(kind), text, language, (f"hs:{hs6}",) if hs6 else ()))
        sides[group] = side
    if live.build is None:
        space = Space.of(features(one.text, live.lexicon) for one in entries)
        return Market(live, Index(live.lexicon, space, entries), entries, sides)
    # An item that was changed since is left out until the index has it: the job that follows writes it in.
    held = [found for one in entries if (found := _held(live.index, one))]
    if live.build.measured_at is None:
        return Market(live, live.index, held, sides)
    if only is not None:
        held = [one for one in held if one.group == only or sides[one.group] != sides.get(only)]
    curves = {side: Calibration(curve["centre"], curve["slope"]) for side, curve in live.build.calibration.items()}
    charged = dict(Exposure.objects.filter(build=live.build).values_list("organisation_id", "price"))
    hubs = IndexedItem.objects.filter(build=live.build, is_gone=False).exclude(hubness=0)
    return Market(live, live.index, held, sides, curves, charged, dict(hubs.values_list("number", "hubness")))


def _held(index: Index, entry: Entry) -> Entry | None:
    """An item as the index has it; None where that is not what its row says."""
    found = index.entry(entry.number)
    return found if found and (found.group, found.kind, found.text) == (entry.group, entry.kind, entry.text) else None
