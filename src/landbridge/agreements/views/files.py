"""The files of an agreement: added, opened, removed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions.files import add_file, remove_file
from landbridge.agreements.forms.moves import FileForm
from landbridge.agreements.queries.agreements import removable_files
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.views.forms import form_page
from landbridge.agreements.views.moves import crumbs_to
from landbridge.agreements.views.places import agreement_at
from landbridge.base.access import needs
from landbridge.base.documents import FileRefused, open_document
from landbridge.people.views.places import reader


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_FILES)
def file_add(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Keep a file."""
    user, agreement = reader(request), agreement_at(request, agreement_id)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()

    def save(_version: int) -> None:
        file = form.cleaned_data["file"]
        try:
            add_file(agreement, by=user, content=file.read(), name=file.name, title=form.cleaned_data["title"])
        except FileRefused as refused:
            raise ValidationError({"file": refused.message()}) from refused

    return form_page(
        request,
        form,
        save,
        heading=_("Add a file"),
        lead=_("The staff of both sides can open it."),
        crumbs=crumbs_to(agreement),
        done=_("The file was added."),
        to=reverse("agreements:agreement", args=[agreement.pk]),
        label=_("Add"),
    )


@require_safe
@needs(Can.SEE_FILES)
def file_open(request: HttpRequest, agreement_id: int, file_id: int) -> HttpResponse:
    """A file, to be saved."""
    rows = agreement_at(request, agreement_id).files.select_related("document")
    return open_document(get_object_or_404(rows, pk=file_id).document)


@require_POST
@needs(Can.REMOVE_FILE)
def file_remove(request: HttpRequest, agreement_id: int, file_id: int) -> HttpResponse:
    """Take a file away."""
    user = reader(request)
    rows = removable_files(user, agreement_at(request, agreement_id)).select_related("document", "agreement")
    remove_file(get_object_or_404(rows, pk=file_id), by=user)
    messages.success(request, _("The file was removed."))
    return redirect("agreements:agreement", agreement_id)
