"""``landbridge prepare``: everything between an update and ``landbridge serve``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from landbridge.base.calendar import seed_calendar
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.sweeps import seed_rules
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.site.static_files import gather


class Command(BaseCommand):
    """Migrates, collects static files, fills the calendar, and makes the demonstration if it is on. Safe to repeat."""

    # Models and database; the addresses load every page, and the suite has checked those.
    requires_system_checks = (Tags.models, Tags.database)
    help = "Migrate, collect static files, fill the calendar and, in demo mode, make the demonstration. Safe to repeat."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        quiet = max(0, options["verbosity"] - 1)
        call_command("migrate", interactive=False, verbosity=quiet)
        gather(verbosity=quiet)
        year = timezone.localdate().year
        seed_calendar(range(year - 1, year + 3))
        seed_notices()
        seed_rules()
        seed_kinds()
        call_command("lexicon", "build", verbosity=quiet)
        if settings.LANDBRIDGE_DEMO:
            call_command("demo", verbosity=options["verbosity"])
