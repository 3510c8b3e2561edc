"""The full-text index over ``base_searchentry``, as a migration step.

The table holds tokens, separated by spaces (``base.search.tokens``), so the databases need not and must not cut
words themselves. SQLite: an FTS5 table that reads its text from the table and is kept by triggers; its ``ascii``
tokenizer leaves every letter beyond ASCII as it is. PostgreSQL: the tokens as lexemes, without a parser and without a
dictionary, in two columns that it computes itself, and a GIN index. They are stored because a plan that passes by the
index asks rows one by one, and making a row's lexemes anew costs ten times what comparing them does.

SQLite drops a table's triggers when Django remakes the table. A migration that alters ``SearchEntry`` therefore
repeats ``FullTextIndex()`` as its last step, which also reads all entries anew.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.operations.base import Operation
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.expressions import RawSQL

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
_POSTGRES = (
    """
    ALTER TABLE base_searchentry
        ADD COLUMN title_lexemes tsvector GENERATED ALWAYS AS (
            array_to_tsvector(array_remove(string_to_array(title, ' '), ''))) STORED,
        ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (
            array_to_tsvector(array_remove(string_to_array(title || ' ' || body, ' '), ''))) STORED
    """,
    "CREATE INDEX base_searchentry_text ON base_searchentry USING gin (lexemes)",
    # New columns do not make the server look at a table by itself.
    "ANALYZE base_searchentry",
)
_POSTGRES_BACK = (
    "DROP INDEX IF EXISTS base_searchentry_title",
    "DROP INDEX IF EXISTS base_searchentry_text",
    "ALTER TABLE base_searchentry DROP COLUMN IF EXISTS title_lexemes, DROP COLUMN IF EXISTS lexemes",
)


def put_sql(vendor: str) -> tuple[str, ...]:
    """The statements that make the index, safe to repeat. ``vendor`` is sqlite or postgresql."""
    return (*take_sql(vendor), *(_SQLITE if vendor == "sqlite" else _POSTGRES))


def take_sql(vendor: str) -> tuple[str, ...]:
    """The statements that take it away."""
    return _SQLITE_BACK if vendor == "sqlite" else _POSTGRES_BACK


def holding(words: list[tuple[str, bool]], *, title: bool = False) -> Q | Holds:
    """What filters entries to those that hold all ``words`` (of ``tokens.asked``), if so wished in the title alone."""
    if connection.vendor == "postgresql":
        return Holds(words, title=title)
    terms = " AND ".join(f'"{token}"{" *" if begins else ""}' for token, begins in words)
    sql = "SELECT rowid FROM base_searchentry_text WHERE base_searchentry_text MATCH %s"
    # Once for all rows: SQLite gathers such a subquery.
    return Q(pk__in=RawSQL(sql, [f"{{title}} : ({terms})" if title else terms]))  # noqa: S611 — tokens are letters


class Holds(Func):
    """Whether an entry holds all words (of ``tokens.asked``); on PostgreSQL.

    Asked of the row itself: a subquery would be gone through anew for every row whose rank is asked.
    """

    output_field = BooleanField()

    def __init__(self, words: list[tuple[str, bool]], *, title: bool = False) -> None:
        self.column = "title_lexemes" if title else "lexemes"
        terms = " & ".join(f"'{token}'{':*' if begins else ''}" for token, begins in words)
        super().__init__(F("pk"), Value(terms))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override] # narrower
        """The columns are the database's own, no fields: named beside the primary key, whatever its table is called."""
        entry, terms = self.get_source_expressions()
        sql, parameters = compiler.compile(terms)
        return f"{compiler.quote_name_unless_alias(entry.alias)}.{self.column} @@ {sql}::tsquery", list(parameters)


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
