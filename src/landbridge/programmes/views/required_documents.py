"""Documents that participants owe: handed in, opened, accepted, returned."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import needs
from landbridge.base.documents import FileRefused, open_document
from landbridge.base.versions import version_of
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader
from landbridge.programmes.actions.required_documents import accept_document, hand_in, return_document, title_of
from landbridge.programmes.forms.participations import HandInForm, ReturnForm
from landbridge.programmes.models import RequiredDocument
from landbridge.programmes.rules.participation import Can
from landbridge.programmes.views.participations import participation_at


def _owed_at(request: HttpRequest, participation_id: int, owed_id: int) -> RequiredDocument:
    rows = participation_at(request, participation_id).required.select_related("document", "participation__application")
    return get_object_or_404(rows, pk=owed_id)


@require_safe
@needs(Can.SEE_PARTICIPATION)
def required_open(request: HttpRequest, participation_id: int, owed_id: int) -> HttpResponse:
    """A document that was handed in, to be saved."""
    owed = _owed_at(request, participation_id, owed_id)
    if owed.document is None:
        raise Http404
    if (person := owed.participation.application.person) is not None:
        disclose_in(request, [person], "view")
    return open_document(owed.document)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.HAND_IN)
def required_hand_in(request: HttpRequest, participation_id: int, owed_id: int) -> HttpResponse:
    """Hand a document in."""
    owed = _owed_at(request, participation_id, owed_id)
    form = HandInForm(request.POST, request.FILES) if request.method == "POST" else HandInForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            hand_in(owed, by=reader(request), version=form.cleaned_data["version"], content=file.read(), name=file.name)
        except FileRefused as error:
            form.add_error("file", error.message())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The document was handed in."))
            return redirect("programmes:participation", participation_id)
    return _page(request, "programmes/required_hand_in.html", owed, form)


@require_POST
@needs(Can.KEEP_PARTICIPATION)
def required_accept(request: HttpRequest, participation_id: int, owed_id: int) -> HttpResponse:
    """Accept a document."""
    owed = _owed_at(request, participation_id, owed_id)
    try:
        accept_document(owed, by=reader(request), version=version_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The document is accepted."))
    return redirect("programmes:participation", participation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_PARTICIPATION)
def required_return(request: HttpRequest, participation_id: int, owed_id: int) -> HttpResponse:
    """Return a document for correction."""
    owed = _owed_at(request, participation_id, owed_id)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_document(owed, by=reader(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The document was returned; the participant is told."))
            return redirect("programmes:participation", participation_id)
    return _page(request, "programmes/required_return.html", owed, form)


def _page(request: HttpRequest, template: str, owed: RequiredDocument, form: HandInForm | ReturnForm) -> HttpResponse:
    if not form.is_bound:
        form.initial["version"] = owed.version
    context = {"owed": owed, "title": title_of(owed), "form": form, "participation": owed.participation}
    return render(request, template, context, status=422 if form.errors else 200)
