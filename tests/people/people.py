"""Persons for tests, and what they are told."""

from __future__ import annotations

from typing import Any

from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.persons import add_person
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import Person, Purpose
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
