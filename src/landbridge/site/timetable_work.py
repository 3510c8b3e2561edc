"""What ``landbridge timetable`` does: read and tell faults, search, verify, write; check what was written."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.sheets import Limits
from landbridge.engine.timetable.check import check as violations_of
from landbridge.engine.timetable.problem import Problem
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.score import score
from landbridge.engine.tools.levels import Progress
from landbridge.engine.tools.stop import Stop
from landbridge.meetings.wording import (
    Names,
    cause_text,
    level_text,
    phase_text,
    remedy_text,
    sentences,
    status_text,
    violation_text,
)
from landbridge.meetings.workbook.book import FairBook
from landbridge.meetings.workbook.faults import Fault
from landbridge.meetings.workbook.readback import read_timetable
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.meetings.workbook.timetable import Timetable, Why
from landbridge.meetings.workbook.timetable_json import timetable_json
from landbridge.meetings.workbook.writing import write_fair, write_template, write_timetable

DONE, WRONG, MISUSED = 0, 1, 2
#: Seconds that finding out why wishes are unmet may take after the search.
EXPLAIN_SECONDS = 30.0


class UsageError(Exception):
    """The command cannot do what it was asked; the message says why."""


def template() -> bytes:
    """The workbook to fill in."""
    return write_template(get_language() or "en")


def sample() -> bytes:
    """The sample fair."""
    return write_fair(sample_fair(), get_language() or "en")


def write_new(path: Path, content: bytes) -> int:
    """Write a workbook where there is none yet."""
    if path.exists():
        raise UsageError(_("%(path)s is already there and is not overwritten.") % {"path": path})
    _write(path, content)
    _say(_("Written: %(path)s") % {"path": path})
    return DONE


def solve(fair: Path, out: Path, out_json: Path | None, *, seconds: float, seed: int) -> int:
    """Search a timetable, verify it, and write it."""
    _keep_apart(fair, out, out_json)
    book = _book(fair)
    if book is None:
        return WRONG
    problem = book.problem()
    result = _search(problem, seconds=seconds, seed=seed)
    if result.status not in (Status.OPTIMAL, Status.FEASIBLE):
        _tell(status_text(result.status))
        return WRONG
    names = Names(book)
    wrong = violations_of(problem, result.plan)
    if wrong:
        _tell(_("The timetable that was found breaks rules, which is a mistake of the program. Nothing was written."))
        for violation in wrong:
            _tell(f"  {violation_text(violation, names)}")
        return WRONG
    timetable = _timetable(book, problem, result, names)
    _write(out, write_timetable(timetable, get_language() or "en"))
    if out_json is not None:
        _write(out_json, (json.dumps(timetable_json(timetable), ensure_ascii=False, indent=1) + "\n").encode())
    _summarise(timetable)
    for path in filter(None, (out, out_json)):
        _say(_("Written: %(path)s") % {"path": path})
    return DONE


def check(fair: Path, out: Path) -> int:
    """Verify a timetable's workbook against its fair, whoever wrote it."""
    book = _book(fair)
    if book is None:
        return WRONG
    found = read_timetable(_content(out), book)
    problem, names = book.problem(), Names(book)
    lines = [_fault_line(fault) for fault in found.faults]
    wrong = sum(not fault.is_notice for fault in found.faults)
    for violation in violations_of(problem, found.plan):
        wrong += 1
        rows = ", ".join(str(found.rows[wish]) for wish in violation.wishes if wish in found.rows)
        where = _("sheet “%(sheet)s”, row %(row)s") % {"sheet": found.sheet, "row": rows}
        lines.append(_after(where, violation_text(violation, names)) if rows else violation_text(violation, names))
    if not wrong:
        for level in score(problem, found.plan):
            if found.values.get(level.name, level.value) != level.value:
                wrong += 1
                params = {"value": found.values[level.name], "expected": level.value}
                fault = Fault("summary_differs", params={"name": level_text(level.name), **params})
                lines.append(_fault_line(fault))
    for line in lines:
        _say(line)
    if wrong:
        _say(_("Faults found: %(count)s.") % {"count": wrong})
        return WRONG
    held, asked = len(found.plan), len(book.wishes)
    _say(_("The timetable keeps every rule. %(held)s of %(asked)s wishes are met.") % {"held": held, "asked": asked})
    return DONE


def _book(path: Path) -> FairBook | None:
    """The fair, or None after telling its faults; notices are told either way."""
    book, faults = read_fair(_content(path), path.name)
    for fault in faults:
        _tell(_fault_line(fault))
    if book is None:
        _tell(_("%(path)s has faults; correct them and try again.") % {"path": path})
    return book


def _after(what: str, said: str) -> str:
    return _("%(what)s: %(said)s") % {"what": what, "said": said}


def _fault_line(fault: Fault) -> str:
    place = fault.place()
    said = sentences([fault.message(), fault.remedy()])
    return _after(place, said) if place else said


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(Limits().file_bytes + 1)
    except OSError as error:
        words = {"path": path, "error": error.strerror or repr(error)}
        raise UsageError(_("%(path)s cannot be read: %(error)s.") % words) from error


def _keep_apart(fair: Path, out: Path, out_json: Path | None) -> None:
    paths = [path.resolve() for path in (fair, out, out_json) if path is not None]
    if len(set(paths)) < len(paths):
        raise UsageError(_("The fair’s workbook and what is written have to be different files."))
    for path in paths[1:]:
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(_("%(path)s cannot be written: there is no such folder, or it is one.") % {"path": path})


def _write(path: Path, content: bytes) -> None:
    """All or nothing: beside the target first, then in its place."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        words = {"path": path, "error": error.strerror or repr(error)}
        raise UsageError(_("%(path)s cannot be written: %(error)s.") % words) from error


def _search(problem: Problem, *, seconds: float, seed: int) -> Result:
    """Search until proved or out of time; Ctrl-C ends it with what it has, a second one drops it."""
    from landbridge.engine.timetable.solve import solve as search  # noqa: PLC0415 - takes seconds to import

    asked: list[bool] = []

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(True)
        _tell(_("Ending with the best timetable so far. Press Ctrl-C again to drop it."))

    before = signal.signal(signal.SIGINT, interrupt)
    line = _ProgressLine()
    try:
        return search(problem, seed=seed, stop=Stop(seconds, lambda: bool(asked)), on_progress=line.show)
    finally:
        line.clear()
        signal.signal(signal.SIGINT, before)


class _ProgressLine:
    """One line that keeps changing, on a terminal only."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def show(self, progress: Progress) -> None:
        if self.shown:
            levels = " · ".join(f"{level_text(level.name)} {level.value}" for level in progress.levels[:2])
            sys.stderr.write(f"\r\x1b[K{progress.seconds:5.1f} s · {phase_text(progress.phase)} · {levels}"[:300])
            sys.stderr.flush()

    def clear(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _timetable(book: FairBook, problem: Problem, result: Result, names: Names) -> Timetable:
    from landbridge.engine.timetable.explain import explain_all  # noqa: PLC0415

    explained = explain_all(problem, result.plan, Stop(EXPLAIN_SECONDS))
    return Timetable(
        book=book,
        plan=result.plan,
        unmet={unmet.wish: Why(cause_text(unmet, names), remedy_text(unmet, names)) for unmet in explained},
        levels=result.levels,
        status=result.status,
        seconds=result.seconds,
        seed=result.seed,
        reproducible=result.reproducible,
    )


def _summarise(timetable: Timetable) -> None:
    held, asked = len(timetable.meetings), len(timetable.book.wishes)
    _say(_("%(held)s of %(asked)s wishes are met.") % {"held": held, "asked": asked})
    for level in timetable.levels:
        bound = "—" if level.bound is None else str(level.bound)
        words = {"level": level_text(level.name), "value": level.value, "bound": bound}
        proved = (
            _("  %(level)s: %(value)s (proved best)") if level.proved else _("  %(level)s: %(value)s (bound %(bound)s)")
        )
        _say(proved % words)
    for wish in timetable.left_out:
        why = timetable.unmet.get(wish.code)
        if why is not None:
            _say("  " + _after(Names(timetable.book).meeting(wish.code), sentences([why.cause, why.remedy])))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
