"""Everything that the engine can say has words, in every language, without a gap left in them."""

from __future__ import annotations

import dataclasses
import inspect
import re

import pytest
from django.utils.translation import override

from landbridge.engine.timetable.cause import Action, Cause, Remedy, Step, Unmet
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.explain import explain_all
from landbridge.engine.timetable.problem import Place
from landbridge.engine.timetable.result import Status
from landbridge.engine.timetable.score import LEVELS
from landbridge.engine.timetable.violation import Kind, Violation
from landbridge.meetings.wording import (
    Names,
    cause_label,
    cause_text,
    level_named,
    level_text,
    phase_text,
    remedy_text,
    status_text,
    violation_text,
)
from landbridge.meetings.workbook.sample import sample_fair

LANGUAGES = ("en", "ko", "zh-hans")
BOOK = sample_fair()
#: Every particular that an explanation or a step may come with.
DETAIL: dict[str, str | int | tuple[str, ...]] = {
    "participants": ("H-01", "G-01"),
    "who": ("H-01",),
    "slots": ("S-0900", "S-0930"),
    "common": (),
    "wishes": ("W-001",),
    "holders": ("W-002",),
    "languages": ("ko", "en/zh"),
    "interpreters": ("I-1",),
    "table": "T-01",
    "length": 2,
    "limit": 3,
}
STEP: dict[str, str | int | tuple[str, ...]] = {
    "wish": "W-001",
    "first": "W-001",
    "second": "W-002",
    "slot": "S-0900",
    "slots": ("S-0900",),
    "table": "T-01",
    "tables": ("+1", "+2"),
    "interpreter": "+1",
    "participant": "H-01",
    "other": "G-01",
    "languages": ("ko", "zh"),
    "sessions": ("AM",),
    "limit": 3,
    "length": 1,
}
VIOLATION: dict[str, str | int] = {
    "participant": "H-01",
    "other": "G-01",
    "slot": "S-0900",
    "table": "T-01",
    "interpreter": "I-1",
    "session": "AM",
    "day": "2026-12-12",
    "count": 5,
    "limit": 4,
}


def unmet(cause: Cause, *steps: Step, causes: tuple[Cause, ...] = ()) -> Unmet:
    place = Place("S-0900", "T-01", "I-1")
    return Unmet("W-001", cause, DETAIL, causes or (cause,), (), Remedy(place, steps))


def whole(text: str) -> bool:
    return bool(text.strip()) and "%(" not in text and "None" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_label_and_a_sentence(cause: Cause, language: str) -> None:
    with override(language):
        names = Names(BOOK)
        assert whole(cause_label(cause))
        assert whole(cause_text(unmet(cause, causes=(Cause.TABLES_FULL, Cause.ORDER)), names))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", Action)
def test_every_step_has_words(action: Action, language: str) -> None:
    with override(language):
        assert whole(remedy_text(unmet(Cause.TABLES_FULL, Step(action, STEP)), Names(BOOK)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_violation_has_words(kind: Kind, language: str) -> None:
    violation = Violation(
        kind, ("W-001", "W-002"), VIOLATION | ({"other": "S-0930"} if kind is Kind.WRONG_SLOT else {})
    )
    with override(language):
        assert whole(violation_text(violation, Names(BOOK)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_and_status_has_words_and_a_level_is_known_by_them(language: str) -> None:
    with override(language):
        words = [level_text(name) for name, _ in LEVELS]
        assert all(map(whole, [*words, *(status_text(status) for status in Status)]))
    assert [level_named(text) for text in words] == [name for name, _ in LEVELS]
    assert level_named("Meetings held") is None


def test_a_phase_is_named_after_the_level_it_works_on_or_stands_as_it_is() -> None:
    with override("en"):
        assert phase_text("breaks") == level_text("breaks")
        assert whole(phase_text("start"))
        assert phase_text("something new") == "something new"


def test_real_violations_and_explanations_leave_no_gap() -> None:
    """A plan in which everything is at the first slot and table: what the engine really says of it."""
    problem = BOOK.problem()
    plan = {wish.code: Place("S-0900", "T-01", "I-1") for wish in BOOK.wishes}
    plan |= {
        "W-001": Place("nowhere", "T-01"),
        "W-002": Place("S-0900", "none"),
        "X": Place("S-0900", "T-01", "nobody"),
    }
    with override("en"):
        names = Names(BOOK)
        found = check(problem, plan)
        assert len({violation.kind for violation in found}) > 10
        assert all(whole(violation_text(violation, names)) for violation in found)
        explained = explain_all(problem, {})
        assert all(whole(cause_text(one, names)) and whole(remedy_text(one, names)) for one in explained)


def test_names_are_those_of_the_readers_language() -> None:
    row = BOOK.companies[0]
    for language, name in (("ko", row.name_ko), ("zh-hans", row.name_zh), ("en", row.name_en)):
        with override(language):
            assert Names(BOOK).company(row.code) == name
    assert Names(BOOK).company("X-99") == "X-99"


def test_a_missing_name_gives_way_to_another_and_then_to_the_code() -> None:
    bare = dataclasses.replace(BOOK.companies[0], name_ko="", name_zh="", name_en="")
    chinese = dataclasses.replace(bare, code="C", name_zh="两江")
    names = Names(dataclasses.replace(BOOK, companies=(bare, chinese)))
    with override("ko"):
        assert names.company(bare.code) == bare.code
        assert names.company("C") == "两江"


def test_slots_say_their_day_where_the_fair_has_several() -> None:
    other = dataclasses.replace(BOOK.slots[0], code="D2", day=BOOK.event.date_to.replace(day=13))
    with override("en"):
        assert Names(BOOK).slot("S-0930") == "09:30"
        worded = Names(dataclasses.replace(BOOK, slots=(*BOOK.slots, other))).slot("D2")
        assert set(worded.split()) == {"13", "December", "09:00"}


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    """Placeholders are named, so that a translation may order them as its grammar asks."""
    from landbridge.meetings.wording import causes, levels, remedies, violations  # noqa: PLC0415

    for module in (causes, levels, remedies, violations):
        assert not re.search(r"\b_\(f[\"']|gettext_lazy\(f[\"']|%s|%d", inspect.getsource(module))
