"""Names as each reader has them: golden names, suggested spellings, names taken apart."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.people.models import PersonName
from landbridge.people.wording import names as wording
from landbridge.people.wording import romanisation
from landbridge.people.wording.names import (
    FAMILY_FIRST,
    GIVEN_FIRST,
    HANGUL,
    LATIN,
    SIMPLIFIED,
    Parts,
    both_orders,
    display_name,
    split_name,
    written,
)
from landbridge.people.wording.romanisation import suggest_latin

HONG = [
    PersonName(script="Hang", family="홍", given="길동"),
    PersonName(script="Hans", family="洪", given="吉童"),
    PersonName(script="Latn", family="Hong", given="Gildong"),
]


@pytest.mark.parametrize(
    ("language", "shown"), [("ko", "홍길동"), ("zh-hans", "洪吉童"), ("en", "HONG Gildong"), ("fr", "HONG Gildong")]
)
def test_one_person_three_readers(language: str, shown: str) -> None:
    own = {"fr": "en"}.get(language, language)
    assert display_name(HONG, language) == (shown, own)


def test_a_suggestion_never_wins_over_the_persons_own() -> None:
    own = PersonName(script="Hang", family="이", given="영희")
    suggested = PersonName(script="Latn", family="Lee", given="Yeonghui", is_suggestion=True)
    assert display_name([suggested, own], "en") == ("이영희", "ko")
    written_by_her = PersonName(script="Latn", family="Rhee", given="Younghee")
    assert display_name([suggested, own, written_by_her], "en") == ("RHEE Younghee", "en")


def test_nobody_has_no_name() -> None:
    assert display_name([], "ko") == ("", "ko")


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        (("Hang", "김", "민서"), "KIM Minseo"),
        (("Hang", "이", "영희"), "LEE Yeonghui"),
        (("Hang", "최", "윤아"), "CHOI Yuna"),
        (("Hang", "남궁", "민수"), "NAMGUNG Minsu"),
        (("Hang", "뷁", "값"), "BWEK Gap"),  # no family name in the table, rare finals
        (("Hans", "单", "雄信"), "SHAN Xiongxin"),
        (("Hant", "單", "雄信"), "SHAN Xiongxin"),
        (("Hans", "曾", "国藩"), "ZENG Guofan"),
        (("Hans", "查", "良镛"), "ZHA Liangyong"),
        (("Hans", "吕", "布"), "LYU Bu"),
        (("Hans", "欧阳", "娜娜"), "OUYANG Nana"),
    ],
)
def test_suggested_spellings(name: tuple[str, str, str], latin: str) -> None:
    suggestion = suggest_latin(Parts(*name, FAMILY_FIRST))
    assert suggestion is not None
    assert written(suggestion) == latin


def test_a_latin_name_needs_no_suggestion() -> None:
    assert suggest_latin(Parts(LATIN, "Hong", "Gildong", FAMILY_FIRST)) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("홍길동", (HANGUL, "홍", "길동", FAMILY_FIRST)),
        ("홍 길동", (HANGUL, "홍", "길동", FAMILY_FIRST)),
        ("황보민", (HANGUL, "황보", "민", FAMILY_FIRST)),
        ("선우", (HANGUL, "선", "우", FAMILY_FIRST)),  # two syllables: one of each
        ("王芳", (SIMPLIFIED, "王", "芳", FAMILY_FIRST)),
        ("欧阳娜娜", (SIMPLIFIED, "欧阳", "娜娜", FAMILY_FIRST)),
        ("阿依古丽·买买提", (SIMPLIFIED, "", "阿依古丽·买买提", FAMILY_FIRST)),
        ("HONG Gildong", (LATIN, "Hong", "Gildong", FAMILY_FIRST)),
        ("Gildong HONG", (LATIN, "Hong", "Gildong", GIVEN_FIRST)),
        ("Ana Maria Silva", (LATIN, "Silva", "Ana Maria", GIVEN_FIRST)),
        ("Sukarno", (LATIN, "", "Sukarno", FAMILY_FIRST)),
        ("HONG GILDONG", (LATIN, "GILDONG", "HONG", GIVEN_FIRST)),
    ],
)
def test_names_in_one_piece(text: str, parts: tuple[str, ...]) -> None:
    assert split_name(text) == parts


@given(st.text(alphabet="홍길동王芳ab AB·-'", min_size=1).filter(str.strip))
def test_taking_a_name_apart_loses_no_letter(text: str) -> None:
    parts = split_name(text)
    kept = sorted((parts.family + parts.given).replace(" ", "").lower())
    assert kept == sorted(text.replace(" ", "").lower())
    assert parts.given


@given(
    st.builds(
        Parts,
        st.sampled_from(["Hang", "Latn"]),
        st.text("홍ab ", max_size=4),
        st.text("길-cd ", min_size=1, max_size=6),
        st.just(FAMILY_FIRST),
    )
)
def test_every_way_to_type_a_name_holds_all_of_it(name: Parts) -> None:
    letters = sorted((name.family + name.given).replace(" ", "").replace("-", ""))
    for typed in both_orders(name):
        assert sorted(typed.replace(" ", "").replace("-", "")) == letters


@pytest.mark.parametrize("module", [wording, romanisation])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
