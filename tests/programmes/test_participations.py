"""Places: offered in order, confirmed or given up, handed on, never more than there are, never taken twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landbridge.base.models import LogEntry, OutgoingMail
from landbridge.base.versions import Stale
from landbridge.people.models import Notice, Person, User
from landbridge.programmes.actions import participations
from landbridge.programmes.actions.applications import withdraw_application
from landbridge.programmes.actions.participations import (
    answer_by,
    confirm_place,
    fill_places,
    lapse_offers,
    offer_places,
    withdraw_place,
)
from landbridge.programmes.actions.programmes import move_programme
from landbridge.programmes.actions.required_documents import accept_document, due_on, hand_in, return_document
from landbridge.programmes.actions.settling import complete, set_deposit, settle
from landbridge.programmes.models import Application, Call, Participation, Programme, RequiredDocument, Selection
from landbridge.programmes.queries.participations import places_of, reserve_of
from tests.conftest import make_user
from tests.directory.facts import PNG
from tests.people.people import a_person
from tests.programmes.rows import (
    DOCUMENTS,
    a_call,
    a_firm,
    a_programme,
    a_selection,
    an_application,
    an_editor,
)

pytestmark = pytest.mark.django_db


def editor(number: int = 1, **more: Any) -> User:
    return make_user(f"editor{number}@test.example", role="company", **more)


def selected(places: int = 2, *, reserve: int = 2, **more: Any) -> tuple[Selection, list[User]]:
    """A call's announced selection: as many as there are places and some in reserve, each with an editor."""
    call = a_call(a_programme(**more), places=places)
    applications, editors = [], []
    for number in range(1, places + reserve + 1):
        firm = a_firm(name=f"Firm {number}")
        editors.append(an_editor(firm, editor(number, language="ko" if number % 2 else "zh-hans")))
        applications.append(an_application(call, firm))
    return a_selection(call, applications[:places], applications[places:]), editors


def of(user: User) -> Participation:
    return Participation.objects.get(application__organisation__editorships__invitation__accepted_by=user)


def state_of(user: User) -> str:
    return Application.objects.get(organisation__editorships__invitation__accepted_by=user).state


def test_places_are_offered_by_rank_and_told_in_each_language(host_manager: User) -> None:
    selection, editors = selected()
    assert offer_places(selection, by=host_manager) == 2
    assert offer_places(selection, by=host_manager) == 0, "nobody is offered twice"
    assert [of(one).place for one in editors[:2]] == [1, 2]
    assert {notice.language for notice in Notice.objects.all()} == {"ko", "zh-hans"}
    korean = Notice.objects.get(receiver=editors[0])
    assert "라이다 박람회" in korean.body
    assert "KST" in korean.body
    assert OutgoingMail.objects.filter(to=editors[0].email).count() == 1


def test_more_selected_than_places_is_refused_whole() -> None:
    call = a_call(places=1)
    selection = a_selection(call, [an_application(call), an_application(call)])
    with pytest.raises(ValidationError):
        offer_places(selection, by=None)
    assert not Participation.objects.exists()


def test_who_answers_whose_offer(host_manager: User, guest_manager: User) -> None:
    selection, editors = selected()
    offer_places(selection, by=None)
    for other in (host_manager, guest_manager, editors[1]):
        with pytest.raises(PermissionDenied):
            confirm_place(of(editors[0]), by=other, version=1)
    with pytest.raises(PermissionDenied):
        withdraw_place(of(editors[0]), by=guest_manager, version=1, reason="No")
    with pytest.raises(Stale):
        confirm_place(of(editors[0]), by=editors[0], version=7)
    confirm_place(of(editors[0]), by=editors[0], version=1)
    with pytest.raises(ValidationError):
        confirm_place(of(editors[0]), by=editors[0], version=2)
    assert (of(editors[0]).state, state_of(editors[0])) == ("confirmed", "confirmed")
    withdraw_place(of(editors[0]), by=host_manager, version=2, reason="They telephoned")


def test_a_person_answers_for_themselves() -> None:
    talent = make_user("talent@test.example", role="talent")
    call = a_call()
    person = a_person("host")
    Person.objects.filter(pk=person.pk).update(user=talent)
    person.refresh_from_db()
    application = an_application(call, person=person)
    offer_places(a_selection(call, [application]), by=None)
    with pytest.raises(PermissionDenied):
        confirm_place(application.participation, by=make_user("other@test.example", role="talent"), version=1)
    assert confirm_place(application.participation, by=talent, version=1).state == "confirmed"


def test_the_reserve_moves_up_in_the_same_step() -> None:
    selection, editors = selected()
    offer_places(selection, by=None)
    confirm_place(of(editors[0]), by=editors[0], version=1)
    with pytest.raises(ValidationError):
        withdraw_place(of(editors[0]), by=editors[0], version=2, reason=" ")
    withdraw_place(of(editors[0]), by=editors[0], version=2, reason="Another fair on the same days")
    up = of(editors[2])
    assert (up.place, up.state, up.moved_up_at is not None) == (1, "offered", True)
    assert [state_of(one) for one in editors] == ["withdrawn", "selected", "selected", "reserve"]
    assert Notice.objects.get(receiver=editors[2]).code == "programmes.place_moved_up"
    assert [row.application.organisation for row in reserve_of(up.programme)] == [
        editors[3].invitations.get().editorship.organisation
    ]
    for entry in LogEntry.objects.filter(verb__startswith="programmes."):
        assert "fair on the same" not in f"{entry.changes}{entry.reason}"


def test_whoever_withdrew_meanwhile_is_offered_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    selection, editors = selected(1)
    offer_places(selection, by=None)
    listed = list(reserve_of(selection.call.programme))
    withdraw_application(listed[0].application, by=editors[1])
    monkeypatch.setattr(participations, "reserve_of", lambda _programme: listed)  # read before that
    withdraw_place(of(editors[0]), by=editors[0], version=1, reason="Ill")
    assert (state_of(editors[1]), of(editors[2]).place) == ("withdrawn", 1)


def test_an_unanswered_offer_lapses_and_moves_on() -> None:
    selection, editors = selected(1)
    offer_places(selection, by=None)
    assert lapse_offers() == 0
    Participation.objects.update(answer_by=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ValidationError):
        confirm_place(of(editors[0]), by=editors[0], version=1)
    assert lapse_offers() == 1
    assert (of(editors[0]).reason, of(editors[1]).place) == ("not_answered", 1)
    assert Notice.objects.filter(receiver=editors[0], code="programmes.place_lapsed").count() == 1
    assert lapse_offers() == 0


def test_nobody_moves_up_once_it_has_begun_or_was_cancelled() -> None:
    selection, editors = selected(1)
    offer_places(selection, by=None)
    Programme.objects.update(starts_on=timezone.localdate())
    withdraw_place(of(editors[0]), by=editors[0], version=1, reason="Ill")
    assert Participation.objects.count() == 1
    Programme.objects.update(starts_on=date(2030, 1, 1), ends_on=date(2030, 1, 2), state="cancelled")
    assert fill_places(selection.call.programme, by=None) == 0


def test_more_places_are_filled_from_the_reserve(host_manager: User, guest_manager: User) -> None:
    selection, editors = selected(1, is_joint=False)
    offer_places(selection, by=host_manager)
    Call.objects.update(places=2)
    with pytest.raises(PermissionDenied):
        fill_places(selection.call.programme, by=guest_manager)
    assert fill_places(selection.call.programme, by=host_manager) == 1
    assert of(editors[1]).place == 2


def test_the_time_to_answer_ends_with_a_joint_working_day() -> None:
    programme = a_programme()
    until = answer_by(programme)
    assert until.tzinfo is not None
    assert until.hour == 0, "the end of a day there"
    soon = a_programme(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    assert answer_by(soon) > timezone.now() + timedelta(hours=23)


def test_documents_are_due_on_joint_working_days() -> None:
    programme = a_programme(starts_on=date(2027, 10, 12), ends_on=date(2027, 10, 14))
    assert due_on(programme, 0) == date(2027, 10, 12)
    assert due_on(programme, 7) < date(2027, 10, 1), "5 October 2027 is in China's holidays, and so are those before"
    assert due_on(programme, 4000) > timezone.localdate()


def confirmed(**more: Any) -> tuple[Participation, User]:
    selection, editors = selected(1, documents=DOCUMENTS, **more)
    offer_places(selection, by=None)
    return confirm_place(of(editors[0]), by=editors[0], version=1), editors[0]


def test_documents_are_handed_in_returned_and_accepted(host_manager: User) -> None:
    participation, user = confirmed()
    plan, promise = participation.required.order_by("due_on")
    assert (plan.title_ko, plan.due_on < promise.due_on) == ("참가 계획서", True)
    with pytest.raises(ValidationError):
        accept_document(plan, by=host_manager, version=1)
    plan.refresh_from_db()
    hand_in(plan, by=user, version=plan.version, content=PNG, name="plan.png")
    with pytest.raises(PermissionDenied):
        accept_document(plan, by=user, version=plan.version)
    with pytest.raises(ValidationError):
        return_document(plan, by=host_manager, version=plan.version, note="")
    plan.refresh_from_db()
    return_document(plan, by=host_manager, version=plan.version, note="The second page is missing")
    assert "참가 계획서" in Notice.objects.get(code="programmes.document_returned").subject
    hand_in(plan, by=user, version=plan.version, content=PNG, name="plan2.png")
    accept_document(plan, by=host_manager, version=plan.version)
    assert (plan.state, plan.note) == ("accepted", "")
    with pytest.raises(ValidationError):
        hand_in(plan, by=user, version=plan.version, content=PNG, name="plan3.png")


def test_a_programme_is_settled_after_its_participants(host_manager: User) -> None:
    participation, _user = confirmed()
    programme = participation.programme
    Programme.objects.update(state="completed")
    with pytest.raises(ValidationError, match="not settled"):
        move_programme(programme, "settled", by=host_manager)
    Participation.objects.update(state="settled")
    assert move_programme(programme, "settled", by=host_manager).state == "settled"


def test_deposit_completion_and_settling(host_manager: User, guest_manager: User) -> None:
    participation, user = confirmed(deposit_amount=Decimal(500_000), deposit_currency="KRW")
    assert participation.deposit == "due"
    for refused in (guest_manager, user):
        with pytest.raises(PermissionDenied):
            set_deposit(participation, by=refused, version=participation.version, deposit="paid")
    with pytest.raises(ValidationError):
        set_deposit(participation, by=host_manager, version=participation.version, deposit="kept")
    participation.refresh_from_db()
    set_deposit(participation, by=host_manager, version=participation.version, deposit="paid")
    with pytest.raises(ValidationError):
        complete(participation, by=host_manager, version=participation.version)
    Programme.objects.update(starts_on=timezone.localdate() - timedelta(days=1))
    participation = Participation.objects.get(pk=participation.pk)
    complete(participation, by=host_manager, version=participation.version)
    for _still_open in ("deposit", "documents"):
        with pytest.raises(ValidationError) as refusal:
            settle(participation, by=host_manager, version=participation.version)
        assert refusal.value.code == _still_open
        participation.refresh_from_db()
        if _still_open == "deposit":
            set_deposit(participation, by=host_manager, version=participation.version, deposit="returned")
    RequiredDocument.objects.update(state="accepted")
    settle(participation, by=host_manager, version=participation.version)
    assert state_of(user) == "settled"


MOVES = st.lists(
    st.tuples(st.sampled_from(["confirm", "withdraw", "lapse", "fill", "more"]), st.integers(0, 5)), max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_whatever_happens_places_suffice_and_nobody_loses_a_confirmed_one(moves: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        selection, editors = selected(3, reserve=3)
        programme = selection.call.programme
        offer_places(selection, by=None)
        confirmed: set[int] = set()
        for move, number in moves:
            mine = Participation.objects.filter(application__organisation__name_en=f"Firm {number + 1}").first()
            try:
                with transaction.atomic():
                    if move == "lapse" and mine is not None:
                        Participation.objects.filter(pk=mine.pk).update(answer_by=timezone.now())
                        lapse_offers()
                    elif move == "fill":
                        fill_places(programme, by=None)
                    elif move == "more":
                        Call.objects.filter(pk=selection.call_id, places__lt=5).update(places=number + 1)
                    elif mine is not None and move == "confirm":
                        confirmed.add(confirm_place(mine, by=editors[number], version=mine.version).pk)
                    elif mine is not None:
                        confirmed.discard(withdraw_place(mine, by=editors[number], version=mine.version, reason="x").pk)
            except ValidationError:
                pass
            held = Participation.objects.exclude(place=None)
            assert {row.pk for row in held if row.state == "confirmed"} == confirmed
            assert len({row.place for row in held}) == held.count()
            places = places_of(programme)
            assert places.confirmed + places.offered == held.count()
            # Only reserve that nobody could be offered a place for is left while places are free.
            assert {row.application.state for row in held} <= {"selected", "confirmed"}
        transaction.set_rollback(True)
