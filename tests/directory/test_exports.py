"""Files of organisations: what is in them, for whom, and that the import reads them back as they were."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from landbridge.base.models import LogEntry
from landbridge.base.sheets import read_workbook
from landbridge.directory.actions import imports
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.housekeeping import KEPT_EXPORT, forget_exports
from landbridge.directory.models import (
    Certification,
    Contact,
    ExportFigure,
    ExportRun,
    ImportRun,
    IndustryCode,
    Item,
    Organisation,
)
from landbridge.directory.queries.exports import ALWAYS, USUAL
from landbridge.directory.queries.imports import fields_of
from landbridge.directory.workbook.cells import parts
from landbridge.directory.workbook.opening import LIMITS
from landbridge.directory.workbook.written import quoted
from landbridge.people.actions.consents import withdraw_consent
from landbridge.people.actions.persons import add_person
from landbridge.people.models import AccessEntry, Person, Purpose, Role, User
from tests.directory.facts import made
from tests.people.people import a_person

EXPORT = "/organisations/export"


def everything(kind: str = "csv", **more: Any) -> dict[str, Any]:
    """The answers to what a file shall hold: all of it."""
    return {"format": kind, "contacts": "on", "column": [key for key in USUAL if key not in ALWAYS], **more}


def rows_of(answer: Any) -> list[list[Any]]:
    """The cells of a file that was handed out."""
    assert answer.status_code == 200, answer.status_code
    if answer["Content-Type"].startswith("text/csv"):
        assert answer.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert answer["X-Content-Type-Options"] == "nosniff"
    return read_workbook(answer.content, LIMITS)[0].rows


def of_column(rows: list[list[Any]], heading: str) -> list[Any]:
    """What stands below a heading."""
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:]]


@pytest.fixture
def rich(host_manager: User) -> Organisation:
    """An organisation of which everything is known, in words that a file could mistake."""
    one = made(
        host_manager,
        name_ko="한빛무역 (주)",
        name_zh="韩光贸易",
        name_en="=Hanbit+Trading",
        kind="laboratory",
        region="수원",
        number_kind="brn",
        number="9998100000",
        founded=2001,
        employees=120,
        website="https://hanbit.example/a?b=c",
        about="-Two  lines\r\n\r\nand a third",
    )
    for year, amount, currency in ((2024, "1234567.89", "USD"), (2025, "3000000000", "KRW")):
        ExportFigure.objects.create(organisation=one, year=year, amount=amount, currency=currency)
    IndustryCode.objects.create(organisation=one, scheme="ksic", code="C26")
    IndustryCode.objects.create(organisation=one, scheme="gbt4754", code="C39")
    Certification.objects.create(organisation=one, name="ISO 9001 (2015)", expires_on=date(2027, 5, 31))
    Certification.objects.create(organisation=one, name="KC; Class A")
    for place, text in enumerate(("1. Lidar; second line\nthird", '"Quoted" goods', "O", "＝SUM(A1)")):
        Item.objects.create(organisation=one, kind="offer", language="en", text=text, position=place)
    Item.objects.create(organisation=one, kind="seek", language="ko", text="물류 창고")
    names = [
        {"script": "Hang", "family": "홍", "given": "길동"},
        {"script": "Latn", "family": "Hong", "given": "Gildong"},
    ]
    first = add_person(by=host_manager, side="host", names=names, email="hong@hanbit.example", phone="+821012345678")
    uyghur = [{"script": "Hans", "family": "", "given": "阿依古丽·买买提"}]
    second = add_person(by=host_manager, side="host", names=uyghur)
    add_contact(one, first, by=host_manager, title="")
    add_contact(one, second, by=host_manager, title="Director")
    return one


@pytest.mark.parametrize(("language", "kind"), [("ko", "csv"), ("zh-hans", "csv"), ("en", "xlsx")])
def test_a_file_taken_in_again_changes_nothing(  # noqa: PLR0917 - fixtures
    rich: Organisation,
    host_manager: User,
    client_of: Callable[[User], Client],
    run_jobs: Callable[[], list[str]],
    language: str,
    kind: str,
) -> None:
    made(host_manager, name_zh="渝北贸易", country="CN", kind="government")
    answer = client_of(host_manager).post(EXPORT, everything(kind), headers={"accept-language": language})
    rows_of(answer)
    run = imports.upload_import(answer.content, f"organisations.{kind}", by=host_manager)
    run_jobs()
    run.refresh_from_db()
    assert run.state == ImportRun.State.MAPPING, run.faults
    imports.map_columns(run, fields_of(run), by=host_manager)
    run_jobs()
    run.refresh_from_db()
    assert run.dry == {"unchanged": 2}, list(run.imported.values_list("outcome", "faults"))


@given(st.text(max_size=60))
def test_a_text_in_a_cell_of_several_is_read_back(text: str) -> None:
    words = " ".join(parts(f'"{text}"' if '"' not in text else "x", 200)) or "x"
    assert parts(f"{quoted(words)}\n{quoted('other; thing')}", 200) == tuple(dict.fromkeys((words, "other; thing")))


def test_no_cell_starts_a_formula(rich: Organisation, host_manager: User, client_of: Callable[[User], Client]) -> None:
    for cell in (cell for row in rows_of(client_of(host_manager).post(EXPORT, everything())) for cell in row):
        assert not str(cell).startswith(tuple("=+-@\t\r\n＝＋－＠")), cell


def test_what_is_confidential_stays_with_its_side(
    rich: Organisation, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    rows = rows_of(client_of(guest_manager).post(EXPORT, everything(), headers={"accept-language": "en"}))
    assert of_column(rows, "Name (Korean)") == ["한빛무역 (주)"]
    assert [of_column(rows, name) for name in ("Employees", "Exports", "Export year", "Currency")] == [[""]] * 4
    assert "hong@" not in str(rows)
    assert "홍길동" not in str(rows)


def test_contacts_of_the_other_side_by_name_alone(
    open_border: None, host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    one = made(guest_manager, name_zh="渝北贸易", country="CN")
    Contact.objects.create(organisation=one, person=a_person("guest", crosses=True, email="guest@example.com"))
    Contact.objects.create(organisation=one, person=a_person("guest"))
    rows = rows_of(client_of(host_manager).post(EXPORT, everything(), headers={"accept-language": "en"}))
    assert len(of_column(rows, "Contact")[0].split("\n")) == 1
    assert of_column(rows, "Contact")[0]
    assert of_column(rows, "Contact e-mail") == [""]
    entry = AccessEntry.objects.get(action="export")
    assert (entry.actor, entry.route, entry.count, entry.across) == (host_manager, "directory:export", 1, 1)


def test_chosen_ones_and_the_list_of_the_address(host_manager: User, client_of: Callable[[User], Client]) -> None:
    ones = [made(host_manager, name_en=name) for name in ("Alpha", "Beta", "Gamma Logistics")]
    client, headers = client_of(host_manager), {"accept-language": "en"}
    chosen = {"organisation": [ones[2].pk, ones[0].pk, 999_999, "x", "9" * 40], "format": "csv"}
    assert of_column(rows_of(client.post(EXPORT, chosen, headers=headers)), "Name (English)") == [
        "Alpha",
        "Gamma Logistics",
    ]
    found = client.post(f"{EXPORT}?q=logis", {"format": "csv", "column": ["level"]}, headers=headers)
    assert rows_of(found)[0] == ["Name (Korean)", "Name (Chinese)", "Name (English)", "Verification level"]
    assert len(rows_of(found)) == 2
    page = client.post(EXPORT, {"organisation": ones[1].pk}, headers=headers).content.decode()
    assert re.findall(r'name="organisation"\s+value="(\d*)"', page) == [str(ones[1].pk)]
    assert client.get(f"{EXPORT}?q=nothing").status_code == 302


def test_many_people_ask_for_a_reason(host_manager: User, client_of: Callable[[User], Client]) -> None:
    one = made(host_manager, name_en="Alpha")
    people = [a_person("host") for _ in range(21)]
    Contact.objects.bulk_create([Contact(organisation=one, person=person) for person in people])
    client = client_of(host_manager)
    answer = client.post(EXPORT, everything())
    assert answer.status_code == 422
    assert not ExportRun.objects.exists()
    assert client.post(EXPORT, everything(contacts="")).status_code == 200
    assert client.post(EXPORT, everything(reason="Invitations")).status_code == 200
    entry = AccessEntry.objects.get(action="export")
    assert (entry.reason, entry.count) == ("Invitations", 21)
    told = LogEntry.objects.filter(verb="directory.exported").latest("pk")
    assert told.changes["organisations"] == 1


def test_companies_export_nothing(user_of: Any, host_manager: User, client_of: Callable[[User], Client]) -> None:
    Organisation.objects.filter(pk=made(host_manager, name_en="Alpha").pk).update(level=2)
    client = client_of(user_of(Role.COMPANY, "host"))
    assert client.post(EXPORT, {"format": "csv"}).status_code == 403
    assert "/export" not in client.get("/organisations/").content.decode().replace('action="/organisations/export', "")


@pytest.fixture
def large(
    host_manager: User, guest_manager: User, open_border: None, monkeypatch: pytest.MonkeyPatch
) -> tuple[Organisation, Person]:
    """Two organisations, which count as many, one with a contact of the other side."""
    monkeypatch.setattr("landbridge.directory.views.exports.AT_ONCE", 1)
    one = made(guest_manager, name_en="Alpha", country="CN")
    made(host_manager, name_en="Beta")
    person = a_person("guest", crosses=True)
    Contact.objects.create(organisation=one, person=person)
    return one, person


def written(client: Client, run_jobs: Callable[[], list[str]], kind: str = "csv") -> ExportRun:
    """A large file, asked for and written."""
    answer = client.post(EXPORT, everything(kind), headers={"accept-language": "en"})
    run = ExportRun.objects.latest("pk")
    assert answer["Location"] == f"/organisations/exports/{run.pk}"
    assert "Waiting" in client.get(answer["Location"], headers={"accept-language": "en"}).content.decode()
    assert "directory.write_export" in run_jobs()
    run.refresh_from_db()
    return run


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_large_file_is_written_by_a_job(  # noqa: PLR0917 - fixtures
    large: Any,
    host_manager: User,
    guest_manager: User,
    client_of: Callable[[User], Client],
    run_jobs: Callable[[], list[str]],
    kind: str,
) -> None:
    client = client_of(host_manager)
    run = written(client, run_jobs, kind)
    assert (run.state, run.written, run.numbers, run.persons) == ("done", 2, [], [large[1].pk])
    page = client.get(f"/organisations/exports/{run.pk}", headers={"hx-request": "true", "accept-language": "en"})
    assert f"/organisations/exports/{run.pk}/file" in page.content.decode()
    assert len(rows_of(client.get(f"/organisations/exports/{run.pk}/file"))) == 3
    assert client_of(guest_manager).get(f"/organisations/exports/{run.pk}/file").status_code == 404
    entry = AccessEntry.objects.get(action="export")
    assert (entry.route, entry.count, entry.across) == ("directory.write_export", 1, 1)


def test_a_withdrawal_takes_the_written_file_away(
    large: Any, host_manager: User, client_of: Callable[[User], Client], run_jobs: Callable[[], list[str]]
) -> None:
    client = client_of(host_manager)
    run = written(client, run_jobs)
    document = run.document
    assert document is not None
    withdraw_consent(large[1], Purpose.CROSS_BORDER, by=None, channel="paper")
    assert client.get(f"/organisations/exports/{run.pk}/file").status_code == 302
    run.refresh_from_db()
    assert (run.state, run.document, run.persons) == ("gone", None, [])
    assert (
        "no longer"
        in client.get(f"/organisations/exports/{run.pk}", headers={"accept-language": "en"}).content.decode()
    )


def test_files_are_there_for_a_day(
    large: Any, host_manager: User, client_of: Callable[[User], Client], run_jobs: Callable[[], list[str]]
) -> None:
    run = written(client_of(host_manager), run_jobs)
    assert forget_exports() == 0
    ExportRun.objects.update(finished_at=timezone.now() - KEPT_EXPORT)
    assert forget_exports() == 1
    run.refresh_from_db()
    assert run.state == "gone"


def test_who_may_no_longer_export_gets_no_file(
    large: Any, host_manager: User, client_of: Callable[[User], Client], run_jobs: Callable[[], list[str]]
) -> None:
    client_of(host_manager).post(EXPORT, everything())
    User.objects.filter(pk=host_manager.pk).update(is_active=False)
    for _ in range(3):
        run_jobs()
    run = ExportRun.objects.get()
    assert run.document is None


def test_persons_in_a_file(open_border: None, host_manager: User, client_of: Callable[[User], Client]) -> None:
    for _ in range(21):
        a_person("host")
    a_person("guest", crosses=True, email="far@example.com")
    a_person("guest")
    client, there = client_of(host_manager), reverse("persons_export")
    assert client.get(there).status_code == 200
    assert client.post(there, {"format": "csv"}).status_code == 422
    rows = rows_of(client.post(there, {"format": "csv", "reason": "Badges"}))
    assert len(rows) == 23
    assert "far@example.com" not in str(rows)
    assert AccessEntry.objects.get(action="export").reason == "Badges"
    assert len(rows_of(client.post(f"{there}?side=guest", {"format": "xlsx"}))) == 2
