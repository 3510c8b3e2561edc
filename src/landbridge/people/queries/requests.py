"""What persons asked about their data, and how much time is left to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from landbridge.base.access import allowed
from landbridge.people.models import Person, SubjectRequest, User
from landbridge.people.rules import Can

#: Days before the day an answer is due from which a request is pressing.
PRESSING = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its clock: ``days`` to the day the answer is due, negative when that is past."""

    request: SubjectRequest
    days: int

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.request.state == SubjectRequest.State.OPEN

    @property
    def is_late(self) -> bool:
        """Whether the answer should have been there."""
        return self.is_open and self.days < 0

    @property
    def days_late(self) -> int:
        """Days since the answer was due."""
        return -self.days

    @property
    def tone(self) -> str:
        """The tag's colour: how pressing it is."""
        if not self.is_open:
            return ""
        return "bad" if self.is_late else "warn" if self.days <= PRESSING else "river"


def with_clock(requests: Iterable[SubjectRequest], today: date | None = None) -> list[Asked]:
    """Each request with the days that are left."""
    today = today or timezone.localdate()
    return [Asked(request, (request.due_on - today).days) for request in requests]


def visible_requests(user: User) -> QuerySet[SubjectRequest]:
    """The requests that the staff of a side read: those of its own persons, as long as they are known."""
    if not allowed(user, Can.SEE_RECORDS):
        return SubjectRequest.objects.none()
    return SubjectRequest.objects.filter(person__side=user.side, person__erased_at=None).select_related("person")


def requests_of(person: Person) -> list[Asked]:
    """What a person asked: what is open first, then the latest."""
    found = with_clock(SubjectRequest.objects.filter(person=person).order_by("-asked_at", "-pk"))
    return sorted(found, key=lambda asked: not asked.is_open)


def open_requests(user: User) -> list[Asked]:
    """What waits for an answer from a side's managers, most pressing first; nothing for those who can't answer."""
    if not allowed(user, Can.ANSWER_REQUEST):
        return []
    waiting = visible_requests(user).filter(state=SubjectRequest.State.OPEN).order_by("due_on", "pk")
    return with_clock(waiting)
