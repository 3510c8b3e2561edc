"""The access log, a month at a time: what was unusual, each single entry, and the sign-off."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs, require
from landbridge.base.clocks import zone_of_side
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.access_reviews import review_access
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.access import EntryFilter, SignOffForm
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import User
from landbridge.people.queries.access_review import (
    MANY,
    NIGHT_FROM,
    NIGHT_TO,
    chain_numbers,
    chain_of,
    counts_by_month,
    entries_in,
    looks_by,
    looks_by_actor,
    looks_of_all,
    month_before,
    most_looked_at,
    next_to_review,
    read_month,
    review_overdue,
    reviewed,
    running_month,
    unusual_entries,
    visible_entries,
)
from landbridge.people.queries.persons import visible_persons
from landbridge.people.rules import Can
from landbridge.people.tables.access import actor_rows, entry_row, subject_rows
from landbridge.people.views.places import reader, reading
from landbridge.people.wording.looks import ACTIONS

ROWS = 50
#: So many entries are checked whenever the page is opened; more only when asked, or at the sign-off.
_CHECKED_AT_ONCE = 2_000


@require_safe
@needs(Can.SEE_RECORDS)
def access(request: HttpRequest) -> HttpResponse:
    """All months, the latest first: how much was looked at, and who signed it off."""
    user = reader(request)
    counts, reviews = counts_by_month(user), reviewed(user.side)
    month, first, rows = running_month(user.side), min([*counts, *reviews], default=None), []
    while first is not None and month >= first:
        rows.append({"month": month, "counts": counts.get(month, (0, 0)), "review": reviews.get(month)})
        month = month_before(month)
    context = {
        "rows": rows,
        "running": running_month(user.side),
        "next": next_to_review(user),
        "overdue": review_overdue(user),
    }
    return render(request, "people/access.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_RECORDS)
def access_month(request: HttpRequest, month: str) -> HttpResponse:
    """One month; a manager signs it off here."""
    user, first = reader(request), month_at(request, month)
    if request.method == "POST":
        require(user, Can.REVIEW_ACCESS)
    form = SignOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_access(first, by=user, findings=form.cleaned_data["findings"])
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The month is signed off."))
            return redirect("access_month", month)
    context = _month_context(request, user, first)
    context["form"] = form
    return render(request, "people/access_month.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@needs(Can.SEE_RECORDS)
def access_entries(request: HttpRequest, month: str) -> HttpResponse:
    """The entries of a month, narrowed, the unusual ones first; a page at a time."""
    user, first = reader(request), month_at(request, month)
    entries = entries_in(user, first)
    narrowed = EntryFilter(request.GET or None, actors=_actors(user, first))
    found = entries.filter(narrowed.asked()) if request.GET else entries
    page = keyset_page(found, order=("-oddity", "-number"), cursor=request.GET.get("from", ""), size=ROWS)
    kept = [(key, value) for key, value in request.GET.items() if key in narrowed.fields and value]
    context = {
        "month": first,
        "filter": narrowed,
        "is_narrowed": bool(kept),
        "rows": [entry_row(entry) for entry in page.rows],
        "next": page.next_cursor and "?" + urlencode([*kept, ("from", page.next_cursor)]),
        "previous": page.previous_cursor and "?" + urlencode([*kept, ("from", page.previous_cursor)]),
        "zone": zone_of_side(user.side).key,
    }
    return render(request, "people/access_entries.html", context)


@require_safe
@needs(Can.SEE_RECORDS)
def access_entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry, and the persons it is about: by name those whom the reader may see."""
    user = reader(request)
    entry = get_object_or_404(visible_entries(user), number=number)
    page = keyset_page(entry.subjects.all(), order=("person_number",), cursor=request.GET.get("from", ""), size=ROWS)
    numbers = [subject.person_number for subject in page.rows]
    context = {
        "row": entry_row(entry),
        "subjects": _subjects(request, user, [(number, 0, 0) for number in numbers]),
        "month": entry.at.astimezone(zone_of_side(user.side)).date().replace(day=1),
        "next": page.next_cursor and "?" + urlencode({"from": page.next_cursor}),
        "previous": page.previous_cursor and "?" + urlencode({"from": page.previous_cursor}),
    }
    return render(request, "people/access_entry.html", context)


def month_at(request: HttpRequest, text: str) -> date:
    """The month of an address; Http404 for one that has not begun, or is none."""
    month = read_month(text)
    if month is None or month > running_month(reader(request).side):
        raise Http404
    return month


def _month_context(request: HttpRequest, user: User, month: date) -> dict[str, Any]:
    looks = looks_by_actor(user, month)
    numbers = chain_numbers(month, user.side)
    length = numbers[1] - numbers[0] + 1 if numbers[1] else 0
    checked = "check" in request.GET or length <= _CHECKED_AT_ONCE
    running = running_month(user.side)
    return {
        "month": month,
        "before": month_before(month),
        "is_running": month >= running,
        "all": looks_of_all(user, month),
        "actors": actor_rows(looks, User.objects.in_bulk([one.actor for one in looks if one.actor])),
        "subjects": _subjects(request, user, most_looked_at(user, month)),
        "actions": [
            (name, ACTIONS.get(name, name), n, persons) for name, n, persons in looks_by(user, month, "action")
        ],
        "routes": looks_by(user, month, "route"),
        "unusual": [entry_row(entry) for entry in unusual_entries(user, month)[:8]],
        "many": MANY,
        "from": NIGHT_FROM,
        "to": NIGHT_TO,
        "length": length,
        "chain": chain_of(month, user.side) if checked else None,
        "review": reviewed(user.side).get(month),
        "next": next_to_review(user),
        "may_review": allowed(user, Can.REVIEW_ACCESS),
    }


def _subjects(request: HttpRequest, user: User, counted: list[tuple[int, int, int]]) -> list[Any]:
    persons = visible_persons(user).prefetch_related("names").in_bulk([number for number, *_rest in counted])
    disclose_in(request, persons.values(), "list")
    return subject_rows(counted, persons, reading(), side=user.side)


def _actors(user: User, month: date) -> list[User]:
    numbers = entries_in(user, month).order_by().exclude(actor=None).values("actor").distinct()
    return list(User.objects.filter(pk__in=numbers).order_by("name", "pk"))
