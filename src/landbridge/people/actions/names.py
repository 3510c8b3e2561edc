"""Keep a person's names, and what follows from them: a suggested spelling, the order in lists, what finds the person.

Called by the actions on persons, inside their transactions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from landbridge.base.search.entries import index
from landbridge.base.text import sort_key
from landbridge.people.models import Person, PersonName, Script
from landbridge.people.queries.persons import SORT_COLUMN
from landbridge.people.wording.names import both_orders, chosen
from landbridge.people.wording.romanisation import suggest_latin

MOST_NAMES = 12

_SAID = ("script", "family", "given", "order", "reading", "is_passport")


def keep_names(person: Person, names: Sequence[Mapping[str, Any]]) -> bool:
    """Replace a person's names by ``names`` in their order; whether anything changed.

    Where nobody gave a Latin spelling, one is suggested, and marked so.

    :raises ValidationError: under ``names``.
    """
    rows = checked_rows(person, names)
    old = list(person.names.order_by("position", "pk"))
    if [_content(row) for row in old] == [_content(row) for row in rows]:
        return False
    person.names.all().delete()
    PersonName.objects.bulk_create(rows)
    put_in_order(person, rows)
    person.save(update_fields=list(SORT_COLUMN.values()))
    _index(person, rows)
    return True


def save_with_names(person: Person, names: Sequence[Mapping[str, Any]]) -> None:
    """Save a person who is not in the database yet, with their names: ``keep_names`` in fewer statements.

    :raises ValidationError: under ``names``.
    """
    rows = checked_rows(person, names)
    put_in_order(person, rows)
    person.save(force_insert=True)
    for row in rows:
        row.person = person  # has its number now
    PersonName.objects.bulk_create(rows)
    _index(person, rows)


def checked_rows(person: Person, names: Sequence[Mapping[str, Any]]) -> list[PersonName]:
    """The rows of a person's names, not saved yet, with the spelling that is suggested.

    :raises ValidationError: under ``names``.
    """
    rows = [_checked(person, said, place) for place, said in enumerate(names)]
    if not rows:
        raise ValidationError({"names": _("At least one name is needed.")})
    if len(rows) > MOST_NAMES:
        raise ValidationError({"names": _("That is more names than anybody has.")})
    if sum(row.is_passport for row in rows) > 1:
        raise ValidationError({"names": _("Only one name can be the one in the passport.")})
    if suggestion := _suggested(person, rows):
        rows.append(suggestion)
    return rows


def index_person(person: Person) -> None:
    """Let a person be found by any of their names: together or apart, either part first, as spelt or as read."""
    _index(person, list(person.names.all()))


def _index(person: Person, rows: Sequence[PersonName]) -> None:
    title, body = words_of(rows)
    index("person", person.pk, title=title, body=body)


def words_of(rows: Sequence[PersonName]) -> tuple[str, str]:
    """What a person is found by: as they spell themselves, and as they sound or were guessed to be spelt."""
    own = [text for row in rows if not row.is_suggestion for text in both_orders(row)]
    heard = [row.reading for row in rows if row.reading]
    suggested = [text for row in rows if row.is_suggestion for text in both_orders(row)]
    return "\n".join(own), "\n".join([*heard, *suggested])


def _checked(person: Person, said: Mapping[str, Any], place: int) -> PersonName:
    if unknown := said.keys() - set(_SAID):
        raise TypeError(f"{sorted(unknown)} are no parts of a name")
    words = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in said.items()}
    row = PersonName(person=person, position=place, **words)
    try:
        row.clean_fields(exclude={"person"})
    except ValidationError as error:
        raise ValidationError({"names": error.messages}) from error
    return row


def _suggested(person: Person, rows: Sequence[PersonName]) -> PersonName | None:
    if any(row.script == Script.LATIN for row in rows):
        return None
    # A Korean's Hangul name says how it sounds; the characters beside it are read in pinyin by nobody.
    source = next((row for row in rows if row.script == Script.HANGUL), rows[0])
    parts = suggest_latin(source)
    return parts and PersonName(person=person, position=len(rows), is_suggestion=True, **parts._asdict())


def put_in_order(person: Person, rows: Sequence[PersonName]) -> None:
    """Set the keys of each language's order."""
    for language, column in SORT_COLUMN.items():
        name = chosen(rows, language)
        setattr(person, column, sort_key(f"{name.family} {name.given}" if name else "", language))


def _content(row: PersonName) -> tuple[Any, ...]:
    return (*(getattr(row, name) for name in _SAID), row.is_suggestion)
