"""The page of an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from landbridge.base.access import allowed, needs
from landbridge.base.countries import country_name
from landbridge.base.identifiers import display_number
from landbridge.base.money import Money, spell
from landbridge.base.phones import display_phone
from landbridge.directory.models import Organisation
from landbridge.directory.queries.contacts import contacts_shown
from landbridge.directory.queries.editors import editors_of
from landbridge.directory.queries.history import history_of
from landbridge.directory.queries.merges import merges_of, successor
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.directory.queries.panels import panels_of
from landbridge.directory.rules import Can
from landbridge.directory.tables.certificates import certificate_rows
from landbridge.directory.tables.checks import checks_panel
from landbridge.directory.views.places import organisation_at, reader
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.rules import is_staff

LATEST = 12  #: events of the history shown at first
MOST = 500


@require_GET
@needs(Can.SEE_ORGANISATIONS)
def organisation_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One organisation, as far as its reader may know it; a merged one leads to the one it became a part of."""
    user = reader(request)
    gone = Organisation.objects.filter(pk=organisation_id).exclude(merged_into=None).first()
    if gone:
        kept = get_object_or_404(visible_organisations(user), pk=successor(gone).pk)
        return redirect("directory:organisation", kept.pk)
    organisation, language = organisation_at(request, organisation_id), get_language() or "en"
    contacts, hidden = contacts_shown(organisation, user, language)
    disclose_in(request, [contact.person for contact in contacts], "view")
    is_own = allowed(user, Can.SEE_CONFIDENTIAL, organisation)
    is_office = is_own and is_staff(user)
    events, has_earlier = history_of(organisation, user, most=MOST if "history" in request.GET else LATEST)
    context = {
        "organisation": organisation,
        "country": country_name(organisation.country, language),
        "number": display_number(organisation.number_kind, organisation.number),
        "phone": display_phone(organisation.phone) if organisation.phone else "",
        "items": organisation.items.filter(is_open=True),
        "contacts": contacts,
        "hidden": hidden,
        "is_own": is_own,
        "is_office": is_office,
        "may_edit": allowed(user, Can.EDIT_ORGANISATION, organisation),
        "may_keep_contacts": allowed(user, Can.KEEP_CONTACTS, organisation),
        "may_invite": allowed(user, Can.INVITE_EDITOR, organisation),
        "exports": [(row, spell(Money(row.amount, row.currency), language)) for row in organisation.exports.all()]
        if is_own
        else (),
        "industries": organisation.industries.all(),
        "certificates": certificate_rows(organisation.certifications.all(), timezone.localdate()),
        "documents": organisation.documents.select_related("document") if is_own else (),
        "editors": editors_of(organisation) if is_office else (),
        "checks": checks_panel(organisation, user),
        "merges": merges_of(organisation) if is_office else (),
        "panels": panels_of(organisation, user),
        "events": events,
        "has_earlier": has_earlier,
    }
    return render(request, "directory/organisation.html", context)
