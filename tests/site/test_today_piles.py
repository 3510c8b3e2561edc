"""Every role's first page has what waits for them, and nothing of anybody else's."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from landbridge.people.models import User
from landbridge.people.queries import today
from landbridge.people.queries.today import Matter, Pile, piles_for, waits


@pytest.fixture
def tellers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "_tellers", [])


def test_piles_come_in_order_and_empty_ones_not_at_all(tellers: None, host_manager: User) -> None:
    @waits(20)
    def second(_user: User) -> Pile | None:
        return Pile("Second", [Matter("B", "/b")])

    @waits(10)
    def first(_user: User) -> Pile | None:
        return Pile("First", [Matter("A", "/a")])

    @waits(5)
    def empty(_user: User) -> Pile | None:
        return Pile("Empty", [])

    @waits(1)
    def nothing(_user: User) -> Pile | None:
        return None

    assert [pile.title for pile in piles_for(host_manager)] == ["First", "Second"]


def test_a_matter_names_its_language_its_day_and_where_it_leads(
    tellers: None, host_manager: User, client_of: Callable[[User], Client]
) -> None:
    @waits(1)
    def pile(_user: User) -> Pile | None:
        return Pile(
            "Waiting", [Matter("智能出行<b>", "/somewhere", "zh-hans", tag="late", tone="bad", due=date(2027, 3, 2))]
        )

    page = client_of(host_manager).get("/").content.decode()
    assert '<span lang="zh-Hans">智能出行&lt;b&gt;</span>' in page
    assert 'href="/somewhere"' in page
    assert "due 2 March 2027" in page or "due March 2, 2027" in page or "2 Mar 2027" in page


def test_who_manages_no_fair_is_not_asked_to_upload_one(
    user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    page = client_of(user_of("talent")).get("/").content.decode()
    assert "A fair begins with a workbook" not in page
    assert "Nothing waits for you" in page
