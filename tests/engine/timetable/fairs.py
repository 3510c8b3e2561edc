"""Fairs to test on: small ones that use every feature, drawn by hypothesis, and large ones by seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import (
    Interpreter,
    Participant,
    Place,
    Priority,
    Problem,
    Slot,
    Table,
    Wish,
)
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.violation import Kind

#: What a plan may still break while it is being filled.
UNFINISHED = {Kind.NOT_HELD, Kind.LOCKED_MOVED, Kind.BREAK_SPREAD}


@dataclass(frozen=True)
class Limits:
    """How large a drawn fair may be."""

    slots: int = 4
    tables: int = 2
    participants: int = 4
    interpreters: int = 2
    wishes: int = 4


SMALL = Limits(slots=4, participants=3, wishes=5)
MIDDLE = Limits(slots=6, tables=3, participants=6, interpreters=3, wishes=9)

_LANGUAGES = ("ko", "zh", "en")
_SESSIONS = ("one-to-one", "plenary")
_PAIRS = tuple(frozenset(pair) for pair in (_LANGUAGES, ("ko", "zh"), ("ko", "en"), ("en", "zh")))
_OTHER_LANGUAGES = st.dictionaries(st.sampled_from(_LANGUAGES), st.integers(1, 3), min_size=1, max_size=2)

Value = TypeVar("Value")


def examples(count: int) -> settings:
    """So many draws, however long a busy machine takes for one."""
    return settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def fairs(draw: st.DrawFn, limits: Limits = SMALL, *, whole: bool = True, tangled: bool = False) -> Problem:
    """A fair with any mix of features; ``whole`` allows locks, a break spread and hold_all too.

    In a ``tangled`` one many wishes fix slot and table and interpreters come and go, so that breaks
    and changes cannot be avoided.
    """
    pinning = _often if tangled else _rarely
    slots = draw(_slots(limits.slots))
    gone_slots = st.frozensets(st.sampled_from([slot.id for slot in slots]), min_size=1, max_size=2)
    gone = _rarely(frozenset(), gone_slots)
    tables = tuple(
        Table(f"T{number}", unavailable=draw(gone))
        for number in range(draw(st.sampled_from(range(limits.tables, 0, -1))))
    )
    table_ids = st.sampled_from([table.id for table in tables])
    participants = tuple(
        Participant(
            f"P{number}",
            side="seller" if number % 2 else "buyer",
            languages={_LANGUAGES[number % 3]: 3} | draw(_rarely({}, _OTHER_LANGUAGES)),
            max_meetings=draw(_rarely(None, st.integers(1, 2))),
            unavailable=draw(gone),
            home_table=draw(st.sampled_from((None, tables[-1].id, tables[0].id))),
        )
        for number in range(draw(st.integers(3, limits.participants)))
    )
    interpreters = tuple(
        Interpreter(
            f"I{number}",
            languages=draw(st.sampled_from(_PAIRS)),
            unavailable=draw(gone_slots if tangled else gone),
            max_in_row=draw(st.none() | st.integers(1, 2)),
            max_per_day=draw(_rarely(None, st.integers(1, 3))),
        )
        for number in range(draw(st.sampled_from(range(limits.interpreters, -1, -1))))
    )
    ids = [person.id for person in participants]
    wishes = tuple(
        Wish(
            f"w{number}",
            tuple(draw(st.permutations(ids))[: draw(_rarely(2, st.just(min(3, len(ids)))))]),
            priority=draw(st.sampled_from(Priority)),
            length=draw(_rarely(1, st.just(2))),
            sessions=draw(_rarely(frozenset(), st.sampled_from(_SESSIONS).map(lambda session: frozenset({session})))),
            fixed_slot=draw(pinning(None, st.sampled_from([slot.id for slot in slots]))),
            fixed_table=draw(pinning(None, table_ids)),
            weight=draw(_rarely(None, st.sampled_from((1, 7)))),
        )
        for number in range(draw(st.integers(min(4, limits.wishes), limits.wishes)))
    )
    problem = Problem(
        slots=slots,
        tables=tables,
        participants=participants,
        wishes=wishes,
        interpreters=interpreters,
        before=draw(_often((), st.just((("w1", "w0"), ("w2", "w1"))))),
        never=draw(_rarely(frozenset(), st.just(frozenset({frozenset(ids[:2])})))),
        spare_tables=draw(_rarely(0, st.just(1))),
    )
    return draw(_bound(problem)) if whole and draw(_rarely(False, st.just(True))) else problem


def _often(usual: Value, seldom: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.booleans().flatmap(lambda draw: seldom if draw else st.just(usual))


def _rarely(usual: Value, seldom: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """Mostly the usual value, so that one fair does not meet every obstacle at once."""
    return st.integers(0, 5).flatmap(lambda draw: seldom if draw == 3 else st.just(usual))


@st.composite
def planned_fairs(draw: st.DrawFn, limits: Limits = MIDDLE) -> tuple[Problem, dict[str, Place]]:
    """A fair and a valid plan for it, as full as a blind draw makes it."""
    problem = draw(fairs(limits, whole=False))
    plan: dict[str, Place] = {}
    for wish in draw(st.permutations(problem.wishes)):
        good = [place for place in places(problem, wish) if not check(problem, plan | {wish.id: place})]
        place = draw(st.sampled_from([*good, None]))
        if place is not None:
            plan[wish.id] = place
    locked = draw(st.frozensets(st.sampled_from(sorted(plan)), max_size=2)) if plan else frozenset()
    spread = next(level.value for level in score(problem, plan) if level.name == "break_spread")
    return replace(
        problem,
        locked={wish: plan[wish] for wish in sorted(locked)},
        break_spread=draw(_rarely(None, st.just(spread))),
    ), plan


def places(problem: Problem, wish: Wish) -> Iterator[Place]:
    """Every place where ``wish`` can stand alone."""
    for slot in problem.slots:
        for table in problem.tables:
            for interpreter in (None, *(person.id for person in problem.interpreters)):
                place = Place(slot.id, table.id, interpreter)
                if all(violation.kind in UNFINISHED for violation in check(problem, {wish.id: place})):
                    yield place


@st.composite
def _slots(draw: st.DrawFn, most: int) -> tuple[Slot, ...]:
    """Rounds of 30 minutes on one day or two, some of them after a pause that ends a segment."""
    slots = []
    day, clock = 1, 540
    for number in range(draw(st.sampled_from(range(most, 2, -1)))):
        pause = draw(st.sampled_from((0, 0, 0, 10, 60, None))) if number else 0
        if pause is None and day == 1:
            day, clock = 2, 540
        else:
            clock += pause or 0
        slots.append(Slot(f"s{number}", f"2026-05-1{day}", clock, clock + 30, draw(st.sampled_from(_SESSIONS))))
        clock += 30
    return tuple(draw(st.permutations(slots)))


@st.composite
def _bound(draw: st.DrawFn, problem: Problem) -> Problem:
    """The same fair with a lock, a cap on the spread of breaks, or the duty to hold every wish."""
    wish = draw(st.sampled_from(problem.wishes))
    place = draw(st.sampled_from([*places(problem, wish), None]))
    return replace(
        problem,
        locked={} if place is None else {wish.id: place},
        break_spread=draw(st.sampled_from((None, 0, 1))),
        hold_all=draw(st.sampled_from((False, False, True))),
    )


def talks(
    *,
    sellers: int = 60,
    buyers: int = 60,
    tables: int = 30,
    interpreters: int = 22,
    zh_en_only: int = 6,
    days: int = 2,
    wishes: int = 480,
    seed: int = 0,
) -> Problem:
    """Business talks as centres hold them: Korean and some third-country sellers, Chinese buyers.

    16 rounds a day in two segments of 8. Seven sellers of ten work in Korean, the others in
    English; buyers work in Chinese, one in six in English too. A few firms come for one day only;
    wishes gather on well-known firms. Interpreters work at most 4 rounds in a row;
    ``zh_en_only`` of them know no Korean.
    """
    chance = random.Random(seed)  # noqa: S311  a fair, not a secret
    slots = tuple(_rounds(days))
    all_days = sorted({slot.day for slot in slots})

    def away() -> frozenset[str]:
        if days == 1 or chance.random() > 0.12:
            return frozenset()
        missing = chance.choice(all_days)
        return frozenset(slot.id for slot in slots if slot.day == missing)

    def seller(number: int) -> Participant:
        spoken = {"ko": 3, "en": 2 if chance.random() < 0.3 else 1} if number % 10 < 7 else {"en": 3}
        home = f"T{number + 1:02}" if number < tables // 3 else None
        return Participant(f"S{number + 1:02}", "seller", spoken, chance.choice((None, 10, 12)), away(), home)

    def buyer(number: int) -> Participant:
        spoken = {"zh": 3} | ({"en": 2} if chance.random() < 1 / 6 else {}) | ({"ko": 2} if number % 20 == 0 else {})
        return Participant(f"B{number + 1:02}", "buyer", spoken, chance.choice((None, 10, 12)), away())

    everyone = ([seller(number) for number in range(sellers)], [buyer(number) for number in range(buyers)])
    fame = [[1 / (rank + 20) for rank in range(len(side))] for side in everyone]
    for ranks in fame:
        chance.shuffle(ranks)
    asked: dict[tuple[str, str], Wish] = {}
    while len(asked) < min(wishes, sellers * buyers):
        one, other = (chance.choices(side, ranks)[0].id for side, ranks in zip(everyone, fame, strict=True))
        priority = chance.choices(list(Priority), (10, 25, 40, 25))[0]
        if (one, other) not in asked:
            asked[one, other] = Wish(f"W{len(asked) + 1:03}", (one, other), priority)
    people = tuple(
        Interpreter(
            f"I{number + 1:02}",
            frozenset({"zh", "en"} if number < zh_en_only else {"ko", "zh"} | ({"en"} if number % 4 == 0 else set())),
            max_in_row=4,
        )
        for number in range(interpreters)
    )
    return Problem(
        slots=slots,
        tables=tuple(Table(f"T{number + 1:02}") for number in range(tables)),
        participants=(*everyone[0], *everyone[1]),
        wishes=tuple(asked.values()),
        interpreters=people,
    )


def _rounds(days: int) -> Iterator[Slot]:
    for day in range(1, days + 1):
        for number in range(16):
            start = (540 if number < 8 else 600) + 30 * number
            session = "morning" if number < 8 else "afternoon"
            yield Slot(f"D{day}-{start // 60:02}{start % 60:02}", f"2026-05-{11 + day}", start, start + 25, session)
