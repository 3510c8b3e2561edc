"""What persons ask about their data: asked, counted in days, answered, withdrawn; and the copy of everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from landbridge.base.inventory import Holds
from landbridge.people.actions.requests import answer_request, ask, record_request, withdraw_request
from landbridge.people.models import AccessEntry, Notice, Person, SubjectRequest, User
from landbridge.people.queries.erasure import about_people, addresses_of, rows_of
from landbridge.people.queries.requests import open_requests, requests_of, visible_requests, with_clock
from landbridge.people.wording.copies import PARTS
from tests.conftest import make_user
from tests.people.people import a_person
from tests.people.test_erasure import ADDRESS, CANARY, canary

ClientOf = Callable[[User], Client]


@pytest.fixture
def owner(db: None) -> User:
    """Somebody with an account, whom the host's side knows."""
    return make_user("owner@test.example", role="company", timezone="Asia/Seoul")


def person_of_owner(owner: User) -> Person:
    person = a_person(email="owner@test.example")
    Person.objects.filter(pk=person.pk).update(user=owner)
    person.refresh_from_db()
    return person


def a_request(user: User) -> SubjectRequest:
    """A request of somebody of that side."""
    person = a_person(user.side)
    manager = make_user(f"clerk-{person.pk}@test.example", side=user.side)
    return record_request(person, "erasure", by=manager, text="", received_on=timezone.localdate())


def test_the_clock_runs_ten_days_from_the_day_it_came(host_manager: User) -> None:
    came = date(2026, 9, 1)
    put = record_request(a_person(), "erasure", by=host_manager, text="By letter", received_on=came)
    assert put.due_on == date(2026, 9, 11)
    (asked,) = with_clock([put], date(2026, 9, 8))
    assert (asked.days, asked.is_late, asked.tone) == (3, False, "warn")
    (asked,) = with_clock([put], date(2026, 9, 13))
    assert (asked.days_late, asked.is_late, asked.tone) == (2, True, "bad")


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [("correction", " ", "text"), ("objection", "", "text"), ("nonsense", "x", "kind")],
)
def test_what_nobody_could_act_on_is_turned_back(owner: User, kind: str, text: str, field: str) -> None:
    with pytest.raises(ValidationError) as told:
        ask(person_of_owner(owner), kind, by=owner, text=text)
    assert field in told.value.message_dict


def test_the_same_is_not_asked_twice_at_once(owner: User) -> None:
    person = person_of_owner(owner)
    first = ask(person, "erasure", by=owner)
    with pytest.raises(ValidationError):
        ask(person, "erasure", by=owner)
    withdraw_request(first, by=owner)
    assert ask(person, "erasure", by=owner).state == SubjectRequest.State.OPEN


def test_nobody_asks_for_somebody_else(owner: User, host_manager: User, guest_manager: User) -> None:
    person = person_of_owner(owner)
    with pytest.raises(PermissionDenied):
        ask(person, "erasure", by=host_manager)
    with pytest.raises(PermissionDenied):
        record_request(person, "erasure", by=guest_manager, text="", received_on=timezone.localdate())
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError):
        record_request(person, "erasure", by=host_manager, text="", received_on=tomorrow)


def test_an_answer_reaches_the_person_once(owner: User, host_manager: User) -> None:
    asked = ask(person_of_owner(owner), "correction", by=owner, text="The name is misspelt.")
    with pytest.raises(ValidationError):
        answer_request(asked, by=host_manager, refused=False, answer="  ")
    answer_request(asked, by=host_manager, refused=False, answer="It is spelt right now.")
    assert (asked.state, asked.closed_by) == (SubjectRequest.State.DONE, host_manager)
    (notice,) = Notice.objects.filter(receiver=owner)
    assert (notice.code, notice.link) == ("people.request_answered", "/my-data/")
    with pytest.raises(ValidationError):
        answer_request(asked, by=host_manager, refused=True, answer="No")
    withdraw_request(asked, by=owner)  # too late: it stays answered
    assert asked.state == SubjectRequest.State.DONE


def test_staff_see_their_own_side_most_pressing_first(
    host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    today = timezone.localdate()
    later, sooner = (
        record_request(a_person(), "erasure", by=host_manager, text="", received_on=today - timedelta(days=ago))
        for ago in (1, 9)
    )
    a_request(guest_manager)
    assert [asked.request for asked in open_requests(host_manager)] == [sooner, later]
    assert visible_requests(user_of("auditor")).count() == 2
    assert open_requests(user_of("auditor")) == []
    assert not visible_requests(user_of("company")).exists()


def test_by_page_from_asking_to_the_answer(owner: User, host_manager: User, client_of: ClientOf) -> None:
    person, page, staff = person_of_owner(owner), client_of(owner), client_of(host_manager)
    refused = page.post("/my-data/requests/new", {"kind": "correction", "text": ""})
    assert refused.status_code == 422
    page.post("/my-data/requests/new", {"kind": "correction", "text": "My name is 홍길동."})
    (asked,) = SubjectRequest.objects.all()
    assert "홍길동" in staff.get(f"/people/requests/{asked.pk}").content.decode()
    assert f"/people/requests/{asked.pk}" in staff.get("/people/requests/").content.decode()
    staff.post(f"/people/requests/{asked.pk}", {"answer": "Done, with thanks.", "refuse": ""})
    asked.refresh_from_db()
    assert asked.state == SubjectRequest.State.REFUSED  # "refuse" was the button pressed
    assert "Done, with thanks." in page.get("/my-data/").content.decode()
    assert f"/people/requests/{asked.pk}" in staff.get("/people/requests/?closed").content.decode()
    assert [one.request for one in requests_of(person)] == [asked]


def test_an_auditor_reads_and_does_not_answer(
    host_manager: User, user_of: Callable[..., User], client_of: ClientOf
) -> None:
    asked, auditor = a_request(host_manager), client_of(user_of("auditor"))
    page = auditor.get(f"/people/requests/{asked.pk}").content.decode()
    assert 'name="answer"' not in page
    assert auditor.post(f"/people/requests/{asked.pk}", {"answer": "Yes"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == SubjectRequest.State.OPEN


def test_another_person_withdraws_nothing(owner: User, client_of: ClientOf) -> None:
    asked = ask(person_of_owner(owner), "erasure", by=owner)
    other = make_user("other@test.example", role="company")
    Person.objects.filter(pk=a_person().pk).update(user=other)
    assert client_of(other).post(f"/my-data/requests/{asked.pk}/withdraw").status_code == 404
    asked.refresh_from_db()
    assert asked.state == SubjectRequest.State.OPEN


def test_the_copy_holds_every_personal_field(host_manager: User, client_of: ClientOf) -> None:
    person = canary(host_manager)
    assert person.user is not None
    answer = client_of(person.user).post("/my-data/copy", {"shape": "json"})
    copy: dict[str, list[dict[str, Any]]] = json.loads(answer.content)["data"]
    missing = []
    for entry in about_people():
        rows = list(rows_of(entry, person, addresses_of(person)))
        for name in entry.names(Holds.PERSONAL, Holds.SENSITIVE):
            here = [str(row[name]) for row in copy.get(entry.model._meta.label, [])]
            wanted = [str(getattr(row, name)) for row in rows]
            if len(here) < len(wanted) or (
                any(CANARY in one for one in wanted) and not any(CANARY in one for one in here)
            ):
                missing.append(f"{entry.model._meta.label}.{name}")
    assert missing == []
    assert "password" not in answer.content.decode()
    assert (answer["Content-Disposition"].startswith("attachment"), answer["Cache-Control"]) == (
        True,
        "private, no-store",
    )
    assert SubjectRequest.objects.filter(person=person, kind="export", state="done").count() == 1


def test_the_copy_on_paper_says_the_same_in_words(host_manager: User, client_of: ClientOf) -> None:
    person = canary(host_manager)
    assert person.user is not None
    answer = client_of(person.user).post("/my-data/copy", {"shape": "pdf"})
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert ADDRESS in text.replace("\n", "")
    assert "Answers about consent" in text


def test_every_part_of_a_copy_has_a_title() -> None:
    assert [entry.model._meta.label for entry in about_people() if entry.model._meta.label not in PARTS] == []


def test_only_who_has_no_account_is_handed_a_copy_by_staff(
    owner: User, host_manager: User, guest_manager: User, client_of: ClientOf
) -> None:
    theirs = ask(person_of_owner(owner), "erasure", by=owner)
    assert client_of(host_manager).post(f"/people/requests/{theirs.pk}/copy", {"shape": "json"}).status_code == 404
    asked = a_request(host_manager)
    assert client_of(guest_manager).post(f"/people/requests/{asked.pk}/copy", {"shape": "json"}).status_code == 404
    answer = client_of(host_manager).post(f"/people/requests/{asked.pk}/copy", {"shape": "json"})
    assert json.loads(answer.content)["person"] == asked.person_id
    entry = AccessEntry.objects.latest("number")
    assert (entry.action, entry.actor, entry.count) == ("export", host_manager, 1)


def test_what_waits_stands_on_today(host_manager: User, client_of: ClientOf) -> None:
    asked = a_request(host_manager)
    assert f"/people/requests/{asked.pk}" in client_of(host_manager).get("/").content.decode()
    answer_request(asked, by=host_manager, refused=False, answer="Done.")
    assert f"/people/requests/{asked.pk}" not in client_of(host_manager).get("/").content.decode()
