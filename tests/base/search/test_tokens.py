"""Text to tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.base.search.tokens import LONGEST_WORD, MOST_ASKED, MOST_TOKENS, asked, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("무역", ["무역", "역"]),
        ("한빛무역회사", ["한빛", "빛무", "무역", "역회", "회사", "사"]),
        ("貿易", ["贸易", "易"]),
        ("漢城物流有限公司", ["汉城", "城物", "物流", "流有", "有限", "限公", "公司", "司"]),
        ("차", ["차"]),
        ("LG전자", ["lg", "전자", "자"]),
        ("㈜한빛", ["주", "한빛", "빛"]),
        ("ＨＡＮＢＩＴ　Ｃｏ．", ["hanbit", "co"]),
        ("Café Ünïon", ["cafe", "union"]),
        ("999-81-00000", ["9998100000"]),
        ("９９９－８１－０００００", ["9998100000"]),
        ("91110000600037341l", ["91110000600037341l"]),
        ("KS-9000", ["ks", "9000"]),
        ("ガス", ["ガス", "ス"]),
        ("ひ\u3099", ["び"]),
        ("한", ["한"]),
        ('"quotes" * ^ _ \0 😀', ["quotes"]),
        ("", []),
    ],
)
def test_cases(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_hangul_in_pieces_is_hangul() -> None:
    assert tokens("\u1112\u1161\u11ab\u1107\u1175\u11be") == tokens("한빛")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("무역 han", [("무역", False), ("han", True)]),
        ("han 무역", [("han", False), ("무역", False)]),
        ("han 무", [("han", False), ("무", True)]),
        ("무 han", [("무", True), ("han", True)]),
        ("hanbit hanbit", [("hanbit", False)]),
        ("999-81", [("99981", True)]),
        (" … ", []),
    ],
)
def test_what_is_asked(query: str, expected: list[tuple[str, bool]]) -> None:
    assert asked(query) == expected


@given(st.text(max_size=300))
def test_tokens_hold_nothing_a_database_would_read(text: str) -> None:
    for token in tokens(text):
        assert token
        assert all(char.isalnum() if char.isascii() else not char.isspace() for char in token), token
        assert len(token) <= LONGEST_WORD


@given(st.text(max_size=300))
def test_what_is_asked_was_indexed_with_it(text: str) -> None:
    """Whatever a text holds finds the text: each token asked is one of its tokens, or begins one."""
    held = tokens(text)
    for token, begins in asked(text):
        assert token in held or (begins and any(word.startswith(token) for word in held))


@given(st.text(alphabet="가나다라무역物流a1 -", max_size=20), st.integers(0, 20))
def test_a_text_is_found_by_what_it_begins_with(text: str, length: int) -> None:
    """As one types: every beginning of a text asks for what the text was indexed by."""
    held = tokens(text)
    for token, begins in asked(text[:length]):
        assert token in held or (begins and any(word.startswith(token) for word in held)), (text[:length], held)


def test_long_texts_have_an_end() -> None:
    assert len(tokens("가나다 " * 10_000)) == MOST_TOKENS
    assert len(asked("".join(chr(code) for code in range(0xAC00, 0xAC00 + 900)))) == MOST_ASKED
    assert tokens("x" * 10_000) == ["x" * LONGEST_WORD]
