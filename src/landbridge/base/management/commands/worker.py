"""``landbridge worker``: run jobs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from landbridge.base.worker import Worker


class Command(BaseCommand):
    """Runs jobs until it is stopped; several workers may run on one database."""

    help = "Run jobs, each in a process of its own, until stopped."
    requires_system_checks = ()  # no pages are served here

    def add_arguments(self, parser: CommandParser) -> None:
        """How many at once, and how long."""
        parser.add_argument("--processes", type=int, default=2, help="jobs that run at once (default: 2)")
        parser.add_argument("--poll", type=float, default=0.5, help="seconds between two looks for work (default: 0.5)")
        parser.add_argument(
            "--grace", type=float, default=5.0, help="seconds that running jobs get at the end (default: 5)"
        )
        parser.add_argument("--until-empty", action="store_true", help="stop when nothing is due")

    def handle(
        self, *_args: Any, processes: int, poll: float, grace: float, until_empty: bool, **_options: Any
    ) -> None:
        """Work."""
        Worker(processes=processes, poll=poll, grace=grace, until_empty=until_empty).run()
