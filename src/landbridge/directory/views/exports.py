"""Taking organisations away in a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.documents import open_document
from landbridge.base.table_files import TableFormat
from landbridge.directory.actions.exports import Wanted, ask_export, hand_out, let_go
from landbridge.directory.forms.exports import ExportForm
from landbridge.directory.forms.filters import OrganisationFilters
from landbridge.directory.models import ExportRun
from landbridge.directory.queries.exports import batches, is_still_whole, numbers_to_export, persons_named
from landbridge.directory.rules import Can
from landbridge.directory.tables.export import organisation_file
from landbridge.directory.views.places import reader
from landbridge.people.actions.disclosures import client_ip

AT_ONCE = 2_000  # rows that somebody waits for; more are written by a job
MOST_CHOSEN = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """The list of the address, or the organisations chosen in it: first the question what a file shall hold."""
    user, language = reader(request), get_language() or "en"
    filters = OrganisationFilters(request.GET, user=user)
    chosen = [int(said) for said in request.POST.getlist("organisation")[:MOST_CHOSEN] if _is_number(said)]
    numbers = numbers_to_export(user, filters.sought, chosen=chosen, sort=filters.sorting, language=language)
    back = f"{reverse('directory:organisations')}?{filters.query() or 'view=all'}"
    if not numbers:
        messages.error(request, _("No organisation is there to be exported."))
        return redirect(back)
    persons = persons_named(user, numbers)
    form = ExportForm(request.POST if "format" in request.POST else None, persons=len(persons))
    if form.is_valid():
        return _exported(
            request, Wanted(form.cleaned_data["format"], form.columns, numbers, language, form.said_reason)
        )
    context = {
        "form": form,
        "count": len(numbers),
        "said": f"{len(numbers):,}",
        "selected": chosen,
        "is_job": len(numbers) > AT_ONCE,
        "query": filters.query(),
        "back": back,
    }
    return render(request, "directory/export.html", context, status=422 if form.errors else 200)


@require_safe
@needs(Can.EXPORT)
def export_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far a large file is; htmx asks again every second, a page without scripts refreshes itself."""
    run = _run_at(request, run_id)
    part = "directory/parts/export.html" if request.headers.get("HX-Request") == "true" else "directory/export_run.html"
    said = _("%(done)s of %(all)s organisations") % {"done": f"{run.written:,}", "all": f"{run.total:,}"}
    return render(request, part, {"run": run, "said": said})


@require_safe
@needs(Can.EXPORT)
def export_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """The written file, for whom it was written; not once somebody it names may no longer be shown to them."""
    run = _run_at(request, run_id)
    if run.document is not None and not is_still_whole(run):
        let_go(run, reason="somebody named may no longer be shown")
    if run.document is None:
        messages.error(request, _("The file is no longer there. Please export the list again."))
        return redirect("directory:export_run", run.pk)
    return open_document(run.document)


def _exported(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    user = reader(request)
    if len(wanted.numbers) > AT_ONCE:
        return redirect("directory:export_run", ask_export(wanted, by=user).pk)
    rows = [row for batch in batches(user, wanted.numbers, with_contacts=wanted.names_people) for row in batch]
    named = {contact.person_id for row in rows for contact in row.contacts}
    content, name = organisation_file(
        wanted.format, rows, columns=wanted.columns, language=wanted.language, side=user.side
    )
    hand_out(wanted, named, by=user, ip=client_ip(request))
    return attachment(content, name, TableFormat(wanted.format).media_type)


def _run_at(request: HttpRequest, run_id: int) -> ExportRun:
    runs = ExportRun.objects.filter(asked_by=reader(request)).select_related("document", "asked_by")
    return get_object_or_404(runs, pk=run_id)


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 18
