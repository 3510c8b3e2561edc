"""Taking persons away in a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.table_files import TableFormat
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.exports import PersonsExportForm
from landbridge.people.forms.persons import PersonFilter
from landbridge.people.queries.persons import SORT_COLUMN, find_persons
from landbridge.people.rules import Can
from landbridge.people.tables.persons_file import persons_file
from landbridge.people.views.places import reader, reading

MOST = 10_000  # persons in one file; a reason for more would be none


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EXPORT_PERSONS)
def persons_export(request: HttpRequest) -> HttpResponse:
    """The persons of the list that the address names: first the question what for, then the file."""
    user, language = reader(request), reading()
    asked = PersonFilter(request.GET).asked() if request.GET else {}
    found = find_persons(user, **asked).order_by(SORT_COLUMN[language], "pk")
    kept = urlencode([(key, value) for key, value in request.GET.items() if key != "page" and value])
    back = f"{reverse('persons')}?{kept}"
    count = found.count()
    if not 0 < count <= MOST:
        said = (
            _("Nobody is there to be exported.")
            if not count
            else _("These are too many for one file. Narrow the list first.")
        )
        messages.error(request, said)
        return redirect(back)
    form = PersonsExportForm(request.POST if "format" in request.POST else None, persons=count)
    if not form.is_valid():
        context = {"form": form, "count": count, "said": f"{count:,}", "query": kept, "back": back}
        return render(request, "people/persons_export.html", context, status=422 if form.errors else 200)
    rows = list(found.prefetch_related("consents"))
    content, name = persons_file(form.cleaned_data["format"], rows, language=language, side=user.side)
    # Written down before it is handed out: what may not be disclosed is refused here.
    disclose_in(request, rows, "export", reason=form.said_reason)
    return attachment(content, name, TableFormat(form.cleaned_data["format"]).media_type)
