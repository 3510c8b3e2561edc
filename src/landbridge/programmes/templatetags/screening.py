"""The rows of an approved selection, from what was approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.text import Trilingual
from landbridge.programmes.models import SelectionRow

register = template.Library()


@register.filter
def approved_rows(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows by rank, those without one at the end; names and results in the reader's language.

    Persons have no name in what was approved, and stand there by their application's number.
    """
    language = get_language() or "en"
    rows = [row for row in content.get("rows", ()) if "application" in row]
    rows.sort(key=lambda row: (row["rank"] is None, row["rank"] or 0, row["number"] or 0))
    shown = []
    for row in rows:
        names = row.get("name") or {}
        name, said = Trilingual(names.get("ko", ""), names.get("zh-hans", ""), names.get("en", "")).read(language)
        if not name:
            name, said = _("Application %(number)s") % {"number": row["number"]}, language
        result = SelectionRow.Result(row["result"]).label
        shown.append({**row, "name": name, "language": said, "result": result})
    return shown
