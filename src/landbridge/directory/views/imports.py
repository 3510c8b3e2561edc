"""Taking in a file of organisations: upload, columns, rehearsal, import, and what was turned back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs, require
from landbridge.base.attachments import attachment
from landbridge.base.documents import FileRefused
from landbridge.base.keyset import keyset_page
from landbridge.base.table_files import TableFormat
from landbridge.directory.actions import imports as actions
from landbridge.directory.forms.imports import ColumnsForm, UploadForm
from landbridge.directory.models import ImportedRow, ImportRun
from landbridge.directory.queries.imports import (
    blocked_by,
    fields_of,
    headings_of,
    open_pairs_of,
    taken_in_before,
    visible_imports,
)
from landbridge.directory.rules import Can
from landbridge.directory.tables.imports import (
    column_samples,
    fault_lines,
    file_faults,
    letters,
    rejected_book,
    sample_lines,
)
from landbridge.directory.views.places import reader

PAGE = 50
#: Rows turned back that the page tells of; the file has them all.
TOLD = 100
State, Outcome = ImportRun.State, ImportedRow.Outcome


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_IMPORTS)
def import_list(request: HttpRequest) -> HttpResponse:
    """Upload a file; and every file that was taken in before."""
    user = reader(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST":
        require(user, Can.IMPORT)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = actions.upload_import(file.read(), file.name or "", by=user)
        except FileRefused as refused:
            form.add_error("file", ValidationError(refused.message()))
        else:
            return redirect("directory:import_run", run.pk)
    page = keyset_page(visible_imports(user), order=("-created_at",), cursor=request.GET.get("page", ""), size=PAGE)
    context = {
        "form": form,
        "rows": page.rows,
        "next": page.next_cursor,
        "previous": page.previous_cursor,
        "may_import": allowed(user, Can.IMPORT),
    }
    return render(request, "directory/imports.html", context, status=422 if form.errors else 200)


@require_safe
@needs(Can.SEE_IMPORTS)
def import_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Where a file is. While a job works on it htmx asks every second, and a page without scripts refreshes itself."""
    run = _run_at(request, run_id)
    user = reader(request)
    context: dict[str, Any] = {"run": run, "may_import": allowed(user, Can.IMPORT, run)}
    if run.state == State.MAPPING:
        context |= _columns(run, _columns_form(run))
    elif run.state == State.CHECKED:
        context |= _checked(run)
    elif not run.is_busy:
        context |= _ended(run)
    if run.state in {State.CHECKING, State.RUNNING}:
        context["said"] = _("%(done)s of %(all)s rows") % {"done": f"{run.cursor:,}", "all": f"{run.rows:,}"}
    part = request.headers.get("HX-Request") == "true"
    return render(request, "directory/parts/import.html" if part else "directory/import_run.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.IMPORT)
def import_columns(request: HttpRequest, run_id: int) -> HttpResponse:
    """Say what each column is, and have the file rehearsed; also anew, after a rehearsal."""
    run = _run_at(request, run_id)
    if run.state not in {State.MAPPING, State.CHECKED}:
        return _not_now(request, run)
    form = _columns_form(run, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(run, form.said, by=reader(request), country=form.cleaned_data["country"])
        except actions.NotNow:
            return _not_now(request, run)
        return redirect("directory:import_run", run.pk)
    context = {"run": run, "may_import": True, **_columns(run, form)}
    return render(request, "directory/import_columns.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.IMPORT)
def import_sheet(request: HttpRequest, run_id: int) -> HttpResponse:
    """Read another sheet of the file."""
    run = _run_at(request, run_id)
    try:
        actions.choose_sheet(run, request.POST.get("sheet", ""), by=reader(request))
    except actions.NotNow:
        return _not_now(request, run)
    return redirect("directory:import_run", run.pk)


@require_POST
@needs(Can.IMPORT)
def import_start(request: HttpRequest, run_id: int) -> HttpResponse:
    """Take the file in, or go on where it stopped."""
    run = _run_at(request, run_id)
    try:
        actions.start_import(run, by=reader(request))
    except actions.AlreadyImported as same:
        messages.info(request, _("This file was taken in before, with the same columns. Nothing would change."))
        return redirect("directory:import_run", same.earlier.pk)
    except actions.OtherUnderWay as under_way:
        messages.error(request, _("Another file is being imported. Wait until it is done, or stop it."))
        return redirect("directory:import_run", under_way.other.pk)
    except actions.NotNow:
        return _not_now(request, run)
    return redirect("directory:import_run", run.pk)


@require_POST
@needs(Can.IMPORT)
def import_stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop after the present batch."""
    run = _run_at(request, run_id)
    try:
        actions.stop_import(run, by=reader(request))
    except actions.NotNow:
        return _not_now(request, run)
    return redirect("directory:import_run", run.pk)


@require_POST
@needs(Can.IMPORT)
def import_discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Let go of the file; what it changed already stays."""
    run = _run_at(request, run_id)
    try:
        actions.discard_import(run, by=reader(request))
    except actions.NotNow:
        return _not_now(request, run)
    messages.success(request, _("The file is let go. What it had changed already stays."))
    return redirect("directory:import")


@require_safe
@needs(Can.SEE_IMPORTS)
def import_rejected(request: HttpRequest, run_id: int) -> HttpResponse:
    """The rows turned back, coloured and with their reasons, to be corrected and uploaded again."""
    run = _run_at(request, run_id)
    rows = run.imported.filter(outcome=Outcome.REJECTED).exclude(cells=[]).order_by("row")
    if run.is_busy or not rows.exists():
        messages.error(request, _("There are no rows to hand back."))
        return redirect("directory:import_run", run.pk)
    name = run.name.rpartition(".")[0] or run.name
    content = rejected_book(run, rows.iterator(), language=get_language() or "en")
    return attachment(content, f"{name} - {_('turned back')}.xlsx", TableFormat.XLSX.media_type)


def _run_at(request: HttpRequest, run_id: int) -> ImportRun:
    return get_object_or_404(visible_imports(reader(request)), pk=run_id)


def _not_now(request: HttpRequest, run: ImportRun) -> HttpResponse:
    messages.error(request, _("The import has gone on meanwhile; this is where it is now."))
    return redirect("directory:import_run", run.pk)


def _columns_form(run: ImportRun, data: Any = None) -> ColumnsForm:
    return ColumnsForm(data, headings=headings_of(run), fields=fields_of(run), country=run.mapping.get("country", ""))


def _columns(run: ImportRun, form: ColumnsForm) -> dict[str, Any]:
    numbers = [number for number, _heading in form.columns]
    samples = column_samples(list(run.imported.order_by("row")[:3]), numbers)
    return {
        "form": form,
        "columns": [
            (letters(number), heading, field, shown)
            for number, (heading, field), shown in zip(numbers, form.bound(), samples, strict=True)
        ],
        "sheets": run.outline if len(run.outline) > 1 else [],
    }


def _checked(run: ImportRun) -> dict[str, Any]:
    rejected = run.imported.filter(outcome=Outcome.REJECTED)
    shown = [outcome for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED) if run.dry.get(outcome)]
    return {
        "counts": [(outcome.label, run.dry.get(outcome.value, 0), outcome.value) for outcome in _OUTCOMES],
        "to_take_in": run.dry.get("new", 0) + run.dry.get("changed", 0),
        "rejected": run.dry.get("rejected", 0),
        "faults": fault_lines(run, rejected[:TOLD]),
        "told": TOLD,
        "notices": file_faults(run),
        "headings": headings_of(run),
        "samples": [
            (outcome.label, sample_lines(run, run.imported.filter(outcome=outcome).order_by("row")[:5]))
            for outcome in shown
        ],
        "earlier": taken_in_before(run),
    }


def _ended(run: ImportRun) -> dict[str, Any]:
    rejected = run.imported.filter(outcome=Outcome.REJECTED)
    kept = rejected.exclude(cells=[])
    return {
        "counts": [(outcome.label, run.counts.get(outcome.value, 0), outcome.value) for outcome in _OUTCOMES],
        "rejected": run.counts.get("rejected", 0),
        "is_kept": kept.exists(),
        "faults": fault_lines(run, kept[:TOLD]),
        "told": TOLD,
        "notices": file_faults(run),
        "pairs": open_pairs_of(run).aggregate(n=Count("pk", distinct=True))["n"],
        "blocked": list(blocked_by(run).distinct()[:TOLD]),
    }


_OUTCOMES = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.REJECTED)
