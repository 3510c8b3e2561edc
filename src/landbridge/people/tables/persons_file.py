"""Persons as rows of a file to take away."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.base.sheets_out import Cell
from landbridge.base.table_files import TableFormat, lines_cell, table_file
from landbridge.people.models import Person
from landbridge.people.wording.names import display_name, written


def persons_file(kind: str, persons: Iterable[Person], *, language: str, side: str) -> tuple[bytes, str]:
    """A file of persons, their names and consents prefetched, and its name; addresses are those of the own ``side``."""
    with override(language):
        title = _("Persons")
        headings = [_("Name"), _("All spellings"), _("Side"), _("E-mail"), _("Telephone"), _("Agrees to")]
        content = table_file(kind, title, headings, (_cells(person, language, side) for person in persons))
    return content, f"{title}.{TableFormat(kind).value}"


def _cells(person: Person, language: str, side: str) -> list[Cell]:
    names = list(person.names.all())
    own = person.side == side
    agreed = [str(state.get_purpose_display()) for state in person.consents.all() if state.granted] if own else []
    return [
        display_name(names, language)[0],
        lines_cell(dict.fromkeys(written(name) for name in names if not name.is_suggestion)),
        str(person.get_side_display()),
        person.email if own else "",
        person.phone if own else "",
        lines_cell(agreed),
    ]
