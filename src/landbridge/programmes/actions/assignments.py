"""Which evaluator has which application: by the house, as evenly as can be, or by hand.

Everything here and in ``marks`` and ``selections`` takes the call's row first, so that a proposal never misses a
sheet that comes in beside it.
"""

from __future__ import annotations

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.programmes.actions.unsettling import GIVEN, settle_application, unsettle_selection
from landbridge.programmes.criteria.distribution import Distribution, distribute
from landbridge.programmes.models import Application, Assignment, Call, Evaluator, ScoreSheet
from landbridge.programmes.queries.conflicts import conflict_between, conflicts_among
from landbridge.programmes.rules.screening import Can
from landbridge.programmes.wording.screening import CONFLICTS
from landbridge.programmes.wording.screening_notices import ASSIGNED

State = Assignment.State


@transaction.atomic
def assign_automatically(call: Call, *, by: User | None, seed: int = 0) -> Distribution:
    """Give every eligible application as many evaluators as the call says, with even loads and without conflicts.

    What was given before stays. What was taken back or is in conflict is not given to the same evaluator again.

    :return: the new pairs of (application, evaluator), and the applications that lack some.
    :raises ValidationError: if the call is still open.
    """
    if by is not None:
        require(by, Can.ASSIGN, call)
    call = _closed(call)
    staff = list(call.evaluators.filter(ended_at=None).select_related("user").order_by("pk"))
    applications = list(call.applications.filter(state__in=GIVEN).order_by("number"))
    conflicts = conflicts_among([one.user for one in staff], applications)
    by_user = {one.user_id: one.pk for one in staff}
    barred = {(application, by_user[user]) for user, application in conflicts}
    placed: defaultdict[int, set[int]] = defaultdict(set)
    for row in Assignment.objects.filter(application__in=applications):
        if row.state in (State.ASSIGNED, State.SUBMITTED):
            placed[row.application_id].add(row.evaluator_id)
        else:
            barred.add((row.application_id, row.evaluator_id))
    found = distribute(
        [one.pk for one in applications], [one.pk for one in staff], each=call.evaluations_each, barred=barred,
        placed=placed, seed=seed,
    )  # fmt: skip
    rows = Assignment.objects.bulk_create(
        Assignment(application_id=application, evaluator_id=evaluator, assigned_by=by)
        for application, evaluator in found.pairs
    )
    ScoreSheet.objects.bulk_create(ScoreSheet(assignment=row) for row in rows)
    if rows:
        unsettle_selection(call, by=by, because="assignment")
        record("programmes.assigned", call, by=by, changes={"assignments": len(rows), "seed": seed})
        _tell(call, staff, {row.evaluator_id for row in rows}, rows[-1].pk)
    return found


@transaction.atomic
def assign(application: Application, evaluator: Evaluator, *, by: User | None) -> Assignment:
    """Give one application to one evaluator, by hand; one that was taken back is given again.

    :raises ValidationError: if there is a conflict of interest, the call is open or the application is not judged.
    """
    if by is not None:
        require(by, Can.ASSIGN, application.call)
    call = _closed(application.call)
    if evaluator.call_id != call.pk or evaluator.ended_at is not None:
        raise ValidationError(_("Choose somebody who evaluates here."), code="evaluator")
    if not call.applications.filter(pk=application.pk, state__in=GIVEN).exists():
        raise ValidationError(_("Only an eligible application can be evaluated."), code="state")
    if code := conflict_between(evaluator.user, application):
        raise ValidationError(str(CONFLICTS[code]), code=code)
    row, is_new = Assignment.objects.select_for_update(of=("self",)).get_or_create(
        evaluator=evaluator, application=application, defaults={"assigned_by": by}
    )
    if row.state in (State.ASSIGNED, State.SUBMITTED) and not is_new:
        return row
    sheet, _made = ScoreSheet.objects.get_or_create(assignment=row)
    if not is_new:
        row.state = State.SUBMITTED if sheet.submitted_at else State.ASSIGNED
        row.because, row.version = "", row.version + 1
        row.save(update_fields=["state", "because", "version"])
    unsettle_selection(call, by=by, because="assignment")
    record("programmes.assigned_by_hand", row, by=by)
    _tell(call, [evaluator], {evaluator.pk}, row.pk)
    return row


@transaction.atomic
def take_back(assignment: Assignment, *, by: User | None, version: int) -> Assignment:
    """Take an application back from an evaluator who has not submitted a sheet. What they wrote stays with them.

    :raises Stale: if the assignment changed since ``version``, a sheet came in, say.
    """
    call = assignment.application.call
    if by is not None:
        require(by, Can.ASSIGN, call)
    _closed(call)
    claim_version(assignment, version)
    assignment.refresh_from_db()
    if assignment.state != State.ASSIGNED:
        raise ValidationError(_("A sheet that is in can't be taken back."), code="submitted")
    assignment.state = State.ENDED
    assignment.save(update_fields=["state"])
    record("programmes.assignment_taken_back", assignment, by=by)
    settle_application(assignment.application)
    return assignment


def _closed(call: Call) -> Call:
    """The call's row, for this transaction's alone, once nobody can change an application any more."""
    locked = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    if locked.closes_at > timezone.now():
        raise ValidationError(_("Applications are evaluated once the call is closed."), code="open")
    return locked


def _tell(call: Call, staff: list[Evaluator], whom: set[int], key: int) -> None:
    for evaluator in staff:
        if evaluator.pk in whom:
            programme = call.programme.name.read(evaluator.user.language or "en")[0]
            params = {"programme": programme}
            notify(
                evaluator.user,
                ASSIGNED.code,
                key=f"assigned-{evaluator.pk}-{key}",
                params=params,
                link=reverse("programmes:marking"),
            )
