"""Who is erased is found in any spelling of theirs, and nobody else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.base.mentions import CUT, Mentions

THEIRS = Mentions(["홍길동", "HONG Gildong", "Gildong Hong", "李明", "Li", "hong@hanbit.example", "+821012345678", ""])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("담당자: 홍길동 과장", "담당자: … 과장"),
        ("홍 길동에게", "…에게"),
        ("ＨＯＮＧ　Ｇｉｌｄｏｎｇ", "…"),
        ("hong, gildong; Gildong HONG부장", "…; …부장"),
        ("联系人：李明，经理", "联系人:…,经理"),
        ("HONG@Hanbit.example.", "…."),
        ("010-1234-5678 / +82 (10) 1234.5678 / 1012345678", "… / … / …"),
        ("Li", "…"),
        (" Li. ", "…"),
    ],
)
def test_cut_in_whatever_spelling(text: str, left: str) -> None:
    assert THEIRS.found_in(text)
    assert THEIRS.cut_from(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "길동",
        "李明博",
        "王李明",
        "Hongkong Gildongs",
        "Lidar",
        "Li Na",
        "x.hong@hanbit.example",
        "9010123456789",
        "１",
    ],
)
def test_nobody_else_is_cut(text: str) -> None:
    assert not THEIRS.found_in(text)
    assert THEIRS.cut_from(text) == text


def test_values_of_json_keep_their_shape() -> None:
    said = {"a": ["홍길동", 3, None, {"b": "by 홍길동", "c": True}], "d": "１"}
    assert THEIRS.cut_from(said) == {"a": [CUT, 3, None, {"b": f"by {CUT}", "c": True}], "d": "１"}
    assert THEIRS.found_in(said)
    assert not THEIRS.found_in({"홍길동": [1, None]})


_WORDS = st.text("ab홍길李明", min_size=1, max_size=4)


@settings(max_examples=60)
@given(st.lists(_WORDS, max_size=3), st.text("ab홍길李明 ,-", max_size=12))
def test_what_was_cut_is_found_no_more(words: list[str], text: str) -> None:
    mentions = Mentions(words)
    left = mentions.cut_from(text)
    assert (left != text) == mentions.found_in(text)
    assert not mentions.found_in(left)


def test_nobody_known_is_nowhere() -> None:
    assert not Mentions([]).found_in("anything")
    assert not Mentions([" ", ""]).found_in("")
