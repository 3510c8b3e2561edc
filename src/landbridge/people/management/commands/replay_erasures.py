"""``landbridge replay_erasures``: after a restore, and before anybody signs in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from landbridge.people.actions.erasure_list import list_file
from landbridge.people.actions.retention import replay_erasures


class Command(BaseCommand):
    """Erases again whom a restored backup brought back. Safe to repeat."""

    help = "After restoring a backup: erase again the persons who had been erased since it was made."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it."""
        if not list_file().exists():
            self.stdout.write(f"Nobody was erased yet, or {list_file()} was not restored with the data folder.")
        try:
            runs = replay_erasures()
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Erased again: {sum(len(run.people) for run in runs)}.")
