"""How an organisation stands: its verifications, the blacklists, and whom to speak to."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_noop
from ninja import Router, Schema

from landbridge.directory.actions.checks import check_blacklist
from landbridge.directory.queries.checks import verifications_of
from landbridge.directory.queries.contacts import contacts_shown
from landbridge.directory.queries.organisations import editable_organisations, visible_organisations
from landbridge.directory.rules import Can
from landbridge.people.actions.disclosures import client_ip, disclose
from landbridge.people.api.door import actor, opens
from landbridge.people.rules import Can as OfPeople
from landbridge.people.rules import Scope, is_staff

router = Router(tags=["organisations"])


class VerificationOut(Schema):
    """What somebody verified, and until when it holds."""

    level: int
    at: datetime
    source: str
    expires_on: date | None


class CheckOut(Schema):
    """What a look into the blacklists said. ``list`` names the list with the entry that matched."""

    at: datetime
    result: str
    list: str


class ContactOut(Schema):
    """Somebody who speaks for the organisation."""

    person: int
    name: str
    name_language: str
    title: str
    is_first: bool


class ContactsOut(Schema):
    """Those the reader may see, and how many more there are."""

    rows: list[ContactOut]
    hidden: int


@router.get(
    "/organisations/{int:organisation_id}/verifications",
    url_name="verifications",
    summary=gettext_noop("Read how far an organisation is verified"),
    **opens(Scope.ORGANISATIONS_READ, can=Can.SEE_ORGANISATIONS, answer=list[VerificationOut]),
)
def verifications(request: HttpRequest, organisation_id: int) -> list[VerificationOut]:
    """Its verifications, the latest first; for companies the latest alone."""
    user = actor(request)
    organisation = get_object_or_404(visible_organisations(user), pk=organisation_id)
    rows = verifications_of(organisation)
    return [VerificationOut.from_orm(row) for row in (rows if is_staff(user) else rows[:1])]


@router.post(
    "/organisations/{int:organisation_id}/blacklist-check",
    url_name="blacklist_check",
    summary=gettext_noop("Look an organisation up in the blacklists"),
    **opens(Scope.ORGANISATIONS_WRITE, can=Can.CHECK_BLACKLIST, answer=CheckOut),
)
def look_up(request: HttpRequest, organisation_id: int) -> CheckOut:
    """Look it up now. An organisation that is listed is blocked from then on."""
    user = actor(request)
    organisation = get_object_or_404(editable_organisations(user), pk=organisation_id)
    check = check_blacklist(organisation, by=user)
    return CheckOut(at=check.at, result=check.result, list=check.entry.list_name if check.entry else "")


@router.get(
    "/organisations/{int:organisation_id}/contacts",
    url_name="contacts",
    summary=gettext_noop("Read an organisation’s contacts"),
    **opens(Scope.PERSONS_READ, can=OfPeople.SEE_PERSONS, answer=ContactsOut),
)
def contacts(request: HttpRequest, organisation_id: int) -> ContactsOut:
    """Its contacts, the first one first."""
    user = actor(request)
    organisation = get_object_or_404(visible_organisations(user), pk=organisation_id)
    shown, hidden = contacts_shown(organisation, user, get_language() or "en")
    disclose([one.person for one in shown], actor=user, action="api", route="api:contacts", ip=client_ip(request))
    rows = [
        ContactOut(
            person=one.person.pk,
            name=one.name,
            name_language=one.language,
            title=one.contact.title,
            is_first=one.contact.is_first,
        )
        for one in shown
    ]
    return ContactsOut(rows=rows, hidden=hidden)
