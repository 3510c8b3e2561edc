"""What applicants are called on the pages of staff and evaluators, as far as their reader may know them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.text import Trilingual, language_of
from landbridge.people.models import User
from landbridge.people.queries.persons import visible_persons
from landbridge.people.wording.names import display_name
from landbridge.programmes.models import Application


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its language; ``person`` is whose it is, where it is a person's and must be disclosed."""

    text: str
    language: str
    person: int | None = None


def applicant_names(applications: Iterable[Application], reader: User) -> dict[int, Name]:
    """The applicants by application: organisations by name, persons where the reader may see them, else by number."""
    language, rows = get_language() or "en", list(applications)
    numbers = [one.person_id for one in rows if one.person_id is not None]
    persons = {}
    if numbers:
        persons = {one.pk: one for one in visible_persons(reader).filter(pk__in=numbers).prefetch_related("names")}
    names = {}
    for one in rows:
        if one.organisation is not None:
            held = one.organisation
            text, said = Trilingual(held.name_ko, held.name_zh, held.name_en).read(language)
            names[one.pk] = Name(text, said)
        elif one.person_id in persons:
            text, said = display_name(persons[one.person_id].names.all(), language)
            names[one.pk] = Name(text, said, one.person_id)
        else:
            text = _("Application %(number)s") % {"number": one.number}
            names[one.pk] = Name(text, language_of(text))
    return names


def persons_in(names: Mapping[int, Name]) -> set[int]:
    """The persons that were named, for the access log."""
    return {name.person for name in names.values() if name.person is not None}
