"""A workbook comes in: uploaded, taken from the sample, or begun from the template."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.meetings.actions import import_fair, keep_upload
from landbridge.meetings.forms.upload import UploadForm
from landbridge.meetings.models import Upload
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.files import XLSX
from landbridge.meetings.views.places import reader
from landbridge.meetings.workbook.faults import Fault
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.meetings.workbook.writing import write_template


@require_http_methods(["GET", "POST"])
@needs(Can.ADD_FAIR)
def new_fair(request: HttpRequest) -> HttpResponse:
    """Three ways to begin; the file that was sent is kept whatever is wrong with it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = keep_upload(file.read(), file.name, by=reader(request))
        return redirect("meetings:uploaded", upload.pk)
    earlier = Upload.objects.filter(fair=None).defer("content").select_related("by")[:5]
    return render(request, "meetings/new.html", {"form": form, "earlier": earlier})


@require_POST
@needs(Can.ADD_FAIR)
def new_sample(request: HttpRequest) -> HttpResponse:
    """A fair of invented companies, to try things on."""
    fair = import_fair(sample_fair(), by=reader(request))
    messages.success(request, _("The sample fair is here. Search its timetable next."))
    return redirect("meetings:fair", fair.pk)


@require_GET
@needs(Can.ADD_FAIR)
def template_file(request: HttpRequest) -> HttpResponse:
    """An empty workbook with explanations, in the reader's language."""
    language = get_language() or "en"
    return attachment(write_template(language), "landbridge-fair.xlsx", XLSX)


@require_GET
@needs(Can.ADD_FAIR)
def upload_page(request: HttpRequest, upload_id: int) -> HttpResponse:
    """How a workbook fared: being read, its faults by sheet, row and column, or the fair it became."""
    upload = get_object_or_404(Upload.objects.defer("content"), pk=upload_id)
    if upload.fair is not None and not request.htmx:  # type: ignore[attr-defined]
        return redirect("meetings:fair", upload.fair.pk)
    faults = [Fault.from_json(told) for told in upload.faults]
    context = {
        "upload": upload,
        "grave": [fault for fault in faults if not fault.is_notice],
        "notices": [fault for fault in faults if fault.is_notice],
        "form": UploadForm(),
    }
    part = "meetings/parts/upload.html" if request.htmx else "meetings/upload.html"  # type: ignore[attr-defined]
    return render(request, part, context)


@require_GET
@needs(Can.ADD_FAIR)
def upload_file(request: HttpRequest, upload_id: int) -> HttpResponse:
    """The workbook as it came."""
    upload = get_object_or_404(Upload, pk=upload_id)
    return attachment(bytes(upload.content), upload.name, XLSX)
