"""The pages of the calendar and of exchange rates."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from landbridge.base.calendar import is_working_day, seed_calendar
from landbridge.base.models import CalendarDay, ExchangeRate
from landbridge.people.models import Role, User
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(host_manager: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(host_manager)


@pytest.fixture
def auditor(client_of: Callable[[User], Client]) -> Client:
    return client_of(make_user("auditor@test.example", role=Role.AUDITOR))


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_year_shows_both_countries_and_what_is_provisional(client: Client) -> None:
    seed_calendar([2026, 2027])
    said = page(client, "/calendar?year=2026")
    assert "Chuseok" in said
    assert "Dragon Boat Festival" in said
    assert said.count("works") >= 6
    assert "provisional" not in said
    assert "provisional" in page(client, "/calendar?year=2027")
    assert '<span lang="en">' in said


def test_names_are_in_the_reader_s_language(client: Client) -> None:
    seed_calendar([2026])
    client.post("/language/", {"language": "ko"})
    client.cookies["landbridge_language"] = "ko"
    assert '<span lang="ko">단오절</span>' in page(client, "/calendar?year=2026")


def test_a_count_of_joint_working_days(client: Client) -> None:
    seed_calendar([2026])
    assert "12 October 2026, Monday" in page(client, "/calendar?after=2026-09-23&days=5")
    assert "may still move" in page(client, "/calendar?after=2027-09-23&days=5")
    assert "Choose a day from 2000" in page(client, "/calendar?after=9999-12-31&days=5")
    assert "less than or equal to 1000" in page(client, "/calendar?after=2026-09-23&days=99999")
    assert "lies beyond the calendar" not in page(client, "/calendar?after=2100-12-31&days=1000")


@pytest.mark.parametrize("year", ["1", "0000", "９９９９", "x", "99999999", "2026"])
def test_any_year_is_a_page(client: Client, year: str) -> None:
    page(client, f"/calendar?year={year}")


def test_staff_add_change_and_remove_a_day(client: Client) -> None:
    facts = {"country": "KR", "day": "2026-08-14", "kind": "holiday", "name_ko": "임시공휴일", "source": "국무회의"}
    assert client.post("/calendar/new", facts).status_code == 302
    row = CalendarDay.objects.get(country="KR", day="2026-08-14")
    assert "already exists" in client.post("/calendar/new", facts).content.decode()
    changed = {"kind": "holiday", "name_ko": "임시공휴일", "source": "관보", "version": 1}
    assert client.post(f"/calendar/{row.pk}", changed).status_code == 302
    assert client.post(f"/calendar/{row.pk}", changed).status_code == 409
    assert client.post(f"/calendar/{row.pk}/remove", {"version": "1"}).status_code == 409
    assert client.post(f"/calendar/{row.pk}/remove", {"version": "2"}).status_code == 302
    assert is_working_day(date(2026, 8, 14), "KR")


def test_an_empty_year_is_filled_on_request(client: Client) -> None:
    assert "not filled in" in page(client, "/calendar?year=2026")
    assert client.post("/calendar/fill", {"year": "2026"}).status_code == 302
    assert "not filled in" not in page(client, "/calendar?year=2026")


def test_an_auditor_sees_no_button_that_changes(auditor: Client) -> None:
    seed_calendar([2026])
    ExchangeRate.objects.create(base="USD", quote="KRW", day="2026-10-30", rate=1335, source="ECB")
    for said in (page(auditor, "/calendar?year=2026"), page(auditor, "/rates")):
        assert "/calendar/" not in said.partition("<main")[2]
        assert "/rates/" not in said.partition("<main")[2]


def test_prepare_fills_this_year_and_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    for done_elsewhere in ("call_command", "gather"):
        monkeypatch.setattr(
            f"landbridge.site.management.commands.prepare.{done_elsewhere}", lambda *_args, **_options: None
        )
    call_command("prepare")
    before = CalendarDay.objects.count()
    assert before > 100
    call_command("prepare")
    assert CalendarDay.objects.count() == before


def test_a_rate_is_added_and_told_where_it_is_wrong(client: Client) -> None:
    facts = {"base": "USD", "quote": "KRW", "rate": "1335.25", "day": "2026-10-30", "source": "KEB <b>"}
    assert client.post("/rates/new", facts).status_code == 302
    said = page(client, "/rates")
    assert "1,335.25" in said
    assert "KEB &lt;b&gt;" in said
    assert "already" in client.post("/rates/new", facts).content.decode()
    assert "two different currencies" in client.post("/rates/new", facts | {"quote": "USD"}).content.decode()
    assert "greater than 0" in client.post("/rates/new", facts | {"rate": "-1"}).content.decode()
    assert "KEB" in client.post("/rates/new", facts | {"rate": "x"}).content.decode()  # nothing typed is lost


def test_a_table_is_imported(client: Client) -> None:
    def send(content: bytes) -> str:
        return client.post(
            "/rates/import", {"file": SimpleUploadedFile("fx\0.csv", content)}, follow=True
        ).content.decode()

    assert "New: 2." in send(b"Date,USD,KRW\n2026-10-30,1.1172,1491.76\n")
    assert "New: 0. Kept already: 2." in send(b"Date,USD,KRW\n2026-10-30,1.1172,1491.76\n")
    assert "Row 2, column EUR/USD" in send(b"Date,USD,KRW\n2026-10-31,zero,1491.76\n")
    assert "The file is empty." in send(b"")
    assert ExchangeRate.objects.count() == 2


def keep(days: int, quote: str = "USD") -> None:
    for day in range(1, days + 1):
        ExchangeRate.objects.create(
            base="EUR", quote=quote, day=date(2026, 1, 1).replace(month=1 + day // 28, day=1 + day % 28),
            rate=Decimal("1.1"), source="ECB",
        )  # fmt: skip


def test_rates_are_paged_both_ways_and_narrowed(client: Client) -> None:
    keep(60)
    keep(3, "KRW")
    first = client.get("/rates?pair=EUR/USD")
    assert first.content.decode().count("<tr>") == 41
    older = first.context["page"].next_cursor
    second = client.get("/rates", {"pair": "EUR/USD", "at": older})
    assert second.content.decode().count("<tr>") == 21
    back = client.get("/rates", {"pair": "EUR/USD", "at": second.context["page"].previous_cursor})
    assert back.context["page"].rows == first.context["page"].rows
    page(client, "/rates?pair=zzz&at=nonsense")


def test_the_lists_ask_as_often_for_thirty_rows_as_for_one(client: Client) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, path)
        return len(asked)

    paths = ("/rates", "/calendar?year=2026")
    counts = []
    for rows in (range(1), range(1, 30)):
        days = [date(2026, 1 + n // 28, 1 + n % 28) for n in rows]
        ExchangeRate.objects.bulk_create(
            [ExchangeRate(base="EUR", quote="USD", day=day, rate=Decimal("1.1"), source="ECB") for day in days]
        )
        CalendarDay.objects.bulk_create(
            [CalendarDay(country="KR", day=day, kind="holiday", source="x") for day in days]
        )
        counts.append([queries(path) for path in paths])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25
