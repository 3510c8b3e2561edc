"""``landbridge doctor``: what is wrong with this installation, in words."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from landbridge.site.doctor import complaints


class Command(BaseCommand):
    """Prints complaints; exits with 1 if there are any."""

    help = "Look at the installation and say what is wrong with it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look."""
        found = list(complaints())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("Nothing to complain about.")
