"""Reading accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.people.models import User

DEMO_ADDRESSES = ("host@demo.example", "guest@demo.example")


def demo_accounts() -> QuerySet[User]:
    """The accounts anybody may try in demo mode: one centre manager on each side."""
    return User.objects.filter(email__in=DEMO_ADDRESSES, is_active=True).order_by("-side")


def account_of(email: str) -> User | None:
    """The account of an address, open or closed."""
    return User.objects.filter(email__iexact=email).first()
