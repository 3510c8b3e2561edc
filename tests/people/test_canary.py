"""A person of the other side withdraws: in the same request they are gone from every place, and the trail stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.base.log import LogEntry
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.persons import edit_person, person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import AccessSubject, ConsentEvent, Person, Purpose, TransferFlow, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.wording.names import SIMPLIFIED
from tests.conftest import make_user
from tests.people.canary_surfaces import CANARY_SURFACES, FAMILY, GIVEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_border")]
CANARY = FAMILY + GIVEN


@pytest.fixture
def researcher(db: None) -> User:
    """Somebody of the guest's side with an account."""
    return make_user("canary@test.example", side="guest", role="talent")


@pytest.fixture
def canary(researcher: User) -> Person:
    """Their record: they agree to be shown to the other side."""
    seed_notices()
    person = person_of(researcher)
    assert person is not None
    names = [{"script": SIMPLIFIED, "family": FAMILY, "given": GIVEN}]
    edit_person(person, by=researcher, version=person.version, names=names, age_band="14+")
    give_consent(person, Purpose.CROSS_BORDER, by=researcher, channel=ConsentChannel.PAGE)
    return Person.objects.get(pk=person.pk)


def withdraw(browser: Client) -> None:
    answer = browser.post(reverse("my_consent", args=[Purpose.CROSS_BORDER]), {"answer": "withdrawn"})
    assert answer.status_code == 302


@pytest.mark.parametrize("name", CANARY_SURFACES)
def test_gone_from_there_in_the_same_request(
    name: str, canary: Person, researcher: User, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    place, office, own = CANARY_SURFACES[name], client_of(host_manager), client_of(researcher)
    assert CANARY in place(office, canary), "this place is not looked at: it never shows the person"
    withdraw(own)
    shown = place(office, canary)
    assert CANARY not in shown
    assert "Jin Sique" not in shown  # what the house would suggest in Latin letters


@pytest.mark.parametrize("name", CANARY_SURFACES)
def test_gone_from_there_when_no_flow_is_on(
    name: str, canary: Person, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    place, office = CANARY_SURFACES[name], client_of(host_manager)
    TransferFlow.objects.update(is_on=False)
    assert CANARY not in place(office, canary)


def test_the_trail_stays(
    canary: Person, researcher: User, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    CANARY_SURFACES["person_page"](client_of(host_manager), canary)
    withdraw(client_of(researcher))
    actions = list(ConsentEvent.objects.filter(person=canary).values_list("action", flat=True))
    assert actions == ["given", "withdrawn"]
    assert LogEntry.objects.filter(verb="people.consent_withdrawn", object_id=str(canary.pk), by=researcher).exists()
    assert AccessSubject.objects.filter(person_number=canary.pk, entry__actor=host_manager).exists()


def test_their_own_side_still_knows_them(
    canary: Person, researcher: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    withdraw(client_of(researcher))
    assert CANARY in CANARY_SURFACES["persons_list"](client_of(guest_manager), canary)
