"""Forms as data: what is one, and what is wrong with what is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.programmes.questions.conditions import holds, read_condition
from landbridge.programmes.questions.reading import read_form
from landbridge.programmes.wording.forms import BadForm
from tests.programmes.questions.forms import EVERY_KIND, asked, options


def test_a_form_of_every_kind_is_read() -> None:
    """Questions keep their order, and a place finds its question."""
    form = read_form(EVERY_KIND)
    assert [one.code for one in form] == [one["code"] for one in EVERY_KIND]
    found = form.find("contacts.1.years")
    assert found is not None
    assert found.code == "years"
    assert form.find("contacts.x.years") is form.find("contacts.1") is form.find("nobody") is None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("text", "shape"),
        (asked("Äsh", "text"), "code"),
        (asked("a", "colour"), "kind"),
        ({"code": "a", "kind": "text", "label": {"en": " "}}, "label"),
        ({"code": "a", "kind": "text", "label": {"fr": "a"}}, "text"),
        (asked("a", "text", options=options("x", "y")), "key"),
        (asked("a", "choice", options=options("x")), "options"),
        (asked("a", "choice", options=options("x", "x")), "options"),
        (asked("a", "number", least="5", most="4"), "bounds"),
        (asked("a", "number", decimals=True), "value"),
        (asked("a", "file", types=["exe"]), "value"),
        (asked("a", "file", types=["pdf"], max_bytes=10**9), "value"),
        (asked("a", "money", currencies=[]), "value"),
        (asked("a", "group", questions=[]), "empty_group"),
        (asked("a", "group", questions=[asked("b", "file")]), "in_group"),
        (asked("a", "text", when={"question": "later", "is": "x"}), "when_unknown"),
        (asked("a", "text", when={"question": "a", "is": "x"}), "when_unknown"),
        (asked("a", "text", when={"question": "a", "near": "x"}), "when"),
        (asked("a", "text", prefill="password"), "prefill"),
    ],
)
def test_what_is_no_form_says_why(question: Any, code: str) -> None:
    """And names the question."""
    with pytest.raises(BadForm) as caught:
        read_form([question])
    assert caught.value.code == code
    assert caught.value.message()


def test_a_code_is_asked_once() -> None:
    """An answer would not know its question."""
    with pytest.raises(BadForm, match="twice"):
        read_form([asked("a", "text"), asked("a", "date")])


ANSWERS = {"booth": "own", "goals": ["buyers"], "area": "18", "exports": {"amount": "3m", "currency": "USD"}}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"question": "booth", "is": "OWN"}, True),
        ({"question": "booth", "in": ["shared", "own"]}, True),
        ({"question": "goals", "is": "buyers"}, True),
        ({"question": "goals", "is": "agents"}, False),
        ({"question": "area", "at_least": "18"}, True),
        ({"question": "area", "at_most": 17}, False),
        ({"question": "exports", "at_least": "3000000", "currency": "USD"}, True),
        ({"question": "exports", "at_least": "1", "currency": "KRW"}, False),
        ({"question": "plan", "answered": False}, True),
        ({"question": "plan", "at_least": 0}, False),
        ({"all": [{"question": "booth", "is": "own"}, {"not": {"question": "area", "at_least": 20}}]}, True),
        ({"any": [{"question": "booth", "is": "shared"}, {"question": "area", "at_least": 20}]}, False),
    ],
)
def test_conditions_hold_or_not(condition: dict[str, Any], expected: bool) -> None:
    """By answers as they were typed."""
    assert holds(read_condition(condition, "a"), ANSWERS) is expected


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["code", "kind", "label", "en", "when", "question", "is", "all", "not", "options", "questions", "most"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=10,
)


def _almost(junk: Any) -> dict[str, Any]:
    return {**asked("a", "text"), **(junk if isinstance(junk, dict) else {})}


def _told(junk: list[Any]) -> str:
    try:
        read_form(junk)
    except BadForm as bad:
        return bad.message()
    return ""


@settings(max_examples=150, deadline=None)
@given(st.lists(JUNK | JUNK.map(_almost)))
def test_whatever_is_no_form_is_told(junk: list[Any]) -> None:
    """Nothing breaks the reading of a form."""
    assert _told(junk) or all(isinstance(one, dict) and one["code"] == "a" for one in junk)
