"""What of programmes waits for a manager on their first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from landbridge.base.access import allowed
from landbridge.people.models import User
from landbridge.programmes.models import Call
from landbridge.programmes.queries.programmes import visible_programmes
from landbridge.programmes.rules.calls import Can

AHEAD = timedelta(days=14)
SHOWN = 6


@dataclass(frozen=True, slots=True)
class CallsWaiting:
    """Calls that open or close within two weeks, and calls that the other side sent for approval."""

    opening: list[Call]
    closing: list[Call]
    sent: list[Call]

    def __bool__(self) -> bool:
        return bool(self.opening or self.closing or self.sent)


def calls_waiting(user: User) -> CallsWaiting:
    """What waits now: three queries, for whoever plans programmes."""
    if not allowed(user, Can.PLAN_PROGRAMME):
        return CallsWaiting([], [], [])
    now = timezone.now()
    calls = Call.objects.filter(programme__in=visible_programmes(user)).select_related("programme")
    soon = Q(state=Call.State.PUBLISHED)
    return CallsWaiting(
        list(calls.filter(soon, opens_at__gt=now, opens_at__lte=now + AHEAD).order_by("opens_at", "pk")[:SHOWN]),
        list(
            calls.filter(soon, opens_at__lte=now, closes_at__gt=now, closes_at__lte=now + AHEAD).order_by(
                "closes_at", "pk"
            )[:SHOWN]
        ),
        list(
            calls.filter(state=Call.State.AGREEING, programme__is_joint=True)
            .exclude(programme__side=user.side)
            .order_by("updated_at", "pk")[:SHOWN]
        ),
    )
