"""Files of applications: those that answer questions, receipts, and the list as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.documents import open_document
from landbridge.base.table_files import TableFormat
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.rules import is_staff
from landbridge.people.views.places import reader, reading
from landbridge.programmes.actions.receipts import keep_receipt
from landbridge.programmes.forms.applications import ApplicationsExportForm
from landbridge.programmes.models import ApplicationVersion
from landbridge.programmes.queries.applications import latest_versions, visible_applications
from landbridge.programmes.queries.drafts import is_submitted
from landbridge.programmes.queries.forms import current_form, form_of
from landbridge.programmes.rules.applications import Can
from landbridge.programmes.tables.applications import application_file
from landbridge.programmes.tables.receipts import receipt_pdf
from landbridge.programmes.views.application_places import readable_at
from landbridge.programmes.views.applications import filter_of

MOST = 5_000  # applications in one file


@require_safe
@needs(Can.READ_ANSWERS)
def file_open(request: HttpRequest, application_id: int, file_id: int) -> HttpResponse:
    """A file, to be saved; of others than the applicant's only what was submitted."""
    application = readable_at(request, application_id)
    row = get_object_or_404(application.files.select_related("document"), pk=file_id)
    if is_staff(reader(request)) and not is_submitted(row):
        raise Http404
    if application.person is not None:
        disclose_in(request, [application.person], "view")
    return open_document(row.document)


@require_safe
@needs(Can.READ_ANSWERS)
def receipt(request: HttpRequest, application_id: int, number: int) -> HttpResponse:
    """The receipt of a submitted version; drawn when it is first asked for, and the same from then on."""
    application = readable_at(request, application_id)
    versions = ApplicationVersion.objects.select_related("form", "receipt").filter(application=application)
    version = get_object_or_404(versions, number=number)
    version.application = application
    if application.person is not None:
        disclose_in(request, [application.person], "view")
    return open_document(version.receipt or keep_receipt(version, receipt_pdf(version)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EXPORT_APPLICATIONS)
def applications_export(request: HttpRequest) -> HttpResponse:
    """The applications of the list that the address names, as a file; with answers where they are to one call."""
    user, language, filters = reader(request), reading(), filter_of(request)
    found = filters.narrow(visible_applications(user)).prefetch_related("person__names").order_by("call", "number")
    persons = [number for number in found.values_list("person", flat=True) if number is not None]
    form = ApplicationsExportForm(request.POST if request.method == "POST" else None, persons=len(persons))
    count = found.count()
    if not form.is_valid() or not 0 < count <= MOST:
        context = {"form": form, "count": count, "is_too_many": count > MOST, "query": request.GET.urlencode()}
        return render(request, "programmes/applications_export.html", context, status=422 if form.is_bound else 200)
    rows = list(found)
    latest = latest_versions(one for one in rows if one.side == user.side)
    asked = current_form(rows[0].call) if filters.cleaned_data.get("call") else None
    kind = form.cleaned_data["format"]
    content, name = application_file(
        kind,
        [(one, latest.get(one.pk)) for one in rows],
        form=form_of(asked) if asked else None,
        user=user,
        language=language,
    )
    disclose_in(request, persons, "export", reason=form.said_reason)
    return attachment(content, name, TableFormat(kind).media_type)
