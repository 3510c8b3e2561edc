"""Each level worked out by hand."""

from dataclasses import replace

from landbridge.engine.timetable.problem import Interpreter, Participant, Place, Priority, Problem, Slot, Table, Wish
from landbridge.engine.timetable.score import LEVELS, score

# 09:00 to 11:30 in five rounds, lunch, one round at 13:00; a second day with one round.
SLOTS = (
    *(Slot(f"s{number}", "2026-05-12", 540 + 30 * number, 570 + 30 * number) for number in range(5)),
    Slot("s5", "2026-05-12", 780, 810),
    Slot("s6", "2026-05-13", 540, 570),
)
FAIR = Problem(
    slots=SLOTS,
    tables=(Table("T1"), Table("T2")),
    participants=(
        Participant("A", languages={"ko": 3}),
        Participant("B", languages={"zh": 3}),
        Participant("C", languages={"zh": 3}, max_meetings=1),
        Participant("D", languages={"ko": 3}),
    ),
    interpreters=(Interpreter("I", frozenset({"ko", "zh"})), Interpreter("J", frozenset({"ko", "zh"}))),
    wishes=(
        Wish("ab", ("A", "B"), Priority.MUST),
        Wish("ac", ("A", "C"), Priority.MAYBE),
        Wish("ad", ("A", "D"), Priority.WANT),
        Wish("dc", ("D", "C"), Priority.MUTUAL),
        Wish("db", ("D", "B"), Priority.MAYBE, weight=7),
    ),
)


def values(plan: dict[str, Place], problem: Problem = FAIR) -> dict[str, int]:
    return {level.name: level.value for level in score(problem, plan)}


def test_levels_stand_in_the_order_of_the_decision() -> None:
    assert tuple(level.name for level in score(FAIR, {})) == tuple(name for name, _ in LEVELS)


def test_nothing_held() -> None:
    got = values({})
    assert (got["musts"], got["priority"], got["hardship"]) == (0, 0, 4000)


def test_held_and_hardship() -> None:
    got = values({"ab": Place("s0", "T1", "I"), "ac": Place("s1", "T1", "I"), "db": Place("s2", "T1", "I")})
    assert (got["musts"], got["priority"]) == (1, 20 + 2 + 7)
    # A misses 5 of 27, B nothing, C (who takes one meeting, worth 10 at best) 8 of 10, D 15 of 22
    assert got["hardship"] == 1000 * 5**3 // 27**3 + 0 + 512 + 1000 * 15**3 // 22**3


def test_who_is_there_for_one_slot_is_due_one_meeting() -> None:
    late = replace(FAIR.participants[3], unavailable=frozenset({slot.id for slot in SLOTS} - {"s6"}))
    problem = replace(FAIR, participants=(*FAIR.participants[:3], late))
    assert values({"dc": Place("s6", "T1", "I")}, problem)["hardship"] == 1000 + 1000


def test_a_break_is_a_run_of_idle_slots_between_two_meetings_of_a_segment() -> None:
    plan = {"ab": Place("s0", "T1", "I"), "ad": Place("s3", "T1"), "ac": Place("s5", "T1", "I")}
    got = values(plan)
    assert (got["breaks"], got["break_spread"]) == (1, 1)  # A's from s1 to s2; lunch is none


def test_one_idle_slot_is_a_break_and_none_is_not() -> None:
    held = {"ab": Place("s0", "T1", "I"), "ad": Place("s2", "T1")}
    assert values(held)["breaks"] == 1
    assert values(held | {"ac": Place("s1", "T1", "I")})["breaks"] == 0


def test_changes_count_within_a_day_and_only_between_interpreted_meetings() -> None:
    plan = {
        "ab": Place("s0", "T1", "I"),
        "ad": Place("s1", "T2"),
        "ac": Place("s2", "T2", "J"),
        "db": Place("s6", "T1", "J"),
    }
    got = values(plan)
    assert got["table_changes"] == 1  # A from T1 to T2; D's and B's other tables are another day
    assert got["interpreter_changes"] == 1  # A from I to J, though a meeting without one lies between


def test_load_counts_rounds_of_the_busiest() -> None:
    long = replace(FAIR, wishes=(replace(FAIR.wishes[0], length=3), *FAIR.wishes[1:]))
    plan = {"ab": Place("s0", "T1", "I"), "ac": Place("s3", "T1", "J"), "db": Place("s4", "T1", "J")}
    assert values(plan, long)["interpreter_load"] == 3
