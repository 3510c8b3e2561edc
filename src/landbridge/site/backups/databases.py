"""A snapshot of the database while everybody goes on working, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection, transaction

from landbridge.site.backups.tables import Content, contents_of_postgres, contents_of_sqlite, differing


class Database(ABC):
    """How one kind of database is saved to a file and filled from one."""

    kind: str
    file: str  #: what the file is called inside a backup

    @abstractmethod
    def save(self, to: Path) -> dict[str, Content]:
        """Write the database of one moment to a new file, and give what was in it then."""

    @abstractmethod
    def is_empty(self) -> bool:
        """Whether nothing would be overwritten."""

    @abstractmethod
    def load(self, file: Path, expected: Mapping[str, Content]) -> None:
        """Put a saved file in place.

        :raises CommandError: if it is damaged, or what it holds is not what is expected.
        """


class Sqlite(Database):
    """One file, copied page by page inside a reading transaction (SQLite's backup API): writers go on."""

    kind, file = "sqlite", "database.sqlite3"

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])

    def save(self, to: Path) -> dict[str, Content]:
        """Copy, make the copy one file without a write-ahead log, and look that it is whole."""
        if not self.path.exists():
            raise CommandError(f"There is no database at {self.path}.")
        with closing(sqlite3.connect(self.path, timeout=60)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        check_sqlite(to)
        return contents_of_sqlite(to)

    def is_empty(self) -> bool:
        """Whether there is no file of the name, and no log that SQLite would take for the new file's."""
        return not self.path.exists() and not Path(f"{self.path}-wal").exists()

    def load(self, file: Path, expected: Mapping[str, Content]) -> None:
        """Look through the file, then move it to its place: it is there whole, or not at all."""
        check_sqlite(file)
        _compare(expected, contents_of_sqlite(file))
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        connection.close()
        os.replace(file, self.path)


class Postgres(Database):
    """``pg_dump`` and ``pg_restore``, with the rows counted in the very snapshot that is dumped."""

    kind, file = "postgresql", "database.dump"

    def save(self, to: Path) -> dict[str, Content]:
        """Dump the snapshot of a reading transaction."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                snapshot = cursor.fetchone()[0]
            _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={to}")
            return contents_of_postgres()

    def is_empty(self) -> bool:
        """Whether the schema has no table."""
        return not connection.introspection.table_names()

    def load(self, file: Path, expected: Mapping[str, Content]) -> None:
        """Restore everything or nothing, then look through the tables in place."""
        name = connection.settings_dict["NAME"]
        _run("pg_restore", "--no-owner", "--single-transaction", f"--dbname={name}", str(file), with_name=False)
        with transaction.atomic():
            _compare(expected, contents_of_postgres())


def database() -> Database:
    """That of the settings."""
    return Sqlite() if connection.vendor == "sqlite" else Postgres()


def check_sqlite(path: Path) -> None:
    """Pass a SQLite file whose pages and indexes hang together.

    :raises CommandError: with the first thing that SQLite finds.
    """
    try:
        with closing(sqlite3.connect(path)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise CommandError(f"The database in the file is damaged: {said}")


def _compare(expected: Mapping[str, Content], found: Mapping[str, Content]) -> None:
    if wrong := differing(expected, found):
        raise CommandError("The rows are not those of the backup; do not use them.\n" + "\n".join(wrong))


def _run(program: str, *arguments: str, with_name: bool = True) -> None:
    if shutil.which(program) is None:
        raise CommandError(
            f"{program} is not installed. It comes with PostgreSQL's client (Debian: postgresql-client)."
        )
    settings = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    environment = os.environ | {names[key]: str(settings[key]) for key in names if settings[key]}
    environment |= {f"PG{key.upper()}": str(value) for key, value in settings["OPTIONS"].items() if key == "sslmode"}
    last = [f"--dbname={settings['NAME']}"] if with_name else []
    done = subprocess.run([program, *arguments, *last], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"{program} did not end well: {done.stderr.strip()[-2000:]}")
