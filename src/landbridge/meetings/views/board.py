"""The timetable board: the page, and what it asks for while somebody works on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.meetings.models import BoardChange, Fair, Wish
from landbridge.meetings.queries import fair_figures, unmet_rows
from landbridge.meetings.queries.board import View, day_rows
from landbridge.meetings.queries.clashes import Hand, clash_map
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.clash_words import clash_words
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.tables.grid import grid, shown_day
from landbridge.meetings.tables.strip import strip
from landbridge.meetings.tables.tray import tray
from landbridge.meetings.views.places import fair_at, may, part_at
from landbridge.meetings.wording import Names

TRAY = 60  #: unmet wishes shown beside the board; the rest are a page of their own


@needs(Can.SEE_FAIRS)
@require_GET
def board(request: HttpRequest, fair_id: int) -> HttpResponse:
    """One day of a fair by table, company or interpreter."""
    shown = fair_at(request, fair_id)
    context = board_context(shown, request.GET)
    context |= {"figures": fair_figures(shown), "words": words(), "views": _views(), **may(request)}
    return render(request, "meetings/board.html", context)


@needs(Can.SEE_FAIRS)
@require_GET
@never_cache
def board_version(request: HttpRequest, fair_id: int) -> JsonResponse:
    """The fair's version, for a page that wants to know whether it is still right."""
    return JsonResponse({"version": fair_at(request, fair_id).version})


@needs(Can.SEE_FAIRS)
@require_GET
@never_cache
def board_clashes(request: HttpRequest, fair_id: int) -> JsonResponse:
    """What is against one wish, cell by cell: ``{rows: {row: {slot: reason}}, reasons: [{text, swap}], elsewhere}``.

    Rows and slots by number; ``reason`` is a place in ``reasons``; a cell that works is not in its row,
    and a row that the meeting has no business in is not in ``rows``: there ``elsewhere`` says why.
    """
    shown = fair_at(request, fair_id)
    wish = part_at(shown, Wish, _number(request.GET.get("wish")))
    view, rows = _rows(shown, request.GET)
    names = Names(shown)
    numbers = {row.code: row.pk for row in rows.page.object_list}
    slots = {slot.code: slot.pk for slot in rows.slots}
    reasons: dict[tuple[str, bool], int] = {}
    cells: dict[int, dict[int, int]] = {}
    found = clash_map(Hand.of(wish, shown), view, rows.day) if rows.day else {}
    for row, by_slot in found.items():
        if row in numbers:
            cells[numbers[row]] = {
                slots[slot]: reasons.setdefault(
                    (clash_words(against.violations, wish.code, names), against.swap), len(reasons)
                )
                for slot, against in by_slot.items()
            }
    return JsonResponse(
        {
            "rows": cells,
            "reasons": [{"text": text, "swap": swap} for text, swap in reasons],
            "elsewhere": _("This company does not take part in the meeting."),
        }
    )


def board_context(fair: Fair, asked: QueryDict) -> dict[str, Any]:
    """What the board's templates show, for an address such as ``?view=company&day=2026-12-12``."""
    view, rows = _rows(fair, asked)
    find = asked.get("find", "").strip()
    clocks = Clocks(fair.timezone)
    state = QueryDict(mutable=True)
    state.update({"view": view.value, "page": str(rows.page.number)})
    if rows.day:
        state["day"] = rows.day.isoformat()
    if find:
        state["find"] = find
    unmet = unmet_rows(fair)
    return {
        "fair": fair,
        "view": view.value,
        "row_word": _row_word(view),
        "state": state.urlencode(),
        "days": rows.days,
        "day": rows.day,
        "find": find,
        "page": rows.page,
        "grid": grid(rows, find=find),
        "clocks": clocks,
        "other_clocks": [name for _zone, name in clocks.others(rows.day)] if rows.day else [],
        "strip": strip(fair),
        "unmet": tray(fair, unmet[:TRAY]),
        "more_unmet": len(unmet[TRAY:]),
        "last_change": BoardChange.objects.filter(fair=fair, undone=False).first(),
    }


def words() -> dict[str, str]:
    """The sentences that the board's script speaks."""
    return {
        "lifted": _("{name} is taken up. Go to a cell and press Enter, or press Escape to put it back."),
        "cancelled": _("{name} stays where it was."),
        "empty": _("There is no meeting to take up here."),
        "own": _("It is here now."),
        "fits": _("works."),
        "clash": _("would clash. {reason}"),
        "swap": _("taken; press Enter or drop to change places. {reason}"),
        "unshaded": _("What would clash could not be loaded. Every change is still checked before it is saved."),
        "locked": _("{name} is locked. Unlock it first."),
        "failed": _("That did not work. Nothing was changed; please try again."),
        "undo": _("Undo"),
        "found": _("Meetings found here: {count}"),
    }


def _rows(fair: Fair, asked: QueryDict) -> tuple[View, Any]:
    wanted = asked.get("view", "")
    view = View(wanted) if wanted in set(View) else View.TABLE
    find = asked.get("find", "").strip()
    day, page = shown_day(asked.get("day", "")), _number(asked.get("page")) or 1
    return view, day_rows(fair, view, day=day, page=page, find=find)


def _views() -> list[dict[str, str]]:
    labels = {View.TABLE: _("By table"), View.COMPANY: _("By company"), View.INTERPRETER: _("By interpreter")}
    return [{"value": view.value, "label": label} for view, label in labels.items()]


def _row_word(view: View) -> str:
    return {View.TABLE: _("Table"), View.COMPANY: _("Company"), View.INTERPRETER: _("Interpreter")}[view]


def _number(text: str | None) -> int:
    """A number as an address carries it; 0, which no row has, where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
