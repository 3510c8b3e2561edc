"""Contacts, editors and documents of an organisation, through the pages."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from landbridge.base.models import OutgoingMail
from landbridge.directory.models import Organisation
from landbridge.people.actions.invitations import accept_invitation
from landbridge.people.models import Invitation, User
from tests.base.hostile_files import picture
from tests.directory.editors import let_edit
from tests.directory.facts import made
from tests.people.people import a_person

ClientOf = Callable[[User], Client]
UserOf = Callable[..., User]


@pytest.fixture
def one(host_manager: User) -> Organisation:
    return made(host_manager, name_en="Ash Works")


@pytest.fixture
def client(host_manager: User, client_of: ClientOf) -> Client:
    return client_of(host_manager)


def test_a_contact_comes_changes_and_goes(client: Client, one: Organisation) -> None:
    person = a_person("host")
    address = f"/organisations/{one.pk}/contacts"
    assert client.post(f"{address}/new", {"person": person.pk, "title": "해외영업"}).status_code == 302
    again = client.post(f"{address}/new", {"person": person.pk})
    assert again.status_code == 422
    assert "is a contact of the organisation already" in again.content.decode()
    new = {"family": "김", "given": "도윤", "script": "Hang", "order": "family_first", "email": "d@test.example"}
    assert client.post(f"{address}/new-person", new | {"is_first": "on"}).status_code == 302
    first, second = one.contacts.all()
    assert (first.person.email, first.is_first, second.is_first) == ("d@test.example", True, False)
    page = client.get(f"/organisations/{one.pk}").content.decode()
    assert "김도윤" in page
    assert "해외영업" in page
    said = {"title": "대표", "is_first": "on", "version": one.version}
    assert client.post(f"{address}/{second.pk}", said).status_code == 302
    late = client.post(f"{address}/{second.pk}", said | {"title": "이사"})
    assert late.status_code == 409, "somebody changed it since it was shown"
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_first, second.is_first, second.title) == (False, True, "대표")
    assert client.post(f"{address}/{second.pk}/remove").status_code == 302
    assert one.contacts.count() == 1


def test_contacts_are_people_of_the_own_side(client: Client, one: Organisation) -> None:
    stranger = a_person("guest")
    answer = client.post(f"/organisations/{one.pk}/contacts/new", {"person": stranger.pk})
    assert answer.status_code == 422
    assert "Choose somebody your own side knows." in answer.content.decode()
    wrong = {"family": "", "given": "", "script": "Hang", "order": "family_first", "phone": "12"}
    answer = client.post(f"/organisations/{one.pk}/contacts/new-person", wrong)
    assert answer.status_code == 422
    assert not one.contacts.exists()


def test_an_editor_is_invited_and_ended(
    client: Client, one: Organisation, host_manager: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landbridge.people.actions.invitations.secrets.token_urlsafe", lambda _length: "the-token")
    said = {"email": "Editor@test.example", "name": "Editor", "language": "ko"}
    assert client.post(f"/organisations/{one.pk}/editors/new", said).status_code == 302
    assert OutgoingMail.objects.count() == 1
    again = client.post(f"/organisations/{one.pk}/editors/new", said)
    assert "is invited to it already" in again.content.decode()
    editor = accept_invitation("the-token", by=None, name="Editor", password="correct horse battery")
    browser = client_of(editor)
    assert browser.get(f"/organisations/{one.pk}/edit").status_code == 200
    again = client.post(f"/organisations/{one.pk}/editors/new", said)
    assert "keeps the profile already" in again.content.decode()
    monkeypatch.undo()
    other = made(host_manager, name_en="Birch")
    assert client.post(f"/organisations/{other.pk}/editors/new", said).status_code == 302
    assert "Editor@test.example".lower() in client.get(f"/organisations/{one.pk}").content.decode()
    ended = client.post(f"/organisations/{one.pk}/editors/{one.editorships.get().pk}/end")
    assert ended.status_code == 302
    assert browser.get(f"/organisations/{one.pk}/edit").status_code == 404


def test_ending_takes_an_open_invitation_back(client: Client, one: Organisation) -> None:
    client.post(f"/organisations/{one.pk}/editors/new", {"email": "e@test.example", "name": "E", "language": "en"})
    client.post(f"/organisations/{one.pk}/editors/{one.editorships.get().pk}/end")
    assert Invitation.objects.get().withdrawn_at


def test_documents_are_the_own_sides(client: Client, one: Organisation, user_of: UserOf, client_of: ClientOf) -> None:
    file = SimpleUploadedFile("사업자등록증.png", picture("PNG"))
    assert client.post(f"/organisations/{one.pk}/documents/new", {"file": file, "title": ""}).status_code == 302
    row = one.documents.get()
    address = f"/organisations/{one.pk}/documents/{row.pk}"
    editor, company, auditor, host = user_of("company"), user_of("company", "guest"), user_of("auditor"), user_of()
    Organisation.objects.filter(pk=one.pk).update(level=2)
    let_edit(one, editor, by=host)
    for user, status in (
        (host, 200),
        (auditor, 200),
        (editor, 200),
        (user_of("manager", "guest"), 404),
        (company, 404),
    ):
        assert client_of(user).get(address).status_code == status, user.email
        assert ("사업자등록증" in client_of(user).get(f"/organisations/{one.pk}").content.decode()) == (status == 200)
    opened = client.get(address)
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    other = made(host, name_en="Birch")
    assert client.get(f"/organisations/{other.pk}/documents/{row.pk}").status_code == 404
    assert client.post(f"{address}/remove").status_code == 302
    assert client.get(address).status_code == 404


def test_a_hostile_file_is_refused_in_words(client: Client, one: Organisation) -> None:
    for name, content in (("a.svg", b"<svg onload='x()'/>"), ("a.pdf", b"MZ\x90"), ("a.txt", b""), ("x.exe", b"MZ")):
        answer = client.post(f"/organisations/{one.pk}/documents/new", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422, name
        assert 'class="error"' in answer.content.decode(), name
    assert not one.documents.exists()
