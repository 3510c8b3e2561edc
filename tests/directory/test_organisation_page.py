"""The page of an organisation, for its own side and for the other."""

from collections.abc import Callable

from django.test import Client

from landbridge.directory.actions.contacts import add_contact
from landbridge.people.actions.persons import add_person
from landbridge.people.models import AccessEntry, User
from tests.directory.facts import made


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
