"""How long data stays: rules, the nightly sweep, and the pages from a rehearsal to its certificate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from landbridge.base.log import LogEntry
from landbridge.base.models import OutgoingMail
from landbridge.base.versions import Stale
from landbridge.people.actions.persons import edit_person
from landbridge.people.actions.retention import ask_erasure, dismiss_rehearsal, lift_hold, place_hold, rehearse_erasure
from landbridge.people.actions.sweeps import edit_rule, propose, seed_rules, sweep
from landbridge.people.models import (
    ErasureRun,
    Invitation,
    LegalHold,
    Notice,
    Person,
    RetentionRule,
    SubjectRequest,
    User,
)
from landbridge.people.queries.erasure import proposals
from landbridge.people.queries.retention import ROWS, due, retention_rules
from landbridge.people.wording.retention import KEPT, PERSONS
from landbridge.programmes.models import Application
from tests.conftest import make_user
from tests.people.people import a_person
from tests.programmes.rows import a_call, an_application

ClientOf = Callable[[User], Client]
RunJobs = Callable[[], list[str]]


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def a_rehearsal(user: User) -> ErasureRun:
    """A rehearsal on a side."""
    return rehearse_erasure([a_person(user.side)], by=user, side=user.side, reason="They asked for it.")


def a_hold(user: User) -> LegalHold:
    """A hold on somebody of a side."""
    return place_hold(a_person(user.side), by=user, reason="A claim is pending.")


def old_things(user: User) -> None:
    """For each rule about rows, one row that is past every limit, and one that is not."""
    for number, days in enumerate((4000, 0)):
        facts = {"role": "company", "language": "en", "name": "Kim"}
        Invitation.objects.create(email="k@test.example", digest=str(number) * 64, expires_at=ago(days), **facts)
        mail = OutgoingMail.objects.create(
            key=str(number), to="k@test.example", subject="Hi", body="Hi", language="en", state="sent"
        )
        OutgoingMail.objects.filter(pk=mail.pk).update(created_at=ago(days))
        notice = Notice.objects.create(receiver=user, code="x", language="en", subject="x", body="x", key=str(number))
        Notice.objects.filter(pk=notice.pk).update(created_at=ago(days))
        today = timezone.localdate()
        SubjectRequest.objects.create(
            person=a_person(), kind="correction", text="My name", answer="Done", state="done", closed_at=ago(days),
            due_on=today, received_on=today,
        )  # fmt: skip
        for state in ("draft", "rejected"):
            call = a_call(opens_at=ago(days + 10), closes_at=ago(days))
            one = an_application(call, person=a_person(), answers={"who": "Kim"}, state=state)
            if state == "draft":
                Application.objects.filter(pk=one.pk).update(submitted_at=None, number=None)


def test_every_kind_has_a_rule_and_every_rule_a_way_to_follow_it(db: None) -> None:
    assert seed_rules() == len(KEPT)
    assert seed_rules() == 0
    assert [rule.code for rule in retention_rules()] == list(KEPT)
    assert {*ROWS, PERSONS} == set(KEPT)
    assert all(kept.days >= kept.least for kept in KEPT.values())


def test_the_sweep_takes_what_is_past_its_day_and_nothing_else(host_manager: User) -> None:
    seed_rules()
    old_things(host_manager)
    assert {rule.code: due(rule, "host") for rule in retention_rules()} == dict.fromkeys(ROWS, 1) | {PERSONS: 0}
    assert sweep() == dict.fromkeys(ROWS, 1)
    assert [model.objects.count() for model in (Invitation, OutgoingMail, Notice)] == [1, 1, 1]
    texts = sorted(SubjectRequest.objects.values_list("text", "answer", "state"))
    assert texts == [("", "", "done"), ("My name", "Done", "done")]
    kept = sorted(Application.objects.values_list("state", "answers__who", "versions__answers__who"), key=str)
    assert kept == [("draft", "Kim", "Kim"), ("rejected", "Kim", "Kim"), ("rejected", None, None)]
    assert sweep() == {}
    assert LogEntry.objects.filter(verb="people.swept").count() == len(ROWS)


def test_a_hold_keeps_what_was_written_to_a_person_and_by_them(host_manager: User) -> None:
    seed_rules()
    old_things(host_manager)
    person = a_person(email="K@test.example")
    Person.objects.filter(pk=person.pk).update(user=host_manager)
    OutgoingMail.objects.update(person_number=person.pk)
    SubjectRequest.objects.update(person=person)
    Application.objects.update(person=person)
    hold = place_hold(person, by=host_manager, reason="A claim is pending.")
    assert sweep() == {}
    lift_hold(hold, by=host_manager)
    assert sweep() == dict.fromkeys(ROWS, 1)


def test_who_breaks_their_silence_is_passed_over(host_manager: User, run_jobs: RunJobs) -> None:
    seed_rules()
    silent, back = quiet_person(), quiet_person()
    proposal = propose("host")
    assert proposal is not None
    assert proposal.people == [silent.pk, back.pk]
    run = ask_erasure(proposal, by=host_manager)
    edit_person(back, by=host_manager, version=back.version, phone="+82 10 1234 5678")
    run_jobs()
    run.refresh_from_db()
    assert (run.people, run.held) == ([silent.pk], [back.pk])
    back.refresh_from_db()
    assert back.erased_at is None


def test_nobody_erases_themselves(host_manager: User) -> None:
    seed_rules()
    own = quiet_person()
    Person.objects.filter(pk=own.pk).update(user=host_manager)
    User.objects.filter(pk=host_manager.pk).update(created_at=ago(4000), last_login=None)
    own.refresh_from_db()
    with pytest.raises(ValidationError, match="colleague"):
        rehearse_erasure([own], by=host_manager, side="host", reason="Mine")
    proposal = propose("host")
    assert proposal is not None
    with pytest.raises(ValidationError, match="colleague"):
        ask_erasure(proposal, by=host_manager)
    assert ask_erasure(proposal, by=make_user("colleague@test.example")).people == [own.pk]


def test_a_rule_that_is_off_takes_nothing(host_manager: User) -> None:
    seed_rules()
    old_things(host_manager)
    RetentionRule.objects.update(is_on=False)
    assert sweep() == {}


def test_a_rule_is_changed_by_managers_within_its_bounds(host_manager: User, user_of: Callable[..., User]) -> None:
    seed_rules()
    rule = RetentionRule.objects.get(code=PERSONS)
    with pytest.raises(ValidationError):
        edit_rule(rule, by=host_manager, version=1, days=10, basis="", is_on=True)
    with pytest.raises(PermissionDenied):
        edit_rule(rule, by=user_of("auditor"), version=1, days=1000, basis="", is_on=True)
    edit_rule(rule, by=host_manager, version=1, days=1000, basis="Our own promise", is_on=True)
    with pytest.raises(Stale):
        edit_rule(rule, by=host_manager, version=1, days=900, basis="", is_on=True)
    seed_rules()
    rule.refresh_from_db()
    assert (rule.days, rule.basis) == (1000, "Our own promise")


def quiet_person(side: str = "host") -> Person:
    person = a_person(side)
    Person.objects.filter(pk=person.pk).update(updated_at=ago(4000))
    return person


def test_persons_are_proposed_and_not_erased(host_manager: User) -> None:
    seed_rules()
    quiet, other = quiet_person(), quiet_person("guest")
    a_person()
    sweep()
    (run,) = proposals("host")
    assert (run.people, run.is_dry, run.asked_by) == ([quiet.pk], True, None)
    assert [run.people for run in proposals("guest")] == [[other.pk]]
    quiet.refresh_from_db()
    assert quiet.erased_at is None
    again = propose("host")  # the next night: instead of the last one
    assert list(proposals("host")) == [again]
    Person.objects.filter(pk=quiet.pk).update(updated_at=timezone.now())
    assert propose("host") is None
    assert not proposals("host")


def test_a_rehearsal_is_followed_once_while_it_is_fresh(host_manager: User) -> None:
    rehearsal = a_rehearsal(host_manager)
    run = ask_erasure(rehearsal, by=host_manager)
    assert ask_erasure(rehearsal, by=host_manager) == run
    dismiss_rehearsal(rehearsal, by=host_manager)
    rehearsal.refresh_from_db()
    assert rehearsal.state == ErasureRun.State.DONE  # too late to dismiss
    stale = a_rehearsal(host_manager)
    ErasureRun.objects.filter(pk=stale.pk).update(started_at=ago(2))
    dismissed = a_rehearsal(host_manager)
    dismiss_rehearsal(dismissed, by=host_manager)
    for one in (stale, dismissed):
        with pytest.raises(ValidationError):
            ask_erasure(one, by=host_manager)


def test_by_page_from_the_rehearsal_to_the_certificate(
    host_manager: User, client_of: ClientOf, run_jobs: RunJobs, user_of: Callable[..., User]
) -> None:
    person, page = a_person(), client_of(host_manager)
    assert page.post(f"/people/persons/{person.pk}/erase", {"reason": ""}).status_code == 422
    rehearsed = page.post(f"/people/persons/{person.pk}/erase", {"reason": "They asked for it."})
    address = rehearsed["Location"]
    assert "홍길동" in page.get(address, headers={"accept-language": "ko"}).content.decode()
    assert page.post(address, {"people": "7"}).status_code == 422
    assert client_of(user_of("auditor")).post(address, {"people": "1"}).status_code == 404
    assert ErasureRun.objects.filter(is_dry=False).count() == 0
    running = page.post(address, {"people": "1"})["Location"]
    assert (
        'role="progressbar"' in page.get(running).content.decode() or "<progress" in page.get(running).content.decode()
    )
    assert page.get(f"{running}/certificate.pdf").status_code == 404  # not before it has ended
    run_jobs()
    run = ErasureRun.objects.get(is_dry=False)
    done = page.get(running).content.decode()
    assert run.sha256 in done
    assert "hx-get" not in done.partition('id="erasure"')[2][:200]
    text = "".join(
        part.extract_text() for part in PdfReader(BytesIO(page.get(f"{running}/certificate.pdf").content)).pages
    )
    assert str(person.pk) in text
    assert "홍길동" not in page.get(running).content.decode()
    assert client_of(user_of("manager", "guest")).get(running).status_code == 404


def test_a_hold_is_placed_and_lifted_by_page(host_manager: User, client_of: ClientOf) -> None:
    person, page = a_person(), client_of(host_manager)
    assert page.post(f"/people/persons/{person.pk}/hold", {"reason": "x", "until": "2020-01-01"}).status_code == 422
    page.post(f"/people/persons/{person.pk}/hold", {"reason": "A claim is pending."})
    hold = LegalHold.objects.get()
    assert "A claim is pending." in page.get("/people/holds/").content.decode()
    rehearsal = rehearse_erasure([person], by=host_manager, side="host", reason="Gone")
    assert rehearsal.held == [person.pk]
    assert "passed over" in page.get(f"/people/erasures/{rehearsal.pk}").content.decode()
    page.post(f"/people/holds/{hold.pk}/lift")
    hold.refresh_from_db()
    assert hold.lifted_by == host_manager


def test_what_is_proposed_stands_on_today(host_manager: User, client_of: ClientOf) -> None:
    seed_rules()
    quiet_person()
    run = propose("host")
    assert run is not None
    page = client_of(host_manager)
    assert f"/people/erasures/{run.pk}" in page.get("/").content.decode()
    page.post(f"/people/erasures/{run.pk}/dismiss")
    assert f"/people/erasures/{run.pk}" not in page.get("/").content.decode()
