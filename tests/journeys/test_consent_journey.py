"""A researcher agrees to be shown to the other side, and withdraws: two people, two languages, two browsers.

The researcher reads Chinese, the manager of the other side Korean. What was found before the withdrawal is gone with
the manager's next click; what happened stays on record.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import AccessSubject, ConsentEvent, Person, User
from tests.conftest import make_user
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_border")]

CANARY = "金丝雀"
SUGGESTED = "JIN Sique"


@pytest.fixture
def researcher(transactional_db: None) -> User:
    seed_notices()
    return make_user("canary@test.example", side="guest", role="talent", language="zh-hans")


def test_withdrawal_is_felt_on_the_other_side(page_in: PageIn, researcher: User, host_manager: User) -> None:
    own = Walk(page_in("zh-hans", user=researcher), first=1, keyboard=True)
    office = Walk(page_in("ko", user=host_manager), first=3)
    agree(own)
    person = Person.objects.get(user=researcher)
    look_up(office, person)
    withdraw(own)
    look_for_nobody(office, person)
    assert own.faults == []
    assert office.faults == []
    actions = list(ConsentEvent.objects.filter(person=person, purpose="cross_border").values_list("action", flat=True))
    assert actions == ["given", "withdrawn"]
    assert AccessSubject.objects.filter(person_number=person.pk, entry__actor=host_manager).exists()


def agree(own: Walk) -> None:
    """By keyboard: begin a record, say one's age, write one's name, agree to two purposes and refuse one."""
    page = own.page
    page.goto("/my-data/")
    own.look()
    own.use(page.locator("form[action='/my-data/start'] button"))
    own.use(page.locator("button[value='14+']"))
    own.use(page.locator(".head .actions a[href='/my-data/edit']"))
    page.locator("[name='names-0-script']").select_option("Hans")
    own.write(page.locator("[name='names-0-family']"), CANARY[0])
    own.write(page.locator("[name='names-0-given']"), CANARY[1:])
    own.look()
    own.use(page.locator("button[name='save']"))
    assert ConsentEvent.objects.count() == 0
    for purpose, answer in (("service", "given"), ("cross_border", "given"), ("photograph", "refused")):
        own.use(page.locator(f"#{purpose} button[value='{answer}']"))
        expect(page.locator(".messages .notice")).to_be_visible()
    own.look(times=2)


def look_up(office: Walk, person: Person) -> None:
    """The manager meets them in the list, finds them by a suggested spelling too, and opens their page."""
    page = office.page
    page.goto("/people/persons/")
    expect(page.get_by_role("link", name=CANARY)).to_be_visible()
    office.look()
    find(page, "jin sique")
    page.get_by_role("link", name=CANARY).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CANARY)
    assert page.url.endswith(f"/people/persons/{person.pk}")
    office.look()


def withdraw(own: Walk) -> None:
    """Two clicks from any page."""
    page = own.page
    page.goto("/")
    own.use(page.locator("nav a[href='/my-data/']").first)
    own.use(page.locator("#cross_border button[value='withdrawn']"))
    expect(page.locator(".messages .notice")).to_be_visible()
    own.look()


def look_for_nobody(office: Walk, person: Person) -> None:
    page = office.page
    answer = page.goto(f"/people/persons/{person.pk}")
    assert answer is not None
    assert answer.status == 404
    page.goto("/people/persons/")
    gone(page)
    for asked in ("金丝", "雀", "sique"):
        find(page, asked)
        gone(page)
    office.look()


def find(page: Page, asked: str) -> None:
    page.locator("[name='find']").fill(asked)
    page.locator("form[role='search'] button").click()
    page.wait_for_url("**find=*")


def gone(page: Page) -> None:
    said = page.content().replace(f'value="{CANARY}"', "")
    assert CANARY not in said
    assert SUGGESTED not in said
