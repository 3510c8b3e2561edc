"""A valid plan, and one planted mistake of every kind: the verifier finds that mistake and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.timetable.fairs import examples, planned_fairs

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Interpreter, Participant, Place, Problem, Slot, Table, Wish
from landbridge.engine.timetable.violation import Kind

Plan = dict[str, Place]
Planted = tuple[Problem, Plan]

# Two days; lunch after s3. K firms speak Korean, Z firms Chinese.
SLOTS = tuple(
    Slot(name, day, start, start + 30, session)
    for name, day, start, session in (
        ("s1", "2026-05-12", 540, "morning"),
        ("s2", "2026-05-12", 570, "morning"),
        ("s3", "2026-05-12", 600, "morning"),
        ("s4", "2026-05-12", 720, "afternoon"),
        ("s5", "2026-05-12", 750, "afternoon"),
        ("s6", "2026-05-13", 540, "morning"),
    )
)
FAIR = Problem(
    slots=SLOTS,
    tables=tuple(Table(name, unavailable=frozenset({"s6"} if name == "T3" else ())) for name in ("T1", "T2", "T3")),
    participants=(
        Participant("K1", languages={"ko": 3, "zh": 1}, max_meetings=3, home_table="T1"),
        Participant("K2", languages={"ko": 3}, unavailable=frozenset({"s6"})),
        Participant("Z1", languages={"zh": 3}),
        Participant("Z2", languages={"zh": 3, "en": 2}),
    ),
    interpreters=(
        Interpreter("I1", frozenset({"ko", "zh"}), max_in_row=2, max_per_day=3),
        Interpreter("I2", frozenset({"ko", "zh"}), unavailable=frozenset({"s1"})),
        Interpreter("I3", frozenset({"en", "zh"})),
    ),
    wishes=(
        Wish("k1z1", ("K1", "Z1")),
        Wish("k1z2", ("K1", "Z2"), sessions=frozenset({"morning"})),
        Wish("k2z1", ("K2", "Z1")),
        Wish("k2z2", ("K2", "Z2"), length=2),
        Wish("k1k2", ("K1", "K2"), fixed_slot="s5"),
        Wish("z1z2", ("Z1", "Z2"), fixed_table="T2"),
    ),
    before=(("k1z1", "k1k2"),),
    spare_tables=1,
)
PLAN: Plan = {
    "k1z1": Place("s1", "T1", "I1"),
    "k1z2": Place("s2", "T1", "I1"),
    "k2z1": Place("s4", "T2", "I1"),
    "k1k2": Place("s5", "T1"),
    "z1z2": Place("s6", "T2"),
}


def moved(wish: str, place: Place) -> Planted:
    return FAIR, PLAN | {wish: place}


def changed(**changes: object) -> Problem:
    return replace(FAIR, **changes)  # type: ignore[arg-type]


def with_firm(name: str, **changes: object) -> Problem:
    firms = (replace(firm, **changes) if firm.id == name else firm for firm in FAIR.participants)  # type: ignore[arg-type]
    return replace(FAIR, participants=tuple(firms))


#: By kind, how it is planted.
PLANTED: dict[Kind, Callable[[], Planted]] = {
    Kind.UNKNOWN_WISH: lambda: moved("k9z9", Place("s3", "T2", "I1")),
    Kind.UNKNOWN_SLOT: lambda: moved("k2z1", Place("s9", "T2", "I1")),
    Kind.UNKNOWN_TABLE: lambda: moved("k2z1", Place("s4", "T9", "I1")),
    Kind.UNKNOWN_INTERPRETER: lambda: moved("k2z1", Place("s4", "T2", "I9")),
    Kind.DOUBLE_BOOKED_PARTICIPANT: lambda: moved("z1z2", Place("s1", "T2")),
    Kind.DOUBLE_BOOKED_TABLE: lambda: moved("k2z1", Place("s2", "T1", "I2")),
    Kind.DOUBLE_BOOKED_INTERPRETER: lambda: moved("k2z1", Place("s2", "T2", "I1")),
    Kind.PARTICIPANT_UNAVAILABLE: lambda: (with_firm("K2", unavailable=frozenset({"s4"})), PLAN),
    Kind.TABLE_UNAVAILABLE: lambda: (
        changed(tables=(FAIR.tables[0], replace(FAIR.tables[1], unavailable=frozenset({"s4"})), FAIR.tables[2])),
        PLAN,
    ),
    Kind.INTERPRETER_UNAVAILABLE: lambda: moved("k1z1", Place("s1", "T1", "I2")),
    Kind.INTERPRETER_MISSING: lambda: moved("k2z1", Place("s4", "T2")),
    Kind.INTERPRETER_NEEDLESS: lambda: moved("k1k2", Place("s5", "T1", "I2")),
    Kind.INTERPRETER_CANNOT_COVER: lambda: moved("k2z1", Place("s4", "T2", "I3")),
    Kind.TOO_MANY_TABLES: lambda: (changed(spare_tables=2), PLAN | {"z1z2": Place("s5", "T2")}),
    Kind.TOO_MANY_MEETINGS: lambda: (with_firm("K1", max_meetings=2), PLAN),
    Kind.ROUNDS_IN_A_ROW: lambda: moved("k2z1", Place("s3", "T2", "I1")),
    Kind.ROUNDS_IN_A_DAY: lambda: (
        changed(interpreters=(replace(FAIR.interpreters[0], max_per_day=2), *FAIR.interpreters[1:])),
        PLAN,
    ),
    Kind.WRONG_SESSION: lambda: (FAIR, {"k1z2": Place("s4", "T1", "I1")}),
    Kind.WRONG_SLOT: lambda: moved("k1k2", Place("s3", "T1")),
    Kind.WRONG_TABLE: lambda: moved("k1z1", Place("s1", "T2", "I1")),
    Kind.LEAVES_SEGMENT: lambda: moved("k2z2", Place("s3", "T2", "I2")),
    Kind.ORDER: lambda: (changed(before=(("k1k2", "k1z1"),)), PLAN),
    Kind.NEVER: lambda: (changed(never=frozenset({frozenset({"K2", "Z1"})})), PLAN),
    Kind.LOCKED_MOVED: lambda: (changed(locked={"k2z1": Place("s4", "T3", "I1")}), PLAN),
    Kind.BREAK_SPREAD: lambda: (changed(break_spread=0), {"k1z1": PLAN["k1z1"], "k1z2": Place("s3", "T1", "I1")}),
    Kind.NOT_HELD: lambda: (changed(hold_all=True), PLAN),
}


def test_the_plan_itself_is_valid() -> None:
    assert check(FAIR, PLAN) == []


def test_every_kind_is_planted() -> None:
    assert PLANTED.keys() == set(Kind)


@pytest.mark.parametrize("kind", PLANTED, ids=str)
def test_a_planted_mistake_is_found_and_nothing_else(kind: Kind) -> None:
    problem, plan = PLANTED[kind]()
    assert {violation.kind for violation in check(problem, plan)} == {kind}


def test_a_table_may_not_be_used_when_only_the_spare_one_is_left() -> None:
    violations = check(*PLANTED[Kind.TOO_MANY_TABLES]())
    assert [(set(found.wishes), dict(found.detail)) for found in violations] == [
        ({"k1k2", "z1z2"}, {"slot": "s5", "count": 2, "limit": 1})
    ]


def test_lunch_ends_a_run_of_rounds() -> None:
    plan = {"k1z1": Place("s2", "T1", "I1"), "k1z2": Place("s3", "T1", "I1"), "k2z1": Place("s4", "T2", "I1")}
    assert check(FAIR, plan) == []


def test_a_long_meeting_fills_all_its_slots() -> None:
    plan = {"k2z2": Place("s4", "T2", "I2"), "k1k2": Place("s5", "T1")}
    assert {(found.kind, found.detail["slot"]) for found in check(FAIR, plan)} == {
        (Kind.DOUBLE_BOOKED_PARTICIPANT, "s5")
    }


@examples(50)
@given(planned_fairs(), st.data())
def test_whoever_is_sent_away_is_missed(fair: tuple[Problem, Plan], data: st.DataObject) -> None:
    problem, plan = fair
    if not plan:
        return
    wish = data.draw(st.sampled_from(sorted(plan)))
    name = next(asked.participants[0] for asked in problem.wishes if asked.id == wish)
    people = tuple(
        replace(person, unavailable=person.unavailable | {plan[wish].slot}) if person.id == name else person
        for person in problem.participants
    )
    (found,) = check(replace(problem, participants=people), plan)
    assert (found.kind, found.wishes) == (Kind.PARTICIPANT_UNAVAILABLE, (wish,))
