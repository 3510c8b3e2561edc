"""Both sides of the market as their rows say: what is sought and offered, and who fits whom.

Everything is compared at once, by words and codes; that is what lists are written from for up to a few thousand
organisations a side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from landbridge.directory.models import Item
from landbridge.engine.matching.codes import shared_code
from landbridge.engine.matching.exposure import prices
from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.mutual import HUBNESS, Calibration, Matrix, direction, fit, hubness
from landbridge.engine.matching.space import Space
from landbridge.people.models import Side

#: What a shared code adds to the likeness of two texts.
CODE = 0.15


@dataclass(frozen=True, slots=True)
class Entry:
    """An open offer or need of an organisation."""

    item: int
    organisation: int
    side: str
    kind: str
    text: str
    language: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Direction:
    """What one side seeks against what the other offers; ``likeness`` is (seeks, offers), before ``hubness``."""

    seeks: tuple[int, ...]
    offers: tuple[int, ...]
    likeness: Matrix
    hubness: Matrix
    share: Matrix
    calibration: Calibration


class Market:
    """Fits of all pairs across the border. ``host`` and ``guest`` are the numbers of organisations, in order."""

    def __init__(self, entries: list[Entry], lexicon: Lexicon) -> None:
        self.entries, self.lexicon = entries, lexicon
        read = [features(entry.text, lexicon) for entry in entries]
        self.space = Space.of(read)
        self.rows: sparse.csr_matrix = self.space.vectors(read)
        self.members = {side: sorted({one.organisation for one in entries if one.side == side}) for side in Side.values}
        self.place = {number: at for members in self.members.values() for at, number in enumerate(members)}

    @cached_property
    def directions(self) -> dict[str, Direction]:
        """By the side that seeks."""
        return {
            side: self._direction(side, other) for side, other in ((Side.HOST, Side.GUEST), (Side.GUEST, Side.HOST))
        }

    @cached_property
    def fits(self) -> Matrix:
        """From 0 to 1; shape (host, guest)."""
        return np.round(fit(self.directions[Side.HOST].share, self.directions[Side.GUEST].share.T), 6)

    @cached_property
    def prices(self) -> dict[str, Matrix]:
        """What each organisation costs in the lists of the other side, by its own side."""
        return {Side.GUEST: prices(self.fits).price, Side.HOST: prices(self.fits.T).price}

    def usual_price(self, side: str) -> float:
        """The price in the middle of a side's: who costs that is neither dear nor cheap."""
        return float(np.median(self.prices[side])) if len(self.prices[side]) else 0.0

    def among(self, numbers: NDArray[np.int64], side: str) -> Matrix:
        """What organisations are about, each a vector of length one; shape (numbers, any)."""
        wanted = {self.members[side][number]: at for at, number in enumerate(numbers)}
        found = [at for at, one in enumerate(self.entries) if one.organisation in wanted]
        rows = self.rows[found]
        used = np.unique(rows.indices)
        summed = np.zeros((len(numbers), len(used)), np.float32)
        np.add.at(summed, [wanted[self.entries[at].organisation] for at in found], rows[:, used].toarray())
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        return np.divide(summed, lengths, out=np.zeros_like(summed), where=lengths > 0)

    def best_pair(self, seeker: int, offerer: int, side: str) -> tuple[Entry, Entry, float] | None:
        """The need of one and the offer of the other that fit best, and the offer's hubness; None without words."""
        one = self.directions[side]
        seeks = [at for at, entry in enumerate(one.seeks) if self.entries[entry].organisation == seeker]
        offers = [at for at, entry in enumerate(one.offers) if self.entries[entry].organisation == offerer]
        if not seeks or not offers:
            return None
        scores = np.round(one.likeness[np.ix_(seeks, offers)] - HUBNESS * one.hubness[offers], 6)
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        if one.likeness[seeks[row], offers[column]] <= 0:
            return None
        return (
            self.entries[one.seeks[seeks[row]]],
            self.entries[one.offers[offers[column]]],
            float(one.hubness[offers[column]]),
        )

    def _direction(self, side: str, other: str) -> Direction:
        seeks = self._of(side, Item.Kind.SEEK)
        offers = self._of(other, Item.Kind.OFFER)
        likeness = np.asarray((self.rows[list(seeks)] @ self.rows[list(offers)].T).toarray(), np.float32)
        coded = [(at, entry) for at, entry in enumerate(offers) if self.entries[entry].codes]
        for row, seek in enumerate(seeks):
            if self.entries[seek].codes:
                for column, offer in coded:
                    likeness[row, column] += CODE * shared_code(self.entries[seek].codes, self.entries[offer].codes)
        likeness = np.round(likeness, 6)
        popular = np.round(hubness(likeness), 6)
        shape = len(self.members[side]), len(self.members[other])
        numbers = [
            np.array([self.place[self.entries[at].organisation] for at in ends], np.int64) for ends in (seeks, offers)
        ]
        scores = direction(likeness - np.float32(HUBNESS) * popular, numbers[0], numbers[1], shape)
        # Without a word in common there is nothing to recommend, however rarely an offer is asked for.
        alike = direction(likeness, numbers[0], numbers[1], shape)
        calibration = Calibration.of(scores)
        share = np.where(alike > 0, calibration.share(scores), 0).astype(np.float32)
        return Direction(seeks, offers, likeness, popular, np.round(share, 6), calibration)

    def _of(self, side: str, kind: str) -> tuple[int, ...]:
        return tuple(at for at, one in enumerate(self.entries) if one.side == side and one.kind == kind)


def entries_now() -> list[Entry]:
    """Every open item of the organisations that are not blocked and not merged away, in the order of its number."""
    rows = Item.objects.filter(is_open=True, organisation__merged_into=None, organisation__is_blocked=False).exclude(
        text=""
    )
    columns = ("pk", "organisation_id", "organisation__side", "kind", "text", "language", "hs6")
    return [
        Entry(item, organisation, side, kind, text, language, (f"hs:{hs6}",) if hs6 else ())
        for item, organisation, side, kind, text, language, hs6 in rows.order_by("pk").values_list(*columns)
    ]
