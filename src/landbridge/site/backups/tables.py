"""What every table holds: how many rows, and a digest over all of them in the order of their keys.

A database that opens without complaint may still lack rows: a plain copy of a SQLite file passed its integrity check
and held none of the last 146. So a backup says of each table what is in it, and a restore looks.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Content:
    """What one table holds."""

    rows: int
    sha256: str


def contents_of_sqlite(path: Path) -> dict[str, Content]:
    """Every table of a SQLite file nobody writes to, the parts of search indexes among them."""
    with closing(sqlite3.connect(path)) as database:
        return {
            name: _content(database.execute(f"SELECT * FROM {_quoted(name)} ORDER BY {order}"))  # noqa: S608
            for name, order in _sqlite_tables(database)
        }


def contents_of_postgres() -> dict[str, Content]:
    """Every table of Django's PostgreSQL connection, in the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
        names = [name for (name,) in cursor.fetchall()]
    return {name: _content(_postgres_rows(name)) for name in names}


def differing(expected: Mapping[str, Content], found: Mapping[str, Content]) -> list[str]:
    """The tables whose content is not the same, in words."""
    said = []
    for name in sorted(expected.keys() | found.keys()):
        before, after = expected.get(name, Content(0, "")), found.get(name, Content(0, ""))
        if before != after:
            said.append(f"{name}: {before.rows} rows expected, {after.rows} found")
    return said


def _sqlite_tables(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        columns = database.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
        keys = sorted((place, column) for _, column, _, _, _, place in columns if place)
        yield name, ", ".join(_quoted(column) for _place, column in keys) or "rowid"


def _postgres_rows(name: str) -> Iterator[tuple[str]]:
    # As text, so that a type Python knows in two ways (a number, a moment, JSON) reads the same before and after.
    table = connection.ops.quote_name(name)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM {table} t ORDER BY t::text COLLATE "C"')  # noqa: S608
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _content(rows: Iterable[tuple[object, ...]]) -> Content:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(repr(tuple(row)).encode())
        count += 1
    return Content(count, digest.hexdigest())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
