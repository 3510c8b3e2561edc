"""The timetable as the workbook that organisers take away."""

from __future__ import annotations

from landbridge.engine.timetable.result import Status
from landbridge.meetings.models import Fair, SolveRun
from landbridge.meetings.planning import scored
from landbridge.meetings.queries import fair_book, fair_plan, unmet_rows
from landbridge.meetings.tables.levels import level_of
from landbridge.meetings.tables.unmet import told
from landbridge.meetings.workbook.timetable import Timetable, Why


def timetable_of(fair: Fair, run: SolveRun | None) -> Timetable:
    """The fair as the board shows it, for the writer.

    What the last search proved is said only where the timetable still has the values it was proved for.
    """
    book, plan = fair_book(fair), fair_plan(fair)
    levels = scored(book.problem(), plan)
    proved = tuple(level_of(level) for level in run.levels) if run is not None else ()
    still = [level.value for level in proved] == [level.value for level in levels]
    unmet = {one.row.wish.code: Why(one.cause, one.remedy) for one in told(fair, unmet_rows(fair))}
    if run is None or not still:
        return Timetable(book, plan, unmet, levels)
    return Timetable(
        book,
        plan,
        unmet,
        proved,
        Status(run.status) if run.status else None,
        run.elapsed,
        run.seed,
        run.reproducible is not False,
    )
