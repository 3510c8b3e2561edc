"""The contacts of an organisation: added, changed, removed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.directory.actions.contacts import add_contact, add_new_contact, edit_contact, remove_contact
from landbridge.directory.forms.contacts import KnownContactForm, NewContactForm, PlaceEditForm
from landbridge.directory.models import Contact, Organisation
from landbridge.directory.rules import Can
from landbridge.directory.views.places import editable_at, reader
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.errors import put_errors
from landbridge.people.queries.persons import editable_persons
from landbridge.people.wording.names import display_name

SCRIPTS = {"ko": "Hang", "zh-hans": "Hans", "en": "Latn"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_CONTACTS)
def contact_add(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Let somebody speak for the organisation whom its side knows already."""
    organisation, user = editable_at(request, organisation_id), reader(request)
    form = KnownContactForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            add_contact(organisation, by=user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return _added(request, organisation)
    if form.is_bound and (chosen := form.cleaned_data.get("person")):
        disclose_in(request, [chosen], "view")
    return _page(request, organisation, form, NewContactForm(initial=_usual()))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_CONTACTS)
def contact_new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Let somebody speak for the organisation who is new to its side."""
    organisation, user = editable_at(request, organisation_id), reader(request)
    form = NewContactForm(request.POST or None, initial=_usual())
    if request.method == "POST" and form.is_valid():
        try:
            add_new_contact(organisation, by=user, **form.said())
        except ValidationError as error:
            put_errors(form, error)
        else:
            return _added(request, organisation)
    return _page(request, organisation, KnownContactForm(user=user), form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_CONTACTS)
def contact_edit(request: HttpRequest, organisation_id: int, contact_id: int) -> HttpResponse:
    """Change what a contact does there."""
    contact = _contact_at(request, organisation_id, contact_id)
    disclose_in(request, [contact.person], "view")
    shown = {"title": contact.title, "is_first": contact.is_first, "version": contact.organisation.version}
    form = PlaceEditForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            edit_contact(contact, by=reader(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("directory:organisation", organisation_id)
    name, language = display_name(contact.person.names.all(), get_language() or "en")
    context = {"organisation": contact.organisation, "contact": contact, "form": form}
    context |= {"name": name, "language": language}
    return render(request, "directory/contact.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.KEEP_CONTACTS)
def contact_remove(request: HttpRequest, organisation_id: int, contact_id: int) -> HttpResponse:
    """Let somebody no longer speak for the organisation."""
    remove_contact(_contact_at(request, organisation_id, contact_id), by=reader(request))
    messages.success(request, _("The contact was removed. The person stays among those your side knows."))
    return redirect("directory:organisation", organisation_id)


def _contact_at(request: HttpRequest, organisation_id: int, contact_id: int) -> Contact:
    organisation = editable_at(request, organisation_id)
    rows = organisation.contacts.filter(person__in=editable_persons(reader(request)).values("pk"))
    return get_object_or_404(rows.select_related("person", "organisation"), pk=contact_id)


def _usual() -> dict[str, str]:
    """The script a reader of this language most likely writes."""
    return {"script": SCRIPTS.get(get_language() or "en", "Latn")}


def _added(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    messages.success(request, _("The contact was added."))
    return redirect("directory:organisation", organisation.pk)


def _page(
    request: HttpRequest, organisation: Organisation, known: KnownContactForm, new: NewContactForm
) -> HttpResponse:
    context = {"organisation": organisation, "known": known, "new": new}
    return render(request, "directory/contact_add.html", context, status=422 if request.method == "POST" else 200)
