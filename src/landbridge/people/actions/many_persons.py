"""Persons added together, in a few statements for all of them: each as ``add_person`` and ``give_consent`` do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record_each
from landbridge.base.search.entries import index_many
from landbridge.people.actions.names import checked_rows, put_in_order, words_of
from landbridge.people.actions.persons import set_facts
from landbridge.people.models import ConsentEvent, ConsentState, Person, PersonName, Purpose, User
from landbridge.people.models.consents import ConsentAction
from landbridge.people.models.persons import AgeBand
from landbridge.people.queries.consents import current_notice
from landbridge.people.rules import Can

_BATCH = 300


@transaction.atomic
def add_persons(people: Sequence[Mapping[str, Any]], *, by: User | None, side: str) -> list[Person]:
    """Add persons to those a side knows, in their order; each is ``names`` and any of ``persons.FACTS``.

    :raises ValidationError: by field, of the first person with a fault.
    :raises PermissionDenied: unless ``by`` manages persons of that side; None is the house itself.
    """
    persons = [Person(side=side, storage_region=settings.LANDBRIDGE_REGIONS[side], created_by=by) for _one in people]
    rows: list[list[PersonName]] = []
    for person, said in zip(persons, people, strict=True):
        if by is not None:
            require(by, Can.EDIT_PERSON, person)
        set_facts(person, {name: value for name, value in said.items() if name != "names"})
        rows.append(checked_rows(person, said["names"]))
        put_in_order(person, rows[-1])
    Person.objects.bulk_create(persons, batch_size=_BATCH)
    for person, names in zip(persons, rows, strict=True):
        for name in names:
            name.person = person  # has its number now
    PersonName.objects.bulk_create([name for names in rows for name in names], batch_size=_BATCH)
    index_many("person", [(person.pk, *words_of(names)) for person, names in zip(persons, rows, strict=True)])
    record_each("people.person_added", [(person, {"side": side}) for person in persons], by=by)
    return persons


@transaction.atomic
def take_first_consents(persons: Sequence[Person], purpose: str, *, channel: str) -> int:
    """Record that persons who were never asked before agree to a purpose; gives how many.

    The house itself records it, of what came in together: a list signed on paper.

    :raises ValidationError: for somebody under 14, for whom a parent or guardian agrees; ``give_consent`` names them.
    """
    notices: dict[str, Any] = {}
    events = []
    for person in persons:
        if person.age_band == AgeBand.UNDER_FOURTEEN:
            raise ValidationError(_("For a person under 14 a parent or guardian agrees: write down their name."))
        if person.language not in notices:
            notices[person.language] = current_notice(purpose, person.language or settings.LANGUAGE_CODE)
        notice = notices[person.language]
        events.append(
            ConsentEvent(
                person=person, notice=notice, purpose=Purpose(purpose), action=ConsentAction.GIVEN, channel=channel
            )
        )
    ConsentEvent.objects.bulk_create(events, batch_size=_BATCH)
    ConsentState.objects.bulk_create(
        [
            ConsentState(person=event.person, purpose=purpose, event=event, granted=True, since=event.at)
            for event in events
        ],
        batch_size=_BATCH,
    )
    said = [
        (event.person, {"purpose": str(purpose), "notice": event.notice.number, "channel": str(channel)})
        for event in events
    ]
    record_each("people.consent_given", said, by=None)
    return len(events)
