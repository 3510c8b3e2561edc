"""The API on organisations: what the pages do, by key; nothing of the other side, nothing past a scope."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.base.log import LogEntry
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import Item, Organisation
from landbridge.people.models import AccessEntry, User
from landbridge.people.rules import Scope
from tests.directory.editors import let_edit
from tests.directory.facts import made
from tests.people.keys import program_of
from tests.people.people import a_person

pytestmark = pytest.mark.django_db
ITEM = {"kind": "offer", "language": "ko", "text": "라이다 센서"}


def send(program: Client, method: str, name: str, number: int | None = None, **body: Any) -> Any:
    """Ask an operation something in JSON."""
    url = reverse(f"api:{name}", args=[] if number is None else [number])
    return program.generic(method, url, json.dumps(body, ensure_ascii=False), content_type="application/json")


def test_an_organisation_is_added_read_changed_and_found(host_manager: User) -> None:
    program = program_of(host_manager)
    answer = send(program, "POST", "organisations", country="KR", name_ko="한빛정밀", employees=40)
    assert answer.status_code == 201
    number = answer.json()["id"]
    one = Organisation.objects.get(pk=number)
    assert (one.side, one.created_by) == ("host", host_manager)
    changed = send(program, "PATCH", "organisation", number, version=1, name_en="Hanbit Precision")
    assert changed.status_code == 200
    assert (changed.json()["name_en"], changed.json()["name_ko"], changed.json()["version"]) == (
        "Hanbit Precision", "한빛정밀", 2,
    )  # fmt: skip
    assert program.get(reverse("api:organisation", args=[number])).json() == changed.json()
    found = program.get(reverse("api:organisations"), {"q": "hanbit"}).json()
    assert [row["id"] for row in found["rows"]] == [number]
    assert list(LogEntry.objects.order_by("pk").values_list("verb", "by")) == [
        ("directory.organisation_added", host_manager.pk), ("directory.organisation_changed", host_manager.pk),
    ]  # fmt: skip


def test_who_comes_second_is_told_how_it_is_now(host_manager: User) -> None:
    program, one = program_of(host_manager), made(host_manager, name_en="Oak")
    assert send(program, "PATCH", "organisation", one.pk, version=1, region="Seoul").status_code == 200
    for method, name, more in (("PATCH", "organisation", {"region": "Busan"}), ("PUT", "items", {"rows": [ITEM]})):
        late = send(program, method, name, one.pk, version=1, **more)
        assert late.status_code == 409
        told = late.json()
        assert (told["code"], told["current"]["region"], told["current"]["version"]) == ("stale", "Seoul", 2)
    assert Organisation.objects.get(pk=one.pk).region == "Seoul"
    assert not Item.objects.exists()


def test_rows_are_set(host_manager: User) -> None:
    program, one = program_of(host_manager), made(host_manager, name_en="Oak")
    sent: dict[str, list[dict[str, Any]]] = {
        "items": [ITEM],
        "exports": [{"year": 2025, "amount": "1500000.00", "currency": "USD"}],
        "industries": [{"scheme": "ksic", "code": "C26"}],
        "certifications": [{"name": "ISO 9001", "expires_on": "2027-05-31"}],
    }
    for version, (name, rows) in enumerate(sent.items(), 1):
        told = send(program, "PUT", name, one.pk, version=version, rows=rows)
        assert told.status_code == 200, told.content
        assert rows[0].items() <= told.json()[name][0].items()
    kept = told.json()["items"][0]["id"]
    told = send(program, "PUT", "items", one.pk, version=5, rows=[ITEM | {"id": kept, "text": "카메라"}])
    assert [(row["id"], row["text"]) for row in told.json()["items"]] == [(kept, "카메라")]


def test_what_belongs_to_the_other_side_is_not_there_to_change(host_manager: User, guest_manager: User) -> None:
    """Bug classes 1, 4: foreign ids in paths, and in bodies beside an own path."""
    own, foreign = made(host_manager, name_en="Oak", employees=7), made(guest_manager, name_en="Elm", employees=8)
    change_rows(foreign, "items", [ITEM], by=guest_manager, version=1)
    row, program = foreign.items.get(), program_of(host_manager)
    before = LogEntry.objects.count()
    rows: list[tuple[str, dict[str, Any]]] = [
        ("items", ITEM),
        ("exports", {"year": 2025, "amount": "1", "currency": "USD"}),
        ("industries", {"scheme": "ksic", "code": "C"}),
        ("certifications", {"name": "ISO"}),
    ]
    for name, sent in rows:
        assert send(program, "PUT", name, foreign.pk, version=2, rows=[sent]).status_code == 404
        assert send(program, "PUT", name, own.pk, version=1, rows=[sent | {"id": row.pk}]).status_code == 404
    assert send(program, "PATCH", "organisation", foreign.pk, version=2, region="X").status_code == 404
    assert send(program, "POST", "blacklist_check", foreign.pk).status_code == 404
    for more in ({"side": "guest"}, {"level": 3}, {"id": foreign.pk}, {"is_blocked": False}):
        assert send(program, "PATCH", "organisation", own.pk, version=1, **more).status_code == 422
    assert send(program, "POST", "organisations", country="CN", name_en="X", side="guest").status_code == 422
    assert (LogEntry.objects.count(), Organisation.objects.count()) == (before, 2)
    row.refresh_from_db()
    assert (row.organisation_id, own.items.count()) == (foreign.pk, 0)
    told = program.get(reverse("api:organisation", args=[foreign.pk])).json()
    assert (told["name_en"], told["employees"], told["exports"]) == ("Elm", None, None)


def test_a_company_reads_what_is_verified_and_changes_its_own(host_manager: User, user_of: Callable[..., User]) -> None:
    mine, other = made(host_manager, name_en="Mine", employees=5), made(host_manager, name_en="Other", employees=6)
    company = user_of("company")
    let_edit(mine, company, by=host_manager)
    program = program_of(company)
    assert program.get(reverse("api:organisation", args=[other.pk])).status_code == 404
    assert [row["name_en"] for row in program.get(reverse("api:organisations")).json()["rows"]] == ["Mine"]
    assert send(program, "PATCH", "organisation", mine.pk, version=1, region="Jeju").json()["employees"] == 5
    assert send(program, "PATCH", "organisation", other.pk, version=1, region="Jeju").status_code == 404
    assert send(program, "POST", "organisations", country="KR", name_en="New").status_code == 403


def test_pages_follow_one_another(host_manager: User) -> None:
    program, names = program_of(host_manager), [f"Oak {number:02d}" for number in range(7)]
    for name in names:
        made(host_manager, name_en=name)
    seen: list[str] = []
    cursor = ""
    for _page in range(4):
        told = program.get(reverse("api:organisations"), {"size": "3", "cursor": cursor}).json()
        seen += [row["name_en"] for row in told["rows"]]
        cursor = told["next"]
        if not cursor:
            break
    assert (seen, cursor) == (names, "")


def test_contacts_are_those_who_agree_and_are_written_down(
    host_manager: User, guest_manager: User, open_border: None
) -> None:
    one = made(guest_manager, name_en="Elm")
    shown = a_person("guest", crosses=True)
    for person in (shown, a_person("guest")):
        add_contact(one, person, by=guest_manager)
    told = program_of(host_manager).get(reverse("api:contacts", args=[one.pk])).json()
    assert ([row["person"] for row in told["rows"]], told["hidden"]) == ([shown.pk], 1)
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.route, entry.actor, entry.across) == ("api", "api:contacts", host_manager, 1)


def test_the_other_sides_addresses_are_not_told(host_manager: User, open_border: None) -> None:
    own = a_person("host", email="own@test.example")
    other = a_person("guest", crosses=True, email="other@test.example")
    rows = {row["id"]: row for row in program_of(host_manager).get(reverse("api:persons")).json()["rows"]}
    assert (rows[own.pk]["email"], rows[other.pk]["email"], rows[other.pk]["phone"]) == ("own@test.example", None, None)


def test_a_check_says_what_it_found(host_manager: User) -> None:
    one = made(host_manager, name_en="Oak")
    told = send(program_of(host_manager), "POST", "blacklist_check", one.pk)
    assert (told.status_code, told.json()["result"]) == (200, "clear")
    verified = program_of(host_manager, Scope.ORGANISATIONS_READ).get(reverse("api:verifications", args=[one.pk]))
    assert verified.json() == []


UNREADABLE = (
    *("{", "[]", '"x"', '{"version": 1e999}', '{"version": null}', '{"version": 1, "x": 1}'),
    *('{"version": 1, "name_en": "\\ud800"}', '{"version": 1, "name_en": "a\\u0000"}'),
    *('{"version": 1, "country": "XX"}', '{"version": 1, "name_en": ["a"]}'),
)


@pytest.mark.parametrize("body", UNREADABLE)
def test_what_cannot_be_read_is_told_and_changes_nothing(host_manager: User, body: str) -> None:
    one = made(host_manager, name_en="Oak")
    url = reverse("api:organisation", args=[one.pk])
    answer = program_of(host_manager).patch(url, body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert {"code", "message", "fields"} == set(answer.json())
    one.refresh_from_db()
    assert one.version == 1
