"""Each cause in a fair so small that it can be seen, with the remedy an organiser would choose."""

from dataclasses import replace
from typing import Any

import pytest

from landbridge.engine.timetable.carry_out import carry_out
from landbridge.engine.timetable.cause import Action, Cause
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.explain import explain
from landbridge.engine.timetable.problem import Interpreter, Participant, Place, Problem, Slot, Table, Wish

# Two rounds, two tables, one interpreter. K firms speak Korean, Z firms Chinese, E1 English.
SLOTS = (Slot("s1", "2026-05-12", 540, 570), Slot("s2", "2026-05-12", 570, 600))
FIRMS = tuple(
    Participant(name, languages={language: 3})
    for name, language in (("K1", "ko"), ("K2", "ko"), ("K3", "ko"), ("Z1", "zh"), ("Z2", "zh"), ("E1", "en"))
)
INTERPRETER = Interpreter("I1", frozenset({"ko", "zh"}))
HELD = (Wish("k1z1", ("K1", "Z1")), Wish("k1k2", ("K1", "K2")))
PLAN = {"k1z1": Place("s1", "T1", "I1"), "k1k2": Place("s2", "T1")}


def fair(*participants: str, wish: dict[str, Any] | None = None, **changes: Any) -> Problem:
    """The fair with ``PLAN`` and one more wish, "asked"; a firm's name changes that firm."""
    firms = tuple(replace(firm, **changes.pop(firm.id, {})) for firm in FIRMS)
    problem = Problem(
        slots=SLOTS,
        tables=(Table("T1"), Table("T2")),
        participants=firms,
        interpreters=(INTERPRETER,),
        wishes=(*HELD, Wish("asked", participants, **(wish or {}))),
    )
    return replace(problem, **changes)


CHINESE = ("Z1", "Z2")  # need nobody; Z1 is free in s2
ABSENT = frozenset({"s1", "s2"})

#: By cause: a fair in which it keeps "asked" out, and the steps that help most cheaply.
TOLD: dict[Cause, tuple[Problem, list[Action]]] = {
    Cause.NEVER: (fair(*CHINESE, never=frozenset({frozenset(CHINESE)})), [Action.ALLOW_PAIR]),
    Cause.NO_LANGUAGE: (fair(*CHINESE, Z2={"languages": {"zh": 1}}), [Action.STATE_LANGUAGE]),
    Cause.NO_COMMON_SLOT: (fair(*CHINESE, Z2={"unavailable": ABSENT}), [Action.MAKE_AVAILABLE]),
    Cause.PARTICIPANT_FULL: (fair(*CHINESE, Z1={"max_meetings": 1}), [Action.RAISE_MOST_MEETINGS]),
    Cause.PARTICIPANT_BUSY: (fair("K1", "K3"), [Action.GIVE_UP_MEETING]),
    Cause.TABLES_FULL: (fair(*CHINESE, tables=(Table("T1"),)), [Action.ADD_TABLES]),
    Cause.HOME_TABLE_BUSY: (fair(*CHINESE, Z2={"home_table": "T1"}), [Action.MOVE_MEETING]),
    Cause.FIXED_TABLE_TAKEN: (
        fair(*CHINESE, wish={"fixed_table": "T1"}, locked={"k1k2": PLAN["k1k2"]}),
        [Action.USE_OTHER_TABLE],
    ),
    Cause.NO_INTERPRETER: (fair("K3", "E1"), [Action.ADD_INTERPRETER]),
    Cause.INTERPRETERS_BUSY: (fair("K2", "Z2"), [Action.ADD_INTERPRETER]),
    Cause.INTERPRETERS_AWAY: (
        fair("K2", "Z2", interpreters=(INTERPRETER, replace(INTERPRETER, id="I2", unavailable=ABSENT))),
        [Action.EXTEND_SHIFT],
    ),
    Cause.ROUNDS_IN_A_ROW: (
        fair("K3", "Z2", interpreters=(replace(INTERPRETER, max_in_row=1),)),
        [Action.ALLOW_ROUNDS_IN_A_ROW],
    ),
    Cause.ROUNDS_IN_A_DAY: (
        fair("K3", "Z2", interpreters=(replace(INTERPRETER, max_per_day=1),)),
        [Action.ALLOW_ROUNDS_IN_A_DAY],
    ),
    Cause.ORDER: (fair(*CHINESE, before=(("asked", "k1k2"),)), [Action.LIFT_ORDER]),
    Cause.NO_LONG_GAP: (fair(*CHINESE, wish={"length": 2}), [Action.SHORTEN]),
    Cause.BREAK_SPREAD: (
        fair(*CHINESE, wish={"fixed_slot": "s3"}, slots=(*SLOTS, Slot("s3", "2026-05-12", 600, 630)), break_spread=0),
        [Action.ALLOW_BREAK_SPREAD],
    ),
    Cause.SEVERAL: (
        fair(*CHINESE, never=frozenset({frozenset(CHINESE)}), Z1={"max_meetings": 1}),
        [Action.ALLOW_PAIR, Action.RAISE_MOST_MEETINGS],
    ),
    Cause.PLACE_FREE: (fair(*CHINESE), []),
}


def test_every_cause_is_told() -> None:
    assert TOLD.keys() == set(Cause)


@pytest.mark.parametrize("cause", TOLD, ids=str)
def test_a_cause_and_its_remedy(cause: Cause) -> None:
    problem, actions = TOLD[cause]
    unmet = explain(problem, PLAN, "asked")
    assert unmet.cause is cause
    assert [step.action for step in unmet.remedy.steps] == actions
    after, held = carry_out(problem, PLAN, "asked", unmet.remedy)
    assert check(after, held) == []


def test_a_full_firm_is_named() -> None:
    unmet = explain(TOLD[Cause.PARTICIPANT_FULL][0], PLAN, "asked")
    assert unmet.detail == {"participants": CHINESE, "slots": ("s2",), "who": ("Z1",)}
    (step,) = unmet.remedy.steps
    assert step.detail == {"participant": "Z1", "limit": 2}


def test_a_pair_of_languages_is_named() -> None:
    unmet = explain(TOLD[Cause.NO_INTERPRETER][0], PLAN, "asked")
    assert unmet.detail["languages"] == ("ko", "en")
    (step,) = unmet.remedy.steps
    assert step.detail == {"interpreter": "+1", "languages": ("en", "ko"), "slots": ("s1",)}


def test_other_causes_that_would_be_enough_are_named_too() -> None:
    unmet = explain(TOLD[Cause.INTERPRETERS_BUSY][0], PLAN, "asked")
    assert unmet.also == (Cause.PARTICIPANT_BUSY,)


def test_a_spare_table_is_cheaper_than_another_one() -> None:
    unmet = explain(fair(*CHINESE, spare_tables=1), PLAN, "asked")
    assert [(step.action, dict(step.detail)) for step in unmet.remedy.steps] == [
        (Action.USE_SPARE_TABLES, {"limit": 0})
    ]


def test_a_meeting_moves_to_the_other_round() -> None:
    unmet = explain(fair("K2", "Z2", wish={"fixed_slot": "s1"}), {"k1z1": PLAN["k1z1"]}, "asked")
    assert unmet.cause is Cause.INTERPRETERS_BUSY
    assert [(step.action, dict(step.detail)) for step in unmet.remedy.steps] == [
        (Action.MOVE_MEETING, {"wish": "k1z1", "slot": "s2", "table": "T1", "interpreter": "I1"})
    ]


def test_a_locked_meeting_is_unlocked_before_it_moves_and_only_if_nothing_cheaper_helps() -> None:
    locked, late = {"k1z1": PLAN["k1z1"]}, {"unavailable": frozenset({"s2"})}
    problem = fair(*CHINESE, wish={"fixed_slot": "s1"}, locked=locked, Z2=late)
    unmet = explain(problem, locked, "asked")
    assert [step.action for step in unmet.remedy.steps] == [Action.UNLOCK_MEETING, Action.MOVE_MEETING]


def test_what_is_held_has_no_cause() -> None:
    with pytest.raises(ValueError, match="k1z1 is held"):
        explain(fair(*CHINESE), PLAN, "k1z1")
