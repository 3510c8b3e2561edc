"""The command line: ``landbridge timetable …`` solves a workbook, anything else is a management command."""

from __future__ import annotations

import gc
import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run what the command line asks for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landbridge.site.settings")
    if sys.argv[1:2] == ["timetable"]:
        # Not a management command: it needs no database, and must start without one.
        from landbridge.site import timetable_command  # noqa: PLC0415

        sys.exit(timetable_command.run(sys.argv[2:]))
    # What is loaded at the start stays: looking through it for what could go takes a tenth of the time.
    gc.set_threshold(100_000)
    if sys.argv[1:2] == ["serve"]:
        # It keeps processes running that load the house; loading it here as well would have its readers wait.
        from landbridge.site.management.commands.serve import Command  # noqa: PLC0415

        Command().run_from_argv(["landbridge", *sys.argv[1:]])
        return
    execute_from_command_line(["landbridge", *sys.argv[1:]])


if __name__ == "__main__":
    main()
