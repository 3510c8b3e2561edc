"""The season, made once."""

from __future__ import annotations

import random

from django.db import transaction
from django.utils import timezone

from landbridge.directory.demo.editors import let_edit
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.persons import person_of
from landbridge.people.models import Purpose, Role, Side, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.queries.accounts import demo_address
from landbridge.programmes.demo.applying import apply_all
from landbridge.programmes.demo.attending import attend
from landbridge.programmes.demo.calling import Office, call_for, plan
from landbridge.programmes.demo.plans import plans
from landbridge.programmes.demo.screening import screen
from landbridge.programmes.models import Programme


def make(*, host: User, guest: User) -> int:
    """Make the programmes of the season, unless there are programmes already; how many were made.

    All of it or nothing. The organisations, the agreement and the kinds are there.
    """
    if Programme.objects.exists():
        return 0
    office = Office({Side.HOST.value: host, Side.GUEST.value: guest})
    with transaction.atomic():
        for manager in (host, guest):
            let_edit(User.objects.get(email=demo_address(Role.COMPANY, manager.side)), by=manager)
            _introduce(User.objects.get(email=demo_address(Role.TALENT, manager.side)))
    season = plans(timezone.localdate())
    with transaction.atomic():
        for one in season:
            chance = random.Random(f"landbridge {one.said['kind']}")  # noqa: S311 - the same each time
            programme = plan(one, office)
            if one.stage == "planned":
                continue
            call = call_for(one, programme, office)
            if one.came_to("open"):
                apply_all(one, call, chance=chance)
            if one.came_to("screening"):
                screen(one, call, office, chance=chance)
            if one.came_to("announced"):
                attend(one, call, office)
    return len(season)


def _introduce(talent: User) -> None:
    """The person of a talent's account, who agrees to take part and to be shown to the other side."""
    person = person_of(talent)
    if person is not None:
        for purpose in (Purpose.SERVICE, Purpose.CROSS_BORDER):
            give_consent(person, purpose, by=None, channel=ConsentChannel.PAPER)
