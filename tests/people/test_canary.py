"""A person of the other side withdraws: in the same request they are gone from every place, and the trail stays."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from landbridge.base.log import LogEntry
from landbridge.base.models import OutgoingMail
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.models import Organisation
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.persons import edit_person, person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import (
    AccessEntry,
    AccessSubject,
    ConsentEvent,
    Notice,
    Person,
    Purpose,
    TransferFlow,
    User,
)
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.wording.names import SIMPLIFIED
from tests.conftest import make_user
from tests.house.foreign import FOREIGN
from tests.house.routes import FILLING, routes
from tests.people.canary_surfaces import CANARY_SURFACES, FAMILY, GIVEN, cells
from tests.people.keys import program_of
from tests.programmes.canary import a_judges_browser, numbers_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_border")]
CANARY = FAMILY + GIVEN
#: Every address that shows a person of the other side, who agrees to it. Each has its place among the surfaces.
PLACES = {
    *("persons", "person", "person_pick", "access_month", "access_entry", "directory:organisation"),
    *("api:persons", "api:person", "api:contacts", "api:applications", "api:application"),
    *("programmes:applications", "programmes:application", "programmes:screening_call", "programmes:ranking"),
    *("programmes:screened_application", "programmes:selection", "programmes:ranking_workbook"),
    "programmes:participants",
}


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


def test_no_other_address_shows_them(
    canary: Person, researcher: User, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    office, one = client_of(host_manager), add_organisation(by=None, side="guest", country="CN", name_en="Canary Ltd")
    add_contact(one, canary, by=None)
    CANARY_SURFACES["person_page"](office, canary)
    assert set(showing(canary, one, host_manager, office)) == PLACES, "add it to tests/people/canary_surfaces.py"
    withdraw(client_of(researcher))
    assert list(showing(canary, one, host_manager, office)) == []
    told = [*OutgoingMail.objects.values_list("subject", "body"), *Notice.objects.values_list("subject", "body")]
    assert CANARY not in str(told)


def showing(person: Person, one: Organisation, user: User, office: Client) -> Iterator[str]:
    """The routes of the house that show somebody, wherever an address can be of them, as page, file or JSON."""
    entry = AccessEntry.objects.filter(subjects__person_number=person.pk)[0]
    tied = {
        "person_id": person.pk,
        "organisation_id": one.pk,
        "number": entry.number,
        "month": f"{timezone.now():%Y-%m}",
        **numbers_of(person),
    }
    program = program_of(user)
    for route in routes():
        with transaction.atomic():  # what one address needs is nothing to the next
            made = FOREIGN[route.name](user) if route.name in FOREIGN else {}
            wanted = {name: tied.get(name, made.get(name, FILLING.get(name, 999_999))) for name in route.wants}
            browser = program if route.name.startswith("api:") else office
            answer = browser.get(reverse(route.name, kwargs=wanted), {"find": GIVEN[-1], "q": GIVEN[-1]})
            body = b"".join(answer) if answer.streaming else answer.content
            if CANARY in text_of(body):
                yield route.name
            transaction.set_rollback(True)


def text_of(body: bytes) -> str:
    """The words of a page, a workbook, a PDF or JSON."""
    if body.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        return cells(body)
    text = body.decode(errors="replace")
    return str(json.loads(text)) if text.startswith(("{", "[")) else text


def test_no_judge_reads_them_any_more(canary: Person, researcher: User, client_of: Callable[[User], Client]) -> None:
    judge, assignment = a_judges_browser(canary)
    addresses = [reverse("programmes:marking"), *(
        reverse(f"programmes:{name}", args=[number])
        for name, number in (("sheet", assignment.pk), ("declare", assignment.application.call_id))
    )]  # fmt: skip
    assert [CANARY in judge.get(address).content.decode() for address in addresses] == [False, True, False]
    withdraw(client_of(researcher))
    shown = [judge.get(address) for address in addresses]
    assert [answer.status_code for answer in shown] == [200, 404, 200]
    assert not any(CANARY in answer.content.decode() for answer in shown)
    sheet = f"/api/v1/applications/{assignment.application_id}"
    assert CANARY not in judge.get(sheet).content.decode()


def test_a_paper_is_read(canary: Person, researcher: User, client_of: Callable[[User], Client]) -> None:
    answer = client_of(researcher).post(reverse("my_copy"), {"shape": "pdf"})
    assert CANARY[0] in text_of(answer.content)


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
