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
from django.db.models import BooleanField, F, Func, Value

# Which column holds a token is kept, where in it is not: nothing asks for phrases.
_SQLITE_MADE = """
CREATE VIRTUAL TABLE base_searchentry_text USING fts5(
    title, body, content='base_searchentry', content_rowid='id',
    tokenize='ascii', detail='column', columnsize=0, prefix='1 2 3')
"""
_SQLITE_INSERT = """
CREATE TRIGGER base_searchentry_text_insert AFTER INSERT ON base_searchentry BEGIN
    INSERT INTO base_searchentry_text(rowid, title, body) VALUES (new.id, new.title, new.body);
END
"""
_SQLITE_DELETE = """
CREATE TRIGGER base_searchentry_text_delete AFTER DELETE ON base_searchentry BEGIN
    INSERT INTO base_searchentry_text(base_searchentry_text, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
END
"""
_SQLITE_UPDATE = """
CREATE TRIGGER base_searchentry_text_update AFTER UPDATE ON base_searchentry BEGIN
    INSERT INTO base_searchentry_text(base_searchentry_text, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO base_searchentry_text(rowid, title, body) VALUES (new.id, new.title, new.body);
END
"""
_SQLITE_READ = "INSERT INTO base_searchentry_text(base_searchentry_text) VALUES ('rebuild')"
_SQLITE = (_SQLITE_MADE, _SQLITE_INSERT, _SQLITE_DELETE, _SQLITE_UPDATE, _SQLITE_READ)
_SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS base_searchentry_text_insert",
    "DROP TRIGGER IF EXISTS base_searchentry_text_delete",
    "DROP TRIGGER IF EXISTS base_searchentry_text_update",
    "DROP TABLE IF EXISTS base_searchentry_text",
)
_TITLE_LEXEMES = "array_to_tsvector(array_remove(string_to_array(title, ' '), ''))"
_LEXEMES = "array_to_tsvector(array_remove(string_to_array(title || ' ' || body, ' '), ''))"
_POSTGRES = (
    f"CREATE INDEX base_searchentry_title ON base_searchentry USING gin (({_TITLE_LEXEMES}))",
    f"CREATE INDEX base_searchentry_text ON base_searchentry USING gin (({_LEXEMES}))",
)
_POSTGRES_BACK = ("DROP INDEX IF EXISTS base_searchentry_title", "DROP INDEX IF EXISTS base_searchentry_text")


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
        sql = "SELECT rowid FROM base_searchentry_text WHERE base_searchentry_text MATCH %s"
        return sql, [f"{{title}} : ({terms})" if title else terms]
    lexemes = _TITLE_LEXEMES if title else _LEXEMES
    return f"SELECT id FROM base_searchentry WHERE {lexemes} @@ %s::tsquery", [_terms(words)]  # noqa: S608 — our own


def _terms(words: list[tuple[str, bool]]) -> str:
    return " & ".join(f"'{token}'{':*' if begins else ''}" for token, begins in words)


class HoldsInTitle(Func):
    """Whether the title of an entry that was found holds all words (of ``tokens.asked``); on PostgreSQL.

    Asked of the row itself: a subquery would be gone through anew for every row whose rank is asked.
    """

    output_field = BooleanField()
    template = "array_to_tsvector(array_remove(string_to_array(%(expressions)s::tsquery"
    arg_joiner = ", ' '), '')) @@ "

    def __init__(self, words: list[tuple[str, bool]]) -> None:
        super().__init__(F("title"), Value(_terms(words)))


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
