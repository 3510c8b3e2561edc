"""The command line: ``landbridge timetable …`` solves a workbook, anything else is a management command."""

from __future__ import annotations

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
    execute_from_command_line(["landbridge", *sys.argv[1:]])


if __name__ == "__main__":
    main()
