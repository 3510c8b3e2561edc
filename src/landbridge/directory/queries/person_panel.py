"""What the directory tells on a person's page: the organisations they speak for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from landbridge.directory.models import Contact
from landbridge.directory.queries.organisations import visible_organisations
from landbridge.people.models import Person, User
from landbridge.people.queries.panels import Panel, tells_of_person


@dataclass(frozen=True, slots=True)
class Speaks:
    """A contact, and whether the reader may open the organisation's page."""

    contact: Contact
    is_open: bool


@tells_of_person
def organisations_of(person: Person, user: User) -> Panel | None:
    """The organisations the reader may see; on one's own page all of them, for one's position is one's own data."""
    contacts = list(person.contacts.select_related("organisation").order_by("-is_first", "pk"))
    numbers = [contact.organisation_id for contact in contacts]
    visible = set(visible_organisations(user).filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
    shown = [
        Speaks(contact, contact.organisation_id in visible)
        for contact in contacts
        if contact.organisation_id in visible or person.user_id == user.pk
    ]
    return Panel(_("Organisations"), "directory/parts/person_organisations.html", {"shown": shown}) if shown else None
