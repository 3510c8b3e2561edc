"""Everywhere a person of the other side may be met.

``CANARY_SURFACES`` holds, by name, functions of a host manager's browser and a person of the guest's side that give
the text of one such place: a page, an answer to a search, the cells of a workbook, the text of a PDF, a body of JSON,
a mail. While the person consents each must hold their name, which shows that the place is really looked at; once they
have withdrawn none may. Whoever makes a new place adds it here. A function may make what it needs, and is called again.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from landbridge.base.models import LogEntry
from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.exports import Wanted, ask_export
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.jobs import write_export
from landbridge.directory.models import Contact, ExportRun, Organisation
from landbridge.directory.queries.exports import CONTACTS
from landbridge.people.models import AccessEntry, Person, User
from landbridge.programmes.models import Application, Call
from tests.people.keys import program_of
from tests.programmes.canary import a_judged_one, a_judges_browser, an_announced_one
from tests.programmes.rows import a_call, a_programme, an_application

Surface = Callable[[Client, Person], str]
CANARY_SURFACES: dict[str, Surface] = {}

FAMILY, GIVEN = "金", "丝雀"  # of nobody else in the tests


def surface(function: Surface) -> Surface:
    """Decorator: add a place under the function's name."""
    CANARY_SURFACES[function.__name__] = function
    return function


@surface
def persons_list(client: Client, _person: Person) -> str:
    """The list of persons."""
    return client.get(reverse("persons")).content.decode()


@surface
def persons_of_the_other_side(client: Client, _person: Person) -> str:
    """The list, narrowed to those who agree to be shown."""
    return client.get(reverse("persons"), {"side": "guest", "purpose": "cross_border"}).content.decode()


@surface
def persons_search(client: Client, _person: Person) -> str:
    """A search that names nobody in full: the page repeats what was asked, which is no find."""
    return client.get(reverse("persons"), {"find": GIVEN[-1]}).content.decode()


@surface
def person_page(client: Client, person: Person) -> str:
    """The person's own page."""
    return client.get(reverse("person", args=[person.pk])).content.decode()


@surface
def access_month(client: Client, person: Person) -> str:
    """The month of the access log in which somebody looked at the person."""
    person_page(client, person)
    return client.get(reverse("access_month", args=[f"{timezone.now():%Y-%m}"])).content.decode()


@surface
def access_entry(client: Client, person: Person) -> str:
    """The log's entry of such a look, if there ever was one."""
    person_page(client, person)
    entry = AccessEntry.objects.filter(subjects__person_number=person.pk).last()
    if entry is None:
        return ""
    return client.get(reverse("access_entry", args=[entry.number])).content.decode()


@surface
def access_export(client: Client, person: Person) -> str:
    """The month as a workbook."""
    person_page(client, person)
    answer = client.post(reverse("access_export", args=[f"{timezone.now():%Y-%m}"]), {"reason": "Audit"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def _a_contact(person: Person, name: str = "Canary Works") -> Organisation:
    """The person as the contact of an organisation of their side, once."""
    sort = {"sort_ko": "canary", "sort_zh": "canary", "sort_en": "canary"}
    one, _ = Organisation.objects.get_or_create(side=person.side, country="CN", name_en=name, defaults=sort)
    Contact.objects.get_or_create(organisation=one, person=person)
    return one


@surface
def persons_export_csv(client: Client, _person: Person) -> str:
    """The persons as a CSV file."""
    return client.post(reverse("persons_export"), {"format": "csv"}).content.decode()


@surface
def persons_export_xlsx(client: Client, _person: Person) -> str:
    """The persons as a workbook."""
    return cells(client.post(reverse("persons_export"), {"format": "xlsx"}).content)


@surface
def person_pick(client: Client, _person: Person) -> str:
    """What is proposed in a form as one types."""
    return client.get(reverse("person_pick"), {"q": GIVEN[-1]}).content.decode()


@surface
def organisations_csv(client: Client, person: Person) -> str:
    """Organisations with their contacts as a CSV file."""
    _a_contact(person)
    return client.post(reverse("directory:export"), {"format": "csv", "contacts": "on"}).content.decode()


@surface
def organisations_xlsx(client: Client, person: Person) -> str:
    """Organisations with their contacts as a workbook."""
    _a_contact(person)
    return cells(client.post(reverse("directory:export"), {"format": "xlsx", "contacts": "on"}).content)


@surface
def organisations_file_kept(client: Client, person: Person) -> str:
    """A large file, which a job writes and which is fetched later; after a withdrawal the old one is asked for."""
    one = _a_contact(person)
    run = ExportRun.objects.first()
    if run is None:
        asked = Wanted("csv", [*CONTACTS], [one.pk], "en")
        run = ask_export(asked, by=User.objects.get(email="host@test.example"))
        write_export(entry_id=LogEntry.objects.get(verb="directory.export_asked").pk)
    return client.get(reverse("directory:export_file", args=[run.pk])).content.decode()


def cells(content: bytes) -> str:
    """All the text of a workbook, or the page that came instead of one."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@surface
def organisation_page(client: Client, person: Person) -> str:
    """The page of an organisation the person speaks for."""
    one = _a_contact(person)
    return client.get(reverse("directory:organisation", args=[one.pk])).content.decode()


def _told(client: Client, path: str) -> str:
    """What the API tells a program of whoever is signed in with this browser."""
    user = User.objects.get(pk=client.session["_auth_user_id"])
    return json.dumps(program_of(user).get(path).json(), ensure_ascii=False)


@surface
def api_persons(client: Client, _person: Person) -> str:
    """The API's list."""
    return _told(client, reverse("api:persons"))


@surface
def api_person(client: Client, person: Person) -> str:
    """The API's person."""
    return _told(client, reverse("api:person", args=[person.pk]))


@surface
def api_contacts(client: Client, person: Person) -> str:
    """The API's contacts of an organisation."""
    contact = person.contacts.first() or add_contact(
        add_organisation(by=None, side=person.side, country="CN", name_en="Canary Ltd"), person, by=None
    )
    return _told(client, reverse("api:contacts", args=[contact.organisation_id]))


@surface
def applications_list(client: Client, person: Person) -> str:
    """The list of applications, one of them theirs to a joint programme."""
    return _applied(client, person, "/applications/")


@surface
def application_page(client: Client, person: Person) -> str:
    """The page of their application."""
    return _applied(client, person, "/applications/{number}")


@surface
def applications_file(client: Client, person: Person) -> str:
    """The list as a file."""
    _applied(client, person, "/applications/")
    return client.post("/applications/export", {"format": "csv"}).content.decode()


def _applied(client: Client, person: Person, address: str) -> str:
    call = Call.objects.first() or a_call(a_programme())
    one = Application.objects.filter(person=person).first() or an_application(call, person=person)
    return client.get(address.format(number=one.pk)).content.decode()


@surface
def api_applications(client: Client, person: Person) -> str:
    """The API's list of applications, one of them by a person."""
    if not Application.objects.filter(person=person).exists():
        an_application(a_call(), person=person)
    return _told(client, reverse("api:applications"))


@surface
def api_application(client: Client, person: Person) -> str:
    """The API's application of a person."""
    one = Application.objects.filter(person=person).first() or an_application(a_call(), person=person)
    return _told(client, reverse("api:application", args=[one.pk]))


@surface
def screening_matrix(client: Client, person: Person) -> str:
    """Which evaluator has their application."""
    return client.get(reverse("programmes:screening_call", args=[a_judged_one(person).call_id])).content.decode()


@surface
def screened_application(client: Client, person: Person) -> str:
    """The sheets on their application."""
    return client.get(reverse("programmes:screened_application", args=[a_judged_one(person).pk])).content.decode()


@surface
def ranking(client: Client, person: Person) -> str:
    """The ranking as it is now."""
    return client.get(reverse("programmes:ranking", args=[a_judged_one(person).call_id])).content.decode()


@surface
def judges_sheet(_client: Client, person: Person) -> str:
    """What a judge of the host's side reads of their application."""
    judge, assignment = a_judges_browser(person)
    return judge.get(reverse("programmes:sheet", args=[assignment.pk])).content.decode()


@surface
def selection_page(client: Client, person: Person) -> str:
    """A selection that was announced."""
    selection, _seat = an_announced_one(person)
    return client.get(reverse("programmes:selection", args=[selection.pk])).content.decode()


@surface
def ranking_workbook(client: Client, person: Person) -> str:
    """The selection as a workbook."""
    selection, _seat = an_announced_one(person)
    return cells(client.get(reverse("programmes:ranking_workbook", args=[selection.pk])).content)


@surface
def participants(client: Client, person: Person) -> str:
    """Who takes part in the programme."""
    _selection, seat = an_announced_one(person)
    return client.get(reverse("programmes:participants", args=[seat.programme_id])).content.decode()
