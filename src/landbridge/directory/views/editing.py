"""Entering an organisation and changing its facts, and what the form asks meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.identifiers import BadNumber, check_number, display_number, guess_kind
from landbridge.base.versions import Stale
from landbridge.directory.actions.organisations import add_organisation, edit_organisation
from landbridge.directory.forms.organisations import COMPARED, OrganisationForm, draft_of
from landbridge.directory.models import NumberKind, Organisation
from landbridge.directory.queries.matching import Likely
from landbridge.directory.queries.organisations import editable_organisations
from landbridge.directory.queries.similar import similar_to
from landbridge.directory.rules import Can
from landbridge.directory.tables.versions import differing_facts
from landbridge.directory.views.places import editable_at, reader
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import Side


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ADD_ORGANISATION)
def organisation_add(request: HttpRequest) -> HttpResponse:
    """Enter an organisation; one that may be there already is shown first, and is entered if it is sent again."""
    user = reader(request)
    form = OrganisationForm(request.POST or None, side=user.side)
    similar: Sequence[Likely] = ()
    if request.method == "POST" and form.is_valid():
        similar = similar_to(form.draft())
        if not _unseen(request, similar):
            try:
                added = add_organisation(by=user, side=user.side, **form.facts())
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, _("The organisation was entered."))
                return redirect("directory:organisation", added.pk)
    return _page(request, form, None, similar)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_ORGANISATION)
def organisation_edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Change an organisation's facts; who saves second sees both versions, and loses nothing of theirs (409)."""
    user, organisation = reader(request), editable_at(request, organisation_id)
    form = OrganisationForm(request.POST or None, instance=organisation, side=organisation.side)
    similar: Sequence[Likely] = ()
    if request.method == "POST" and form.is_valid():
        # Editors are not told whom else the side knows.
        if allowed(user, Can.ADD_ORGANISATION) and _is_renamed(organisation, form):
            similar = similar_to(form.draft())
        if not _unseen(request, similar):
            try:
                edit_organisation(organisation, by=user, version=form.cleaned_data["version"], **form.facts())
            except Stale:
                return _both_versions(request, form, organisation_id)
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, _("The changes were saved."))
                return redirect("directory:organisation", organisation.pk)
    return _page(request, form, editable_at(request, organisation_id), similar)


@require_safe
@needs(Can.EDIT_ORGANISATION)
def number_check(request: HttpRequest) -> HttpResponse:
    """What is wrong with a registration number, or that nothing is, as one leaves its field."""
    text, kind = request.GET.get("number", "")[:100], request.GET.get("number_kind", "")
    if not text.strip():
        return HttpResponse()
    kind = kind if kind in {"brn", "uscc", "other"} else guess_kind(text) or "other"
    try:
        number = check_number(kind, text)
    except BadNumber as error:
        return render(request, "directory/parts/number_said.html", {"error": error.message()})
    said = {"number": display_number(kind, number), "register": NumberKind(kind).label}
    return render(request, "directory/parts/number_said.html", said)


@require_safe
@needs(Can.ADD_ORGANISATION)
def similar_organisations(request: HttpRequest) -> HttpResponse:
    """The organisations that the one in the form may be, while it is filled in."""
    user, asked = reader(request), request.GET.get("organisation", "")
    own = None
    if asked.isdecimal() and len(asked) < 19:
        own = editable_organisations(user).filter(pk=int(asked)).first()
    draft = draft_of(user.side, request.GET, number=own.pk if own else None)
    similar = similar_to(draft) if own is None or _differ(own, draft) else ()
    return render(request, "directory/parts/similar.html", {"similar": similar})


def _is_renamed(organisation: Organisation, form: OrganisationForm) -> bool:
    return _differ(organisation, form.draft())


def _differ(organisation: Organisation, draft: Organisation) -> bool:
    return any(getattr(organisation, name) != getattr(draft, name) for name in COMPARED)


def _unseen(request: HttpRequest, similar: Sequence[Likely]) -> bool:
    """Whether one of them was not on the page that was sent."""
    seen = set(request.POST.getlist("seen"))
    return any(str(one.other.pk) not in seen for one in similar)


def _both_versions(request: HttpRequest, form: OrganisationForm, organisation_id: int) -> HttpResponse:
    current = editable_at(request, organisation_id)
    more = {"is_stale": True, "differences": differing_facts(form, current), "version": current.version}
    return _page(request, form, current, (), status=409, more=more)


def _page(
    request: HttpRequest,
    form: OrganisationForm,
    organisation: Organisation | None,
    similar: Sequence[Likely],
    *,
    status: int = 200,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "organisation": organisation,
        "version": form["version"].value(),
        "similar": similar,
        "is_held_back": bool(similar) and not form.errors,
        "looks_for_similar": allowed(reader(request), Can.ADD_ORGANISATION),
        "compared": ", ".join(f"[name={name}]" for name in COMPARED),
        "triggers": ", ".join(f"change from:#id_{name}" for name in COMPARED),
        "side": Side(reader(request).side if organisation is None else organisation.side),
    }
    if request.method == "POST" and status == 200:
        status = 422
    return render(request, "directory/organisation_edit.html", context | dict(more or {}), status=status)
