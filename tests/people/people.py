"""Persons for tests, and what they are told."""

from __future__ import annotations

from datetime import date
from typing import Any

from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.disclosures import disclose
from landbridge.people.actions.persons import add_person
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.transfers import add_assessment, add_flow
from landbridge.people.models import AccessEntry, Assessment, Person, Purpose, TransferFlow, User
from landbridge.people.models.consents import ConsentChannel

HONG: list[dict[str, Any]] = [
    {"script": "Hang", "family": "홍", "given": "길동"},
    {"script": "Hant", "family": "洪", "given": "吉童", "reading": "홍길동"},
    {"script": "Latn", "family": "Hong", "given": "Gildong", "is_passport": True},
]


def a_person(
    side: str = "host", *, crosses: bool = False, names: list[dict[str, Any]] | None = None, **facts: str
) -> Person:
    """A person of a side; with ``crosses`` one who agrees to be shown to the other."""
    person = add_person(by=None, side=side, names=names or HONG, **facts)
    if crosses:
        seed_notices()
        give_consent(person, Purpose.CROSS_BORDER, by=None, channel=ConsentChannel.PAPER)
    return person


#: An assessment in its parts.
WEIGHED = {
    "title": "Contacts of the partners",
    "necessity": "Meetings are arranged with people, not with firms.",
    "scope": "Names, position and telephone of about 400 contacts.",
    "risks": "Unwanted calls; use by third parties.",
    "measures": "Shown only while they consent; every look is logged.",
    "safeguards": "The other centre has the same rules, and its law asks for consent.",
    "conclusion": "It may take place; to be looked at again in a year.",
    "done_by": "Privacy officer",
}


def an_assessment(side: str = "host", *, done_on: date = date(2026, 1, 5), **facts: Any) -> Assessment:
    """An assessment of a side's transfers."""
    return add_assessment(by=None, side=side, done_on=done_on, **{**WEIGHED, **facts})


def a_flow(side: str = "host", **facts: Any) -> TransferFlow:
    """A flow out of a side; it is off."""
    said: dict[str, Any] = {
        "name": "Contacts",
        "recipient": "The other centre",
        "purpose": Purpose.CROSS_BORDER,
        "items": "Names, telephone",
        "basis": "consent",
        "is_sensitive": False,
    }
    return add_flow(by=None, from_side=side, **{**said, **facts})


def a_look(user: User, *persons: Person, **facts: Any) -> AccessEntry:
    """Somebody looks at persons, if none are given at one of their own side."""
    disclose(persons or [a_person(user.side)], actor=user, **{"action": "list", "route": "persons", **facts})
    return AccessEntry.objects.latest("number")
