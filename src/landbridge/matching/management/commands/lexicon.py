"""``landbridge lexicon``: the words that matching knows, from packages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from landbridge.matching.planning.artefacts import Outcome, build_artefacts
from landbridge.matching.planning.lexicon import folder


class Command(BaseCommand):
    """``build`` reads the packages."""

    requires_system_checks = ()
    help = "Read the packages that matching knows words from."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is to be done."""
        tasks = parser.add_subparsers(dest="task", required=True)
        build = tasks.add_parser("build", help="read the packages whose words are missing or older than they are")
        build.add_argument("--anew", action="store_true", help="read all of them")

    def handle(self, *_args: Any, task: str, **options: Any) -> None:
        """Do it."""
        self.build(anew=options["anew"], is_quiet=options["verbosity"] < 1)

    def build(self, *, anew: bool, is_quiet: bool) -> None:
        """Say of each package what became of it. One that is missing is no failure: the others go on without it."""
        for built in build_artefacts(folder(), anew=anew):
            package, header = built.package, built.header
            if built.outcome is Outcome.MISSING:
                kept = ", but its words are kept from before" if header else ""
                self.stderr.write(f"{package.title} is missing{kept}. To have its words: {package.to_install}")
            elif header and not is_quiet:
                self.stdout.write(f"{package.title}: {header.entries} words, {built.outcome} ({header.licence})")
