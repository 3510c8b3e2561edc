"""An agreement from its draft to its end: who may write on it, what takes approvals back, what days do to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from landbridge.agreements.actions.agreements import add_agreement, edit_agreement
from landbridge.agreements.actions.moves import (
    agree_text,
    give_notice,
    move_by_day,
    plan_review,
    renew_agreement,
    reopen_text,
    sign_agreement,
)
from landbridge.agreements.actions.obligations import (
    add_obligation,
    ask_to_drop,
    edit_obligation,
    keep_obligation,
    remove_obligation,
)
from landbridge.agreements.housekeeping import move_agreements
from landbridge.agreements.models import Agreement, Approval, Obligation
from landbridge.agreements.queries.agreements import Sought, agreements_sought, visible_agreements
from landbridge.agreements.queries.approvals import is_approved
from landbridge.agreements.queries.terms import notice_deadline
from landbridge.base.models import LogEntry
from landbridge.base.versions import Stale
from landbridge.people.models import User
from tests.agreements.made import (
    LONG_AGO,
    SIDES,
    a_draft,
    a_promise,
    an_approved,
    approve,
    both_bodies,
    in_force,
    person,
    signed_quickly,
)

State = Agreement.State
TODAY = timezone.localdate()


def test_the_whole_way(host_manager: User, guest_manager: User) -> None:
    agreement = a_draft(host_manager)
    edit_agreement(agreement, by=guest_manager, version=agreement.version, title_zh="战略合作协议")
    agree_text(agreement, by=guest_manager, version=agreement.version)
    approve(agreement, "host")
    assert agreement.state == State.AGREED
    approve(agreement, "guest")
    assert agreement.state == State.APPROVED
    sign_agreement(agreement, by=host_manager, version=agreement.version, signed_on=TODAY, number="1")
    assert (agreement.state, agreement.signed_on, agreement.number) == (State.IN_FORCE, TODAY, "1")
    verbs = LogEntry.objects.filter(model="agreement").values_list("verb", flat=True)
    assert {"agreements.text_agreed", "agreements.agreement_signed", "agreements.agreement_in_force"} <= set(verbs)


def test_every_edit_after_approval_takes_both_back(host_manager: User, guest_manager: User) -> None:
    one = an_approved()
    promise = one.obligations.get()
    edits = (
        lambda: edit_agreement(one, by=guest_manager, version=one.version, title_en="Other"),
        lambda: edit_agreement(one, by=host_manager, version=one.version, texts={"en": "Other"}),
        lambda: edit_agreement(one, by=host_manager, version=one.version, parties=_parties("Deputy mayor")),
        lambda: edit_agreement(one, by=host_manager, version=one.version, parties=_parties("Mayor", name="Other")),
        lambda: add_obligation(one, by=host_manager, **_promise()),
        lambda: edit_obligation(promise, by=host_manager, version=promise.version, target=6),
        lambda: remove_obligation(promise, by=host_manager, version=promise.version),
        lambda: reopen_text(one, by=guest_manager, version=one.version),
    )
    for edit in edits:
        assert one.state == State.APPROVED
        edit()
        one.refresh_from_db()
        assert one.state == State.DRAFTED
        assert not any(is_approved("agreement", one, side) for side in SIDES)
        agree_text(one, by=None, version=one.version)
        approve(one)
        if Obligation.objects.filter(pk=promise.pk).exists():
            promise.refresh_from_db()
    assert Approval.objects.filter(state="void").count() == 2 * len(edits)


def test_an_edit_that_changes_nothing_takes_nothing_back(host_manager: User) -> None:
    one = an_approved()
    edit_agreement(
        one,
        by=host_manager,
        version=one.version,
        title_en=one.title_en,
        texts={"ko": "# 제1조\r\n\r\n양측은 협력합니다.\n"},
    )
    one.refresh_from_db()
    assert one.state == State.APPROVED
    assert all(is_approved("agreement", one, side) for side in SIDES)


def test_nothing_is_written_on_what_is_signed(host_manager: User) -> None:
    one = in_force()
    promise = one.obligations.get()
    for write in (
        lambda: edit_agreement(one, by=host_manager, version=one.version, title_en="Other"),
        lambda: edit_agreement(one, by=None, version=one.version, title_en="Other"),
        lambda: add_obligation(one, by=None, **_promise()),
        lambda: edit_obligation(promise, by=host_manager, version=promise.version, target=1),
        lambda: remove_obligation(promise, by=None, version=promise.version),
    ):
        with pytest.raises(PermissionDenied):
            write()
    one.refresh_from_db()
    assert (one.title_en, promise.target) == ("Strategic cooperation", 5)


def test_what_can_not_be_agreed_on(host_manager: User) -> None:
    host, guest = both_bodies()
    one = add_agreement(by=host_manager, side="host", parties=[{"body": host}], title_en="A", original="en")
    with pytest.raises(ValidationError, match="Each side needs a party"):
        agree_text(one, by=host_manager, version=one.version)
    one.refresh_from_db()
    edit_agreement(one, by=host_manager, version=one.version, parties=[{"body": host}, {"body": guest}])
    with pytest.raises(ValidationError, match="language it is written in is missing"):
        agree_text(one, by=host_manager, version=one.version)
    one.refresh_from_db()
    edit_agreement(one, by=host_manager, version=one.version, texts={"en": "Text"}, governing="ko")
    with pytest.raises(ValidationError, match="governing language is missing"):
        agree_text(one, by=host_manager, version=one.version)


def test_what_is_refused_is_said_by_field(host_manager: User) -> None:
    day = date(2026, 1, 1)
    wrong = (
        ({"title_ko": "협약", "title_en": "", "original": "en"}, "title_en"),
        ({"in_force_on": day, "expires_on": day}, "expires_on"),
        ({"renewal": "automatic", "expires_on": day}, "renewal_months"),
        ({"renewal": "automatic", "renewal_months": 12}, "expires_on"),
        ({"kind": "treaty"}, "kind"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    )
    for facts, field in wrong:
        with pytest.raises(ValidationError) as refused:
            add_agreement(by=host_manager, side="host", **{"title_en": "A", "original": "en"} | facts)
        assert field in refused.value.message_dict
    assert Agreement.objects.count() == 0
    with pytest.raises(PermissionDenied):
        add_agreement(by=host_manager, side="guest", title_en="A", original="en")


def test_who_is_second_is_told(host_manager: User, guest_manager: User) -> None:
    one = a_draft(host_manager)
    shown = one.version
    edit_agreement(one, by=guest_manager, version=shown, title_en="Theirs")
    with pytest.raises(Stale):
        edit_agreement(one, by=host_manager, version=shown, title_en="Mine")
    assert Agreement.objects.get().title_en == "Theirs"
    a_promise(one)
    with pytest.raises(Stale):  # a promise that was added meanwhile is an edit, too
        agree_text(one, by=host_manager, version=shown + 1)


def test_what_was_approved_is_what_is_signed(host_manager: User) -> None:
    one = an_approved()
    one.texts.filter(language="en").update(body="Something else", sha256="0" * 64)
    with pytest.raises(ValidationError, match="What was approved"):
        sign_agreement(one, by=host_manager, version=one.version, signed_on=TODAY)
    other = an_approved()
    with pytest.raises(ValidationError, match="has not come yet"):
        sign_agreement(other, by=host_manager, version=other.version, signed_on=TODAY + timedelta(days=1))


def test_days_move_it(host_manager: User) -> None:
    begins, ends = TODAY + timedelta(days=10), TODAY + timedelta(days=20)
    one = in_force(signed_on=TODAY, in_force_on=begins, expires_on=ends)
    for day, state in ((9, State.SIGNED), (10, State.IN_FORCE), (20, State.IN_FORCE), (21, State.EXPIRED)):
        assert move_by_day(one, TODAY + timedelta(days=day)).state == state
    assert move_agreements() == 0


def test_it_renews_itself_unless_a_side_gave_notice(host_manager: User, guest_manager: User) -> None:
    ends = TODAY + timedelta(days=100)
    facts: dict[str, Any] = {"expires_on": ends, "renewal": "automatic", "renewal_months": 12, "notice_months": 2}
    one, other = (in_force(signed_on=LONG_AGO, **facts) for _ in range(2))
    deadline = notice_deadline(other)
    assert deadline is not None
    assert deadline < ends
    give_notice(other, by=guest_manager, version=other.version)
    assert (other.notice_by, other.notice_on) == ("guest", TODAY)
    after = ends + timedelta(days=400)
    assert move_by_day(one, after).state == State.IN_FORCE
    assert one.expires_on == ends.replace(year=ends.year + 2)
    assert move_by_day(other, after).state == State.EXPIRED
    with pytest.raises(ValidationError, match="nothing to give notice of"):
        give_notice(in_force(), by=host_manager, version=in_force().version)


def test_notice_that_comes_too_late(host_manager: User) -> None:
    facts: dict[str, Any] = {
        "expires_on": TODAY + timedelta(days=20),
        "renewal": "automatic",
        "renewal_months": 12,
        "notice_months": 1,
    }
    one = in_force(**facts)
    with pytest.raises(ValidationError, match="has passed"):
        give_notice(one, by=host_manager, version=one.version)


def test_one_that_follows_renews_the_old_one(host_manager: User) -> None:
    old = in_force()
    draft = renew_agreement(old, by=host_manager)
    assert draft.state == State.DRAFTED
    assert draft.parties.count() == 2
    assert draft.texts.count() == 2
    assert draft.obligations.count() == 0
    assert not draft.parties.exclude(signatory_name="").exists()
    with pytest.raises(ValidationError, match="drafted already"):
        renew_agreement(old, by=host_manager)
    agree_text(draft, by=host_manager, version=draft.version)
    approve(draft)
    sign_agreement(draft, by=host_manager, version=draft.version, signed_on=TODAY)
    old.refresh_from_db()
    assert (draft.state, old.state) == (State.IN_FORCE, State.RENEWED)


def test_both_sides_drop_a_promise(host_manager: User, guest_manager: User) -> None:
    promise = signed_quickly().obligations.get()
    ask_to_drop(promise, by=host_manager, version=promise.version)
    ask_to_drop(promise, by=host_manager, version=promise.version)
    assert (promise.state, promise.drop_asked_by) == ("open", "host")
    keep_obligation(promise, by=guest_manager, version=promise.version)
    assert promise.drop_asked_by == ""
    ask_to_drop(promise, by=guest_manager, version=promise.version)
    ask_to_drop(promise, by=host_manager, version=promise.version)
    assert Obligation.objects.get().state == "dropped"


def test_who_sees_what(user_of: object, host_manager: User) -> None:
    draft, signed = a_draft(host_manager), signed_quickly()
    host, _guest = both_bodies()
    other = signed_quickly()
    other.parties.all().delete()
    partner = person("host", "partner")
    assert not visible_agreements(partner).exists()
    host.representatives.create(user=partner)
    assert list(visible_agreements(partner)) == [signed]
    host.representatives.update(ended_at=timezone.now())
    assert not visible_agreements(partner).exists()
    for role in ("company", "judge", "talent", "floor", "interpreter", "approver"):
        assert not visible_agreements(person("host", role)).exists()
    for side in SIDES:
        assert visible_agreements(person(side, "auditor")).count() == 3
        with pytest.raises(PermissionDenied):
            edit_agreement(draft, by=person(side, "auditor"), version=draft.version, title_en="x")


def test_found_by_words_in_three_scripts(host_manager: User) -> None:
    one = a_draft(host_manager, title_zh="战略合作协议")
    a_draft(host_manager, title_en="Another", title_ko="다른 협약", promises=0)
    a_promise(one, title_ko="물류 협력", title_en="Logistics")
    for words in ("strategic", "전략적", "战略", "물류", "logistics"):
        assert list(agreements_sought(host_manager, Sought(words=words))) == [one]
    assert agreements_sought(host_manager, Sought(words="Host City")).count() == 2
    assert not agreements_sought(host_manager, Sought(words="Hwang")).exists()  # who signs is nobody's to search
    assert agreements_sought(host_manager, Sought(state="drafted", kind="mou", body=both_bodies()[0].pk)).count() == 2


def test_the_database_refuses_what_must_never_be(host_manager: User) -> None:
    one = signed_quickly()
    for wrong in ({"signed_on": None}, {"notice_on": TODAY}, {"title_en": "", "title_ko": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=one.pk).update(**wrong)


def test_a_review_is_planned_while_it_is_in_force(guest_manager: User) -> None:
    one = in_force()
    plan_review(one, by=guest_manager, version=one.version, review_on=TODAY + timedelta(days=41))
    assert Agreement.objects.get().review_on == TODAY + timedelta(days=41)


def _parties(title: str, name: str = "Hwang Jini") -> list[dict[str, object]]:
    return [{"body": body, "signatory_name": name, "signatory_title": title} for body in both_bodies()]


def _promise() -> dict[str, object]:
    return {"field": "trade", "title_en": "More", "original": "en", "due_on": TODAY, "target": 1}
