"""Reading accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.people.models import Grant, Role, Side, User

#: The managers of the demonstration, the host's first.
DEMO_ADDRESSES = ("host@demo.example", "guest@demo.example")


def demo_address(role: str, side: str) -> str:
    """The address of the demonstration's account in a role on a side."""
    return f"{side}@demo.example" if role == Role.MANAGER else f"{role}.{side}@demo.example"


def demo_accounts() -> QuerySet[User]:
    """The accounts anybody may try in demo mode, the host's before the guest's, and each side's manager first."""
    addresses = [demo_address(role, side) for side in (Side.HOST, Side.GUEST) for role in Role]
    return User.objects.filter(email__in=addresses, is_active=True).order_by("-side", "pk")


def account_of(email: str) -> User | None:
    """The account of an address, open or closed."""
    return User.objects.filter(email__iexact=email).first()


def managers_of(side: str) -> QuerySet[User]:
    """The open accounts that manage a side, whether they act for it now or not."""
    held = Grant.objects.filter(role=Role.MANAGER, side=side, ended_at=None)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")
