"""PostgreSQL keeps the lexemes of what can be found, in place of making them for every row it looks at."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from landbridge.base.search.full_text import put_sql, take_sql

TITLE = "array_to_tsvector(array_remove(string_to_array(title, ' '), ''))"
BOTH = "array_to_tsvector(array_remove(string_to_array(title || ' ' || body, ' '), ''))"


def keep(apps: Any, editor: Any) -> None:
    """Columns that hold the lexemes, and an index over them."""
    if editor.connection.vendor == "postgresql":
        _run(editor, *put_sql("postgresql"))


def make_anew(apps: Any, editor: Any) -> None:
    """Indexes over what the lexemes are made from, as they were."""
    if editor.connection.vendor == "postgresql":
        _run(
            editor,
            *take_sql("postgresql"),
            f"CREATE INDEX base_searchentry_title ON base_searchentry USING gin (({TITLE}))",
            f"CREATE INDEX base_searchentry_text ON base_searchentry USING gin (({BOTH}))",
        )


def _run(editor: Any, *statements: str) -> None:
    for statement in statements:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("base", "0006_persons_named_in_mail")]

    operations = [migrations.RunPython(keep, make_anew)]
