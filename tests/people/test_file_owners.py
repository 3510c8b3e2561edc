"""Files about persons are handed to whom they are for: a number in the address is not enough (pretix CVE-2026-9712)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.people.actions.requests import record_request
from landbridge.people.actions.retention import ask_erasure, rehearse_erasure, run_erasure
from landbridge.people.models import Person, Role, Side, SubjectRequest, User
from tests.conftest import make_user
from tests.people.people import a_person

ClientOf = Callable[[User], Client]
#: What somebody gets who may not have the file: nothing there, not allowed, or first sign in.
REFUSED = {302, 403, 404}


def everybody() -> dict[tuple[str, str], User]:
    return {
        (role, side): make_user(f"{role}-{side or 'none'}@test.example", side=side, role=role)
        for role in Role.values
        for side in Side.values
    }


def who_gets_it(client_of: ClientOf, ask: Callable[[Client], int]) -> set[tuple[str, str]]:
    got = {who for who, user in everybody().items() if ask(client_of(user)) == 200}
    assert ask(Client()) in REFUSED
    return got


@pytest.mark.django_db
def test_a_certificate_is_for_the_staff_of_its_side(host_manager: User, client_of: ClientOf) -> None:
    rehearsal = rehearse_erasure([a_person()], by=host_manager, side="host", reason="Gone")
    run = run_erasure(ask_erasure(rehearsal, by=host_manager))
    page, paper = (reverse(route, args=[run.pk]) for route in ("erasure", "erasure_pdf"))

    def both(client: Client) -> int:
        codes = {client.get(page).status_code, client.get(paper).status_code}
        assert codes == {200} or codes <= REFUSED
        return max(codes)

    assert who_gets_it(client_of, both) == {("manager", "host"), ("auditor", "host")}


@pytest.mark.django_db
def test_the_copy_of_somebody_without_an_account_is_for_their_sides_managers(
    host_manager: User, client_of: ClientOf
) -> None:
    asked = record_request(a_person(), "export", by=host_manager, text="", received_on=host_manager.created_at.date())
    url = reverse("request_copy", args=[asked.pk])
    got = who_gets_it(client_of, lambda client: client.post(url, {"shape": "json"}).status_code)
    assert got == {("manager", "host")}


@pytest.mark.django_db
def test_the_copy_of_somebody_with_an_account_is_theirs_alone(host_manager: User, client_of: ClientOf) -> None:
    owner, person = make_user("owner@test.example", role="talent"), a_person()
    Person.objects.filter(pk=person.pk).update(user=owner)
    asked = record_request(person, "export", by=host_manager, text="", received_on=host_manager.created_at.date())
    url = reverse("request_copy", args=[asked.pk])
    assert who_gets_it(client_of, lambda client: client.post(url, {"shape": "json"}).status_code) == set()
    # The address of one's own copy has no number in it: whatever is sent along, it is of whoever is signed in.
    mine = client_of(owner).post(reverse("my_copy"), {"shape": "json", "person": str(person.pk + 1)})
    assert mine.json()["person"] == person.pk
    other = client_of(host_manager).post(reverse("my_copy"), {"shape": "json", "person": str(person.pk)})
    assert other.status_code == 404  # no record of theirs
    assert SubjectRequest.objects.filter(state="done").count() == 1
