"""A timetable as JSON: the columns of its workbook under the same names, in lower case and English."""

from __future__ import annotations

from typing import Any

from landbridge.meetings.workbook.timetable import Timetable


def timetable_json(timetable: Timetable) -> dict[str, Any]:
    """One object with the keys ``meetings``, ``unmet`` and ``summary``.

    Days are ISO dates and times ``HH:MM``, local to ``summary.timezone``. ``cause`` and ``remedy``
    are in the active language.
    """
    event = timetable.book.event
    return {
        "meetings": [
            {
                "wish": row.wish.code,
                "slot": row.slots[0].code,
                "day": row.day.isoformat(),
                "start": f"{row.start:%H:%M}",
                "end": f"{row.end:%H:%M}",
                "table": row.table,
                "company_a": row.wish.companies[0],
                "company_b": row.wish.companies[-1],
                "interpreter": row.interpreter,
            }
            for row in timetable.meetings
        ],
        "unmet": [
            {
                "wish": wish.code,
                "priority": wish.priority.value,
                "company_a": wish.companies[0],
                "company_b": wish.companies[-1],
                "cause": why.cause if (why := timetable.unmet.get(wish.code)) else "",
                "remedy": why.remedy if why else "",
            }
            for wish in timetable.left_out
        ],
        "summary": {
            "title": event.title,
            "timezone": event.timezone,
            "levels": [
                {"level": level.name, "value": level.value, "bound": level.bound, "proved": level.proved}
                for level in timetable.levels
            ],
            "status": None if timetable.status is None else timetable.status.value,
            "seconds": None if timetable.seconds is None else round(timetable.seconds, 1),
            "seed": timetable.seed,
            "reproducible": timetable.reproducible,
        },
    }
