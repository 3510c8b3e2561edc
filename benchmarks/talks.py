"""Business talks of 60 sellers and 60 buyers: what is reached and proved on every level.

30 tables, 22 interpreters of whom 6 know no Korean, 2 days, 480 wishes, at most 4 rounds in a row.
Run it as ``python -m benchmarks.talks [--seconds 60] [--seeds 3]``. Every plan is verified, every
value counted again by the score, and every wish that is not held explained.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections import Counter

from tests.engine.timetable.fairs import talks

from landbridge.engine.timetable import Problem, Result, check, score, solve
from landbridge.engine.timetable.explain import explain_all
from landbridge.engine.tools.levels import Progress
from landbridge.engine.tools.stop import Stop


class Reached:
    """When each level reached the value it ended with, or was proved, in seconds."""

    def __init__(self) -> None:
        self._since: dict[str, tuple[int, bool, float]] = {}

    def __call__(self, progress: Progress) -> None:
        """Note what ``progress`` tells."""
        for level in progress.levels:
            known = self._since.get(level.name)
            if known is None or known[:2] != (level.value, level.proved):
                self._since[level.name] = (level.value, level.proved, progress.seconds)

    def seconds(self, name: str) -> str:
        """When level ``name`` last changed, or was proved."""
        return f"{self._since[name][2]:.1f}" if name in self._since else ""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument("--seeds", type=int, default=3)
    asked = arguments.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    for seed in range(asked.seeds):
        problem, reached = talks(seed=seed), Reached()
        began, cpu = time.monotonic(), time.process_time()
        result = solve(problem, seed=seed, stop=Stop(seconds=asked.seconds), on_progress=reached)
        print(
            f"\nfair {seed}: {len(problem.wishes)} wishes, {len(result.plan)} held, {result.status.value}, "
            f"{time.monotonic() - began:.1f} s, {time.process_time() - cpu:.1f} s of CPU, "
            f"{'' if result.reproducible else 'not '}reproducible"
        )
        print(f"{'level':<20} {'value':>7} {'bound':>7} {'proved':>7} {'since s':>8}")
        for level in result.levels:
            bound, proved = "-" if level.bound is None else level.bound, "yes" if level.proved else "no"
            print(f"{level.name:<20} {level.value:>7} {bound:>7} {proved:>7} {reached.seconds(level.name):>8}")
        _verify(problem, result)
        _explain(problem, result)


def _verify(problem: Problem, result: Result) -> None:
    violations = check(problem, result.plan)
    assert not violations, violations[:3]
    counted = [level.value for level in score(problem, result.plan)]
    assert counted == [level.value for level in result.levels], counted
    print("verified: no violation, every value counted again")


def _explain(problem: Problem, result: Result) -> None:
    cpu = time.process_time()
    unmet = explain_all(problem, result.plan)
    spent = time.process_time() - cpu
    causes = ", ".join(f"{cause.value} {count}" for cause, count in Counter(each.cause for each in unmet).most_common())
    print(f"unmet {len(unmet)}, explained in {spent:.2f} s of CPU: {causes or '-'}")


if __name__ == "__main__":
    main()
