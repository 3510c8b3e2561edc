"""A programme is cancelled or its call withdrawn: places are given up, and whoever waits for something is told why."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from landbridge.base.log import record
from landbridge.people.actions.notices import mail_notice, notify
from landbridge.people.models import User
from landbridge.people.wording.notices import NoticeKind
from landbridge.programmes.actions.participations import move_application
from landbridge.programmes.models import Application, Call, Participation, Programme
from landbridge.programmes.queries.participations import applicants_of
from landbridge.programmes.rules.applications import WITHDRAWABLE
from landbridge.programmes.wording.notice_kinds import CALL_WITHDRAWN
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
        _tell(application, CANCELLED, {"programme": programme, "reason": programme.cancelled_because})
    return ended


def tell_withdrawn(call: Call) -> None:
    """A call alone was withdrawn: tell whoever was applying, or waits for what becomes of their application."""
    waiting = Application.objects.filter(call=call, state__in=WITHDRAWABLE)
    for application in waiting.select_related("organisation", "person__user", "created_by").order_by("pk"):
        _tell(application, CALL_WITHDRAWN, {"programme": call.programme, "reason": call.withdrawn_because})


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


def _tell(application: Application, kind: NoticeKind, params: Mapping[str, object]) -> None:
    """Tell who acts for an applicant, each in their language; a person without an account by e-mail."""
    key = f"{kind.code}:{application.pk}"
    holds = getattr(application, "participation", None)
    link = (
        reverse("programmes:participation", args=[holds.pk])
        if holds is not None
        else reverse("programmes:application", args=[application.pk])
    )
    for user in applicants_of(application):
        language = user.language or application.language
        notify(user, kind.code, key=f"{key}:{user.pk}", params=params, link=link, language=language)
    person = application.person
    if person is not None and person.user_id is None and person.email:
        mail_notice(
            kind.code, key=key, to=person.email, language=person.language or application.language, params=params,
            person_number=person.pk,
        )  # fmt: skip
