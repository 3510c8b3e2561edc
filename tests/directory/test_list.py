"""The list of organisations: what it shows, to whom, in what order, at what cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landbridge.directory.actions.organisations import edit_organisation
from landbridge.directory.models import Contact, ExportFigure, IndustryCode, Organisation, SavedView
from landbridge.directory.queries.lists import Sought, organisations_ordered
from landbridge.people.models import Role, User
from tests.directory.facts import made
from tests.people.people import a_person

LIST = "/organisations/"


def names(client: Client, query: str = "view=all", language: str = "en") -> list[str]:
    """The names a page of the list shows, in its order."""
    answer = client.get(f"{LIST}?{query}", headers={"accept-language": language})
    assert answer.status_code == 200
    return re.findall(r'<a\s+id="o\d+"[^>]*>\s*([^<]*?)\s*</a>', answer.content.decode())


@pytest.fixture
def five(host_manager: User, guest_manager: User) -> dict[str, Organisation]:
    """Three of the host's side, two of the guest's."""
    return {
        "hanbit": made(host_manager, name_ko="한빛무역", name_en="Hanbit Trading", region="수원"),
        "gaon": made(host_manager, name_ko="가온전자", kind="university"),
        "seoul": made(host_manager, name_en="Seoul Logistics", name_zh="首尔物流"),
        "chongqing": made(guest_manager, name_zh="重庆物流", name_en="Chongqing Logistics", country="CN"),
        "yubei": made(guest_manager, name_zh="渝北贸易", country="CN"),
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", ["가온전자", "한빛무역", "重庆物流", "Chongqing Logistics"]),
        ("zh-hans", ["重庆物流", "首尔物流", "渝北贸易", "Hanbit Trading"]),
        ("en", ["Chongqing Logistics", "Hanbit Trading", "Seoul Logistics"]),
    ],
)
def test_names_in_the_readers_language_and_order(
    five: dict[str, Organisation],
    host_manager: User,
    client_of: Callable[[User], Client],
    language: str,
    expected: list[str],
) -> None:
    shown = names(client_of(host_manager), language=language)
    assert len(shown) == 5
    assert [name for name in shown if name in expected] == [name for name in expected if name in shown]
    assert shown[0] == expected[0]
    assert names(client_of(host_manager), "sort=-name", language) == shown[::-1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=무역", {"Hanbit Trading"}),
        ("q=物流", {"Seoul Logistics", "Chongqing Logistics"}),
        ("q=物流&country=China", {"Chongqing Logistics"}),
        ("q=贸易", {"渝北贸易"}),
        ("q=nothing", set()),
        ("side=guest", {"Chongqing Logistics", "渝北贸易"}),
        ("kind=university", {"가온전자"}),
        ("country=중국", {"Chongqing Logistics", "渝北贸易"}),
        ("region=수", {"Hanbit Trading"}),
        ("level=2", {"Hanbit Trading", "渝北贸易"}),
        ("level=0", {"가온전자", "Seoul Logistics", "Chongqing Logistics"}),
        ("industry=c2", {"가온전자"}),
        ("blocked=yes", {"Seoul Logistics"}),
        ("exports=2000000&currency=USD", {"Hanbit Trading"}),
        ("exports=4000000&currency=USD", set()),
        ("since=2026-01-01", {"Hanbit Trading", "가온전자", "Seoul Logistics", "Chongqing Logistics", "渝北贸易"}),
        ("since=2999-01-01", set()),
    ],
)
def test_filters(
    five: dict[str, Organisation],
    host_manager: User,
    client_of: Callable[[User], Client],
    query: str,
    expected: set[str],
) -> None:
    Organisation.objects.filter(pk__in=[five["hanbit"].pk, five["yubei"].pk]).update(level=2)
    Organisation.objects.filter(pk=five["seoul"].pk).update(is_blocked=True)
    IndustryCode.objects.create(organisation=five["gaon"], scheme="ksic", code="C26")
    ExportFigure.objects.create(organisation=five["hanbit"], year=2025, amount=3_000_000, currency="USD")
    assert set(names(client_of(host_manager), query)) == expected


def test_confidential_figures_are_not_told_by_a_filter(
    five: dict[str, Organisation],
    host_manager: User,
    guest_manager: User,
    user_of: Any,
    client_of: Callable[[User], Client],
) -> None:
    ExportFigure.objects.create(organisation=five["yubei"], year=2025, amount=3_000_000, currency="USD")
    Organisation.objects.filter(pk=five["yubei"].pk).update(level=2)
    asked = "exports=1&currency=USD"
    assert names(client_of(guest_manager), asked) == ["渝北贸易"]
    assert names(client_of(host_manager), asked) == []
    editor = client_of(user_of(Role.COMPANY, "host"))
    assert names(editor, asked) == names(editor) == names(editor, "exports=9&blocked=yes") == ["渝北贸易"]


def test_companies_find_what_they_may_see(
    five: dict[str, Organisation], user_of: Any, client_of: Callable[[User], Client]
) -> None:
    Organisation.objects.filter(pk=five["chongqing"].pk).update(level=2)
    editor = client_of(user_of(Role.COMPANY, "host"))
    assert names(editor, "q=物流") == ["Chongqing Logistics"]
    assert names(editor, "q=무역") == []


def test_what_is_not_understood_is_told_and_narrows_nothing(
    five: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(host_manager)
    for query in ("country=Atlantis", "since=yesterday", "exports=-1", "kind=circus", "sort=number", "column=secret"):
        assert len(names(client, query)) == 5, query
    page = client.get(f"{LIST}?country=Atlantis", headers={"hx-request": "true"}).content.decode()
    assert "No country is called “Atlantis”." in page


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "가" * 3000, "cursor=abc", "view=x", "q=%22+OR+*", "level=9", "q=😀"]
)
def test_hostile_addresses_are_answered(
    five: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client], query: str
) -> None:
    assert client_of(host_manager).get(f"{LIST}?{query}").status_code == 200


def test_a_new_name_is_found_at_once(
    five: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client]
) -> None:
    one = five["hanbit"]
    edit_organisation(one, by=host_manager, version=one.version, name_ko="다솜무역", name_en="Dasom Trading")
    assert names(client_of(host_manager), "q=dasom") == ["Dasom Trading"]
    assert names(client_of(host_manager), "q=한빛") == []


def test_the_best_match_comes_first(host_manager: User, client_of: Callable[[User], Client]) -> None:
    made(host_manager, name_en="Aaron and Hanbit")
    made(host_manager, name_en="Zero", about="A partner of Hanbit.")
    made(host_manager, name_en="Hanbit")
    assert names(client_of(host_manager), "q=hanbit") == ["Hanbit", "Aaron and Hanbit", "Zero"]
    assert names(client_of(host_manager), "q=hanbit&sort=name") == ["Aaron and Hanbit", "Hanbit", "Zero"]


def test_the_pages_hold_everything_once(
    host_manager: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landbridge.directory.views.lists.PAGE", 3)
    for place in range(8):
        one = made(host_manager, name_en=f"Firm {place}")
        Organisation.objects.filter(pk=one.pk).update(level=place % 4)
    client = client_of(host_manager)
    for query in ("view=all", "q=firm", "sort=level", "sort=changed", "sort=-name"):
        seen, here = [], query
        while here:
            seen += names(client, here)
            page = client.get(f"{LIST}?{here}").content.decode()
            following = re.search(r'rel="next" href="\?([^"]*)"', page)
            here = following.group(1).replace("&amp;", "&") if following else ""
        assert sorted(seen) == [f"Firm {place}" for place in range(8)], query


def test_more_than_are_counted(
    five: dict[str, Organisation],
    host_manager: User,
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("landbridge.directory.queries.lists.COUNTED", 1)
    monkeypatch.setattr("landbridge.directory.views.lists.COUNTED", 1)
    client = client_of(host_manager)
    assert names(client, "q=物流") == ["Chongqing Logistics", "Seoul Logistics"]
    assert "More than" in client.get(f"{LIST}?q=物流", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize(("counted", "gathered"), [(1, 1), (1, 50), (6, 8), (50, 2), (50, 50)])
def test_few_or_many_matches_the_rows_are_the_same(
    host_manager: User, guest_manager: User, monkeypatch: pytest.MonkeyPatch, counted: int, gathered: int
) -> None:
    """However much is gathered: those that hold the words and pass the filters, as a plain look at each says."""
    for place in range(12):
        by = (host_manager, guest_manager)[place % 2]
        made(by, name_en=f"{'Hanbit ' if place % 3 else ''}Trading {11 - place}", about="" if place % 4 else "Hanbit")
    monkeypatch.setattr("landbridge.directory.queries.lists.COUNTED", counted)
    monkeypatch.setattr("landbridge.directory.queries.matches.GATHERED", gathered)
    every = sorted(Organisation.objects.all(), key=lambda one: (one.sort_en, one.pk))
    for words in ("hanb", "trading", "hanbit trading", "hanbit 1", "nothing", "%%%"):
        for side in ("", "guest"):
            plain = [
                one.pk
                for one in every
                if side in ("", one.side)
                and words != "%%%"
                and all(word in f"{one.name_en} {one.about}".lower() for word in words.split())
            ]
            listed = organisations_ordered(host_manager, Sought(words=words, side=side), sort="name", language="en")
            assert list(listed.rows.order_by(*listed.order).values_list("pk", flat=True)) == plain, (words, side)
            assert listed.count == min(len(plain), counted + 1)


def test_contacts_are_counted_as_far_as_they_are_visible(
    five: dict[str, Organisation], host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    Contact.objects.create(organisation=five["yubei"], person=a_person("guest"))
    query = f"{LIST}?q={quote('渝北')}"
    headers = {"accept-language": "en"}
    assert "1 contact" in client_of(guest_manager).get(query, headers=headers).content.decode()
    assert "1 contact" not in client_of(host_manager).get(query, headers=headers).content.decode()


@pytest.mark.parametrize("query", ["view=all", "q=firm", "column=industries&column=contacts&column=level&exports=0"])
def test_the_same_queries_for_one_row_and_for_thirty(
    host_manager: User, client_of: Callable[[User], Client], query: str
) -> None:
    client, counts = client_of(host_manager), []
    for more in (1, 29):
        for place in range(more):
            one = made(host_manager, name_en=f"Firm {more}-{place}")
            Contact.objects.create(organisation=one, person=a_person("host"))
            ExportFigure.objects.create(organisation=one, year=2025, amount=5, currency="USD")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(names(client, query)) == (1 if more == 1 else 30)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25


def test_as_one_types_a_part_comes_and_the_address_follows(
    five: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client]
) -> None:
    headers = {"hx-request": "true"}
    answer = client_of(host_manager).get(f"{LIST}?q=hanbit&side=&country=&currency=USD&view=all", headers=headers)
    assert "<html" not in answer.content.decode()
    assert answer["HX-Replace-Url"] == "/organisations/?q=hanbit&view=all"
    assert "HX-Request" in answer["Vary"]


def test_no_organisations_and_no_matches(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    headers = {"accept-language": "en"}
    assert "No organisation is here yet" in client.get(LIST, headers=headers).content.decode()
    made(host_manager, name_en="One")
    page = client.get(f"{LIST}?q=two", headers=headers).content.decode()
    assert "Nothing matches" in page
    assert "Clear search and filters" in page


def test_picking_one(
    five: dict[str, Organisation], user_of: Any, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(host_manager)
    page = client.get("/organisations/pick?q=hanb").content.decode()
    assert f'data-value="{five["hanbit"].pk}"' in page
    assert page.count("<li") == 1
    assert client.get("/organisations/pick?q=").content.decode().strip() == ""
    assert "<li" not in client_of(user_of(Role.COMPANY, "host")).get("/organisations/pick?q=hanb").content.decode()


def test_a_default_list_is_opened_first(host_manager: User, client_of: Callable[[User], Client]) -> None:
    view = SavedView.objects.create(user=host_manager, name="Verified", query="level=2", is_default=True)
    answer = client_of(host_manager).get(LIST)
    assert (answer.status_code, answer["Location"]) == (302, f"/organisations/?level=2&view={view.pk}")


@pytest.mark.parametrize(
    "query",
    [
        "sort=created_by__password",
        "sort=-created_by__password",
        "sort=name);DROP TABLE directory_organisation;--",
        "sort=?",
        "column=created_by",
        "created_by__password__startswith=p",
        "side__in=host",
        "region__regex=(",
        "level=2%27%20OR%201=1",
        "exports=1e400",
        "exports=NaN&currency=USD%27",
        "currency=created_by",
        "since=9999-99-99",
        "since=0001-01-01",
        "cursor=eyJhIjoxfQ",
        "cursor=W1siY3JlYXRlZF9ieV9fcGFzc3dvcmQiXSxmYWxzZSxbIngiXV0",  # [["created_by__password"],false,["x"]]
    ],
)
def test_only_known_fields_sort_and_narrow(
    five: dict[str, Organisation], host_manager: User, client_of: Callable[[User], Client], query: str
) -> None:
    """What an address names goes to no field that the list does not offer: nothing is narrowed, nothing breaks."""
    assert sorted(names(client_of(host_manager), query)) == sorted(names(client_of(host_manager)))
    assert SavedView.objects.count() == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=80), cursor=st.text(alphabet="abcdefABCDEF0123456789-_=", max_size=60))
def test_whatever_is_typed_is_answered(host_manager: User, words: str, cursor: str) -> None:
    client = Client()
    client.force_login(host_manager)
    address = f"{LIST}?{urlencode({'q': words, 'cursor': cursor, 'view': 'all'})}"
    assert client.get(address).status_code == 200
    assert client.get(f"{LIST}pick?{urlencode({'q': words})}").status_code == 200


def test_hostile_names_are_words_everywhere(host_manager: User, client_of: Callable[[User], Client]) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    made(host_manager, name_en=hostile, region=hostile)
    client = client_of(host_manager)
    SavedView.objects.create(user=host_manager, name=hostile)
    for address in (
        f"{LIST}?view=all",
        f"{LIST}?q=onerror",
        f"{LIST}pick?q=onerror",
        f"{LIST}?country={quote(hostile)}",
    ):
        page = client.get(address, headers={"hx-request": "true"}).content.decode()
        assert "<img src=x" not in page, address
        assert "&lt;img src=x" in page, address
    assert "<img src=x" not in client.get(f"{LIST}?view=all").content.decode()
