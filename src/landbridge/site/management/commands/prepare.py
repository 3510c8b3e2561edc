"""``landbridge prepare``: everything between an update and ``landbridge serve``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrates the database, collects static files, and makes the demonstration if it is on. Safe to repeat."""

    help = "Migrate, collect static files and, in demo mode, make the demonstration. Safe to repeat."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        quiet = max(0, options["verbosity"] - 1)
        call_command("migrate", interactive=False, verbosity=quiet)
        call_command("collectstatic", interactive=False, verbosity=quiet)
        if settings.LANDBRIDGE_DEMO:
            call_command("demo", verbosity=options["verbosity"])
