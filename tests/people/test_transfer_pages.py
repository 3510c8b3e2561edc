"""The cross-border register and its assessments, as the office works with them."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from landbridge.people.actions import transfers
from landbridge.people.actions.disclosures import disclose
from landbridge.people.actions.transfers import edit_flow, switch_flow
from landbridge.people.models import Assessment, Notice, TransferEntry, TransferFlow, User
from landbridge.people.queries.persons import visible_persons
from landbridge.people.queries.transfers import current_assessments, flow_is_on, is_current
from tests.people.people import WEIGHED, a_flow, a_person, an_assessment

pytestmark = pytest.mark.django_db
SAID = {"name": "Contacts", "recipient": "重庆 centre", "purpose": "cross_border", "items": "Names", "basis": "consent"}


@pytest.fixture
def office(client_of: Callable[[User], Client], host_manager: User) -> Client:
    return client_of(host_manager)


def post(client: Client, route: str, *args: object, **data: Any) -> Any:
    return client.post(reverse(route, args=args), data)


def test_from_nothing_to_a_person_who_crosses(office: Client, guest_manager: User) -> None:
    person = a_person("host", crosses=True)
    assert "No flow is on record" in office.get(reverse("transfers")).content.decode()
    assert post(office, "flow_new", **SAID).status_code == 302
    flow = TransferFlow.objects.get()
    assert (flow.code, flow.from_region, flow.to_region, flow.is_on) == ("kr-cn-1", "KR", "CN", False)
    post(office, "flow_switch", flow.pk, version=flow.version, on="1")
    assert not TransferFlow.objects.get().is_on
    assert post(office, "assessment_new", **WEIGHED, done_on="2026-01-05", flows=[flow.pk]).status_code == 302
    flow.refresh_from_db()
    assert flow.assessment is not None
    assert not visible_persons(guest_manager).filter(pk=person.pk).exists()
    post(office, "flow_switch", flow.pk, version=flow.version, on="1")
    assert visible_persons(guest_manager).filter(pk=person.pk).exists()
    flow.refresh_from_db()
    post(office, "flow_switch", flow.pk, version=flow.version, off="1")
    assert not visible_persons(guest_manager).filter(pk=person.pk).exists()


@pytest.mark.parametrize("missing", [*WEIGHED, "done_on"])
def test_an_assessment_lacks_no_part(office: Client, missing: str) -> None:
    said = {**WEIGHED, "done_on": "2026-01-05", missing: "  "}
    answer = post(office, "assessment_new", **said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing]
    assert not Assessment.objects.exists()


def test_an_assessment_is_of_a_day_past_and_kept_three_years(office: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)
    answer = post(office, "assessment_new", **WEIGHED, done_on=tomorrow.isoformat())
    assert "has not come yet" in answer.content.decode()
    answer = post(office, "assessment_new", **WEIGHED, done_on="2026-01-05", keep_until="2028-01-05")
    assert list(answer.context["form"].errors) == ["keep_until"]


def test_a_later_version_takes_the_place_and_the_flows_follow(office: Client) -> None:
    first = an_assessment()
    flow = a_flow(assessment=first)
    form = office.get(reverse("assessment_new"), {"after": first.pk}).context["form"]
    assert form["risks"].value() == first.risks
    answer = office.post(
        f"{reverse('assessment_new')}?after={first.pk}", {**WEIGHED, "done_on": "2026-02-05", "flows": [flow.pk]}
    )
    second = Assessment.objects.exclude(pk=first.pk).get()
    assert answer.headers["Location"] == reverse("assessment", args=[second.pk])
    flow.refresh_from_db()
    assert flow.assessment == second
    assert list(current_assessments("host")) == [second]
    assert not is_current(Assessment.objects.get(pk=first.pk))
    assert office.get(reverse("assessment_new"), {"after": first.pk}).status_code == 404
    with pytest.raises(ValidationError, match="later version"):
        an_assessment(previous=first, done_on=date(2026, 3, 5))


def test_an_old_assessment_switches_nothing_on_and_shows_where_one_is(office: Client, host_manager: User) -> None:
    flow = a_flow(assessment=an_assessment(done_on=date(2020, 1, 5)))
    with pytest.raises(ValidationError, match="no longer current"):
        switch_flow(flow, on=True, by=host_manager, version=flow.version)
    TransferFlow.objects.update(is_on=True)
    assert "no longer current" in office.get(reverse("transfers")).content.decode()
    assert not flow_is_on("guest", "host")


def test_the_other_sides_assessment_is_neither_seen_nor_used(office: Client, host_manager: User) -> None:
    theirs = an_assessment("guest")
    assert office.get(reverse("assessment", args=[theirs.pk])).status_code == 404
    assert office.get(reverse("assessment_new"), {"after": theirs.pk}).status_code == 404
    assert post(office, "flow_new", **SAID, assessment=theirs.pk).status_code == 422
    flow = a_flow("guest")
    assert post(office, "assessment_new", **WEIGHED, done_on="2026-01-05", flows=[flow.pk]).status_code == 422
    assert theirs.title not in office.get(reverse("assessments")).content.decode()
    page = office.get(reverse("flow", args=[a_flow("guest", assessment=theirs).pk])).content.decode()
    assert theirs.title in page
    assert theirs.risks not in page
    assert reverse("assessment", args=[theirs.pk]) not in page


def test_what_is_said_anew_is_switched_off(office: Client) -> None:
    flow = a_flow(assessment=an_assessment())
    switch_flow(flow, on=True, by=None, version=flow.version)
    said = {**SAID, "assessment": flow.assessment_id, "recipient": flow.recipient, "items": flow.items}
    post(office, "flow_edit", flow.pk, **{**said, "name": "Renamed"}, version=flow.version)
    flow.refresh_from_db()
    assert (flow.name, flow.is_on) == ("Renamed", True)
    answer = office.post(
        reverse("flow_edit", args=[flow.pk]), {**said, "items": "Names, e-mail", "version": flow.version}, follow=True
    )
    assert "switched off now" in answer.content.decode()
    assert not TransferFlow.objects.get().is_on


def test_a_flow_that_loses_its_assessment_is_switched_off(office: Client) -> None:
    flow = a_flow(assessment=an_assessment())
    switch_flow(flow, on=True, by=None, version=flow.version)
    said = {**SAID, "recipient": flow.recipient, "items": flow.items, "version": flow.version}
    assert post(office, "flow_edit", flow.pk, **said, assessment="").status_code == 302
    flow.refresh_from_db()
    assert (flow.assessment, flow.is_on) == (None, False)


def test_two_who_edit_one_flow(office: Client, host_manager: User) -> None:
    flow = a_flow()
    shown = flow.version
    edit_flow(TransferFlow.objects.get(), by=host_manager, version=shown, name="First")
    answer = post(office, "flow_edit", flow.pk, **{**SAID, "name": "<b>Second</b>"}, version=shown)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "First" in page
    assert "&lt;b&gt;Second" in page
    assert TransferFlow.objects.get().name == "First"
    assert post(office, "flow_switch", flow.pk, version=shown, off="1").status_code == 409


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_a_switch_without_a_version_is_stale(office: Client, version: str) -> None:
    assert post(office, "flow_switch", a_flow().pk, version=version, on="1").status_code == 409


def test_an_assessment_is_written_once() -> None:
    written = an_assessment()
    for change in ("update people_assessment set title = 'x'", "delete from people_assessment"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert Assessment.objects.get() == written


def test_the_register_goes_out_as_workbook_and_paper(office: Client, guest_manager: User, open_border: None) -> None:
    TransferFlow.objects.filter(from_region="KR").update(name="=cmd|x")
    disclose([a_person("host"), a_person("host")], actor=guest_manager, action="list", route="persons")
    answer = office.get(reverse("transfers_workbook"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    _both, flows = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    cells = dict(zip(flows[3], next(row for row in flows if row[1] == "=cmd|x"), strict=True))
    assert (cells["People"], cells["Times"], cells["State"]) == (2, 2, "on")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    paper = office.get(reverse("transfers_pdf"))
    assert paper.content.startswith(b"%PDF")


def test_an_assessment_goes_out_on_paper(office: Client) -> None:
    written = an_assessment(title="<script>alert(1)</script> 개인정보", risks="=1\n\n<img src=file:///etc/passwd>")
    assert office.get(reverse("assessment_pdf", args=[written.pk])).content.startswith(b"%PDF")
    page = office.get(reverse("assessment", args=[written.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_register_costs_the_same_for_one_and_for_thirty_flows(
    office: Client, django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]]
) -> None:
    spent = []
    for more in (1, 29):
        for _ in range(more):
            flow = a_flow(assessment=an_assessment())
            switch_flow(flow, on=True, by=None, version=flow.version)
            TransferEntry.objects.create(flow=flow, person=a_person("host"), year=2026, count=1)
        with django_assert_max_num_queries(25) as queries:
            assert office.get(reverse("transfers")).status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_an_auditor_reads_and_is_offered_nothing(
    client_of: Callable[[User], Client], user_of: Callable[..., User]
) -> None:
    flow = a_flow(assessment=an_assessment())
    client = client_of(user_of("auditor"))
    for url in (
        reverse("transfers"),
        reverse("flow", args=[flow.pk]),
        reverse("assessments"),
        reverse("assessment", args=[flow.assessment_id]),
        reverse("privacy"),
    ):
        page = client.get(url)
        assert page.status_code == 200
        main = page.content.decode().partition('id="main"')[2]
        assert 'method="post"' not in main
        assert "/new" not in main


def test_managers_are_told_once_of_the_limit_and_of_sensitive_data(
    host_manager: User, guest_manager: User, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "ALARM_AT", 2)
    flow = a_flow(is_sensitive=True, assessment=an_assessment(), name="건강 {secret}")
    switch_flow(flow, on=True, by=None, version=flow.version)
    for _ in range(4):
        disclose([a_person("host")], actor=guest_manager, action="list", route="persons")
        run_jobs()
    told = Notice.objects.order_by("pk").values_list("receiver", "code")
    assert list(told) == [
        (host_manager.pk, "people.sensitive_transferred"),
        (host_manager.pk, "people.transfers_near_limit"),
    ]


def test_the_register_shows_how_near_the_limit_is(
    office: Client, guest_manager: User, open_border: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = office.get(reverse("transfers")).content.decode()
    assert "prepare it now" not in page
    monkeypatch.setattr("landbridge.people.queries.transfers.ALARM_AT", 1)
    disclose([a_person("host")], actor=guest_manager, action="list", route="persons")
    assert "prepare it now" in office.get(reverse("transfers")).content.decode()


def test_pages_say_that_nothing_crosses(office: Client, guest_manager: User) -> None:
    assert "Nothing crosses the border to your side" in office.get(reverse("persons")).content.decode()
    flow = a_flow("guest", assessment=an_assessment("guest"))
    switch_flow(flow, on=True, by=None, version=flow.version)
    assert "Nothing crosses the border to your side" not in office.get(reverse("persons")).content.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_is_told_and_no_fault(office: Client, day: str) -> None:
    answer = post(office, "assessment_new", **WEIGHED, done_on=day)
    assert answer.status_code == (422 if day > "2026" else 302)
