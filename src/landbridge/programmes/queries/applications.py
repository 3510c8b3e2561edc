"""Which applications somebody may know of, and what is shown of where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from landbridge.base.access import allowed
from landbridge.directory.models import Editorship
from landbridge.people.models import Role, User
from landbridge.people.queries.persons import visible_persons
from landbridge.people.rules import is_staff
from landbridge.programmes.models import Application, ApplicationVersion, Call
from landbridge.programmes.rules.applications import Can, is_open

State = Application.State
#: Whether an evaluator's marks are in is nobody's to know but the staff's: until the announcement both read alike.
_IN_SCREENING = frozenset({State.ELIGIBLE, State.SCORED})


IN_SCREENING = "in_screening"


def visible_applications(user: User) -> QuerySet[Application]:
    """The applications somebody may know of, drafts of others never.

    Applicants see their own. Staff see those of their own side's applicants to programmes of theirs or of both, and
    that the other side's have applied to a joint programme; persons of the other side only while they consent to it.
    """
    rows = Application.objects.select_related("call__programme__kind", "organisation", "person")
    if not allowed(user, Can.SEE_APPLICATIONS):
        return rows.none()
    if is_staff(user):
        return rows.filter(_known_to_staff(user), submitted_at__isnull=False)
    if user.role == Role.COMPANY:
        return rows.filter(organisation__in=_edited_by(user))
    return rows.filter(person__user=user, person__erased_at=None)


def own_applications(user: User) -> QuerySet[Application]:
    """The applications that somebody may write in, whatever their state: their organisations', or their own."""
    if user.role not in {Role.COMPANY, Role.TALENT}:
        return Application.objects.none()
    return visible_applications(user)


def read_applications(user: User) -> QuerySet[Application]:
    """The applications whose answers somebody may read. Its twin is ``rules.applications.can_read_answers``."""
    rows = visible_applications(user)
    return rows.filter(side=user.side) if is_staff(user) else rows


def calls_applied_to(user: User) -> QuerySet[Call]:
    """The calls that somebody knows applications to, the latest first."""
    numbers = visible_applications(user).order_by().values("call")
    return Call.objects.filter(pk__in=numbers).select_related("programme").order_by("-pk")


def latest_version(application: Application) -> ApplicationVersion | None:
    """What was submitted last, and counts; None for what was never submitted."""
    return application.versions.select_related("form").order_by("-number").first()


def latest_versions(applications: Iterable[Application]) -> dict[int, ApplicationVersion]:
    """What counts of each application, by the application's number; one query for any number of them."""
    numbers = [one.pk for one in applications]
    rows = ApplicationVersion.objects.filter(application__in=numbers).order_by("application", "number")
    return {version.application_id: version for version in rows}


def database_now() -> datetime:
    """The instant by the clock of the database, which is one for all who write to it."""
    # Any row will do; the app's own table of calls holds one wherever this is asked.
    at: datetime = Call.objects.annotate(at=Now()).values_list("at", flat=True)[:1].get()
    return at


def is_open_now(call: Call) -> bool:
    """Whether a call takes applications now, as far as a page can tell."""
    return is_open(call, database_now())


def state_shown(application: Application, user: User) -> tuple[str, str]:
    """Where an application stands, in words and as the kind of a tag.

    Before the announcement nobody but staff learns how far its evaluation is.
    """
    if (told := state_told(application, user)) == IN_SCREENING:
        return _("in screening"), "river"
    state = State(told)
    return str(state.label), _KINDS.get(state, "")


def state_told(application: Application, user: User) -> str:
    """Where an application stands as ``Application.State``, or ``IN_SCREENING`` where no more may be known."""
    return IN_SCREENING if application.state in _IN_SCREENING and not is_staff(user) else str(application.state)


_KINDS = {
    State.INELIGIBLE: "bad",
    State.ELIGIBLE: "river",
    State.SCORED: "river",
    State.SELECTED: "good",
    State.CONFIRMED: "good",
    State.COMPLETED: "good",
    State.SETTLED: "good",
    State.RESERVE: "warn",
}


def _known_to_staff(user: User) -> Q:
    own = Q(call__programme__side=user.side) | Q(call__programme__is_joint=True) | Q(side=user.side)
    other = Q(call__programme__is_joint=True) & (Q(person=None) | Q(person__in=visible_persons(user)))
    return (own & Q(side=user.side)) | (other & ~Q(side=user.side))


def _edited_by(user: User) -> QuerySet[Editorship, int]:
    editorships = Editorship.objects.filter(organisation__side=user.side, invitation__accepted_by=user, ended_at=None)
    return editorships.values_list("organisation_id", flat=True)
