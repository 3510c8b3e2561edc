"""The rows below an organisation, changed through their pages, without scripts."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from landbridge.directory.models import Organisation
from landbridge.people.models import User
from tests.directory.facts import made

ClientOf = Callable[[User], Client]


def form(*rows: dict[str, Any], there: int = 0, version: int = 1, **more: Any) -> dict[str, Any]:
    data = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": there, "version": version}
    data |= {f"rows-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}
    return data | more


@pytest.fixture
def one(host_manager: User) -> Organisation:
    return made(host_manager, name_en="Ash Works")


@pytest.fixture
def client(host_manager: User, client_of: ClientOf) -> Client:
    return client_of(host_manager)


def test_exports_as_people_write_them(client: Client, one: Organisation) -> None:
    address = f"/organisations/{one.pk}/edit/exports"
    first = form(
        {"year": "2024", "amount": "3억 5천만원", "currency": "USD"},
        {"year": "2023", "amount": "20,500,000", "currency": "USD"},
        {"year": "", "amount": "", "currency": "USD"},
    )
    assert client.post(address, first).status_code == 302
    kept = list(one.exports.values_list("year", "amount", "currency"))
    assert kept == [(2024, Decimal(350_000_000), "KRW"), (2023, Decimal(20_500_000), "USD")]
    page = client.get(address).content.decode()
    assert 'value="350,000,000"' in page
    assert "US$20.5 m" in client.get(f"/organisations/{one.pk}").content.decode()
    two = list(one.exports.all())
    gone = form(
        {"pk": two[0].pk, "year": "2024", "amount": "1", "currency": "KRW", "DELETE": "on"},
        {"pk": two[1].pk, "year": "2022", "amount": "US$20.5m", "currency": "USD"},
        there=2,
        version=2,
    )
    assert client.post(address, gone).status_code == 302
    assert [(row.pk, row.year) for row in one.exports.all()] == [(two[1].pk, 2022)]


@pytest.mark.parametrize(
    ("kind", "row", "told"),
    [
        ("exports", {"year": "2024", "amount": "much", "currency": "USD"}, "can’t be read as an amount"),
        ("exports", {"year": "2999", "amount": "1", "currency": "USD"}, "This year has not come yet."),
        ("exports", {"year": "2024", "amount": "-5", "currency": "USD"}, "not less than nothing"),
        ("industries", {"scheme": "ksic", "code": "Z26110"}, "perhaps after a letter from A to U"),
        ("industries", {"scheme": "gbt4754", "code": "39721"}, "2 to 4 digits"),
        ("industries", {"scheme": "nace", "code": "26"}, "Select a valid choice"),
        (
            "certifications",
            {"name": "ISO", "issued_on": "2026-02-01", "expires_on": "2026-01-01"},
            "before the day it was issued",
        ),
        ("items", {"kind": "offer", "text": "Chips", "hs6": "85"}, "An HS code has six digits"),
    ],
)
def test_what_is_wrong_with_a_row(client: Client, one: Organisation, kind: str, row: dict[str, str], told: str) -> None:
    answer = client.post(f"/organisations/{one.pk}/edit/{kind}", form(row))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not getattr(one, kind).exists()


def test_what_stands_there_twice(client: Client, one: Organisation) -> None:
    twice = {"scheme": "ksic", "code": "C26110"}
    answer = client.post(f"/organisations/{one.pk}/edit/industries", form(twice, twice | {"code": "c-26110"}))
    assert "This stands in another row already." in answer.content.decode()
    assert not one.industries.exists()


def test_an_item_is_in_the_language_it_is_written_in(client: Client, one: Organisation) -> None:
    rows = (
        {"kind": "offer", "text": "라이다 센서", "is_open": "on"},
        {"kind": "seek", "text": "车规芯片", "is_open": "on"},
    )
    assert client.post(f"/organisations/{one.pk}/edit/items", form(*rows)).status_code == 302
    assert list(one.items.values_list("kind", "language")) == [("offer", "ko"), ("seek", "zh-hans")]
    page = client.get(f"/organisations/{one.pk}").content.decode()
    assert '<span lang="zh-Hans">车规芯片</span>' in page


def test_one_more_row_keeps_what_was_written(client: Client, one: Organisation) -> None:
    answer = client.post(f"/organisations/{one.pk}/edit/items", form({"kind": "offer", "text": "Half"}, more="1"))
    page = answer.content.decode()
    assert "Row 2" in page
    assert "Half" in page
    assert page.count("autofocus") == 1
    assert not one.items.exists()
    for total in ("x", "", "9" * 30, "-1"):
        hostile = form({"kind": "offer", "text": "Half"}, more="1") | {"rows-TOTAL_FORMS": total}
        assert client.post(f"/organisations/{one.pk}/edit/items", hostile).status_code == 200


def test_two_at_once_see_both_and_lose_nothing(client: Client, one: Organisation) -> None:
    address = f"/organisations/{one.pk}/edit/certifications"
    assert client.post(address, form({"name": "ISO 9001"})).status_code == 302
    late = client.post(address, form({"name": "IATF 16949"}))
    assert late.status_code == 409
    page = late.content.decode()
    assert "ISO 9001" in page
    assert 'value="IATF 16949"' in page
    assert 'name="version" value="2"' in page
    assert client.post(address, form({"name": "IATF 16949"}, version=2)).status_code == 302
    assert list(one.certifications.values_list("name", flat=True)) == ["IATF 16949"]


def test_rows_of_another_are_not_taken(client: Client, one: Organisation, host_manager: User) -> None:
    other = made(host_manager, name_en="Birch")
    client.post(f"/organisations/{other.pk}/edit/exports", form({"year": "2024", "amount": "5", "currency": "USD"}))
    theirs = other.exports.get()
    stolen = form({"pk": theirs.pk, "year": "2024", "amount": "9", "currency": "USD"}, there=1)
    answer = client.post(f"/organisations/{one.pk}/edit/exports", stolen)
    assert answer.status_code == 422
    assert "A row was removed meanwhile." in answer.content.decode()
    theirs.refresh_from_db()
    assert (theirs.organisation, theirs.amount) == (other, Decimal(5))
    assert client.get(f"/organisations/{one.pk}/edit/employees").status_code == 404
    assert client.post(f"/organisations/{one.pk}/edit/exports", {}).status_code == 422
