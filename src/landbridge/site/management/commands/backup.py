"""``landbridge backup``: database and documents in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from landbridge.site.backups.making import default_file, make_backup


class Command(BaseCommand):
    """Writes a backup while the house is open."""

    help = "Write database and documents of this moment to one file. The house may stay open."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", nargs="?", type=Path, help="a new file (default: in the data folder's backups/)")

    def handle(self, *_args: Any, file: Path | None, **_options: Any) -> None:
        """Write it."""
        file = file or default_file()
        manifest = make_backup(file)
        rows = sum(content.rows for content in manifest.tables.values())
        self.stdout.write(f"{file}: {rows} rows in {len(manifest.tables)} tables, {len(manifest.files) - 1} files.")
        self.stdout.write("It holds personal data and is not encrypted: keep it as you keep the data folder.")
