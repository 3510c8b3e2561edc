"""A child takes part only if a parent or guardian agrees: asked once whether they are 14 or over, and held to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse

from landbridge.base.mail import send_later
from landbridge.base.models import LogEntry, OutgoingMail
from landbridge.people.actions.persons import person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.models import ConsentEvent, Person, Purpose, User
from landbridge.people.queries.consents import current_notice, may_use
from tests.conftest import make_user
from tests.people.test_person_pages import formset

ClientOf = Callable[[User], Client]
PAPER = {"answer": "given", "channel": "paper", "proof": "folder 3, sheet 7"}


@pytest.fixture
def child(db: None) -> User:
    seed_notices()
    return make_user("child@test.example", side="host", role="talent")


@pytest.fixture
def own(child: User, client_of: ClientOf) -> Client:
    """The child's browser, with a record begun."""
    client = client_of(child)
    client.post(reverse("my_data_start"))
    return client


def answered(own: Client, purpose: str, said: str) -> str:
    data = {"answer": said, "notice": str(current_notice(purpose, "en").pk)}
    return page_of(own.post(reverse("my_consent", args=[purpose]), data, follow=True))


def page_of(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def my_data(own: Client) -> str:
    return page_of(own.get(reverse("my_data")))


@pytest.fixture(autouse=True)
def _in_english(child: User) -> None:
    User.objects.filter(pk=child.pk).update(language="en")


def test_nobody_agrees_before_they_said_their_age(own: Client) -> None:
    assert 'value="given"' not in my_data(own)
    assert "say first whether you are 14 or over" in answered(own, "mail", "given")
    assert not ConsentEvent.objects.exists()
    answered(own, "mail", "refused")  # whoever refuses need not say it
    assert ConsentEvent.objects.get().action == "refused"
    own.post(reverse("my_age"), {"age": "14+"})
    answered(own, "mail", "given")
    assert may_use(Person.objects.get(), Purpose.MAIL)


def test_a_child_from_the_question_to_the_withdrawal(own: Client, host_manager: User, client_of: ClientOf) -> None:
    own.post(reverse("my_age"), {"age": "<14"})
    page = my_data(own)
    assert "a parent or guardian agrees for you, on paper" in page
    assert 'value="given"' not in page
    assert "a parent or guardian agrees" in answered(own, "service", "given")
    person = Person.objects.get()
    office, url = client_of(host_manager), reverse("person_consent", args=[person.pk])
    assert office.post(url, PAPER | {"purpose": "service"}).status_code == 422  # on paper, but whose?
    assert not ConsentEvent.objects.exists()
    assert office.post(url, PAPER | {"purpose": "service", "guardian": "홍판서"}).status_code == 302
    assert office.post(url, PAPER | {"purpose": "mail", "guardian": "홍판서"}).status_code == 302
    assert may_use(person, Purpose.MAIL)
    assert "홍판서" in my_data(own)
    answered(own, "mail", "withdrawn")  # by the child alone
    assert not may_use(person, Purpose.MAIL)
    assert may_use(person, Purpose.SERVICE)


def test_what_a_child_agreed_to_as_somebody_older_ends(own: Client, host_manager: User, client_of: ClientOf) -> None:
    own.post(reverse("my_age"), {"age": "14+"})
    for purpose in ("service", "mail"):
        answered(own, purpose, "given")
    person = Person.objects.get()
    mail = send_later(
        key="k", to="child@test.example", subject="News", body="News", language="en", person_number=person.pk,
        purpose=Purpose.MAIL,
    )  # fmt: skip
    office = client_of(host_manager)
    form = office.get(reverse("person_edit", args=[person.pk])).context["form"]
    data = formset({"script": "Latn", "given": "Kim"}) | {"version": form.initial["version"], "age_band": "<14"}
    assert office.post(reverse("person_edit", args=[person.pk]), data).status_code == 302
    assert not may_use(person, Purpose.SERVICE)
    assert not may_use(person, Purpose.MAIL)
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.STOPPED
    assert LogEntry.objects.filter(verb="people.person_edited").latest("pk").changes["consents_ended"] == [
        "service",
        "mail",
    ]
    assert "what you agreed to yourself does not count" in my_data(own)


def test_a_child_does_not_make_themselves_older(own: Client, child: User) -> None:
    own.post(reverse("my_age"), {"age": "<14"})
    own.post(reverse("my_age"), {"age": "14+"})
    person = person_of(child)
    assert person is not None
    data = formset({"script": "Latn", "given": "Kim"}) | {"version": str(person.version), "age_band": "14+"}
    assert own.post(reverse("my_data_edit"), data).status_code == 302
    person.refresh_from_db()
    assert person.age_band == "<14"
