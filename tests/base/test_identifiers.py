"""Registration numbers of both countries, digit by digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from landbridge.base.identifiers import (
    USCC_ALPHABET,
    BadNumber,
    brn_check_digit,
    check_number,
    display_number,
    guess_kind,
    uscc_check_character,
)

BRNS = ["999-81-00000", "999-85-01235", "999-82-07771", "999-01-00425"]
USCCS = ["91110000600037341L", "91350100M000100Y43", "91500000MA5U000010"]

brns = st.builds(
    lambda office, business, serial: f"{office}{business:02}{serial:04}",
    st.integers(101, 999), st.integers(1, 99), st.integers(0, 9999),
).map(lambda nine: nine + brn_check_digit(nine))  # fmt: skip
usccs = st.builds(
    lambda head, region, tail: f"{head}{region}{tail}",
    st.text(USCC_ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(USCC_ALPHABET, min_size=9, max_size=9),
).map(lambda seventeen: seventeen + uscc_check_character(seventeen))  # fmt: skip


def refusal(kind: str, text: str) -> BadNumber:
    with pytest.raises(BadNumber) as refused:
        check_number(kind, text)
    return refused.value


@pytest.mark.parametrize("number", BRNS)
def test_true_brns(number: str) -> None:
    assert display_number("brn", check_number("brn", number)) == number


@pytest.mark.parametrize("number", USCCS)
def test_true_usccs(number: str) -> None:
    assert check_number("uscc", number.lower()) == number


def test_wrong_check_digits() -> None:
    assert refusal("brn", "116-82-00277").code == "check"
    assert refusal("uscc", "91110000600037342L").code == "check"


@given(brns, st.integers(0, 9), st.integers(1, 9))
def test_every_single_wrong_digit_of_a_brn_is_refused(number: str, place: int, by: int) -> None:
    assert check_number("brn", number) == number
    refusal("brn", number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :])


@given(usccs, st.integers(0, 17), st.integers(1, 30))
def test_every_single_wrong_character_of_a_uscc_is_refused(number: str, place: int, by: int) -> None:
    assert check_number("uscc", number) == number
    other = USCC_ALPHABET[(USCC_ALPHABET.index(number[place]) + by) % 31]
    refusal("uscc", number[:place] + other + number[place + 1 :])


@given(usccs.filter(lambda number: number[:2].isdigit()))
def test_our_uscc_check_agrees_with_python_stdnum(number: str) -> None:
    assert uscc.is_valid(number)


@given(brns, st.sampled_from(["-", " ", "–", "－", ".", "　", ""]))
def test_full_width_and_separators_make_no_difference(number: str, sign: str) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    assert check_number("brn", sign.join([wide[:3], wide[3:5], wide[5:]])) == number


@given(st.sampled_from(["brn", "uscc", "other"]), st.text(max_size=40))
def test_any_text_is_a_number_or_told_why_not(kind: str, text: str) -> None:
    try:
        number = check_number(kind, text)
    except BadNumber as bad:
        said = bad.message()
    else:
        said = "" if check_number(kind, number) == number else "changed"
        assert said == ""
    assert "%(" not in said


@pytest.mark.parametrize(
    ("kind", "text", "code", "said"),
    [
        ("brn", " - ", "empty", "Enter the registration number."),
        ("brn", "99O-85-01235", "lookalike", "Character 3 is the letter O. Is the digit 0 meant?"),
        ("brn", "999-85-0123", "length", "has 10 digits; this one has 9."),
        ("brn", "099-85-01235", "office", "099, are no tax office"),
        ("brn", "999-00-01235", "business", "Digits 4 and 5 are 00"),
        ("brn", "999-85-01236", "check", "The last digit, 6, does not fit the nine before it"),
        ("brn", "999-8五-01235", "character", "Character 5 is “五”"),
        ("uscc", "9150OOO0MA5U000010", "lookalike", "Character 5 is the letter O."),
        ("uscc", "91V00000MA5U000010", "character", "Character 3 is “V”"),
        ("uscc", "91A00000MA5U000010", "region", "Character 3 is “A”"),
        ("uscc", "91500000MA5U00001", "length", "has 18 characters; this one has 17."),
        ("other", "12<3", "character", "Character 3 is “<”"),
        ("other", "1", "length", "has 2 to 30 characters; this one has 1."),
    ],
)
def test_what_is_wrong_is_said_and_where(kind: str, text: str, code: str, said: str) -> None:
    refused = refusal(kind, text)
    assert refused.code == code
    assert said in refused.message()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ""),
        ("999-85-01235", "brn"),
        ("99O-85-0123S", "brn"),
        (" 91110000600037341l ", "uscc"),
        ("HRB 12345", "other"),
    ],
)
def test_the_register_is_guessed_by_form(text: str, kind: str) -> None:
    assert guess_kind(text) == kind


def test_a_number_of_another_register_is_kept_without_signs() -> None:
    assert check_number("other", "hrb-１２３ 45") == "HRB12345"
