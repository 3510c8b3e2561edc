"""Reading accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.people.models import Grant, Role, User

DEMO_ADDRESSES = ("host@demo.example", "guest@demo.example")


def demo_accounts() -> QuerySet[User]:
    """The accounts anybody may try in demo mode: one centre manager on each side."""
    return User.objects.filter(email__in=DEMO_ADDRESSES, is_active=True).order_by("-side")


def account_of(email: str) -> User | None:
    """The account of an address, open or closed."""
    return User.objects.filter(email__iexact=email).first()


def managers_of(side: str) -> QuerySet[User]:
    """The open accounts that manage a side, whether they act for it now or not."""
    held = Grant.objects.filter(role=Role.MANAGER, side=side, ended_at=None)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")
