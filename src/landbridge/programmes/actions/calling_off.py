"""A programme is cancelled: its places are given up, and everybody who waits for something in it is told why."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from landbridge.base.log import record
from landbridge.people.actions.notices import mail_notice, notify
from landbridge.people.models import User
from landbridge.programmes.actions.announcements import receivers
from landbridge.programmes.actions.participations import move_application
from landbridge.programmes.models import Application, Participation, Programme
from landbridge.programmes.wording.participation import CALLED_OFF, CANCELLED

State, Deposit = Participation.State, Participation.Deposit
#: Whoever applied and is not refused or gone waits for something, or is still writing.
NOT_WAITING = (Application.State.REJECTED, Application.State.WITHDRAWN)


@transaction.atomic
def call_off_places(programme: Programme, *, by: User | None) -> int:
    """Give up all places of a cancelled programme, and tell its applicants; how many places there were.

    A part of cancelling it, which decided that ``by`` may and holds the programme's lock. Nobody moves up. What is
    owed lapses; a deposit that was paid stays so until its side says that it is paid back.
    """
    waiting = Application.objects.filter(call__programme=programme).exclude(state__in=NOT_WAITING)
    concerned = list(
        waiting.select_related("organisation", "person__user", "created_by", "participation").order_by("pk")
    )
    places = Participation.objects.select_for_update(of=("self",)).filter(programme=programme)
    ended = 0
    for participation in places.filter(state__in=(State.OFFERED, State.CONFIRMED)).select_related("application"):
        _end(participation, by=by)
        ended += 1
    for application in concerned:
        _tell(programme, application)
    return ended


def _end(participation: Participation, *, by: User | None) -> None:
    changes = {"place": participation.place, "state": [participation.state, State.WITHDRAWN]}
    # Nobody of the applicant's answered: the account of whoever cancelled, perhaps the other side's, is not named.
    participation.state, participation.place, participation.reason = State.WITHDRAWN, None, CALLED_OFF
    participation.answered_at, participation.answered_by = timezone.now(), None
    if participation.deposit == Deposit.DUE:
        participation.deposit, participation.deposit_on = Deposit.NONE, timezone.localdate()
    participation.version += 1
    participation.save()
    move_application(participation, Application.State.WITHDRAWN)
    record("programmes.place_given_up", participation, by=by, changes=changes, reason=CALLED_OFF)


def _tell(programme: Programme, application: Application) -> None:
    """Tell who acts for an applicant, each in their language; a person without an account by e-mail."""
    params = {"programme": programme, "reason": programme.cancelled_because}
    key = f"{CANCELLED.code}:{application.pk}"
    holds = getattr(application, "participation", None)
    link = (
        reverse("programmes:participation", args=[holds.pk])
        if holds is not None
        else reverse("programmes:application", args=[application.pk])
    )
    for user in receivers(application):
        language = user.language or application.language
        notify(user, CANCELLED.code, key=f"{key}:{user.pk}", params=params, link=link, language=language)
    person = application.person
    if person is not None and person.user_id is None and person.email:
        mail_notice(
            CANCELLED.code, key=key, to=person.email, language=person.language or application.language, params=params,
            person_number=person.pk,
        )  # fmt: skip
