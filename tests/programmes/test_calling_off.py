"""A cancelled programme: nobody holds a place in it, nobody moves up, and everybody concerned is told why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from landbridge.base.models import LogEntry, OutgoingMail
from landbridge.people.models import Notice, User
from landbridge.programmes.actions.participations import confirm_place, offer_places, withdraw_place
from landbridge.programmes.actions.programmes import cancel_programme
from landbridge.programmes.actions.settling import set_deposit
from landbridge.programmes.models import Application, Participation, Programme, Selection
from tests.conftest import make_user
from tests.people.people import a_person
from tests.programmes.rows import a_call, a_firm, a_programme, a_selection, an_application, an_editor

pytestmark = pytest.mark.django_db

REASON = "태풍 예보로 행사를 열지 않습니다."


@pytest.fixture
def editors() -> list[User]:
    """Editors of six firms: two with confirmed places, one paid; one offered; one given up; one in reserve; one not."""
    call = a_call(a_programme(is_joint=True, deposit_amount=500_000, deposit_currency="KRW"), places=4)
    found = []
    for number in range(1, 7):
        user = make_user(f"editor{number}@test.example", role="company", language="ko" if number % 2 else "zh-hans")
        firm = a_firm(name=f"Firm {number}")
        found.append(an_editor(firm, user))
        an_application(call, firm)
    rows = list(call.applications.order_by("pk"))
    offer_places(a_selection(call, rows[:4], rows[4:5]), by=None)
    Application.objects.filter(pk=rows[5].pk).update(state="rejected")
    for user in found[:2]:
        confirm_place(of(user), by=user, version=1)
    Participation.objects.filter(pk=of(found[1]).pk).update(deposit="paid")
    gone = of(found[3])
    Application.objects.filter(pk=rows[4].pk).update(state="withdrawn")  # so that nobody moves up into its place yet
    withdraw_place(gone, by=found[3], version=1, reason="No time")
    Application.objects.filter(pk=rows[4].pk).update(state="reserve")
    Notice.objects.all().delete()
    OutgoingMail.objects.all().delete()
    return found


def of(user: User) -> Participation:
    return Participation.objects.get(application__organisation__editorships__invitation__accepted_by=user)


def test_all_places_are_given_up_and_nobody_moves_up(editors: list[User], host_manager: User) -> None:
    programme = Programme.objects.get()
    cancel_programme(programme, by=host_manager, reason=REASON)
    ended = [of(user) for user in editors[:3]]
    assert [(one.state, one.place, one.reason, one.deposit, one.answered_by) for one in ended] == [
        ("withdrawn", None, "called_off", "", None),
        ("withdrawn", None, "called_off", "paid", None),
        ("withdrawn", None, "called_off", "", None),
    ]
    assert of(editors[3]).reason == "No time"
    states = list(Application.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["withdrawn", "withdrawn", "withdrawn", "withdrawn", "reserve", "rejected"]
    assert Participation.objects.count() == 4
    given_up = LogEntry.objects.filter(verb="programmes.place_given_up").order_by("-pk")[:3]
    assert {entry.changes["state"][1] for entry in given_up} == {"withdrawn"}
    paid = of(editors[1])
    assert set_deposit(paid, by=host_manager, version=paid.version, deposit="returned").deposit == "returned"


def test_everybody_who_waits_is_told_why_in_their_language(editors: list[User], host_manager: User) -> None:
    cancel_programme(Programme.objects.get(), by=host_manager, reason=REASON)
    told = Notice.objects.order_by("receiver")
    assert [one.receiver for one in told] == [editors[0], editors[1], editors[2], editors[4]]
    assert {one.language for one in told} == {"ko", "zh-hans"}
    assert all(REASON in one.body for one in told)
    assert told[0].link == reverse("programmes:participation", args=[of(editors[0]).pk])
    assert told[3].link.startswith("/applications/")
    assert OutgoingMail.objects.count() == 4


def test_a_person_without_an_account_is_written_to(host_manager: User) -> None:
    person = a_person("host")
    type(person).objects.filter(pk=person.pk).update(email="talent@test.example", language="zh-hans")
    call = a_call()
    an_application(call, person=person)
    cancel_programme(call.programme, by=host_manager, reason=REASON)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.language, mail.person_number) == ("talent@test.example", "zh-hans", person.pk)


def test_the_page_of_a_place_says_why(
    editors: list[User], host_manager: User, client_of: Callable[[User], Client]
) -> None:
    page = reverse("programmes:participation", args=[of(editors[0]).pk])
    cancel_programme(Programme.objects.get(), by=host_manager, reason=REASON)
    assert REASON in client_of(editors[0]).get(page).content.decode()
    given_up = reverse("programmes:participation", args=[of(editors[3]).pk])
    said = client_of(editors[3]).get(given_up).content.decode()
    assert "No time" in said
    assert REASON not in said


def test_only_who_leads_it_cancels_and_only_once(editors: list[User], host_manager: User, guest_manager: User) -> None:
    programme = Programme.objects.get()
    with pytest.raises(PermissionDenied):
        cancel_programme(programme, by=guest_manager, reason=REASON)
    assert of(editors[0]).state == "confirmed"
    cancel_programme(programme, by=host_manager, reason=REASON)
    with pytest.raises(ValidationError):
        cancel_programme(programme, by=host_manager, reason="Again")
    assert Notice.objects.count() == 4


def test_no_place_is_offered_in_what_is_cancelled(host_manager: User) -> None:
    call = a_call()
    an_application(call)
    selection: Selection = a_selection(call, list(call.applications.all()))
    cancel_programme(call.programme, by=host_manager, reason=REASON)
    with pytest.raises(ValidationError):
        offer_places(selection, by=host_manager)
    assert not Participation.objects.exists()
