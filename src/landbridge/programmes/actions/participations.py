"""Places: offered to who was selected, confirmed or given up, and handed on to the reserve list.

Whatever moves a place locks its programme first, so that a place that becomes free is handed on once; the constraint
``a_place_is_taken_once`` is what holds if all else fails.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.calendar import add_joint_working_days
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.people.wording.notices import NoticeKind
from landbridge.programmes.actions.required_documents import ask_documents
from landbridge.programmes.models import Application, Participation, Programme, Selection, SelectionRow
from landbridge.programmes.queries.participations import applicants_of, free_places, late_offers, reserve_of
from landbridge.programmes.rules.participation import Can
from landbridge.programmes.wording.participation import CONFIRMED, LAPSED, MOVED_UP, NOT_ANSWERED, OFFERED

State = Participation.State
ANSWER_WITHIN = 5  #: joint working days to answer an offer
LEAST_TIME = timedelta(days=1)  #: to answer, however soon the programme starts
#: Programmes in which places still move.
OPEN = frozenset(Programme.State) - {Programme.State.COMPLETED, Programme.State.SETTLED, Programme.State.CANCELLED}


@transaction.atomic
def offer_places(selection: Selection, *, by: User | None) -> int:
    """Offer a place to everybody selected, in the order of their ranks; how many offers were made.

    The announcement calls this in its transaction. Who holds an offer already gets no second one.

    :raises ValidationError: if more were selected than there are places, or the programme is over.
    """
    programme = lock_programme(selection.call.programme_id)
    if by is not None:
        require(by, Can.OFFER_PLACES, programme)
    _see_open(programme)
    rows = selection.rows.filter(result=SelectionRow.Result.SELECTED, application__participation=None)
    rows = rows.exclude(application__state=Application.State.WITHDRAWN).order_by("rank", "pk")
    chosen, free = list(rows.select_related("application")), free_places(programme)
    if len(chosen) > len(free):
        raise ValidationError(_("More applicants are selected than there are places."), code="places")
    for row, place in zip(chosen, free, strict=False):
        _offer(programme, row.application, place, by=by, told=OFFERED)
    return len(chosen)


@transaction.atomic
def fill_places(programme: Programme, *, by: User | None) -> int:
    """Offer free places to the reserve list, in its order: after the call was given more of them, say."""
    programme = lock_programme(programme.pk)
    if by is not None:
        require(by, Can.OFFER_PLACES, programme)
    return _move_up(programme, by=by)


@transaction.atomic
def confirm_place(participation: Participation, *, by: User, version: int) -> Participation:
    """Accept an offer; what is owed from now on, documents and a deposit, is asked for.

    :raises Stale: if the participation changed since ``version``.
    :raises ValidationError: if nothing is offered any more, or its time has passed.
    """
    require(by, Can.ANSWER_OFFER, participation)
    programme = lock_programme(participation.programme_id)
    claim_version(participation, version)
    participation.refresh_from_db()
    _see_open(programme)
    if participation.state != State.OFFERED:
        raise ValidationError(_("This place is no longer offered."), code="state")
    if participation.answer_by is not None and participation.answer_by <= timezone.now():
        raise ValidationError(_("The time to answer has passed."), code="late")
    participation.state, participation.answered_at, participation.answered_by = State.CONFIRMED, timezone.now(), by
    if programme.deposit_amount is not None:
        participation.deposit, participation.deposit_on = Participation.Deposit.DUE, timezone.localdate()
    participation.save()
    move_application(participation, Application.State.CONFIRMED)
    ask_documents(participation)
    record("programmes.place_confirmed", participation, by=by, changes={"place": participation.place})
    _tell(participation, CONFIRMED)
    return participation


@transaction.atomic
def withdraw_place(participation: Participation, *, by: User, version: int, reason: str) -> Participation:
    """Give a place up; the first of the reserve list is offered it.

    :raises Stale: if the participation changed since ``version``.
    :raises ValidationError: without a reason, or if there is no place to give up.
    """
    require(by, Can.GIVE_UP_PLACE, participation)
    programme = lock_programme(participation.programme_id)
    claim_version(participation, version)
    participation.refresh_from_db()
    reason = " ".join(reason.split())
    if not reason or len(reason) > 300:
        raise ValidationError({"reason": _("Say why, in at most 300 characters.")})
    if participation.state not in {State.OFFERED, State.CONFIRMED}:
        raise ValidationError(_("There is no place to give up any more."), code="state")
    _give_up(programme, participation, by=by, reason=reason)
    return participation


@transaction.atomic
def lapse_offer(number: int) -> bool:
    """Take back an offer that was not answered in time, and hand its place on; whether it still was one."""
    found = late_offers().filter(pk=number).first()
    if found is None:
        return False
    programme = lock_programme(found.programme_id)
    # Whoever confirmed while we waited for the lock has the place.
    participation = late_offers().filter(pk=number).first()
    if participation is None:
        return False
    participation.version += 1
    _give_up(programme, participation, by=None, reason=NOT_ANSWERED)
    _tell(participation, LAPSED)
    return True


def lapse_offers() -> int:
    """Take back all offers that were not answered in time, each in a transaction of its own; how many."""
    return sum(lapse_offer(number) for number in late_offers().values_list("pk", flat=True))


def lock_programme(number: int) -> Programme:
    """The programme, locked until the transaction ends: one at a time moves its places."""
    return Programme.objects.select_for_update(of=("self",)).get(pk=number)


def move_application(participation: Participation, state: str) -> None:
    """Let the application stand where the participation does."""
    application = participation.application
    application.state = state
    if state == Application.State.WITHDRAWN:
        application.withdrawn_at = timezone.now()
    application.save(update_fields=["state", "withdrawn_at", "updated_at"])


def answer_by(programme: Programme) -> datetime:
    """Until when an offer made now is answered: the end of the fifth joint working day, where the programme is.

    Never after the programme has begun, and never less than a day.
    """
    zone, now = ZoneInfo(programme.zone), timezone.now()
    last = add_joint_working_days(now.astimezone(zone).date(), ANSWER_WITHIN) + timedelta(days=1)
    ends = datetime.combine(min(last, programme.starts_on), time(), zone)
    return max(ends, now + LEAST_TIME)


def _see_open(programme: Programme) -> None:
    if programme.state not in OPEN:
        raise ValidationError(_("This programme is over, or was cancelled."), code="over")


def _give_up(programme: Programme, participation: Participation, *, by: User | None, reason: str) -> None:
    place, before = participation.place, participation.state
    participation.state, participation.place, participation.reason = State.WITHDRAWN, None, reason
    participation.answered_at, participation.answered_by = timezone.now(), by
    if participation.deposit == Participation.Deposit.DUE:
        participation.deposit = Participation.Deposit.NONE
    participation.save()
    move_application(participation, Application.State.WITHDRAWN)
    # A reason that a person wrote may name people, so the log only knows the house's own.
    changes = {"place": place, "state": [before, State.WITHDRAWN]}
    logged = reason if by is None else ""
    record("programmes.place_given_up", participation, by=by, changes=changes, reason=logged)
    _move_up(programme, by=by)


def _move_up(programme: Programme, *, by: User | None) -> int:
    """Offer the free places to the reserve list; nobody moves up once the programme has begun."""
    today = timezone.now().astimezone(ZoneInfo(programme.zone)).date()
    if programme.state not in OPEN or programme.starts_on <= today:
        return 0
    free = free_places(programme)
    offered = 0
    for row in reserve_of(programme):
        if offered == len(free):
            break
        # Whoever withdrew while we waited for their row is not offered anything.
        waiting = Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
        if waiting.state == Application.State.RESERVE:
            _offer(programme, waiting, free[offered], by=by, told=MOVED_UP)
            offered += 1
    return offered


def _offer(programme: Programme, application: Application, place: int, *, by: User | None, told: NoticeKind) -> None:
    participation = Participation.objects.create(
        programme=programme,
        application=application,
        side=application.side,
        place=place,
        answer_by=answer_by(programme),
        moved_up_at=timezone.now() if told is MOVED_UP else None,
    )
    move_application(participation, Application.State.SELECTED)
    changes = {"place": place, "moved_up": told is MOVED_UP}
    record("programmes.place_offered", participation, by=by, changes=changes)
    _tell(participation, told, day=lazy(_moment, str)(participation))


def _moment(participation: Participation) -> str:
    """Until when to answer, in the zone of the programme and with its name; in the language that is active then."""
    assert participation.answer_by is not None  # noqa: S101 - every offer has it
    at = participation.answer_by.astimezone(ZoneInfo(participation.programme.zone))
    return f"{date_format(at, 'DATETIME_FORMAT')} {at:%Z}"


def _tell(participation: Participation, kind: NoticeKind, **params: Any) -> None:
    """Tell everybody who answers for the application, each in their own language."""
    for user in applicants_of(participation.application):
        notify(
            user,
            kind.code,
            key=f"{kind.code}:{participation.pk}:{user.pk}",
            params={"programme": participation.programme, **params},
            link=reverse("programmes:participation", args=[participation.pk]),
        )
