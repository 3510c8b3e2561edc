"""A month of the access log: what is shown of it to whom, what is unusual, and the sign-off."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from landbridge.people.actions import access_reviews
from landbridge.people.actions.access_reviews import review_access
from landbridge.people.actions.consents import withdraw_consent
from landbridge.people.models import AccessEntry, AccessReview, Person, Purpose, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.queries.access_review import next_to_review, read_month, review_overdue
from tests.people.people import a_look, a_person
from tests.people.test_disclosures import by_force

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")
MARCH = date(2026, 3, 1)


def at(year: int, month: int, day: int, hour: int) -> Any:
    """The clock as the house reads it stands still."""
    return mock.patch.object(timezone, "now", return_value=datetime(year, month, day, hour, tzinfo=SEOUL))


@pytest.fixture
def office(client_of: Callable[[User], Client], host_manager: User) -> Client:
    return client_of(host_manager)


@pytest.fixture
def march(host_manager: User, guest_manager: User, open_border: None) -> Person:
    """Looks of both sides in March 2026; the person is of the guest's side, and consents."""
    crosses = a_person("guest", crosses=True, names=[{"script": "Hans", "family": "金", "given": "丝雀"}])
    with at(2026, 3, 5, 14):
        a_look(host_manager)
        a_look(guest_manager)
    with at(2026, 3, 6, 23):
        a_look(host_manager, crosses, *[a_person("host") for _ in range(3)], action="export", reason="=방문 준비")
    return crosses


def month(client: Client, text: str = "2026-03") -> Any:
    return client.get(reverse("access_month", args=[text]))


def test_what_was_unusual_comes_first(office: Client, march: Person) -> None:
    page = month(office)
    looks = page.context["all"]
    assert (looks.entries, looks.persons, looks.night, looks.export, looks.across) == (2, 5, 1, 1, 1)
    assert [row.entry.number for row in page.context["unusual"]] == [3]
    rows = office.get(reverse("access_entries", args=["2026-03"])).context["rows"]
    assert [row.entry.number for row in rows] == [3, 1]
    assert len(rows[0].marks) == 3


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"action": "export"}, [3]),
        ({"unusual": "night"}, [3]),
        ({"route": "persons"}, [3, 1]),
        ({"actor": "house"}, []),
        ({"action": "nonsense", "person": "x", "actor": "' or 1"}, [3, 1]),
        ({"person": "9" * 30, "from": "!!", "route": "a\0b"}, [3, 1]),
    ],
)
def test_entries_are_narrowed(office: Client, march: Person, asked: dict[str, str], numbers: list[int]) -> None:
    rows = office.get(reverse("access_entries", args=["2026-03"]), asked).context["rows"]
    assert [row.entry.number for row in rows] == numbers


def test_a_side_sees_its_own_peoples_looks_alone(
    office: Client, march: Person, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    assert guest_manager.name not in month(office).content.decode()
    theirs = AccessEntry.objects.get(side="guest")
    assert office.get(reverse("access_entry", args=[theirs.number])).status_code == 404
    assert client_of(guest_manager).get(reverse("access_entry", args=[theirs.number])).status_code == 200
    assert month(client_of(guest_manager)).context["all"].entries == 1


def test_an_entry_names_only_whom_its_reader_may_see(office: Client, march: Person) -> None:
    pages: list[Callable[[], Any]] = [
        lambda: office.get(reverse("access_entry", args=[3])),
        lambda: month(office),
    ]
    for page in pages:
        before = AccessEntry.objects.filter(subjects__person_number=march.pk).count()
        assert "金丝雀" in page().content.decode()
        assert AccessEntry.objects.filter(subjects__person_number=march.pk).count() == before + 1
    withdraw_consent(march, Purpose.CROSS_BORDER, by=None, channel=ConsentChannel.PAPER)
    for page in pages:
        shown = page().content.decode()
        assert "金丝雀" not in shown
        assert f"person {march.pk}" in shown


def test_a_month_is_signed_off_once(office: Client, march: Person, host_manager: User) -> None:
    url = reverse("access_month", args=["2026-03"])
    answer = office.post(url, {"findings": "  "})
    assert (answer.status_code, AccessReview.objects.count()) == (422, 0)
    assert office.post(url, {"findings": "<b>Nothing</b> 없음"}).status_code == 302
    review = AccessReview.objects.get()
    assert (review.side, review.month, review.entries, review.is_intact) == ("host", MARCH, 2, True)
    assert "<b>Nothing" not in month(office).content.decode()
    assert office.post(url, {"findings": "again"}).status_code == 422
    for change in ("update people_accessreview set findings = ''", "delete from people_accessreview"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_of_two_who_sign_off_at_once_one_is_told(
    march: Person, host_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_reviews, "next_to_review", lambda _user: MARCH)  # as both saw it
    review_access(MARCH, by=host_manager, findings="Nothing")
    with pytest.raises(ValidationError, match="meanwhile"):
        review_access(MARCH, by=host_manager, findings="Nothing")
    assert AccessReview.objects.count() == 1


def test_months_come_in_their_order_and_not_before_they_are_over(march: Person, host_manager: User) -> None:
    now = timezone.now()
    for wrong in (date(2026, 4, 1), date(2026, 2, 1), now.date().replace(day=1)):
        with pytest.raises(ValidationError, match="in their order"):
            review_access(wrong, by=host_manager, findings="Nothing")
    review_access(MARCH, by=host_manager, findings="Nothing")
    assert next_to_review(host_manager) == date(2026, 4, 1)
    with at(2026, 4, 30, 23):
        assert next_to_review(host_manager) is None
    with at(2026, 5, 1, 0):
        assert next_to_review(host_manager) == date(2026, 4, 1)


def test_each_side_signs_off_its_own(march: Person, host_manager: User, guest_manager: User) -> None:
    for manager in (host_manager, guest_manager):
        review_access(MARCH, by=manager, findings="Nothing")
    assert list(AccessReview.objects.order_by("pk").values_list("side", "entries")) == [("host", 2), ("guest", 1)]


def test_a_month_is_overdue_after_the_tenth(march: Person, host_manager: User) -> None:
    with at(2026, 4, 10, 23):
        assert review_overdue(host_manager) is None
    with at(2026, 4, 11, 0):
        assert review_overdue(host_manager) == MARCH


def test_a_changed_entry_shows_and_is_part_of_the_sign_off(office: Client, march: Person, host_manager: User) -> None:
    assert "is whole" in month(office).content.decode()
    by_force("update people_accessentry set reason = 'x' where number = 2")
    assert "not as it was written" in month(office).content.decode()
    assert not review_access(MARCH, by=host_manager, findings="Entry 2 was changed.").is_intact


def test_a_month_goes_out_with_a_reason_alone(office: Client, march: Person, host_manager: User) -> None:
    url = reverse("access_export", args=["2026-03"])
    assert office.post(url, {"reason": " "}).status_code == 422
    answer = office.post(url, {"reason": "감사 준비"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    entries, persons = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    assert [row[0] for row in entries[4:]] == [1, 3]
    assert entries[5][9] == "=방문 준비"
    assert "金丝雀" in {row[1] for row in persons[4:]}
    said = AccessEntry.objects.latest("number")
    assert (said.action, said.reason, said.route) == ("export", "감사 준비", "access_export")
    assert said.subjects.filter(person_number=march.pk).exists()
    withdraw_consent(march, Purpose.CROSS_BORDER, by=None, channel=ConsentChannel.PAPER)
    book = CalamineWorkbook.from_filelike(io.BytesIO(office.post(url, {"reason": "x"}).content))
    assert "金丝雀" not in {row[1] for row in book.get_sheet_by_index(1).to_python()[4:]}


def test_an_auditor_reads_and_signs_nothing_off(
    march: Person, user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    auditor = user_of("auditor")
    page = month(client_of(auditor)).content.decode().partition('id="main"')[2]
    assert "<textarea" not in page
    assert client_of(auditor).post(reverse("access_month", args=["2026-03"]), {"findings": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        review_access(MARCH, by=auditor, findings="x")


@pytest.mark.parametrize("text", ["2026-13", "2026-3", "2126-01", "20２6-01", "x", "2026-03-01"])
def test_what_is_no_month_is_not_there(office: Client, text: str) -> None:
    assert office.get(f"/people/access/{text}/").status_code == 404


def test_a_month_is_read_exactly() -> None:
    assert (read_month("2026-03"), read_month("2026-00"), read_month("1999-01")) == (MARCH, None, None)


def test_pages_cost_the_same_for_one_and_for_thirty(
    office: Client, host_manager: User, django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]]
) -> None:
    spent: dict[str, list[int]] = {}
    for more in (1, 29):
        with at(2026, 3, 5, 14):
            for _ in range(more):
                a_look(host_manager)
        for route, args in (
            ("access", ()),
            ("access_month", ("2026-03",)),
            ("access_entries", ("2026-03",)),
            ("access_entry", (1,)),
        ):
            with django_assert_max_num_queries(32) as queries:
                assert office.get(reverse(route, args=args)).status_code == 200
            spent.setdefault(route, []).append(len(queries))
    assert all(one == thirty for one, thirty in spent.values()), spent
