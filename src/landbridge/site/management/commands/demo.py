"""``landbridge demo``: something to look at, without anything to type."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from landbridge.agreements.demo import make as make_agreements
from landbridge.directory.demo.organisations import make as make_organisations
from landbridge.people.demo import make_accounts, make_flows
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.programmes.demo.season import make as make_season


class Command(BaseCommand):
    """Makes what is missing of the demonstration: two managers, what crosses between them, and what each wing shows.

    Safe to repeat.
    """

    help = "Make the demonstration's accounts and data, as far as they are missing."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it."""
        if not settings.LANDBRIDGE_DEMO:
            raise CommandError("Demo accounts can be used without a password. Set LANDBRIDGE_DEMO=1 if that is wanted.")
        host, guest = make_accounts()
        make_flows()
        make_organisations(host=host, guest=guest)
        make_agreements(host=host, guest=guest)
        seed_kinds()
        make_season(host=host, guest=guest)
        if options["verbosity"]:
            self.stdout.write(f"Demo accounts: {host.email}, {guest.email} (one click on the sign-in page)")
        if find_spec("landbridge.meetings.demo"):
            import_module("landbridge.meetings.demo").make(by=host)
