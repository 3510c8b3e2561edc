"""Published meeting instances: proved optima and seconds, beside the published ones and a plain model.

    python benchmarks/timetable.py --sets original,d=0 --plain-seconds 20

The 140 configurations are four sets of 20 real and crafted events at d = 2 (the breaks of any two
participants differ by at most d), and the original ones at d = 0, 1 and 3. ``known.csv`` beside them
has the proved optima and the seconds of the best published method (JAIR 2022), on its machine.

Each is solved until the breaks, which are what the publication asks for, are proved. The plain
model is what one writes first: CP-SAT as it comes, intervals, no bound and no start of ours.
Every plan goes through the verifier. LANDBRIDGE_SHARED names the folder with ``bench/timetable``.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ortools.sat.python import cp_model

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Place, Plan, Problem
from landbridge.engine.timetable.published import read_published
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.solve import solve
from landbridge.engine.tools.levels import Progress
from landbridge.engine.tools.stop import Stop

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("LANDBRIDGE_SHARED", ROOT.parent / "shared")) / "bench" / "timetable"
INFEASIBLE = "INFEASIBLE"


@dataclass(frozen=True)
class Configuration:
    """One published instance at one d, with its known optimum and the published seconds."""

    set: str  # "original", "forb0003", … at d = 2; "d=0", "d=1", "d=3" for the original ones at that d
    instance: str
    spread: int
    optimum: str
    published: float

    def problem(self) -> Problem:
        """The instance as a problem."""
        folder = "original" if self.set.startswith("d=") else self.set
        (path,) = (DATA / folder).glob(f"{self.instance}.*.dzn")
        return read_published(path.read_text(encoding="utf-8"), break_spread=self.spread)


@dataclass(frozen=True)
class Run:
    """What became of a configuration: the breaks reached, or INFEASIBLE, or "-"."""

    breaks: str
    proved: bool
    seconds: float
    processor: float


def main() -> None:
    wanted = _arguments()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    totals: list[str] = []
    for name in wanted.sets:
        rows = [row for row in _configurations() if row.set == name]
        rows = [row for row in rows if not wanted.instances or row.instance in wanted.instances]
        if rows:
            totals.append(_run_set(name, rows, wanted))
    print("\nset        proved  = known   seconds (cpu)     published   worst             plain: proved, seconds")
    print("\n".join(totals))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Published meeting instances")
    sets = list(dict.fromkeys(row.set for row in _configurations()))
    parser.add_argument("--sets", type=lambda text: text.split(","), default=sets, help=f"of {', '.join(sets)}")
    parser.add_argument("--instances", type=lambda text: text.split(","), default=[], help="names, all by default")
    parser.add_argument("--seconds", type=float, default=60.0, help="most for one configuration")
    parser.add_argument("--plain-seconds", type=float, default=0.0, help="most for the plain model; 0 leaves it out")
    return parser.parse_args()


def _configurations() -> Iterator[Configuration]:
    with (DATA / "known.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spread = int(row["fairness_d"])
            name = row["set"] if spread == 2 else f"d={spread}"
            published = float(row["maxsat_seconds_published"])
            yield Configuration(name, row["instance"], spread, row["optimum_breaks"], published)


def _run_set(name: str, rows: list[Configuration], wanted: argparse.Namespace) -> str:
    print(f"\n{name:10} instance         known   ours          seconds    cpu    published   plain")
    runs, plain = [], []
    for row in rows:
        problem = row.problem()
        run = _ours(problem, wanted.seconds)
        runs.append(run)
        beside = ""
        if wanted.plain_seconds > 0:
            plain.append(_plain(problem, wanted.plain_seconds))
            beside = f"{plain[-1].breaks:>10} {'proved' if plain[-1].proved else '':6} {plain[-1].seconds:6.1f}"
        ours = f"{run.breaks:>10} {'proved' if run.proved else 'open':6}"
        known = "" if not run.proved or run.breaks == row.optimum else "  DIFFERS FROM KNOWN"
        times = f"{run.seconds:8.1f} {run.processor:6.1f} {row.published:10.1f}"
        print(f"{'':10} {row.instance:14} {row.optimum:>10} {ours} {times} {beside}{known}", flush=True)
    equal = sum(run.proved and run.breaks == row.optimum for run, row in zip(runs, rows, strict=True))
    seconds, processor = sum(run.seconds for run in runs), sum(run.processor for run in runs)
    worst = max(zip(runs, rows, strict=True), key=lambda pair: pair[0].seconds)
    text = f"{name:9} {sum(run.proved for run in runs):>3}/{len(rows)}   {equal:>3}/{len(rows)}  "
    text += f"{seconds:8.1f} ({processor:6.1f}) {sum(row.published for row in rows):11.1f}   "
    text += f"{worst[0].seconds:5.1f} {worst[1].instance:12}"
    if plain:
        text += f"{sum(run.proved for run in plain):>3}/{len(rows)} {sum(run.seconds for run in plain):8.1f}"
    return text


def _ours(problem: Problem, seconds: float) -> Run:
    proved: list[bool] = [False]

    def note(progress: Progress) -> None:
        proved[0] |= any(level.name == "breaks" and level.proved for level in progress.levels)

    began = time.process_time()
    stop = Stop(seconds, asked=lambda: proved[0])
    result = solve(problem, stop=stop, on_progress=note)
    return _run(problem, result, time.process_time() - began)


def _run(problem: Problem, result: Result, processor: float) -> Run:
    if result.status is Status.INFEASIBLE:
        return Run(INFEASIBLE, proved=True, seconds=result.seconds, processor=processor)
    if not result.levels:
        return Run("-", proved=False, seconds=result.seconds, processor=processor)
    wrong = check(problem, result.plan)
    assert not wrong, wrong[0]
    breaks = next(level for level in result.levels if level.name == "breaks")
    return Run(str(breaks.value), breaks.proved, result.seconds, processor)


def _plain(problem: Problem, seconds: float) -> Run:
    began, processor = time.perf_counter(), time.process_time()
    breaks, proved, plan = plain_breaks(problem, seconds)
    assert plan is None or not check(problem, plan)
    reached = INFEASIBLE if proved and breaks is None else str("-" if breaks is None else breaks)
    return Run(reached, proved, time.perf_counter() - began, time.process_time() - processor)


def plain_breaks(problem: Problem, seconds: float) -> tuple[int | None, bool, Plan | None]:
    """The model that one writes first. Returns breaks (None: no plan found), whether proved, and the plan.

    An integer start and an interval per meeting, no-overlap per participant, a cumulative for the
    tables, breaks from reified occupancy; two workers and the solver's own portfolio.
    """
    model = cp_model.CpModel()
    order = {slot.id: number for number, slot in enumerate(problem.slots)}
    away = {person.id: person.unavailable for person in problem.participants}
    starts: dict[str, cp_model.IntVar] = {}
    intervals: dict[str, cp_model.IntervalVar] = {}
    for wish in problem.wishes:
        possible = [
            order[slot.id]
            for slot in problem.slots
            if (not wish.sessions or slot.session in wish.sessions)
            and (wish.fixed_slot is None or wish.fixed_slot == slot.id)
            and not any(slot.id in away[person] for person in wish.participants)
        ]
        starts[wish.id] = model.new_int_var_from_domain(cp_model.Domain.from_values(possible), wish.id)
        intervals[wish.id] = model.new_fixed_size_interval_var(starts[wish.id], 1, wish.id)
    model.add_cumulative(list(intervals.values()), [1] * len(intervals), len(problem.tables))
    breaks = []
    for person in problem.participants:
        meetings = [wish.id for wish in problem.wishes if person.id in wish.participants]
        model.add_no_overlap([intervals[meeting] for meeting in meetings])
        breaks.append(_breaks(model, [starts[meeting] for meeting in meetings], len(problem.slots)))
    for first, second in problem.before:
        model.add(starts[first] < starts[second])
    if problem.break_spread is not None and breaks:
        most, fewest = (model.new_int_var(0, len(problem.slots), name) for name in ("most", "fewest"))
        model.add_max_equality(most, breaks)
        model.add_min_equality(fewest, breaks)
        model.add(most - fewest <= problem.break_spread)
    model.minimize(sum(breaks))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE, None
    slots = {wish: problem.slots[solver.value(start)].id for wish, start in starts.items()}
    return round(solver.objective_value), status == cp_model.OPTIMAL, _seated(problem, slots)


def _breaks(model: cp_model.CpModel, starts: list[cp_model.IntVar], slots: int) -> cp_model.LinearExpr | int:
    """Runs of occupied slots less one."""
    if len(starts) < 2:
        return 0
    busy = []
    for slot in range(slots):
        here = []
        for start in starts:
            literal = model.new_bool_var("")
            model.add(start == slot).only_enforce_if(literal)
            model.add(start != slot).only_enforce_if(literal.negated())
            here.append(literal)
        busy.append(sum(here))
    begins = [busy[0]]
    for earlier, now in pairwise(busy):
        begin = model.new_bool_var("")
        model.add(begin >= now - earlier)
        begins.append(begin)
    return sum(begins) - 1


def _seated(problem: Problem, slots: dict[str, str]) -> Plan:
    taken: dict[str, int] = dict.fromkeys(slots.values(), 0)
    plan = {}
    for wish, slot in slots.items():
        plan[wish] = Place(slot, problem.tables[taken[slot]].id)
        taken[slot] += 1
    return plan


if __name__ == "__main__":
    main()
