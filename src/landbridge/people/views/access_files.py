"""A month of the access log to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.clocks import zone_of_side
from landbridge.base.table_files import TableFormat
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.access import ExportForm
from landbridge.people.queries.access_review import entries_in, most_looked_at
from landbridge.people.queries.persons import visible_persons
from landbridge.people.rules import Can
from landbridge.people.tables.access import subject_rows
from landbridge.people.tables.access_sheets import month_book
from landbridge.people.views.access import month_at
from landbridge.people.views.places import reader, reading

#: Entries in one file: a request must end.
PART = 10_000


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_RECORDS)
def access_export(request: HttpRequest, month: str) -> HttpResponse:
    """Ask what the file is for, then hand it out: the month's entries, and the persons they are about."""
    user, first = reader(request), month_at(request, month)
    entries = entries_in(user, first).order_by("number")
    count = entries.count()
    form = ExportForm(request.POST or None, parts=-(-count // PART))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "month": first, "count": count}
        return render(request, "people/access_export.html", context, status=422 if request.method == "POST" else 200)
    start = (form.cleaned_data.get("part", 1) - 1) * PART
    counted = most_looked_at(user, first, most=None)
    persons = visible_persons(user).prefetch_related("names").in_bulk([number for number, *_rest in counted])
    disclose_in(request, persons.values(), "export", reason=form.cleaned_data["reason"])
    content = month_book(
        first,
        entries[start : start + PART],
        subject_rows(counted, persons, reading(), side=user.side),
        zone=zone_of_side(user.side),
    )
    return attachment(content, f"access-log-{month}.xlsx", TableFormat.XLSX.media_type)
