"""What each rule of retention would let go today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from landbridge.base.models import OutgoingMail
from landbridge.people.models import Invitation, Notice, RetentionRule, SubjectRequest
from landbridge.people.queries.erasure import inactive_persons, open_holds
from landbridge.people.wording.retention import INVITATIONS, KEPT, MAILS, NOTICES, PERSONS, REQUESTS


def _invitations(before: datetime) -> QuerySet[Any]:
    ended = Coalesce(F("withdrawn_at"), F("expires_at"))
    over = Invitation.objects.annotate(ended=ended, address=Lower("email")).filter(accepted_at=None, ended__lt=before)
    known = open_holds().exclude(person__email="").annotate(address=Lower("person__email"))
    return over.exclude(address__in=known.values("address"))


def _mails(before: datetime) -> QuerySet[Any]:
    over = (OutgoingMail.State.SENT, OutgoingMail.State.STOPPED)
    return OutgoingMail.objects.filter(state__in=over, created_at__lt=before).exclude(person_number__in=_held())


def _notices(before: datetime) -> QuerySet[Any]:
    return Notice.objects.filter(created_at__lt=before).exclude(receiver__person__in=_held())


def _requests(before: datetime) -> QuerySet[Any]:
    answered = SubjectRequest.objects.filter(closed_at__lt=before).exclude(Q(text="") & Q(answer=""))
    return answered.exclude(person__in=_held())


def _held() -> QuerySet[Any]:
    """The persons whom a legal hold keeps: not only their record stays, but what was written to them and by them."""
    return open_holds().values("person")


#: The rows that a rule lets go; persons are erased, one by one and only once somebody confirms it.
ROWS: dict[str, Callable[[datetime], QuerySet[Any]]] = {
    INVITATIONS: _invitations,
    MAILS: _mails,
    NOTICES: _notices,
    REQUESTS: _requests,
}


def limit_of(rule: RetentionRule) -> datetime:
    """What is older than this moment is to go."""
    return timezone.now() - timedelta(days=rule.days)


def due(rule: RetentionRule, side: str) -> int:
    """How many rows a rule would let go now; of persons those of a side."""
    if rule.code == PERSONS:
        return inactive_persons(side, limit_of(rule)).count()
    return ROWS[rule.code](limit_of(rule)).count()


def retention_rules() -> list[RetentionRule]:
    """The rules in the order in which the house names the kinds."""
    order = list(KEPT)
    return sorted(RetentionRule.objects.filter(code__in=order), key=lambda rule: order.index(rule.code))
