"""What goes into a file of organisations, and whom it names.

Facts go to every reader who may see the organisation; what is confidential only with the organisations whose
confidential facts they may see; contacts as far as they may be shown, and their addresses within their own side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from landbridge.directory.models import Contact, ExportRun, Organisation
from landbridge.directory.queries.contacts import contacts_seen
from landbridge.directory.queries.lists import Sought, organisations_ordered
from landbridge.directory.queries.organisations import own_organisations, visible_organisations
from landbridge.directory.workbook.columns import BLOCKED, BY_KEY, COLUMNS, LEVEL, NAMES, SIDE, Column, Holds
from landbridge.people.models import User
from landbridge.people.queries.persons import visible_persons

#: All that a file may hold, in its order: the columns that an import reads, and what our checks say.
COLUMNS_OUT: dict[str, Column] = {
    column.key: column for column in (SIDE, *(one for one in COLUMNS if one.key != "name"), LEVEL, BLOCKED)
}
CONTACTS = frozenset(key for key, column in BY_KEY.items() if column.holds is Holds.PERSON)
#: What is taken unless something else is chosen; whom to call is asked for by name.
USUAL = tuple(key for key in COLUMNS_OUT if key not in CONTACTS)
#: A name says whose row it is, so names are always there.
ALWAYS = tuple(key for key in NAMES if key in COLUMNS_OUT)
BATCH = 500
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Going:
    """An organisation on its way into a file, with what is read of it prefetched."""

    organisation: Organisation
    contacts: list[Contact]  # those the reader may be shown
    is_own: bool  # its confidential facts go along


def numbers_to_export(
    user: User, sought: Sought, *, chosen: Sequence[int] = (), sort: str = "name", language: str = "en"
) -> list[int]:
    """The organisations of a file in its order: those chosen, as far as they are visible, or all that are sought."""
    listed = organisations_ordered(user, Sought() if chosen else sought, sort=sort, language=language)
    rows = listed.rows.filter(pk__in=chosen) if chosen else listed.rows
    return list(rows.order_by(*listed.order).values_list("pk", flat=True))


def persons_named(user: User, numbers: Sequence[int]) -> set[int]:
    """The persons whom a file with contacts would name."""
    return {person for _, person in contacts_seen(user, numbers)}


def batches(user: User, numbers: Sequence[int], *, with_contacts: bool) -> Iterator[list[Going]]:
    """The organisations of a file, some hundreds at a time; those that went out of sight meanwhile are left out."""
    for start in range(0, len(numbers), BATCH):
        wanted = numbers[start : start + BATCH]
        rows = visible_organisations(user).filter(pk__in=wanted)
        rows = rows.prefetch_related("exports", "industries", "certifications", "items")
        if with_contacts:
            contacts = Contact.objects.filter(person__in=persons_named(user, wanted)).select_related("person")
            named = contacts.prefetch_related("person__names")
            rows = rows.prefetch_related(Prefetch("contacts", named, to_attr="shown_contacts"))
        found = {row.pk: row for row in rows}
        own = set(own_organisations(user).filter(pk__in=wanted).values_list("pk", flat=True))
        yield [
            Going(found[number], getattr(found[number], "shown_contacts", []), number in own)
            for number in wanted
            if number in found
        ]


def own_exports(user: User) -> list[ExportRun]:
    """The large files somebody asked for last."""
    return list(ExportRun.objects.filter(asked_by=user).exclude(document=None).select_related("document")[:5])


def is_still_whole(run: ExportRun) -> bool:
    """Whether everybody a written file names may still be shown to whom it was written for."""
    named: list[int] = run.persons
    for start in range(0, len(named), _AT_ONCE):
        part = named[start : start + _AT_ONCE]
        if visible_persons(run.asked_by).filter(pk__in=part).count() != len(part):
            return False
    return True
