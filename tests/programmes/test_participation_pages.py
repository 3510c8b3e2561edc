"""The pages of places: who sees what of whom, what is typed stays, and one query count for any number of rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from landbridge.people.models import AccessEntry, User
from landbridge.programmes.models import Application, Participation
from tests.conftest import make_user
from tests.directory.facts import PNG
from tests.people.people import a_person
from tests.programmes.rows import (
    a_call,
    a_firm,
    a_participation,
    a_programme,
    a_selection,
    an_application,
    an_editor,
    an_owed,
)

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"programmes:{name}", args=args)


def test_a_company_confirms_from_its_page(client_of: ClientOf, run_jobs: Callable[[], list[str]]) -> None:
    participation = a_participation(state="offered")
    Application.objects.update(state="selected")
    assert participation.application.organisation is not None
    editor = an_editor(participation.application.organisation, make_user("e@test.example", role="company"))
    client = client_of(editor)
    assert "Lidar Expo" in client.get(url("my_participations")).content.decode()
    page = client.get(url("participation", participation.pk)).content.decode()
    assert "Confirm the place" in page
    assert client.post(url("participation_confirm", participation.pk), {"version": 9}).status_code == 409
    client.post(url("participation_confirm", participation.pk), {"version": 1})
    participation.refresh_from_db()
    assert participation.state == "confirmed"
    assert "Confirm the place" not in client.get(url("participation", participation.pk)).content.decode()
    run_jobs()


def test_nothing_typed_is_lost_where_a_reason_is_too_long(client_of: ClientOf, host_manager: User) -> None:
    participation = a_participation()
    answer = client_of(host_manager).post(
        url("participation_withdraw", participation.pk), {"version": 1, "reason": "so " * 150}
    )
    assert answer.status_code == 422
    assert "so so so" in answer.content.decode()


def test_a_document_goes_in_and_out_as_an_attachment(client_of: ClientOf, host_manager: User) -> None:
    owed = an_owed()
    client, args = client_of(host_manager), (owed.participation_id, owed.pk)
    assert client.get(url("required_open", *args)).status_code == 404
    bad = client.post(url("required_hand_in", *args), {"version": 1, "file": SimpleUploadedFile("x.exe", b"MZ")})
    assert bad.status_code == 422
    client.post(url("required_hand_in", *args), {"version": 1, "file": SimpleUploadedFile("x.png", PNG)})
    answer = client.get(url("required_open", *args))
    assert answer["Content-Disposition"].startswith("attachment")
    owed.refresh_from_db()
    client.post(url("required_return", *args), {"version": owed.version, "note": "Blurred"})
    assert "Blurred" in client.get(url("participation", owed.participation_id)).content.decode()


def test_the_other_side_sees_name_and_state_and_no_more(client_of: ClientOf, guest_manager: User) -> None:
    participation = a_participation("host", deposit="due", reason="Ask for Ms Kim", state="withdrawn", place=None)
    client = client_of(guest_manager)
    page = client.get(url("participants", participation.programme_id)).content.decode()
    assert "Ash" in page
    assert "withdrawn" in page
    assert "Ms Kim" not in page
    assert url("participation", participation.pk) not in page
    assert client.get(url("participation", participation.pk)).status_code == 404


def test_a_person_of_the_other_side_is_a_number_without_consent(
    client_of: ClientOf, host_manager: User, guest_manager: User
) -> None:
    person = a_person("host")
    application = an_application(a_call(), person=person)
    place = Participation.objects.create(
        programme=application.call.programme, application=application, side="host", place=1
    )
    address = url("participants", place.programme_id)
    assert "홍길동" in client_of(host_manager).get(address, headers={"Accept-Language": "ko"}).content.decode()
    assert AccessEntry.objects.filter(actor=host_manager.pk).exists()
    page = client_of(guest_manager).get(address).content.decode()
    assert "Application 1" in page
    assert "홍" not in page


def test_of_a_programme_the_other_side_leads_alone_one_sees_ones_own(client_of: ClientOf, guest_manager: User) -> None:
    call = a_call(a_programme(is_joint=False))
    ours, theirs = an_application(call, a_firm("guest", "Oak")), an_application(call, a_firm("host", "Ash"))
    for place, application in enumerate((ours, theirs), 1):
        Participation.objects.create(
            programme=call.programme, application=application, side=application.side, place=place
        )
    page = client_of(guest_manager).get(url("participants", call.programme_id)).content.decode()
    assert "Oak" in page
    assert "Ash" not in page
    alone = a_programme(is_joint=False)
    assert client_of(guest_manager).get(url("participants", alone.pk)).status_code == 404


def test_one_query_count_for_any_number_of_rows(client_of: ClientOf, host_manager: User) -> None:
    counts = []
    for number in (1, 30):
        call = a_call(places=30)
        rows = [an_application(call, a_firm(name=f"F{number}-{n}")) for n in range(number + number)]
        a_selection(call, rows[:number], rows[number:])
        for place, application in enumerate(rows[:number], 1):
            Participation.objects.create(programme=call.programme, application=application, side="host", place=place)
        client = client_of(host_manager)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url("participants", call.programme_id)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
