"""Whole timetables: storing one, and proposing one that would move what already stands.

A timetable for an empty board is stored at once. One that would move meetings people may already
know about becomes a proposal: somebody sees who moves, and accepts it or not. So no search and no
repair ever overwrites what was changed on the board meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale
from landbridge.engine.timetable.problem import Place, Plan
from landbridge.meetings.actions.rows import Clash, change_timetable, hold
from landbridge.meetings.models import BoardChange, Company, Fair, FairInterpreter, FairTable, Proposal, SolveRun
from landbridge.meetings.queries import Standing, standing
from landbridge.meetings.queries.unmet import Unmet
from landbridge.meetings.rules import Can
from landbridge.people.models import User

__all__ = ["Clash", "accept_proposal", "discard_proposal", "propose", "save_plan"]

#: What can be away, by its key in ``Proposal.absences``.
PRESENCES: Mapping[str, type[Company] | type[FairTable] | type[FairInterpreter]] = {
    "companies": Company,
    "tables": FairTable,
    "interpreters": FairInterpreter,
}


@transaction.atomic
def save_plan(
    fair: Fair, plan: Plan, *, by: User | None, unmet: Sequence[Unmet], verb: str = "meetings.plan_saved"
) -> BoardChange:
    """Make ``plan`` the fair's timetable; locks stay where they are. Raises ``Clash`` where it breaks a rule.

    ``by`` None is a search at work; whoever asked for it was checked then.
    """
    fair = hold(fair)
    if by is not None:
        require(by, Can.SOLVE_FAIR, fair)
    before = standing(fair)
    changes: dict[str, Standing | None] = dict.fromkeys(before)
    for wish, place in plan.items():
        changes[wish] = Standing(place, wish in before and before[wish].locked)
    return change_timetable(fair, changes, by=by, verb=verb, unmet=unmet)


@transaction.atomic
def propose(
    fair: Fair,
    plan: Plan,
    *,
    by: User | None,
    kind: Proposal.Kind,
    unmet: Sequence[Unmet],
    levels: Sequence[Mapping[str, Any]] = (),
    absences: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    run: SolveRun | None = None,
) -> Proposal:
    """Keep a timetable for somebody to decide on. An older open proposal gives way to it."""
    fair = hold(fair)
    if by is not None:
        require(by, Can.SOLVE_FAIR, fair)
    Proposal.objects.filter(fair=fair, state=Proposal.State.OPEN).update(state=Proposal.State.DISCARDED)
    proposal = Proposal.objects.create(
        fair=fair,
        run=run,
        kind=kind,
        plan={wish: _spot(place) for wish, place in plan.items()},
        unmet=list(unmet),
        levels=list(levels),
        absences=dict(absences or {}),
        by=by,
    )
    record("meetings.plan_proposed", fair, by=by, changes={"proposal": proposal.pk, "kind": kind})
    return proposal


@transaction.atomic
def accept_proposal(proposal: Proposal, *, by: User, version: int) -> BoardChange:
    """Make a proposal the timetable, and the absences it answers the fair's own.

    ``version`` is the fair's when the comparison was shown. Raises ``Stale`` where the fair changed
    since, or the proposal was decided on; ``Clash`` where it breaks a rule by now.
    """
    fair = hold(proposal.fair_id)
    require(by, Can.SOLVE_FAIR, fair)
    proposal = Proposal.objects.get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        raise Stale(proposal)
    if fair.version != version:
        raise Stale(fair)
    _write_absences(fair, proposal.absences, by)
    change = save_plan(
        fair, proposed_plan(proposal), by=by, unmet=proposal.unmet, verb=f"meetings.{proposal.kind}_accepted"
    )
    proposal.state = Proposal.State.ACCEPTED
    proposal.save(update_fields=["state"])
    return change


@transaction.atomic
def discard_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Leave the timetable as it is. Raises ``Stale`` where the proposal was decided on."""
    fair = hold(proposal.fair_id)
    require(by, Can.SOLVE_FAIR, fair)
    proposal = Proposal.objects.get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        raise Stale(proposal)
    proposal.state = Proposal.State.DISCARDED
    proposal.save(update_fields=["state"])
    record("meetings.proposal_discarded", fair, by=by, changes={"proposal": proposal.pk})
    return proposal


def proposed_plan(proposal: Proposal) -> Plan:
    """The plan of a proposal as the engine takes it."""
    return {wish: Place(spot["slot"], spot["table"], spot["interpreter"]) for wish, spot in proposal.plan.items()}


def _spot(place: Place) -> dict[str, str | None]:
    return {"slot": place.slot, "table": place.table, "interpreter": place.interpreter}


def _write_absences(fair: Fair, absences: Mapping[str, Mapping[str, Sequence[str]]], by: User) -> None:
    """Add slots to what somebody or something is unavailable for."""
    for noun, slots_of in absences.items():
        rows: Iterable[Company | FairTable | FairInterpreter] = PRESENCES[noun]._default_manager.filter(fair=fair)  # noqa: SLF001
        for row in rows:
            if row.code not in slots_of:
                continue
            row.unavailable = [*row.unavailable, *(slot for slot in slots_of[row.code] if slot not in row.unavailable)]
            row.save(update_fields=["unavailable"])
    if absences:
        record("meetings.absences_reported", fair, by=by, changes={"absences": absences})
