"""Changes of the board by hand: placing, moving, swapping, locking, taking off, undoing. Each is verified."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.base.versions import Stale
from landbridge.meetings.actions import (
    lock_meeting,
    move_meeting,
    place_wish,
    remove_meeting,
    undo_last,
    unlock_meeting,
)
from landbridge.meetings.actions.swapping import swap_clash, swap_meetings
from landbridge.meetings.forms.place import PlaceForm, meeting_of
from landbridge.meetings.models import Meeting, Wish
from landbridge.meetings.queries.clashes import Hand
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.refusals import refusals
from landbridge.meetings.views.board_answers import card_of, changed, refused, wish_page
from landbridge.meetings.views.places import fair_at
from landbridge.people.models import User


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_BOARD)
def board_wish(request: HttpRequest, fair_id: int, wish_id: int) -> HttpResponse:
    """One wish, and a form to put it somewhere."""
    wish = _wish(request, fair_id, wish_id)
    form = PlaceForm(wish, Hand.of(wish, wish.fair), request.POST or None)
    if request.method != "POST":
        return wish_page(request, wish, form)
    if not form.is_valid():
        return refused(request, wish.fair, [str(text) for texts in form.errors.values() for text in texts], wish, form)

    def act(by: User) -> str:
        meeting = meeting_of(wish)
        if meeting is None:
            meeting = place_wish(wish, by=by, **form.place())
        else:
            meeting = move_meeting(meeting, by=by, version=form.cleaned_data["version"] or 0, **form.place())
        return _said(_("%(name)s: %(time)s, table %(table)s."), meeting)

    return changed(request, wish.fair, act, wish, form)


@require_POST
@needs(Can.CHANGE_BOARD)
def board_lock(request: HttpRequest, fair_id: int, wish_id: int) -> HttpResponse:
    """Lock a meeting, or unlock it where ``locked`` is empty."""
    wish = _wish(request, fair_id, wish_id)

    def act(by: User) -> str:
        change = lock_meeting if request.POST.get("locked") else unlock_meeting
        meeting = change(_meeting(wish), by=by, version=_version(request))
        return _said(_("%(name)s is locked.") if meeting.locked else _("%(name)s is unlocked."), meeting)

    return changed(request, wish.fair, act, wish)


@require_POST
@needs(Can.CHANGE_BOARD)
def board_remove(request: HttpRequest, fair_id: int, wish_id: int) -> HttpResponse:
    """Take a meeting off the timetable."""
    wish = _wish(request, fair_id, wish_id)

    def act(by: User) -> str:
        meeting = _meeting(wish)
        said = _said(_("%(name)s is off the timetable."), meeting)
        remove_meeting(meeting, by=by, version=_version(request))
        return said

    return changed(request, wish.fair, act, wish)


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_BOARD)
def board_swap(request: HttpRequest, fair_id: int, wish_id: int, other_id: int) -> HttpResponse:
    """Ask whether two meetings shall change places, or say why they cannot; with POST, let them."""
    one, two = _wish(request, fair_id, wish_id), _wish(request, fair_id, other_id)
    pair = (_meeting(one), _meeting(two))
    if request.method != "POST":
        clash = swap_clash(one.fair, one.code, two.code)
        context = {
            "fair": one.fair,
            "one": card_of(pair[0]),
            "other": card_of(pair[1]),
            "state": request.GET.urlencode(),
            "address": request.path,
            "reasons": refusals(one.fair, clash.violations) if clash else [],
        }
        template = "meetings/board_swap.html" if request.htmx else "meetings/board_swap_page.html"  # type: ignore[attr-defined]
        return render(request, template, context)

    def act(by: User) -> str:
        names = {"one": card_of(pair[0]).title, "other": card_of(pair[1]).title}
        swap_meetings(*pair, by=by, versions=(_version(request), _version(request, "other_version")))
        return _("%(one)s and %(other)s have changed places.") % names

    return changed(request, one.fair, act, one)


@require_POST
@needs(Can.CHANGE_BOARD)
def board_undo(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Undo the last change, the one that the page shows."""
    fair = fair_at(request, fair_id)

    def act(by: User) -> str:
        undone = undo_last(fair, by=by, change=_version(request, "change") or None)
        return _("The last change is undone.") if undone else _("There is nothing to undo.")

    return changed(request, fair, act)


def _wish(request: HttpRequest, fair_id: int, wish_id: int) -> Wish:
    rows = Wish.objects.select_related("fair", "unmet", "meeting__slot", "meeting__table", "meeting__interpreter")
    return get_object_or_404(rows, fair=fair_at(request, fair_id), pk=wish_id)


def _meeting(wish: Wish) -> Meeting:
    """The meeting of a wish. Raises ``Stale`` where it is held no longer: the page that asked is out of date."""
    meeting = meeting_of(wish)
    if meeting is None:
        raise Stale(wish)
    return meeting


def _version(request: HttpRequest, name: str = "version") -> int:
    """A number of the form; 0, which nothing has, where it is none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _said(sentence: str, meeting: Meeting) -> str:
    start = f"{meeting.slot.start:%H:%M}"
    return sentence % {"name": card_of(meeting).title, "time": start, "table": meeting.table.code}
