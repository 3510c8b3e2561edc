"""The accounts of the demonstration."""

from __future__ import annotations

from django.db import transaction

from landbridge.people.actions.accounts import open_account
from landbridge.people.models import Side, User
from landbridge.people.queries.accounts import DEMO_ADDRESSES

_PEOPLE = (
    {"name": "김민서", "side": Side.HOST, "language": "", "timezone": "Asia/Seoul"},
    {"name": "王芳", "side": Side.GUEST, "language": "", "timezone": "Asia/Shanghai"},
)


@transaction.atomic
def make_accounts() -> tuple[User, User]:
    """The manager of the host's and of the guest's side, made if they are missing. They have no password."""
    found = User.objects.in_bulk(DEMO_ADDRESSES, field_name="email")
    host, guest = (
        found.get(email) or open_account(email=email, by=None, **person)
        for email, person in zip(DEMO_ADDRESSES, _PEOPLE, strict=True)
    )
    return host, guest
