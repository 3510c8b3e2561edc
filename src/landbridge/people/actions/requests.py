"""What persons ask about their own data: a copy, a correction, an end to a use, erasure; and the answers."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.actions.notices import notify
from landbridge.people.models import Person, SubjectRequest, User
from landbridge.people.models.retention import RequestKind
from landbridge.people.rules import Can
from landbridge.people.wording.notice_kinds import REQUEST_ANSWERED

#: Days to an answer, from the day a request is received (Personal Information Protection Act of Korea, Enforcement
#: Decree, art. 41, 43 and 44). China's law says "in time"; the shorter clock serves both.
DAYS_TO_ANSWER = 10
#: What nobody can act on without a word of what it is about.
IN_WORDS = frozenset({RequestKind.CORRECTION, RequestKind.OBJECTION})


@transaction.atomic
def ask(person: Person, kind: str, *, by: User, text: str = "") -> SubjectRequest:
    """A person asks about their own data.

    :raises ValidationError: by field: an unknown kind, no words where they are needed, or the same is asked already.
    """
    if person.user_id != by.pk or person.erased_at is not None:
        raise PermissionDenied
    return _put(person, kind, by=by, text=text, way=SubjectRequest.Way.PAGE, received_on=timezone.localdate())


@transaction.atomic
def record_request(person: Person, kind: str, *, by: User, text: str, received_on: date) -> SubjectRequest:
    """Staff put on record what came by letter, mail or telephone; the clock runs from the day it came.

    :raises ValidationError: by field, as ``ask``; also for a day that has not come yet.
    """
    require(by, Can.ANSWER_REQUEST, person)
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": _("This day has not come yet.")})
    return _put(person, kind, by=by, text=text, way=SubjectRequest.Way.LETTER, received_on=received_on)


@transaction.atomic
def note_copy(person: Person, *, by: User) -> SubjectRequest:
    """Put on record that a person was given a copy of their data; it is answered in the same moment."""
    if person.user_id != by.pk:
        require(by, Can.ANSWER_REQUEST, person)
    now = timezone.now()
    given = SubjectRequest.objects.create(
        person=person,
        kind=RequestKind.EXPORT,
        came_by=SubjectRequest.Way.PAGE if person.user_id == by.pk else SubjectRequest.Way.LETTER,
        received_on=timezone.localdate(),
        due_on=timezone.localdate(),
        state=SubjectRequest.State.DONE,
        closed_at=now,
        closed_by=by,
    )
    record("people.copy_given", given, by=by, changes={"person": person.pk})
    return given


@transaction.atomic
def withdraw_request(request: SubjectRequest, *, by: User) -> None:
    """The person, or staff where they wrote to them, takes a request back. What is answered stays answered."""
    if request.person.user_id != by.pk:
        require(by, Can.ANSWER_REQUEST, request.person)
    if _close(request, SubjectRequest.State.WITHDRAWN, by=by):
        record("people.request_withdrawn", request, by=by, changes={"person": request.person_id})


@transaction.atomic
def answer_request(request: SubjectRequest, *, by: User, refused: bool, answer: str) -> None:
    """Answer a request, and tell the person if they have an account.

    :raises ValidationError: by field: without words (a refusal has to say why, an answer what was done), or if
        somebody else answered meanwhile.
    """
    require(by, Can.ANSWER_REQUEST, request.person)
    if not answer.strip():
        raise ValidationError({"answer": _("Say what was done, or why it can’t be.")})
    state = SubjectRequest.State.REFUSED if refused else SubjectRequest.State.DONE
    if not _close(request, state, by=by, answer=answer.strip()):
        raise ValidationError(_("This request was answered or withdrawn meanwhile."))
    record("people.request_answered", request, by=by, changes={"person": request.person_id, "state": state})
    if request.person.user is not None:
        notify(
            request.person.user,
            REQUEST_ANSWERED.code,
            key=f"people.request_answered:{request.pk}",
            params={"request": RequestKind(request.kind).label, "day": request.received_on.isoformat()},
            link=reverse("my_data"),
        )


def _put(  # noqa: PLR0917
    person: Person, kind: str, by: User, text: str, way: SubjectRequest.Way, received_on: date
) -> SubjectRequest:
    # Two clicks are one request: whoever comes second waits here, and finds the first.
    Person.objects.select_for_update().get(pk=person.pk)
    if kind not in RequestKind.values:
        raise ValidationError({"kind": _("Choose what is asked.")})
    if kind in IN_WORDS and not text.strip():
        raise ValidationError({"text": _("Say what it is about.")})
    if SubjectRequest.objects.filter(person=person, kind=kind, state=SubjectRequest.State.OPEN).exists():
        raise ValidationError({"kind": _("This is asked already, and will be answered.")})
    put = SubjectRequest.objects.create(
        person=person,
        kind=kind,
        text=text.strip(),
        came_by=way,
        received_on=received_on,
        due_on=received_on + timedelta(days=DAYS_TO_ANSWER),
    )
    record("people.request_made", put, by=by, changes={"person": person.pk, "kind": kind, "due_on": put.due_on})
    return put


def _close(request: SubjectRequest, state: SubjectRequest.State, *, by: User, answer: str = "") -> bool:
    """Close an open request; false if it no longer was."""
    changed = SubjectRequest.objects.filter(pk=request.pk, state=SubjectRequest.State.OPEN).update(
        state=state, answer=answer, closed_at=timezone.now(), closed_by=by
    )
    request.refresh_from_db()
    return bool(changed)
