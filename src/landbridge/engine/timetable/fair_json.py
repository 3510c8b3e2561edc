"""Reads the generated trade fairs that the benchmarks run on.

A fair is one JSON object: ``companies``, ``slots`` and ``tables`` are counts; ``meetings`` are
``{a, b, w, need}`` or ``[a, b, w, need]`` with weight 10, 5 or 2; ``available`` lists slots per
company; ``interpreters`` are ``{skills, slots}`` with skills KZ, ZE and KE. Need 0 asks for
nobody, 1 for KZ, 2 for KZ or ZE, 3 for KZ or KE.

There a need belongs to a meeting; here it follows from languages. The two agree when a Korean
company speaks Korean, and English if it has a meeting of need 2, and a Chinese one Chinese, and
English if it has a meeting of need 3; one whose meetings all need nobody speaks both. Companies
without a meeting of theirs do not matter. All slots make one segment, as in the published figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from landbridge.engine.timetable.problem import Interpreter, Participant, Priority, Problem, Slot, Table, Wish

PRIORITY = {10: Priority.MUTUAL, 5: Priority.WANT, 2: Priority.MAYBE}
SKILL = {"KZ": {"ko", "zh"}, "ZE": {"zh", "en"}, "KE": {"ko", "en"}}
MINUTES = 20
OPENS = 9 * 60


def read_fair(text: str) -> Problem:
    """The problem a fair states. Raises ValueError or KeyError where the text is no fair."""
    fair = json.loads(text)
    slots = tuple(
        Slot(f"S{at:02}", "1", OPENS + at * MINUTES, OPENS + (at + 1) * MINUTES) for at in range(fair["slots"])
    )
    every_slot = frozenset(slot.id for slot in slots)

    def away(there: Iterable[int]) -> frozenset[str]:
        return every_slot - {slots[at].id for at in there}

    meetings = [(m["a"], m["b"], m["w"], m["need"]) if isinstance(m, dict) else tuple(m) for m in fair["meetings"]]
    needs_of: list[set[int]] = [set() for _ in range(fair["companies"])]
    korean: set[int] = set()
    for one, other, _, need in meetings:
        korean.add(one)
        needs_of[one].add(need)
        needs_of[other].add(need)
    if any(other in korean for _, other, _, _ in meetings):
        raise ValueError("a company stands on both sides of the fair")
    return Problem(
        slots=slots,
        tables=tuple(Table(f"T{at:04}") for at in range(fair["tables"])),
        participants=tuple(
            Participant(
                id=f"C{at:05}",
                side="KR" if at in korean else "CN",
                languages=dict.fromkeys(_spoken(at in korean, needs_of[at]), 3),
                unavailable=away(fair["available"][at]),
            )
            for at in range(fair["companies"])
        ),
        wishes=tuple(
            Wish(f"W{at:05}", (f"C{one:05}", f"C{other:05}"), PRIORITY[weight])
            for at, (one, other, weight, _) in enumerate(meetings)
        ),
        interpreters=tuple(
            Interpreter(
                id=f"I{at:04}",
                languages=frozenset().union(*(SKILL[skill] for skill in person["skills"])),
                unavailable=away(person["slots"]),
            )
            for at, person in enumerate(fair["interpreters"])
        ),
    )


def _spoken(korean: bool, needs: set[int]) -> list[str]:
    """Languages that give every meeting of a company the need it has in the fair."""
    if needs == {0}:
        return ["ko", "zh"]
    own, english_need = ("ko", 2) if korean else ("zh", 3)
    return [own, "en"] if english_need in needs else [own]
