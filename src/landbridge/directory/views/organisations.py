"""The page of an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from landbridge.base.access import allowed, needs
from landbridge.base.identifiers import display_number
from landbridge.directory.models import Organisation
from landbridge.directory.queries.checks import latest_check, verifications_of
from landbridge.directory.queries.contacts import contacts_shown
from landbridge.directory.queries.merges import merges_of, successor
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.directory.rules import Can
from landbridge.directory.views.places import organisation_at, reader
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.rules import is_staff


@require_GET
@needs(Can.SEE_ORGANISATIONS)
def organisation_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One organisation, as far as its reader may know it; a merged one leads to the one it became a part of."""
    user = reader(request)
    gone = Organisation.objects.filter(pk=organisation_id).exclude(merged_into=None).first()
    if gone:
        kept = get_object_or_404(visible_organisations(user), pk=successor(gone).pk)
        return redirect("directory:organisation", kept.pk)
    organisation = organisation_at(request, organisation_id)
    contacts, hidden = contacts_shown(organisation, user, get_language() or "en")
    disclose_in(request, [contact.person for contact in contacts], "view")
    is_own = allowed(user, Can.SEE_CONFIDENTIAL, organisation)
    context = {
        "organisation": organisation,
        "number": display_number(organisation.number_kind, organisation.number),
        "items": organisation.items.filter(is_open=True),
        "contacts": contacts,
        "hidden": hidden,
        "is_own": is_own,
        "exports": organisation.exports.all() if is_own else (),
        "industries": organisation.industries.all(),
        "certifications": organisation.certifications.all(),
        "verification": verifications_of(organisation).first(),
        "check": latest_check(organisation) if is_staff(user) else None,
        "merges": merges_of(organisation) if is_own and is_staff(user) else (),
    }
    return render(request, "directory/organisation.html", context)
