"""``landbridge restore``: a backup into an empty house."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from landbridge.site.backups.restoring import restore_backup


class Command(BaseCommand):
    """Restores a backup, compares every row, and erases again who had been erased."""

    help = "Restore a backup into an empty data folder or database, compare every row, and repeat erasures."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from."""
        parser.add_argument("file", type=Path, help="a file made by `landbridge backup`")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        """Restore it."""
        manifest = restore_backup(file)
        rows = sum(content.rows for content in manifest.tables.values())
        self.stdout.write(f"Restored the backup of {manifest.made_at}: {rows} rows, each as it was.")
        self.stdout.write("Run `landbridge prepare`, then `landbridge serve`.")
