"""The blacklist of one's own side."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.base.sheets import Refused
from landbridge.directory.actions.blacklist import add_entries, add_entry, remove_entry
from landbridge.directory.forms.blacklist import EntryForm, ListFileForm, ReasonForm
from landbridge.directory.models import BlacklistEntry
from landbridge.directory.queries.blacklist import entries_sought, entry_counts, organisations_blocked_for, removal_of
from landbridge.directory.queries.checks import visible_entries
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.directory.rules import Can
from landbridge.directory.views.places import first_words, reader
from landbridge.directory.workbook.blacklist import ListFile, read_list
from landbridge.directory.workbook.faults import Fault
from landbridge.people.forms.errors import put_errors

PAGE = 40
SHOWN = 50


@require_GET
@needs(Can.SEE_BLACKLIST)
def blacklist(request: HttpRequest) -> HttpResponse:
    """The entries, found by name or number; those that came off the list apart."""
    user = reader(request)
    words, is_removed = request.GET.get("q", "")[:200].replace("\0", ""), request.GET.get("show") == "removed"
    rows = entries_sought(user, words, removed=is_removed)
    page = keyset_page(rows, order=("-pk",), cursor=request.GET.get("at", ""), size=PAGE)
    asked = {"q": words} if words else {}
    asked |= {"show": "removed"} if is_removed else {}
    counts = entry_counts(user)
    entries = counts["standing"] + counts["removed"]
    context = {
        "page": page,
        "words": words,
        "is_removed": is_removed,
        "query": urlencode(asked),
        "counts": counts,
        "entries": entries,
        "done": entries - counts["waiting"],
        "may_keep": allowed(user, Can.KEEP_BLACKLIST),
    }
    part = "directory/parts/blacklist_progress.html" if request.GET.get("part") == "progress" else None
    return render(request, part or "directory/blacklist.html", context)


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_BLACKLIST)
def blacklist_new(request: HttpRequest) -> HttpResponse:
    """Put an organisation on a list."""
    user = reader(request)
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = add_entry(by=user, side=user.side, **form.cleaned_data)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The entry was added. Organisations are being looked up again."))
            return redirect("directory:blacklist_entry", entry.pk)
    return render(request, "directory/blacklist_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_BLACKLIST)
def blacklist_import(request: HttpRequest) -> HttpResponse:
    """Take in a list from a file: all of it, or nothing and what is wrong by row and column."""
    user = reader(request)
    form = ListFileForm(request.POST or None, request.FILES or None)
    read = ListFile()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_list(file.read(), file.name or "", form.given())
            if not read.faults:
                new, there = add_entries(read.rows, by=user, side=user.side)
                said = _("New: %(new)s. On the list already: %(there)s.")
                messages.success(request, said % {"new": new, "there": there})
                return redirect("directory:blacklist")
        except Refused as refused:
            form.add_error("file", Fault(refused.code, None, refused.params).message())
        except ValidationError as refused:
            put_errors(form, refused)
    faults = [(row, fault.letters, fault.message(), fault.remedy()) for row, fault in read.faults]
    context = {"form": form, "faults": faults}
    status = 422 if form.errors or faults else 200
    return render(request, "directory/blacklist_import.html", context, status=status)


@require_GET
@needs(Can.SEE_BLACKLIST)
def blacklist_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry, and whom it blocks."""
    entry = get_object_or_404(visible_entries(reader(request)), pk=entry_id)
    return render(request, "directory/blacklist_entry.html", _about(request, entry, ReasonForm()))


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_BLACKLIST)
def blacklist_remove(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take an entry off the list, with the reason."""
    user = reader(request)
    entry = get_object_or_404(visible_entries(user), pk=entry_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_entry(entry, by=user, **form.cleaned_data)
        except ValidationError as refused:
            messages.warning(request, first_words(refused))
        else:
            messages.success(request, _("The entry came off the list. Whom it blocked is being looked up again."))
        return redirect("directory:blacklist_entry", entry.pk)
    context = _about(request, entry, form)
    return render(request, "directory/blacklist_entry.html", context, status=422 if form.errors else 200)


def _about(request: HttpRequest, entry: BlacklistEntry, form: ReasonForm) -> dict[str, object]:
    user = reader(request)
    blocked = organisations_blocked_for(entry).filter(Q(pk__in=visible_organisations(user)))
    return {
        "entry": entry,
        "form": form,
        "blocked": blocked[:SHOWN],
        "removal": removal_of(entry) if entry.removed_at else None,
        "is_looked_up": entry.checked_at is not None,
        "may_keep": allowed(user, Can.KEEP_BLACKLIST, entry) and entry.removed_at is None,
    }
