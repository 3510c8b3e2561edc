"""What is measured over the whole index, as its rows keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from landbridge.engine.matching import market
from landbridge.engine.matching.index import Index
from landbridge.engine.matching.problem import Kind
from landbridge.people.models import Side


@dataclass(frozen=True)
class Measured:
    """``hubness`` by item; ``calibration`` the curve of each side's seeks; ``exposures`` (firm, side, price, shown)."""

    hubness: Mapping[int, float] = field(default_factory=dict)
    calibration: dict[str, dict[str, float]] = field(default_factory=dict)
    exposures: list[tuple[int, str, float, int]] = field(default_factory=list)


def measure(index: Index, sides: Mapping[int, str]) -> Measured:
    """Measure an index; ``sides`` says which side each firm is of, and firms it does not name are left out."""
    firms = {int(group) for kind in Kind for group in index.groups(kind)}
    both = Side.HOST, Side.GUEST
    of_side = {side: sorted(firm for firm in firms if sides.get(firm) == side) for side in both}
    found = market.measure(index, (of_side[Side.HOST], of_side[Side.GUEST]))
    return Measured(
        hubness=found.hubness,
        calibration={
            str(side): {"centre": round(curve.centre, 6), "slope": curve.slope}
            for side, curve in zip(both, found.curves, strict=True)
        },
        exposures=sorted((firm, sides[firm], found.price[firm], found.shown[firm]) for firm in found.price),
    )
