"""Who evaluates a call, and what ties evaluators to organisations.

A tie that comes to be known closes what it touches at once, in every call that is not announced: the assignment is
in conflict, and a sheet that was in no longer counts.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.models import Organisation
from landbridge.people.actions.notices import notify
from landbridge.people.models import Role, User
from landbridge.programmes.actions.unsettling import settle_application, unsettle_selection
from landbridge.programmes.models import Assignment, Call, EmployerTie, Evaluator, Selection
from landbridge.programmes.queries.conflicts import OFFICE, conflicts_among
from landbridge.programmes.rules.screening import OPEN_TO_JUDGE, Can
from landbridge.programmes.wording.screening import CONFLICTS
from landbridge.programmes.wording.screening_notices import INVITED


@transaction.atomic
def invite_evaluator(call: Call, judge: User, *, by: User | None) -> Evaluator:
    """Let a judge evaluate the applications to a call, and tell them.

    :raises ValidationError: if the account is no open judge's, works in an office, or evaluates here already.
    """
    if by is not None:
        require(by, Can.KEEP_EVALUATORS, call)
        require(by, Can.RECORD_TIE, judge)
    if not judge.is_active or not judge.grants.filter(role=Role.JUDGE, ended_at=None).exists():
        raise ValidationError(_("Choose the account of a judge."), code="judge")
    if judge.grants.filter(role__in=OFFICE, ended_at=None).exists():
        raise ValidationError(str(CONFLICTS["office"]), code="office")
    try:
        with transaction.atomic():
            evaluator = Evaluator.objects.create(call=call, user=judge, invited_by=by)
    except IntegrityError:
        raise ValidationError(_("This judge evaluates here already."), code="twice") from None
    record("programmes.evaluator_invited", evaluator, by=by)
    name = call.programme.name
    notify(
        judge,
        INVITED.code,
        key=f"evaluator-{evaluator.pk}",
        params={"programme": name.read(judge.language or "en")[0]},
        link=reverse("programmes:marking"),
    )
    return evaluator


@transaction.atomic
def end_evaluator(evaluator: Evaluator, *, by: User | None) -> Evaluator:
    """Let somebody evaluate no longer. Sheets that are in still count; what is open is taken back."""
    if by is not None:
        require(by, Can.KEEP_EVALUATORS, evaluator.call)
        require(by, Can.RECORD_TIE, evaluator.user)
    if not Evaluator.objects.filter(pk=evaluator.pk, ended_at=None).update(ended_at=timezone.now()):
        return evaluator
    evaluator.refresh_from_db()
    Call.objects.select_for_update().get(pk=evaluator.call_id)
    for row in evaluator.assignments.filter(state=Assignment.State.ASSIGNED).select_related("application"):
        Assignment.objects.filter(pk=row.pk).update(state=Assignment.State.ENDED, version=row.version + 1)
        settle_application(row.application)
    record("programmes.evaluator_ended", evaluator, by=by)
    return evaluator


@transaction.atomic
def declare_tie(organisation: Organisation, *, by: User, note: str = "") -> EmployerTie:
    """An evaluator says that they must not judge an organisation."""
    require(by, Can.DECLARE_TIE)
    return _tie(by, organisation, EmployerTie.Kind.DECLARED, by=by, note=note)


@transaction.atomic
def record_tie(judge: User, organisation: Organisation, kind: str, *, by: User | None, note: str = "") -> EmployerTie:
    """Staff say what ties a judge of their side to an organisation."""
    if by is not None:
        require(by, Can.RECORD_TIE, judge)
    return _tie(judge, organisation, EmployerTie.Kind(kind), by=by, note=note)


@transaction.atomic
def end_tie(tie: EmployerTie, *, by: User | None) -> EmployerTie:
    """A tie holds no longer. Whoever was employed stays tied as somebody who was; what is in conflict stays so."""
    if by is not None:
        require(by, Can.RECORD_TIE, tie.user)
    if not EmployerTie.objects.filter(pk=tie.pk, ended_at=None).update(ended_at=timezone.now()):
        return tie
    tie.refresh_from_db()
    record("programmes.tie_ended", tie, by=by)
    if tie.kind == EmployerTie.Kind.EMPLOYER:
        _tie(tie.user, tie.organisation, EmployerTie.Kind.FORMER, by=by, note=tie.note)
    return tie


def _tie(user: User, organisation: Organisation, kind: EmployerTie.Kind, *, by: User | None, note: str) -> EmployerTie:
    tie, is_new = EmployerTie.objects.get_or_create(
        user=user, organisation=organisation, kind=kind, ended_at=None,
        defaults={"note": note.strip()[:200], "declared_by": by},
    )  # fmt: skip
    if is_new:
        record("programmes.tie_declared", tie, by=by, changes={"kind": str(kind)})
        _settle_conflicts(user, by=by)
    return tie


def _settle_conflicts(user: User, *, by: User | None) -> None:
    """Close what somebody must not judge, in every call whose result is not announced."""
    announced = Selection.objects.filter(state=Selection.State.ANNOUNCED).values("call")
    mine = Call.objects.filter(evaluators__user=user).exclude(pk__in=announced)
    calls = {call.pk: call for call in Call.objects.select_for_update().filter(pk__in=mine.values("pk")).order_by("pk")}
    for number in announced.filter(call__in=calls).values_list("call", flat=True):  # while we waited for the call
        calls.pop(number, None)
    rows = Assignment.objects.filter(
        evaluator__user=user, application__call__in=calls, state__in=OPEN_TO_JUDGE
    ).select_related("application", "evaluator")
    held = list(rows)
    barred = conflicts_among([user], [row.application for row in held])
    touched = set()
    for row in held:
        code = barred.get((user.pk, row.application_id))
        if code is None:
            continue
        was_in = row.state == Assignment.State.SUBMITTED
        Assignment.objects.filter(pk=row.pk).update(
            state=Assignment.State.CONFLICT, because=code, version=row.version + 1
        )
        record("programmes.assignment_in_conflict", row, by=by, changes={"because": code})
        settle_application(row.application)
        if was_in:
            touched.add(row.application.call_id)
    for number in sorted(touched):
        unsettle_selection(calls[number], by=by, because="conflict")
