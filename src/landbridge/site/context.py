"""What every page may show."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(_request: HttpRequest) -> dict[str, Any]:
    """``demo_mode``: whether the page says that this is a demonstration."""
    return {"demo_mode": settings.LANDBRIDGE_DEMO}
