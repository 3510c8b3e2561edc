"""What every page may show."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from landbridge.people.models import Grant, User
from landbridge.people.queries.grants import other_grants


def house(request: HttpRequest) -> dict[str, Any]:
    """``demo_mode``: whether the page says that this is a demonstration. ``other_roles``: those one can switch to."""
    return {"demo_mode": settings.LANDBRIDGE_DEMO, "other_roles": SimpleLazyObject(lambda: _other_roles(request))}


def _other_roles(request: HttpRequest) -> list[Grant]:
    user = request.user
    # Most people hold one role; their pages are spared the query.
    if isinstance(user, User) and getattr(user, "roles_held", 0) > 1:
        return list(other_grants(user))
    return []
