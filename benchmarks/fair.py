"""Generated trade fairs beside the figures they were published with.

    python benchmarks/fair.py [--sizes SML] [--moves 1.0]

Weight and breaks are measured on the objective of the published figures, which knows no hardship:
weight first, breaks at that weight. The last table is the whole objective of decision 004. Every
plan shown has been verified by ``check``. ``--moves`` scales the work of every search.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from landbridge.engine.timetable import accelerator
from landbridge.engine.timetable.annealing import anneal, run
from landbridge.engine.timetable.board import Weights, lay_out
from landbridge.engine.timetable.break_bound import break_bound
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.fair_json import read_fair
from landbridge.engine.timetable.greedy import place_all
from landbridge.engine.timetable.large import solve_large
from landbridge.engine.timetable.problem import Place, Problem
from landbridge.engine.timetable.repair import repair
from landbridge.engine.timetable.seating import seat
from landbridge.engine.timetable.staffing import staff
from landbridge.engine.timetable.weight_bound import relaxed
from landbridge.engine.tools.stop import Stop

SHARED = Path(os.environ.get("LANDBRIDGE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
#: The published upper bound; weight gap in % to reach; breaks to reach; repair seconds; solve seconds.
TO_REACH = {
    "S": (3_495, 0.0, 78, 0.2, 20),
    "M": (38_756, 0.005, 585, 0.5, 22),
    "L": (228_639, 0.02, 4_328, 1.0, 90),
}
#: Moves of the short search for weight, and of the long one for breaks.
WEIGHT_MOVES = {"S": 1_000_000, "M": 8_000_000, "L": 12_000_000}
BREAK_MOVES = {"S": 185_000_000, "M": 90_000_000, "L": 270_000_000}


def load(size: str) -> Problem:
    path = SHARED / "bench" / "timetable" / "fairs" / f"fair-{size}.json.gz"
    return read_fair(gzip.decompress(path.read_bytes()).decode())


def search(compact: Compact, moves: int, weights: Weights) -> tuple[list[int], float]:
    """Slots found from nothing, and CPU seconds (one thread): bound, greedy start and annealing together."""
    began = time.process_time()
    board = lay_out(compact, None, weights, 1)
    place_all(compact, board, relaxed(compact).held)
    run(board, moves, weights, Stop(3600))
    return board.best(), time.process_time() - began


def complete(compact: Compact, slots: Sequence[int]) -> tuple[dict[str, Place], int, int]:
    """The plan with tables and interpreters, changes of table and their bound for these slots."""
    staffed, seated = staff(compact, slots), seat(compact, slots)
    seats = {
        wish: Seat(slot, seated.tables[wish], staffed.interpreters[wish])
        for wish, slot in enumerate(slots)
        if slot >= 0 and wish not in staffed.unstaffed
    }
    return compact.plan(seats), seated.changes, seated.bound


def figures(size: str, factor: float) -> None:
    bound, gap, breaks_to_reach, _, _ = TO_REACH[size]
    problem = load(size)
    began = time.process_time()
    compact = Compact.of(problem)
    setup = time.process_time() - began
    slots, seconds = search(compact, int(WEIGHT_MOVES[size] * factor), Weights(hot=0.5, cold=0.2))
    weight = sum(worth for worth, slot in zip(compact.worth, slots, strict=True) if slot >= 0)
    print(
        f"{size}  weight {weight:,} of at most {bound:,}: gap {100 * (1 - weight / bound):.4f} % "
        f"(to reach {gap} %) in {setup + seconds:.1f} CPU s"
    )
    slots, seconds = search(compact, int(BREAK_MOVES[size] * factor), Weights(again=1, hot=0.4, cold=0.08))
    plan, changes, changes_bound = complete(compact, slots)
    weight = sum(worth for worth, slot in zip(compact.worth, slots, strict=True) if slot >= 0)
    breaks = lay_out(compact, slots, Weights(), 0).breaks
    wrong = len(check(problem, plan))
    people = len(problem.participants)
    print(
        f"{size}  breaks {breaks:,} (to reach {breaks_to_reach:,}) at weight {weight:,} "
        f"in {setup + seconds:.1f} CPU s; violations {wrong}; "
        f"meetings without interpreter {sum(slot >= 0 for slot in slots) - len(plan)}"
    )
    print(
        f"{size}  table changes {changes / people:.2f} a company (to reach 2), "
        f"no fewer than {changes_bound / people:.2f} with these slots"
    )
    if size == "S":
        began = time.process_time()
        least = break_bound(compact, priority=bound)
        print(f"{size}  breaks proved: at least {least} (to reach 21) in {time.process_time() - began:.1f} CPU s")
    print(f"{size}  memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GB (at most 4)")


def whole_objective(size: str) -> None:
    problem = load(size)
    seconds = TO_REACH[size][4]
    began = time.process_time()
    compact = Compact.of(problem)
    answer = solve_large(compact, seed=1, stop=Stop(seconds))
    took = time.process_time() - began
    wrong = len(check(problem, compact.plan(answer.seats)))
    told = ", ".join(f"{level.name} {level.value:,} ({level.bound:,})" for level in answer.levels)
    print(f"{size}  {told}; {took:.1f} CPU s, violations {wrong}, reproducible {answer.reproducible}")
    repairs(size, problem, compact.plan(answer.seats))


def repairs(size: str, problem: Problem, plan: dict[str, Place]) -> None:
    """What a quarter into the fair somebody is late, cancels, or interpreters fall ill."""
    slots = [slot.id for segment in problem.segments() for slot in segment]
    quarter = len(slots) // 4
    lot = random.Random(5)  # noqa: S311
    for event in ("late", "cancels", "interpreters ill"):
        took, hit, moved, placed, wrong = [], 0, 0, 0, 0
        for turn in range(5):
            changed = after(problem, plan, event, slots, quarter, lot)
            began = time.process_time()
            mended = repair(changed, plan, now=slots[quarter], seed=turn, stop=Stop(10))
            took.append(time.process_time() - began)
            hit, moved, placed = hit + len(mended.hit), moved + len(mended.moved), placed + len(mended.placed)
            wrong += len(check(changed, mended.plan))
        print(
            f"{size}  repair, {event}: median {sorted(took)[2]:.2f} CPU s, worst {max(took):.2f} "
            f"(to reach {TO_REACH[size][3]}); hit {hit}, placed {placed}, others moved {moved} "
            f"(at most {2 * placed}), violations {wrong}"
        )


def after(  # noqa: PLR0917
    problem: Problem, plan: dict[str, Place], event: str, slots: list[str], quarter: int, lot: random.Random
) -> Problem:
    away = frozenset(slots[quarter : quarter + 3] if event == "late" else slots[quarter:])
    if event == "interpreters ill":
        ill = set(lot.sample([person.id for person in problem.interpreters], max(1, len(problem.interpreters) // 20)))
        return replace(
            problem,
            interpreters=tuple(
                replace(person, unavailable=person.unavailable | away) if person.id in ill else person
                for person in problem.interpreters
            ),
        )
    concerned = [wish for wish in problem.wishes if wish.id in plan and plan[wish.id].slot in away]
    who = lot.choice(lot.choice(concerned).participants)
    return replace(
        problem,
        participants=tuple(
            replace(person, unavailable=person.unavailable | away) if person.id == who else person
            for person in problem.participants
        ),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="SML", help="which fairs, e.g. SM")
    options.add_argument("--moves", type=float, default=1.0, help="factor on the moves of every search")
    asked = options.parse_args()
    print(f"{os.cpu_count()} cores; numba {'on' if accelerator.allowed() else 'off'}")
    began = time.process_time()
    anneal(Compact.of(load("S")), moves=accelerator.WORTH_COMPILING)
    print(f"first search, machine code made or loaded: {time.process_time() - began:.1f} CPU s")
    for size in asked.sizes:
        figures(size, asked.moves)
    print("\nThe whole objective: value (bound); then repairs of that plan")
    for size in asked.sizes:
        whole_objective(size)


if __name__ == "__main__":
    main()
