"""Wishes that are not held now, with what the last search found out about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from landbridge.engine.timetable import cause as engine
from landbridge.engine.timetable.problem import Place
from landbridge.meetings.models import Company, Fair, UnmetWish, Wish

#: Cause of a wish that somebody took off the board: no search has looked at it since.
TAKEN_OFF = "taken_off"


class Unmet(TypedDict):
    """Why a wish is not held, as ``UnmetWish`` stores it: JSON all through."""

    wish: str
    cause: str
    detail: dict[str, Any]
    remedy: str
    remedy_detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A wish without a meeting; ``found`` is None where no search has looked at it."""

    wish: Wish
    companies: tuple[Company, ...]
    found: UnmetWish | None

    @property
    def explained(self) -> engine.Unmet | None:
        """What the engine found out, as it said it; None where it has not been asked."""
        return None if self.found is None or self.found.cause == TAKEN_OFF else unmet_from(self.wish.code, self.found)


def unmet_rows(fair: Fair) -> list[UnmetRow]:
    """Unmet wishes, the most wished for first, in 3 queries."""
    order = {priority: place for place, priority in enumerate(Wish.Priority.values)}
    wishes = (
        fair.wishes.filter(meeting__isnull=True)
        .select_related("unmet", "fixed_slot", "fixed_table")
        .prefetch_related("parts__company")
    )
    rows = [
        UnmetRow(wish, tuple(part.company for part in wish.parts.all()), getattr(wish, "unmet", None))
        for wish in wishes
    ]
    return sorted(rows, key=lambda row: (order[row.wish.priority], row.wish.position))


def unmet_json(found: engine.Unmet) -> Unmet:
    """An explanation as JSON; ``unmet_from`` reads it back.

    ``remedy`` is the first step's action, empty where the place is free already; all steps are in
    ``remedy_detail``, beside the place they free.
    """
    place, steps = found.remedy.place, found.remedy.steps
    return Unmet(
        wish=found.wish,
        cause=found.cause.value,
        detail={
            **_listed(found.detail),
            "causes": [cause.value for cause in found.causes],
            "also": [cause.value for cause in found.also],
        },
        remedy=steps[0].action.value if steps else "",
        remedy_detail={
            "place": [place.slot, place.table, place.interpreter],
            "steps": [{"action": step.action.value, "detail": _listed(step.detail)} for step in steps],
        },
    )


def unmet_from(wish: str, row: UnmetWish) -> engine.Unmet:
    """The engine's explanation as it was stored."""
    detail = dict(row.detail)
    causes, also = detail.pop("causes"), detail.pop("also")
    slot, table, interpreter = row.remedy_detail["place"]
    steps = tuple(
        engine.Step(engine.Action(step["action"]), _tupled(step["detail"])) for step in row.remedy_detail["steps"]
    )
    return engine.Unmet(
        wish=wish,
        cause=engine.Cause(row.cause),
        detail=_tupled(detail),
        causes=tuple(engine.Cause(cause) for cause in causes),
        also=tuple(engine.Cause(cause) for cause in also),
        remedy=engine.Remedy(Place(slot, table, interpreter), steps),
    )


def _listed(detail: engine.Particulars) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in detail.items()}


def _tupled(detail: Mapping[str, Any]) -> engine.Particulars:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in detail.items()}
