"""The files about an organisation: added, opened, removed.

They are its own side's and its editors': a registration certificate names the person behind it.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import needs
from landbridge.base.documents import FileRefused, open_document
from landbridge.directory.actions.documents import add_document, remove_document
from landbridge.directory.forms.documents import DocumentForm
from landbridge.directory.rules import Can
from landbridge.directory.views.places import editable_at, own_at, reader
from landbridge.people.forms.errors import put_errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_ORGANISATION)
def document_add(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Keep a file."""
    organisation = editable_at(request, organisation_id)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if form.is_bound and form.is_valid():
        file, title = form.cleaned_data["file"], form.cleaned_data["title"]
        try:
            add_document(organisation, by=reader(request), content=file.read(), name=file.name, title=title)
        except FileRefused as error:
            form.add_error("file", error.message())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The document was added."))
            return redirect("directory:organisation", organisation.pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "directory/document_add.html", context, status=422 if form.is_bound else 200)


@require_safe
@needs(Can.SEE_CONFIDENTIAL)
def document_open(request: HttpRequest, organisation_id: int, document_id: int) -> HttpResponse:
    """A file, to be saved."""
    rows = own_at(request, organisation_id).documents.select_related("document")
    return open_document(get_object_or_404(rows, pk=document_id).document)


@require_POST
@needs(Can.EDIT_ORGANISATION)
def document_remove(request: HttpRequest, organisation_id: int, document_id: int) -> HttpResponse:
    """Take a file away."""
    organisation = editable_at(request, organisation_id)
    rows = organisation.documents.select_related("document", "organisation")
    remove_document(get_object_or_404(rows, pk=document_id), by=reader(request))
    messages.success(request, _("The document was removed."))
    return redirect("directory:organisation", organisation.pk)
