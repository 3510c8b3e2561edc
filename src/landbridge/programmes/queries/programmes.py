"""Programmes and calls as far as somebody may see them, and whether a call is open."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from landbridge.people.models import Role, User
from landbridge.programmes.models import Call, Programme


def visible_programmes(user: User) -> QuerySet[Programme]:
    """The programmes whose pages a user may open: staff only; twin of ``rules.calls.can_see_programme``."""
    if user.role not in {Role.MANAGER, Role.AUDITOR} or user.side not in {"host", "guest"} or not user.is_active:
        return Programme.objects.none()
    shown = Q(side=user.side) | Q(is_joint=True) | Q(call__published_at__isnull=False)
    return Programme.objects.filter(shown)


def led_programmes(user: User) -> QuerySet[Programme]:
    """The programmes that a manager's own side leads."""
    if user.role != Role.MANAGER:
        return Programme.objects.none()
    return visible_programmes(user).filter(side=user.side)


def visible_calls(user: User) -> QuerySet[Call]:
    """The calls that a user may know of: what is public, and for staff those of ``visible_programmes``."""
    return Call.objects.filter(
        Q(pk__in=public_calls().values("pk")) | Q(programme__in=visible_programmes(user))
    ).select_related("programme__kind")


def public_calls() -> QuerySet[Call]:
    """The calls that anybody may read of, those to come and those that are closed among them."""
    return Call.objects.filter(state=Call.State.PUBLISHED).select_related("programme__kind")


def is_open(call: Call, at: datetime | None = None) -> bool:
    """Whether applications are taken at an instant: published, from ``opens_at`` until just before ``closes_at``."""
    at = at or timezone.now()
    return call.state == Call.State.PUBLISHED and call.opens_at <= at < call.closes_at


def phase(call: Call, at: datetime | None = None) -> str:
    """Where a call is in its days: ``hidden``, ``coming``, ``open``, ``closed`` or ``withdrawn``."""
    at = at or timezone.now()
    if call.state == Call.State.WITHDRAWN:
        return "withdrawn" if call.published_at else "hidden"
    if call.state != Call.State.PUBLISHED:
        return "hidden"
    if at < call.opens_at:
        return "coming"
    return "open" if at < call.closes_at else "closed"
