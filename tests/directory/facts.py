"""Organisations for tests, plainly invented."""

from typing import Any

from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.models import Organisation
from landbridge.people.models import User


def made(by: User, **facts: Any) -> Organisation:
    """An organisation of the side of ``by``."""
    return add_organisation(by=by, side=by.side, **{"country": "KR", **facts})
