"""Tables whose rows are written once: triggers that refuse UPDATE and DELETE (and TRUNCATE), as a migration step.

SQLite drops a table's triggers when Django remakes the table. A migration that alters such a table
therefore repeats ``AppendOnly(table)`` as its last step; ``landbridge doctor`` looks whether they are there.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation

_SQLITE_PUT = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{what} BEFORE {what} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'rows of {table} are written once'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$"
)
_POSTGRES_PUT = (
    "CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
)


def put_sql(vendor: str, table: str) -> list[str]:
    """The statements that close a table, safe to repeat. ``vendor`` is sqlite or postgresql."""
    if vendor == "sqlite":
        return [_SQLITE_PUT.format(table=table, what=what) for what in ("update", "delete")]
    return [_POSTGRES_FUNCTION, *take_sql(vendor, table), _POSTGRES_PUT.format(table=table)]


def take_sql(vendor: str, table: str) -> list[str]:
    """The statements that open a table again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{what}" for what in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {table}_written_once ON {table}"]


def is_append_only(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether the triggers are in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            return bool(cursor.fetchone()[0] == 2)
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s AND tgenabled = 'O'",
            [table, f"{table}_written_once"],
        )
        return bool(cursor.fetchone()[0] == 1)


class AppendOnly(Operation):
    """Migration step: rows of a table are written once."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration file spells this step."""
        return type(self).__name__, [self.table], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the triggers."""
        _run(schema_editor, put_sql(schema_editor.connection.vendor, self.table))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the triggers away."""
        _run(schema_editor, take_sql(schema_editor.connection.vendor, self.table))

    def describe(self) -> str:
        """What the migration prints."""
        return f"Write rows of {self.table} once"


def _run(schema_editor: Any, statements: list[str]) -> None:
    for statement in statements:
        # Without parameters, so that no percent sign of the statement is taken for one.
        schema_editor.execute(statement, params=None)
