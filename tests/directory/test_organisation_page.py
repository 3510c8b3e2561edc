"""The page of an organisation, for its own side and for the other."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.documents import add_document
from landbridge.directory.actions.editors import invite_editor
from landbridge.directory.actions.rows import change_rows
from landbridge.people.actions.persons import add_person
from landbridge.people.models import AccessEntry, User
from tests.base.hostile_files import picture
from tests.directory.facts import made, whole_organisation
from tests.people.people import a_person


def test_what_each_side_reads(host_manager: User, guest_manager: User, client_of: Callable[[User], Client]) -> None:
    one = made(host_manager, name_ko="한빛정밀", name_en="Hanbit Precision", employees=4711)
    person = add_person(by=host_manager, side="host", names=[{"script": "Hang", "family": "홍", "given": "길동"}])
    add_contact(one, person, by=host_manager)
    own = client_of(host_manager).get(f"/organisations/{one.pk}").content.decode()
    assert "홍길동" in own
    assert "4711" in own.replace(",", "")
    assert AccessEntry.objects.filter(actor=host_manager).count() == 1
    other = client_of(guest_manager).get(f"/organisations/{one.pk}").content.decode()
    assert '<dd lang="ko">한빛정밀</dd>' in other
    assert "홍길동" not in other
    assert "1 contact not shown" in other
    assert "4711" not in other.replace(",", "")
    assert not AccessEntry.objects.filter(actor=guest_manager).exists()


def test_what_is_not_there(host_manager: User, client_of: Callable[[User], Client]) -> None:
    assert client_of(host_manager).get("/organisations/999999").status_code == 404


def test_more_rows_take_no_more_queries(host_manager: User, client_of: Callable[[User], Client]) -> None:
    one = whole_organisation(host_manager)
    client = client_of(host_manager)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/organisations/{one.pk}").status_code == 200
        return len(asked)

    queries()
    before = queries()
    for place in range(12):
        add_contact(one, a_person("host"), by=host_manager)
        invite_editor(one, by=host_manager, email=f"e{place}@test.example", name="E", language="en")
        document = add_document(one, by=host_manager, content=picture("PNG", (8 + place, 6)), name="a.png", title="A")
        assert document.document.size
    rows = [{"year": year, "amount": 5, "currency": "USD"} for year in range(2010, 2025)]
    one.refresh_from_db()
    change_rows(one, "exports", rows, by=host_manager, version=one.version)
    assert queries() == before <= 40
