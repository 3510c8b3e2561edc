"""Answers: what passes, what is wrong and where, and that nothing anybody sends breaks the reading."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.programmes.questions.answers import check_answers, clean_answers, tidy
from landbridge.programmes.questions.differences import differences
from landbridge.programmes.questions.digests import digest
from landbridge.programmes.questions.reading import read_form
from tests.programmes.questions.forms import EVERY_KIND, GOOD, asked, options

FORM = read_form(EVERY_KIND)


def codes(answers: dict[str, Any], **how: bool) -> dict[str, str]:
    """What is wrong by place, as codes."""
    return {place: fault.code for place, fault in check_answers(FORM, answers, **how).items()}


def test_good_answers_pass_and_are_kept_in_one_form() -> None:
    """Whatever way they were typed."""
    assert codes(GOOD) == {}
    assert clean_answers(FORM, GOOD) == {
        "company": "Ash Sensors",
        "number": {"register": "brn", "number": "9998100000"},
        "exports": {"amount": "12500000", "currency": "USD"},
        "booth": "own",
        "area": "18",
        "goals": ["buyers", "news"],
        "arrives": "2026-09-07",
        "story": "We make\nsensors.",
        "contacts": [{"who": "Kim", "years": "3.5"}],
        "terms": True,
    }


def test_what_is_missing_is_a_fault_only_of_what_is_to_be_submitted() -> None:
    """A draft is still being written."""
    missing = {"company", "number", "exports", "booth", "contacts", "terms"}
    assert set(codes({})) == missing
    assert codes({}, complete=False) == {}


@pytest.mark.parametrize(
    ("place", "answer", "code"),
    [
        ("company", "x" * 201, "too_long"),
        ("number", {"number": "116-82-00277", "register": "brn"}, "unreadable"),
        ("exports", {"amount": "plenty", "currency": "USD"}, "unreadable"),
        ("exports", {"amount": "12", "currency": "EUR"}, "currency"),
        ("exports", {"amount": "-12", "currency": "USD"}, "negative"),
        ("booth", "palace", "no_choice"),
        ("area", "8", "below"),
        ("area", "36.5", "whole"),
        ("area", "1e1", "no_number"),
        ("goals", ["buyers", "gold"], "no_choice"),
        ("arrives", "2026-10-01", "too_late"),
        ("arrives", "1/9/2026", "unreadable"),
        ("story", "x" * 301, "too_long"),
        ("contacts", [{"who": "a"}] * 4, "too_many_rows"),
        ("plan", [{"id": 1, "sha256": "x"}] * 3, "too_many_files"),
    ],
)
def test_each_kind_says_what_is_wrong(place: str, answer: object, code: str) -> None:
    """By the place it is at, and nowhere else."""
    assert codes({**GOOD, place: answer}) == {place: code}


def test_a_place_in_a_group_is_named_by_its_row() -> None:
    """In the language of who reads it."""
    answers = {**GOOD, "contacts": [{"who": "Kim"}, {"who": "", "years": "many"}]}
    faults = check_answers(FORM, answers)
    assert set(faults) == {"contacts.1.who", "contacts.1.years"}
    with override("ko"):
        assert "Contacts(한)" in faults["contacts.1.who"].place()
    with override("en"):
        assert faults["contacts.1.who"].place() == "Contacts, row 2: Who"
        assert faults["contacts.1.years"].message() == "“many” is no number. Write it like 1,234.5."


def test_a_wrong_digit_is_told_by_its_place() -> None:
    """As the register would."""
    fault = check_answers(FORM, {**GOOD, "number": {"number": "999-81-O0000", "register": "brn"}})["number"]
    assert fault.message().startswith("Character 6 is the letter O")


def test_what_is_hidden_is_neither_asked_nor_kept() -> None:
    """Even if it was answered before its condition ceased to hold."""
    answers = {**GOOD, "booth": "shared", "area": "1000"}
    assert codes(answers) == {}
    assert "area" not in clean_answers(FORM, answers)


def test_a_hidden_answer_moves_no_condition() -> None:
    """A condition hangs on what is seen."""
    form = read_form(
        [
            asked("a", "choice", options=options("yes", "no")),
            asked("b", "choice", options=options("yes", "no"), when={"question": "a", "is": "yes"}),
            asked("c", "text", when={"question": "b", "is": "yes"}),
        ]
    )
    assert form.visible({"a": "yes", "b": "yes"}) == {"a", "b", "c"}
    assert form.visible({"a": "no", "b": "yes"}) == {"a"}


def test_a_form_that_asks_no_more_shows_what_went() -> None:
    """Versions are compared by their own forms."""
    shorter = read_form([one for one in EVERY_KIND if one["code"] != "story"])
    cleaned = clean_answers(FORM, GOOD)
    now = {**{code: answer for code, answer in cleaned.items() if code != "story"}, "area": "20"}
    now["contacts"] = [*cleaned["contacts"], {"who": "Lee"}]
    found = [(one.question.code, one.before, one.after) for one in differences((FORM, cleaned), (shorter, now))]
    assert found == [("area", "18", "20"), ("who", None, "Lee"), ("story", "We make\nsensors.", None)]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["amount", "currency", "number", "register", "who", "years", "x"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([one["code"] for one in EVERY_KIND] + ["x"]), ANYTHING))
def test_whatever_is_sent_is_told_or_kept(sent: dict[str, Any]) -> None:
    """No answer breaks the reading; a tidied draft is JSON without NUL, and checks as what it is."""
    kept = tidy(FORM, sent)
    assert "\\u0000" not in json.dumps(kept)
    assert tidy(FORM, kept) == kept
    for answers in (sent, kept):
        faults = check_answers(FORM, answers)
        assert all(fault.message() and fault.place() for fault in faults.values())
        if not faults:
            clean_answers(FORM, answers)


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "company": st.text("abc 가나다中", min_size=1).filter(str.strip),
            "booth": st.sampled_from(["shared", "own"]),
            "area": st.integers(9, 36).map(str),
            "exports": st.builds(
                lambda amount, currency: {"amount": f"{amount:,}", "currency": currency},
                st.integers(0, 10**15),
                st.sampled_from(["USD", "KRW", "CNY"]),
            ),
            "contacts": st.lists(st.just({"who": "Kim"}), min_size=1, max_size=3),
        }
    )
)
def test_cleaning_twice_changes_nothing(varied: dict[str, Any]) -> None:
    """What is kept is read as it is, and has one digest."""
    answers = {**GOOD, **varied}
    assert codes(answers) == {}
    cleaned = clean_answers(FORM, answers)
    assert codes(cleaned) == {}
    assert clean_answers(FORM, cleaned) == cleaned
    assert digest(cleaned) == digest(json.loads(json.dumps(cleaned)))
