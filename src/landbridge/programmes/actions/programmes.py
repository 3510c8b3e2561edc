"""Programmes: planned, changed, moved from state to state, cancelled."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User
from landbridge.people.rules import acting_side
from landbridge.programmes.actions.agreeing import EDITED, void_call
from landbridge.programmes.actions.calling_off import call_off_places
from landbridge.programmes.actions.calls import take_call_back
from landbridge.programmes.models import Call, Participation, Programme, ProgrammeKind
from landbridge.programmes.rules.calls import Can

FACTS = (
    "agreement", "obligation", "is_joint", "name_ko", "name_zh", "name_en", "original", "place", "country", "zone",
    "starts_on", "ends_on", "deposit_amount", "deposit_currency", "documents",
)  # fmt: skip
#: What is in the call that the other side approves: a change of it voids the approval.
IN_THE_CALL = frozenset({
    "is_joint", "name_ko", "name_zh", "name_en", "original", "place", "country", "zone", "starts_on", "ends_on",
    "deposit_amount", "deposit_currency", "documents",
})  # fmt: skip
#: What stays once the call is published: people apply by it, or it says who may know of them.
PUBLISHED = frozenset({"is_joint", "zone", "deposit_amount", "deposit_currency"})
State = Programme.State
_ENDED = (Participation.State.WITHDRAWN, Participation.State.SETTLED)
#: Which states follow which. ``called`` and ``planned`` follow from the call, cancelling has an action of its own.
NEXT: dict[str, tuple[str, ...]] = {
    State.PLANNED: (),
    State.CALLED: (State.SELECTING,),
    State.SELECTING: (State.CONFIRMED,),
    State.CONFIRMED: (State.RUNNING,),
    State.RUNNING: (State.COMPLETED,),
    State.COMPLETED: (State.SETTLED,),
    State.SETTLED: (),
    State.CANCELLED: (),
}


@transaction.atomic
def plan_programme(*, by: User | None, kind: ProgrammeKind, side: str = "", **facts: Any) -> Programme:
    """Plan a programme of a kind from ``FACTS``; what participants owe is the kind's unless ``documents`` says.

    :param side: which side leads it; that of ``by`` unless the house itself plans.
    :raises ValidationError: if a fact is not what its field holds, or the name in ``original`` is missing.
    """
    if by is not None:
        require(by, Can.PLAN_PROGRAMME)
        if side and side != acting_side(by):
            raise PermissionDenied
        side = acting_side(by)
    facts.setdefault("documents", kind.documents)
    programme = Programme(kind=kind, side=side, created_by=by)
    _set(programme, facts)
    programme.save()
    record("programmes.programme_planned", programme, by=by, changes={"kind": kind.code, "side": side})
    return programme


@transaction.atomic
def edit_programme(programme: Programme, *, by: User | None, version: int, **facts: Any) -> Programme:
    """Change some of ``FACTS``. What the call says of it voids the approval of the call.

    :raises Stale: if the programme changed since ``version``.
    :raises ValidationError: if a fact is not what its field holds, the programme is over, or its call is published and
        the fact is one of ``PUBLISHED``.
    """
    if by is not None:
        require(by, Can.EDIT_PROGRAMME, programme)
    claim_version(programme, version)
    programme.refresh_from_db()
    if programme.state in {State.COMPLETED, State.SETTLED, State.CANCELLED}:
        raise ValidationError(_("What is over is not changed any more."))
    before = {name: getattr(programme, name) for name in FACTS}
    _set(programme, facts)
    changed = [name for name in FACTS if getattr(programme, name) != before[name]]
    call = Call.objects.filter(programme=programme).first()
    if call is not None and call.published_at is not None and (fixed := PUBLISHED.intersection(changed)):
        said = _("People apply by what was published: this does not change any more.")
        raise ValidationError(dict.fromkeys(sorted(fixed), said))
    programme.save()
    if changed:
        record("programmes.programme_changed", programme, by=by, changes={"fields": changed})
    if call is not None and IN_THE_CALL.intersection(changed):
        void_call(call, by=by, because=EDITED)
    return programme


@transaction.atomic
def move_programme(programme: Programme, state: str, *, by: User | None) -> Programme:
    """Move a programme on to a state that follows its own (``NEXT``).

    :raises ValidationError: if the state does not follow, or participants are not settled with before the programme is.
    """
    if by is not None:
        require(by, Can.EDIT_PROGRAMME, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if state not in NEXT[programme.state]:
        raise ValidationError(_("The programme can’t go there from where it stands."), code="state")
    if state == State.SETTLED and programme.participations.exclude(state__in=_ENDED).exists():
        raise ValidationError(_("Some participants are not settled with yet."), code="participants")
    return _move(programme, state, by=by)


@transaction.atomic
def cancel_programme(programme: Programme, *, by: User | None, reason: str) -> Programme:
    """Give a programme up, with the reason that everybody is told; its call and its places end with it.

    :raises ValidationError: if it is over, or no reason is given.
    """
    if by is not None:
        require(by, Can.EDIT_PROGRAMME, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state in {State.COMPLETED, State.SETTLED, State.CANCELLED}:
        raise ValidationError(_("What is over is not cancelled any more."), code="state")
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("Say why; everybody concerned reads it.")})
    programme.cancelled_because = reason[:300]
    call = Call.objects.select_for_update().filter(programme=programme).exclude(state=Call.State.WITHDRAWN).first()
    if call is not None:
        call.programme = programme
        take_call_back(call, by=by, reason=programme.cancelled_because)
    programme = _move(programme, State.CANCELLED, by=by, reason=programme.cancelled_because)
    call_off_places(programme, by=by)
    return programme


def _move(programme: Programme, state: str, *, by: User | None, reason: str = "") -> Programme:
    changes = {"state": [programme.state, state]}
    programme.state = state
    programme.version += 1
    programme.save(update_fields=["state", "version", "cancelled_because", "updated_at"])
    record("programmes.programme_moved", programme, by=by, changes=changes, reason=reason)
    return programme


def _set(programme: Programme, facts: dict[str, Any]) -> None:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A programme has no fact called {', '.join(sorted(unknown))}.")
    for name, value in facts.items():
        setattr(programme, name, value.strip() if isinstance(value, str) else value)
    if programme.deposit_amount is None:
        programme.deposit_currency = ""
    if programme.obligation is not None:
        if programme.agreement_id is None:
            programme.agreement = programme.obligation.agreement
        elif programme.obligation.agreement_id != programme.agreement_id:
            raise ValidationError({"obligation": _("This promise stands in another agreement.")})
    programme.full_clean(exclude=["created_by", "agreement", "obligation", "documents"])
    if programme.name.lacks_original:
        name = {"ko": "name_ko", "zh-hans": "name_zh"}.get(programme.original, "name_en")
        raise ValidationError({name: _("The name in the language it is written in is needed.")})
