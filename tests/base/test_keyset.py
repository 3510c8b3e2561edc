"""Pages that begin behind a row."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F, QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landbridge.base.keyset import KeysetPage, keyset_page
from landbridge.base.models import SearchEntry
from landbridge.base.models.queue import CacheRow

pytestmark = pytest.mark.django_db
EVERY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ORDERS = (("title",), ("-title",), ("kind", "-title"), ("-kind", "title", "-pk"), ("pk",), ("-id",), ("rank", "title"))
ROWS = st.lists(st.tuples(st.sampled_from("ab가"), st.sampled_from(["", "x", "무역", "X y"])), max_size=12)


def fill(rows: list[tuple[str, str]]) -> QuerySet[SearchEntry]:
    SearchEntry.objects.all().delete()
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind, object_id=place, title=title) for place, (kind, title) in enumerate(rows)]
    )
    return SearchEntry.objects.annotate(rank=F("object_id") % 3)


def walk(queryset: QuerySet[Any], order: tuple[str, ...], size: int) -> list[KeysetPage[Any]]:
    pages = [keyset_page(queryset, order=order, cursor="", size=size)]
    while pages[-1].next_cursor:
        pages.append(keyset_page(queryset, order=order, cursor=pages[-1].next_cursor, size=size))
        assert len(pages) < 20
    return pages


@EVERY
@given(ROWS, st.sampled_from(ORDERS), st.integers(1, 5))
def test_the_pages_give_every_row_once_both_ways(
    rows: list[tuple[str, str]], order: tuple[str, ...], size: int
) -> None:
    queryset = fill(rows)
    whole = list(queryset.order_by(*order, "pk"))
    pages = walk(queryset, order, size)
    assert [row for page in pages for row in page.rows] == whole
    assert [len(page.rows) for page in pages[:-1]] == [size] * (len(pages) - 1)
    assert pages[0].previous_cursor == ""
    back = pages[-1]
    for page in reversed(pages[:-1]):
        back = keyset_page(queryset, order=order, cursor=back.previous_cursor, size=size)
        assert back == page
    assert back.previous_cursor == ""


@EVERY
@given(st.one_of(st.text(max_size=40), st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_-=", max_size=80)))
def test_what_is_no_cursor_gives_the_first_page(cursor: str) -> None:
    queryset = fill([("a", "x"), ("b", "y")])
    first = keyset_page(queryset, order=("title",), cursor="", size=1)
    assert keyset_page(queryset, order=("title",), cursor=cursor, size=1) == first


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("2026-11-24T09:00:00")
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@EVERY
@given(VALUES, VALUES, st.booleans())
@pytest.mark.parametrize("order", [("expires", "pk"), ("value", "pk")])
def test_a_forged_cursor_never_fails(order: tuple[str, ...], one: object, other: object, back: bool) -> None:
    CacheRow.objects.get_or_create(
        cache_key="k", defaults={"value": "v", "expires": datetime(2026, 11, 24, tzinfo=UTC)}
    )
    told = json.dumps([list(order), back, [one, other]]).encode()
    page = keyset_page(CacheRow.objects.all(), order=order, cursor=urlsafe_b64encode(told).decode(), size=1)
    assert len(page.rows) == 1


def test_half_a_character_or_nought_is_no_text() -> None:
    queryset = fill([("a", "x"), ("b", "y")])
    for text in ("\\ud800", "\\u0000"):
        told = f'[["title","pk"],false,["{text}",1]]'.encode()
        page = keyset_page(queryset, order=("title",), cursor=urlsafe_b64encode(told).decode(), size=2)
        assert len(page.rows) == 2


def test_a_cursor_of_another_order_gives_the_first_page() -> None:
    queryset = fill([("a", "x"), ("b", "y"), ("a", "z")])
    cursor = keyset_page(queryset, order=("title",), cursor="", size=1).next_cursor
    page = keyset_page(queryset, order=("-title",), cursor=cursor, size=1)
    assert [row.title for row in page.rows] == ["z"]


def test_moments_are_told_apart_to_the_microsecond() -> None:
    start = datetime(2026, 11, 24, 9, tzinfo=UTC)
    for place in range(5):
        at = start + timedelta(microseconds=place)
        CacheRow.objects.create(cache_key=f"k{place}", value="", expires=at)
    pages = walk(CacheRow.objects.all(), ("-expires",), 2)
    assert [row.cache_key for page in pages for row in page.rows] == ["k4", "k3", "k2", "k1", "k0"]


def test_rows_that_went_away_leave_the_first_page() -> None:
    queryset = fill([("a", title) for title in "uvwxyz"])
    pages = walk(queryset, ("title",), 2)
    queryset.filter(title__gt="v").delete()
    assert [row.title for row in keyset_page(queryset, order=("title",), cursor=pages[1].next_cursor, size=2).rows] == [
        "u", "v"
    ]  # fmt: skip
    queryset.filter(title="u").delete()
    fill([("a", title) for title in "vwx"])
    back = keyset_page(queryset, order=("title",), cursor=pages[1].previous_cursor, size=2)
    assert [row.title for row in back.rows] == ["v", "w"]


def test_one_query_a_page(django_assert_num_queries: Any) -> None:
    queryset = fill([("a", str(place)) for place in range(12)])
    cursor = ""
    for _ in range(3):
        with django_assert_num_queries(1):
            page = keyset_page(queryset, order=("title",), cursor=cursor, size=4)
        cursor = page.next_cursor
