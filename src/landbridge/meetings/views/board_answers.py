"""What a change of the board is answered with: parts of the page, reasons against it, or both versions.

A browser without scripts gets whole pages, and is sent back to the board after a change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from landbridge.base.versions import Stale
from landbridge.meetings.actions import Clash
from landbridge.meetings.forms.place import PlaceForm, meeting_of
from landbridge.meetings.models import Fair, Meeting, Wish
from landbridge.meetings.queries import Standing, standing
from landbridge.meetings.queries.board import View, seated
from landbridge.meetings.queries.clashes import Hand
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.tables.grid import Card, card
from landbridge.meetings.tables.refusals import refusals
from landbridge.meetings.tables.tray import waiting
from landbridge.meetings.views.board import board_context
from landbridge.meetings.views.places import may, reader
from landbridge.people.models import User

Act = Callable[[User], str]  #: makes one change, and says what it was
Held = Mapping[str, Standing]


def changed(
    request: HttpRequest, fair: Fair, act: Act, wish: Wish | None = None, form: PlaceForm | None = None
) -> HttpResponse:
    """Make a change and show it; 422 with the reasons where it clashes, 409 where somebody was faster."""
    before = standing(fair)
    try:
        said = act(reader(request))
    except Clash as clash:
        return refused(request, fair, refusals(fair, clash.violations), wish, form)
    except Stale as stale:
        return _overtaken(request, fair, wish, stale)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, said)
        return HttpResponseRedirect(_board(fair, request))
    return _parts(request, fair, before, said)


def refused(
    request: HttpRequest, fair: Fair, reasons: list[str], wish: Wish | None = None, form: PlaceForm | None = None
) -> HttpResponse:
    """Why a change cannot be."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "meetings/board_refused.html", {"reasons": reasons}, status=422)
    if wish is not None:
        return wish_page(request, wish, form or PlaceForm(wish, Hand.of(wish, fair)), reasons=reasons, status=422)
    for reason in reasons:
        messages.error(request, reason)
    return HttpResponseRedirect(_board(fair, request))


def wish_page(
    request: HttpRequest, wish: Wish, form: PlaceForm, *, reasons: list[str] | None = None, status: int = 200
) -> HttpResponse:
    """One wish: where it stands or why it does not, and the form that places it."""
    meeting = meeting_of(wish)
    clocks = Clocks(wish.fair.timezone)
    context = {
        "fair": wish.fair,
        "wish": wish,
        "card": card_of(meeting) if meeting else None,
        "waiting": waiting(wish.fair, wish),
        "form": form,
        "state": request.POST.get("state", "") if request.method == "POST" else request.GET.urlencode(),
        "reasons": reasons or [],
        "elsewhere": clocks.elsewhere(meeting.slot.day, meeting.slot.start) if meeting else "",
    }
    template = "meetings/board_wish.html" if request.htmx else "meetings/board_wish_page.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def card_of(meeting: Meeting) -> Card:
    """A meeting as it stands now, as the board shows it."""
    return card(seated(Meeting.objects.filter(pk=meeting.pk))[0])


def _parts(request: HttpRequest, fair: Fair, before: Held, said: str) -> HttpResponse:
    """The parts of the page that show what changed; all of them where others changed something too."""
    fair.refresh_from_db()
    after = standing(fair)
    moved = {code for code in {*before, *after} if before.get(code) != after.get(code)}
    context = board_context(fair, QueryDict(request.POST.get("state", "")))
    rows, rounds = context["grid"].rows, context["grid"].rounds
    if request.POST.get("seen") == str(fair.version - 1):
        touched = _touched(fair, View(context["view"]), moved, before, after)
        rows = [row for row in rows if row.pk in touched]
        if not fair.wishes.filter(code__in=moved, length__gt=1).exists():
            slots = {side[code].place.slot for side in (before, after) for code in moved if code in side}
            rounds = [one for one in rounds if one.slot.code in slots]
    one = fair.wishes.filter(code__in=moved).first() if len(moved) == 1 else None
    context |= {"changed_rows": rows, "changed_rounds": rounds, "said": said, "changed_wish": one.pk if one else ""}
    context |= {"undone": "change" in request.POST, **may(request)}
    return render(request, "meetings/board_changes.html", context)


def _touched(fair: Fair, view: View, moved: set[str], before: Held, after: Held) -> set[int]:
    """The rows of a view that show any of the wishes that moved, where they were and where they are."""
    places = [side[code].place for side in (before, after) for code in moved if code in side]
    if view is View.TABLE:
        codes = {place.table for place in places}
        return set(fair.tables.filter(code__in=codes).values_list("pk", flat=True))
    if view is View.INTERPRETER:
        people = {place.interpreter for place in places if place.interpreter}
        return set(fair.interpreters.filter(code__in=people).values_list("pk", flat=True))
    return set(fair.companies.filter(wishes__fair=fair, wishes__code__in=moved).values_list("pk", flat=True))


def _overtaken(request: HttpRequest, fair: Fair, wish: Wish | None, stale: Stale) -> HttpResponse:
    """Both versions: what was asked for, and how it is by now."""
    current = stale.current if isinstance(stale.current, Meeting) else None
    sent = {name: value for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "version"}}
    context = {
        "fair": fair,
        "wish": wish,
        "now": card_of(current) if current else None,
        "asked": _asked(fair, request.POST),
        "again": {**sent, "version": current.version} if current else None,
        "address": request.path,
        "state": request.POST.get("state", ""),
    }
    template = "meetings/board_stale.html" if request.htmx else "meetings/board_stale_page.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=409)


def _asked(fair: Fair, sent: QueryDict) -> dict[str, Any]:
    def row(rows: Any, name: str) -> Any:
        value = sent.get(name, "")
        return rows.filter(pk=value).first() if value.isdigit() and len(value) < 10 else None

    return {
        "slot": row(fair.slots, "slot"),
        "table": row(fair.tables, "table"),
        "interpreter": row(fair.interpreters, "interpreter"),
    }


def _board(fair: Fair, request: HttpRequest) -> str:
    state = QueryDict(request.POST.get("state", "")).urlencode()
    return f"{reverse('meetings:board', args=[fair.pk])}?{state}"
