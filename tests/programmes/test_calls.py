"""Calls from the draft to the public page: approvals, texts, edits that void."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from landbridge.agreements.actions.approvals import ask_approval, decide, send_back, withdraw_approval
from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.agreements.queries.approvals import is_approved
from landbridge.base.versions import Stale
from landbridge.people.models import Notice, User
from landbridge.programmes.actions.agreeing import CALL, ask_call_approval
from landbridge.programmes.actions.calls import (
    draft_call,
    edit_call,
    missing_for_publication,
    publish_call,
    withdraw_call,
)
from landbridge.programmes.actions.forms import set_form
from landbridge.programmes.actions.programmes import cancel_programme, edit_programme, move_programme
from landbridge.programmes.actions.rule_sets import set_rules
from landbridge.programmes.actions.texts import approve_text, draft_by_machine, save_text
from landbridge.programmes.models import Call, CallText, Programme
from landbridge.programmes.queries.programmes import is_open, phase, public_calls, visible_calls, visible_programmes
from landbridge.programmes.queries.texts import shown_text
from landbridge.programmes.rules.calls import can_see_programme
from tests.conftest import make_user
from tests.programmes.calls import KOREAN, a_call, a_programme, a_published_call, agree, approver_of
from tests.programmes.questions.forms import asked


def test_a_joint_call_needs_the_other_side(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    assert missing_for_publication(call) == ["other_side"]
    with pytest.raises(ValidationError, match="other side"):
        publish_call(call, by=host_manager)
    agree(call, host=host_manager, guest=guest_manager)
    assert (call.state, missing_for_publication(call)) == ("approved", [])
    assert Notice.objects.filter(receiver=guest_manager, code="programmes.call_sent").count() == 1
    published = publish_call(call, by=host_manager)
    assert (published.state, published.programme.state, phase(published)) == ("published", "called", "coming")


def test_an_edit_after_the_approval_voids_it(host_manager: User, guest_manager: User) -> None:
    call = agree(a_call(host_manager), host=host_manager, guest=guest_manager)
    edit_call(call, by=host_manager, version=call.version, places=6)
    call.refresh_from_db()
    assert (call.state, missing_for_publication(call)) == ("draft", ["other_side"])
    assert Approval.objects.get().state == "void"


def test_so_does_an_edit_of_the_original_or_of_the_programme(host_manager: User, guest_manager: User) -> None:
    call = agree(a_call(host_manager), host=host_manager, guest=guest_manager)
    text = call.texts.get(language="ko")
    save_text(call, "ko", by=host_manager, version=text.version, title=text.title, body=KOREAN + "\n기타")
    call.refresh_from_db()
    assert (call.state, missing_for_publication(call)) == ("draft", ["text", "other_side"])
    text = call.texts.get(language="ko")
    approve_text(text, by=host_manager, version=text.version)
    agree(call, host=host_manager, guest=guest_manager)
    programme = Programme.objects.get(pk=call.programme_id)
    edit_programme(programme, by=host_manager, version=programme.version, agreement=None)
    assert is_approved(CALL, call, "guest"), "which agreement it belongs to is not in the call"
    programme.refresh_from_db()
    edit_programme(programme, by=host_manager, version=programme.version, place="成都")
    call.refresh_from_db()
    assert (call.state, is_approved(CALL, call, "guest")) == ("draft", False)


def test_a_translation_corrected_later_voids_nothing(host_manager: User, guest_manager: User) -> None:
    call = agree(a_call(host_manager), host=host_manager, guest=guest_manager)
    save_text(call, "zh-hans", by=guest_manager, version=0, title="招募", body="正文")
    call.refresh_from_db()
    assert (call.state, is_approved(CALL, call, "guest")) == ("approved", True)


def test_what_the_other_side_sends_back_is_a_draft_again(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    ask_call_approval(call, by=host_manager)
    with pytest.raises(PermissionDenied):
        ask_call_approval(call, by=guest_manager)
    approver = approver_of("guest")
    asked = ask_approval(CALL, call, by=guest_manager, side="guest", steps=[(ApprovalStep.Duty.DECIDE, approver)])
    send_back(asked, by=approver, version=asked.version, comment="日期")
    call.refresh_from_db()
    assert call.state == "draft"
    told = Notice.objects.filter(receiver=host_manager, code__startswith="programmes.")
    assert told.get().code == "programmes.call_sent_back"
    agree(call, host=host_manager, guest=guest_manager)
    assert told.filter(code="programmes.call_agreed").count() == 1


def test_an_own_approver_who_was_asked_counts(host_manager: User) -> None:
    call = a_call(host_manager, programme=a_programme(host_manager, is_joint=False))
    assert missing_for_publication(call) == []
    approver = approver_of("host")
    asked = ask_approval(CALL, call, by=host_manager, side="host", steps=[(ApprovalStep.Duty.DECIDE, approver)])
    assert missing_for_publication(call) == ["own"]
    send_back(asked, by=approver, version=asked.version, comment="아니요")
    assert missing_for_publication(call) == ["own"], "sent back is not approved"
    again = ask_approval(CALL, call, by=host_manager, side="host", steps=[(ApprovalStep.Duty.DECIDE, approver)])
    decide(again, by=approver, version=again.version)
    call.refresh_from_db()
    assert (call.state, missing_for_publication(call)) == ("approved", [])
    edit_call(call, by=host_manager, version=call.version, places=7)
    call.refresh_from_db()
    assert missing_for_publication(call) == ["own"], "void is not approved either"
    once_more = ask_approval(CALL, call, by=host_manager, side="host", steps=[(ApprovalStep.Duty.DECIDE, approver)])
    withdraw_approval(once_more, by=host_manager, version=once_more.version)
    assert missing_for_publication(call) == ["own"], "a question taken back does not get past the answer before"


def test_the_other_side_is_not_asked_before_the_call_is_sent(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    with pytest.raises(PermissionDenied):
        ask_approval(
            CALL, call, by=guest_manager, side="guest", steps=[(ApprovalStep.Duty.DECIDE, approver_of("guest"))]
        )


def test_unapproved_is_never_final(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    drafted = draft_by_machine(call, "zh-hans", by=guest_manager)
    assert drafted.known < drafted.total or "⟦" not in drafted.body
    shown = shown_text(call, "zh-hans")
    assert (shown.language, shown.is_final, shown.note) == ("ko", True, "other_language")
    text = call.texts.get(language="zh-hans")
    assert (text.origin, text.approved_at) == (CallText.Origin.MACHINE, None)
    with pytest.raises(PermissionDenied):
        approve_text(text, by=host_manager, version=text.version)
    save_text(call, "zh-hans", by=guest_manager, version=text.version, title="招募公告", body="## 项目概要\n正文")
    text.refresh_from_db()
    approve_text(text, by=guest_manager, version=text.version)
    assert shown_text(call, "zh-hans").language == "zh-hans"
    korean = call.texts.get(language="ko")
    save_text(call, "ko", by=host_manager, version=korean.version, title=korean.title, body="다른 본문")
    text.refresh_from_db()
    assert (text.is_stale, text.approved_at) == (True, None)
    assert shown_text(call, "zh-hans").text is None, "the original is not approved either"
    with pytest.raises(ValidationError, match="edited since"):
        approve_text(text, by=guest_manager, version=text.version)


def test_marks_of_the_machine_are_not_approved(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    text = save_text(call, "zh-hans", by=guest_manager, version=0, title="招募", body="⟦알 수 없는 문장⟧")
    with pytest.raises(ValidationError, match="not translated"):
        approve_text(text, by=guest_manager, version=text.version)


def test_two_who_write_one_text(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    save_text(call, "zh-hans", by=guest_manager, version=0, title="一", body="一")
    for version in (0, 7):
        with pytest.raises(Stale):
            save_text(call, "zh-hans", by=host_manager, version=version, title="二", body="二")
    with pytest.raises(PermissionDenied):
        save_text(call, "ko", by=guest_manager, version=2, title="삼", body="삼")


def test_a_published_call_is_only_made_longer_and_larger(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager)
    changes: tuple[dict[str, Any], ...] = (
        {"places": 4},
        {"opens_at": call.opens_at + timedelta(hours=1)},
        {"rubric": []},
    )
    for change in changes:
        with pytest.raises(ValidationError):
            edit_call(call, by=host_manager, version=Call.objects.get(pk=call.pk).version, **change)
    call.refresh_from_db()
    edit_call(call, by=host_manager, version=call.version, places=9, closes_at=call.closes_at + timedelta(days=1))
    with pytest.raises(ValidationError, match="does not change"):
        save_text(call, "ko", by=host_manager, version=call.texts.get(language="ko").version, title="a", body="b")
    call.refresh_from_db()
    assert (call.state, call.places) == ("published", 9)


def test_a_call_is_open_until_just_before_it_closes(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager)
    tick = timedelta(microseconds=1)
    moments = (call.opens_at - tick, call.opens_at, call.closes_at - tick, call.closes_at)
    assert [is_open(call, at) for at in moments] == [False, True, True, False]
    assert [phase(call, at) for at in (call.opens_at - tick, call.opens_at, call.closes_at)] == [
        "coming",
        "open",
        "closed",
    ]


def test_withdrawing_and_cancelling(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager)
    with pytest.raises(ValidationError):
        withdraw_call(call, by=host_manager, reason="  ")
    withdraw_call(call, by=host_manager, reason="사정")
    call.refresh_from_db()
    assert (phase(call), call.withdrawn_because) == ("withdrawn", "사정")
    other = agree(a_call(host_manager), host=host_manager, guest=guest_manager)
    cancel_programme(other.programme, by=host_manager, reason="사정")
    other.refresh_from_db()
    assert (other.state, phase(other), other.programme.state) == ("withdrawn", "hidden", "cancelled")
    with pytest.raises(ValidationError):
        publish_call(other, by=host_manager)


def test_states_follow_each_other(host_manager: User, guest_manager: User) -> None:
    programme = a_published_call(host_manager, guest_manager).programme
    with pytest.raises(ValidationError):
        move_programme(programme, "completed", by=host_manager)
    with pytest.raises(PermissionDenied):
        move_programme(programme, "selecting", by=guest_manager)
    for state in ("selecting", "confirmed", "running", "completed", "settled"):
        programme = move_programme(programme, state, by=host_manager)
    assert programme.state == "settled"


def test_one_call_a_programme_and_none_of_the_other_side(host_manager: User, guest_manager: User) -> None:
    call = a_call(host_manager)
    soon: dict[str, Any] = {"opens_at": timezone.now(), "closes_at": timezone.now() + timedelta(days=1), "places": 1}
    with pytest.raises(ValidationError, match="already"):
        draft_call(call.programme, by=host_manager, **soon)
    with pytest.raises(PermissionDenied):
        draft_call(a_programme(host_manager), by=guest_manager, **soon)
    with pytest.raises(ValidationError, match="after it opens"):
        draft_call(a_programme(host_manager), by=host_manager, **{**soon, "closes_at": soon["opens_at"]})


@pytest.mark.parametrize(
    "role", ["manager", "auditor", "company", "interpreter", "judge", "talent", "floor", "partner"]
)
def test_who_sees_which_programme(role: str, host_manager: User, guest_manager: User) -> None:
    joint, own = a_programme(host_manager), a_programme(host_manager, is_joint=False)
    public = a_published_call(host_manager, guest_manager).programme
    lone = a_call(host_manager, programme=a_programme(host_manager, is_joint=False))
    publish_call(lone, by=host_manager)
    for side in ("host", "guest"):
        user = make_user(f"{role}.{side}.sees@test.example", side=side, role=role)
        seen = set(visible_programmes(user))
        assert seen == {one for one in Programme.objects.all() if can_see_programme(user, one)}
        if role in {"manager", "auditor"}:
            shared = {joint, public, lone.programme}
            assert seen == (shared | {own} if side == "host" else shared)
        else:
            assert seen == set()
            assert set(visible_calls(user)) == set(public_calls())


@pytest.mark.parametrize(
    "facts", [{"is_joint": False}, {"zone": "Asia/Seoul"}, {"deposit_amount": 5, "deposit_currency": "USD"}]
)
def test_what_people_apply_by_stays_once_it_is_published(
    facts: dict[str, Any], host_manager: User, guest_manager: User
) -> None:
    programme = a_published_call(host_manager, guest_manager).programme
    with pytest.raises(ValidationError, match="published"):
        edit_programme(programme, by=host_manager, version=programme.version, **facts)
    programme.refresh_from_db()
    assert programme.is_joint
    assert visible_programmes(guest_manager).filter(pk=programme.pk).exists()
    edit_programme(programme, by=host_manager, version=programme.version, place="成都")


def test_the_other_side_is_told_what_changes_after_publication(host_manager: User, guest_manager: User) -> None:
    call = a_published_call(host_manager, guest_manager)
    told = Notice.objects.filter(receiver=guest_manager, code="programmes.call_changed")
    edit_call(call, by=host_manager, version=call.version, places=call.places + 1)
    assert told.count() == 1
    set_rules(call, [], by=host_manager, number=1, reason="A rule fewer")
    assert told.count() == 2
    set_form(call, [*call.forms.get().questions, asked("motto", "text")], by=host_manager, number=1)
    assert told.count() == 3
    assert not Notice.objects.filter(receiver=host_manager, code="programmes.call_changed").exists()
