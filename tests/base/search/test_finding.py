"""What is indexed is found, the same on both databases."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landbridge.base.models import SearchEntry
from landbridge.base.search.entries import forget, index, index_many
from landbridge.base.search.finding import found

pytestmark = pytest.mark.django_db

TITLES = {
    1: "한빛무역 주식회사\n汉光贸易有限公司\nHanbit Trading Co., Ltd.",
    2: "서울무역\nSeoul Trading",
    3: "重慶物流有限公司\nChongqing Logistics",
    4: "Hanbit",
    5: "무역한빛",
    6: "LG전자\nLG Electronics",
}
BODIES = {2: "9998100000 한빛과 거래", 3: "91110000600037341L 仓储", 6: "가전 1248100998"}


@pytest.fixture(autouse=True)
def _entries() -> None:
    for number, title in TITLES.items():
        index("organisation", number, title=title, body=BODIES.get(number, ""))
    index("person", 1, title="한빛")


def numbers(query: str, kind: str = "organisation") -> list[int]:
    return list(found(kind, query).values_list("object_id", flat=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("무역", [5, 1, 2]),
        ("物流", [3]),
        ("物", [3]),
        ("역", [1, 2, 5]),
        ("重庆", [3]),
        ("漢光貿易", [1]),
        ("한빛", [1, 5, 2]),
        ("한빛 무역", [1, 5, 2]),
        ("hanbit", [1, 4]),
        ("HANB", [1, 4]),
        ("trading hanb", [1]),
        ("hanb trading", []),
        ("ｈａｎｂｉｔ", [1, 4]),
        ("999-81", [2]),
        ("999-81-00000", [2]),
        ("9111000060", [3]),
        ("91110000600037341l", [3]),
        ("98100000", []),
        ("lg", [6]),
        ("lg전자", [6]),
        ("전자", [6]),
        ("貿易 trading", [1]),
        ("없음", []),
        ("", []),
        ("   ", []),
        ('"', []),
    ],
)
def test_cases(query: str, expected: list[int]) -> None:
    assert numbers(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"hanbit', "hanbit'", "hanbit*", "^hanbit", "title:hanbit", "{title} : hanbit", "hanbit AND", "NEAR(hanbit)",
        "-hanbit", "hanbit:*", "hanbit & |", "!hanbit", "<-> hanbit", "hanbit\0", "hanbit\\", "hanbit😀", "%hanbit_",
    ],
)  # fmt: skip
def test_operators_are_no_operators(query: str) -> None:
    wanted: dict[str, list[int]] = {"hanbit AND": [], "title:hanbit": [], "{title} : hanbit": [], "NEAR(hanbit)": []}
    assert numbers(query) == wanted.get(query, [1, 4])


@given(st.one_of(st.text(max_size=60), st.text(alphabet="\"'*^:(){}[]&|!<>-+\\%_\0 무物a1", max_size=60)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_fails(query: str) -> None:
    assert len(numbers(query)) <= len(TITLES)


@pytest.mark.parametrize("query", ["가" * 10_000, "무역 " * 10_000, "a" * 10_000, "😀" * 10_000, "a b c d " * 2_500])
def test_huge_queries_do_not_fail(query: str) -> None:
    assert len(numbers(query)) <= len(TITLES)


def test_kinds_stand_apart() -> None:
    assert numbers("한빛", "person") == [1]
    assert numbers("무역", "person") == []


def test_a_change_is_found_and_the_old_is_not() -> None:
    index("organisation", 4, title="Daewon", body="부품")
    assert numbers("hanbit") == [1]
    assert numbers("daewon") == [4] == numbers("부품")
    assert SearchEntry.objects.filter(kind="organisation", object_id=4).count() == 1


def test_what_is_forgotten_is_not_found() -> None:
    forget("organisation", 4)
    forget("organisation", 404)
    assert numbers("hanbit") == [1]


def test_a_change_undone_is_undone_in_the_index() -> None:
    with transaction.atomic():
        index("organisation", 7, title="Hanbit Seven")
        assert numbers("seven") == [7]
        transaction.set_rollback(True)
    assert numbers("seven") == []


def test_many_at_once() -> None:
    index_many("organisation", [(100 + place, f"Bulk {place}", "대량") for place in range(450)])
    index_many("organisation", [(100, "Bulk nought", "")])
    assert len(numbers("bulk")) == 450
    assert len(numbers("대량")) == 449


def test_in_a_subquery() -> None:
    chosen = SearchEntry.objects.filter(object_id__in=found("organisation", "hanbit").values("object_id"))
    assert set(chosen.values_list("kind", "object_id")) == {("organisation", 1), ("organisation", 4), ("person", 1)}


def test_the_index_agrees_with_its_table() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO base_searchentry_text(base_searchentry_text, rank) VALUES ('integrity-check', 1)"
            )
