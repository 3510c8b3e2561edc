"""What of screening somebody may see: a side's staff its calls, an evaluator what was given to them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from landbridge.base.access import allowed
from landbridge.people.models import Grant, Role, User
from landbridge.programmes.models import Assignment, Call, EmployerTie, Evaluator, ScoreSheet, Selection
from landbridge.programmes.queries.conflicts import OFFICE, conflicts_among
from landbridge.programmes.rules.screening import OPEN_TO_JUDGE, Can

BEGUN = ("published",)


def screened_calls(user: User) -> QuerySet[Call]:
    """The calls whose screening a person may see; those published, the latest deadline first."""
    calls = Call.objects.filter(state__in=BEGUN).select_related("programme").order_by("-closes_at", "-pk")
    if not allowed(user, Can.SEE_SCREENING):
        return calls.none()
    return calls.filter(Q(programme__side=user.side) | Q(programme__is_joint=True))


def led_calls(user: User) -> QuerySet[Call]:
    """Those of them whose screening the person's own side runs."""
    return screened_calls(user).filter(programme__side=user.side)


def given_assignments(user: User) -> QuerySet[Assignment]:
    """The assignments that an evaluator may open, conflicts not yet looked at (``openable``)."""
    rows = Assignment.objects.filter(
        evaluator__user=user, evaluator__ended_at=None, state__in=OPEN_TO_JUDGE, application__state__in=MARKED,
        application__call__state__in=BEGUN,
    )  # fmt: skip
    if not allowed(user, Can.MARK):
        return rows.none()
    return rows.select_related("evaluator", "application__call__programme", "application__organisation", "sheet")


#: While an application is one of these, its evaluators read it.
MARKED = ("eligible", "scored", "selected", "reserve", "rejected", "confirmed", "completed", "settled")


def own_evaluations(user: User) -> QuerySet[Evaluator]:
    """The calls that somebody evaluates, as their places there; the latest deadline first."""
    rows = Evaluator.objects.filter(user=user, ended_at=None, call__state__in=BEGUN)
    if not allowed(user, Can.MARK):
        return rows.none()
    return rows.select_related("call__programme").order_by("-call__closes_at", "-pk")


def openable(user: User, rows: QuerySet[Assignment]) -> list[Assignment]:
    """Those of somebody's assignments in which nothing stands in their way today."""
    found = list(rows)
    barred = conflicts_among([user], [row.application for row in found])
    return [row for row in found if (user.pk, row.application_id) not in barred]


def others_sheets(assignment: Assignment) -> QuerySet[ScoreSheet]:
    """The other evaluators' submitted sheets on the same application; none before one's own is submitted."""
    sheets = ScoreSheet.objects.filter(
        assignment__application=assignment.application_id, assignment__state=Assignment.State.SUBMITTED
    ).exclude(assignment=assignment)
    if assignment.state != Assignment.State.SUBMITTED:
        return sheets.none()
    return sheets.order_by("assignment__evaluator_id")


def evaluators_of(call: Call) -> QuerySet[Evaluator]:
    """Who evaluates, or did, in the order they were invited, with how much they have and have done."""
    still = Q(assignments__application__state__in=MARKED)
    has = still & Q(assignments__state__in=OPEN_TO_JUDGE)
    done = still & Q(assignments__state=Assignment.State.SUBMITTED)
    rows = call.evaluators.select_related("user").order_by("pk")
    return rows.annotate(given=Count("assignments", filter=has), done=Count("assignments", filter=done))


def invitable_judges(user: User, call: Call) -> QuerySet[User]:
    """The judges of a manager's own side who do not evaluate for the call yet, and do not work in an office."""
    there = call.evaluators.filter(ended_at=None).values("user")
    office = Grant.objects.filter(role__in=OFFICE, ended_at=None)
    grants = Grant.objects.filter(role=Role.JUDGE, side=user.side or None, ended_at=None)
    return (
        User.objects.filter(pk__in=grants.values("user"), is_active=True)
        .exclude(Q(pk__in=there) | Q(pk__in=office.values("user")))
        .order_by("name", "pk")
    )


def own_evaluators(user: User, call: Call) -> QuerySet[Evaluator]:
    """The evaluators of a call who judge for the person's own side: their names may be shown."""
    grants = Grant.objects.filter(role=Role.JUDGE, side=user.side or None)
    return call.evaluators.filter(user__in=grants.values("user"))


def ties_of(user: User) -> QuerySet[EmployerTie]:
    """What ties somebody to organisations today."""
    return EmployerTie.objects.filter(user=user, ended_at=None).select_related("organisation").order_by("-pk")


def current_selection(call: Call) -> Selection | None:
    """The selection that stands, if one was proposed."""
    return call.selections.exclude(state=Selection.State.REPLACED).first()
