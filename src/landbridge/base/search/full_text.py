"""The full-text index over ``base_searchentry``, as a migration step.

The table holds tokens, separated by spaces (``base.search.tokens``), so the databases need not and must not cut
words themselves. SQLite: an FTS5 table that reads its text from the table and is kept by triggers; its ``ascii``
tokenizer leaves every letter beyond ASCII as it is. PostgreSQL: two GIN indexes over the tokens as lexemes, without
a parser and without a dictionary.

SQLite drops a table's triggers when Django remakes the table. A migration that alters ``SearchEntry`` therefore
repeats ``FullTextIndex()`` as its last step, which also reads all entries anew.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.operations.base import Operation

TABLE = "base_searchentry"
INDEX = "base_searchentry_text"

_SQLITE = (
    # Which column holds a token is kept, where in it is not: nothing asks for phrases.
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(title, body, content='{TABLE}', content_rowid='id', "
    "tokenize='ascii', detail='column', columnsize=0, prefix='1 2 3')",
    f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END",
    f"CREATE TRIGGER {INDEX}_update AFTER UPDATE ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); "
    f"INSERT INTO {INDEX}(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')",
)
_SQLITE_BACK = (
    *(f"DROP TRIGGER IF EXISTS {INDEX}_{what}" for what in ("insert", "delete", "update")),
    f"DROP TABLE IF EXISTS {INDEX}",
)
LEXEMES = {
    "title": "array_to_tsvector(array_remove(string_to_array(title, ' '), ''))",
    "all": "array_to_tsvector(array_remove(string_to_array(title || ' ' || body, ' '), ''))",
}
_POSTGRES = tuple(f"CREATE INDEX {INDEX}_{part} ON {TABLE} USING gin (({sql}))" for part, sql in LEXEMES.items())
_POSTGRES_BACK = tuple(f"DROP INDEX IF EXISTS {INDEX}_{part}" for part in LEXEMES)


def put_sql(vendor: str) -> tuple[str, ...]:
    """The statements that make the index, safe to repeat. ``vendor`` is sqlite or postgresql."""
    return (*take_sql(vendor), *(_SQLITE if vendor == "sqlite" else _POSTGRES))


def take_sql(vendor: str) -> tuple[str, ...]:
    """The statements that take it away."""
    return _SQLITE_BACK if vendor == "sqlite" else _POSTGRES_BACK


def matching(words: list[tuple[str, bool]], *, title: bool = False) -> tuple[str, list[str]]:
    """A query for the numbers of the entries that hold all ``words`` (of ``tokens.asked``), as SQL and parameters."""
    if connection.vendor == "sqlite":
        terms = " AND ".join(f'"{token}"{" *" if begins else ""}' for token, begins in words)
        return f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s", [f"{{title}} : ({terms})" if title else terms]
    lexemes = LEXEMES["title" if title else "all"]
    terms = " & ".join(f"'{token}'{':*' if begins else ''}" for token, begins in words)
    return f"SELECT id FROM {TABLE} WHERE {lexemes} @@ %s::tsquery", [terms]


class FullTextIndex(Operation):
    """Migration step: entries can be searched by their tokens."""

    reduces_to_sql = True
    reversible = True

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration file spells this step."""
        return type(self).__name__, [], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the index."""
        _run(schema_editor, put_sql(schema_editor.connection.vendor))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it away."""
        _run(schema_editor, take_sql(schema_editor.connection.vendor))

    def describe(self) -> str:
        """What the migration prints."""
        return "Make the full-text index"


def _run(schema_editor: Any, statements: tuple[str, ...]) -> None:
    for statement in statements:
        # Without parameters, so that no percent sign of the statement is taken for one.
        schema_editor.execute(statement, params=None)
