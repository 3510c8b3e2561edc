"""Whoever is erased is gone from applications, their files and what was written about them; figures stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from landbridge.agreements.models import Delegation
from landbridge.base.documents import keep_document
from landbridge.base.log import LogEntry
from landbridge.people.actions.erasure import erase_person
from landbridge.people.actions.retention import rehearse_erasure
from landbridge.people.actions.sweeps import seed_rules, sweep
from landbridge.people.models import Person, User
from landbridge.programmes.actions.application_files import add_file
from landbridge.programmes.actions.applications import is_whole, submit_application
from landbridge.programmes.models import (
    Application,
    ApplicationFile,
    ApplicationVersion,
    Call,
    Evaluator,
    Participation,
    RequiredDocument,
    ScoreSheet,
    Selection,
    Verdict,
)
from tests.conftest import make_user
from tests.directory.facts import PNG
from tests.people.keys import program_of
from tests.people.people import HONG, a_person
from tests.people.test_canary import text_of
from tests.programmes.applying import a_call_for_persons, a_call_of_every_kind, a_draft, a_talent, an_applicant
from tests.programmes.rows import an_application
from tests.programmes.screening.facts import a_closed_call, a_judge, an_evaluator, given

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def erase(person: Person, by: User) -> dict[str, int]:
    """Erase somebody; what went, which is what was foretold."""
    foretold = rehearse_erasure([person], by=by, side=person.side, reason="They asked for it.").counts
    with TestCase.captureOnCommitCallbacks(execute=True):  # files go once it is certain
        done = dict(erase_person(person, by=by, reason="They asked for it."))
    assert done == foretold
    return done


def test_an_organisation_names_them_no_longer(host_manager: User, client_of: ClientOf) -> None:
    person = a_person(email="hong@ash.example", phone="+821012345678")
    user, firm = an_applicant()
    contacts = [{"who": "洪吉童", "years": "3"}, {"who": "김철수", "years": "4"}]
    story = "Ask Hong Gildong, 010-1234-5678.\nWe make sensors."
    draft = a_draft(a_call_of_every_kind(), user, firm, contacts=contacts, story=story, company="Ash (홍길동)")
    add_file(draft, "plan", PNG, "홍길동 plan.png", by=user)
    add_file(draft, "plan", PNG, "ours.png", by=user)
    draft.refresh_from_db()
    version = submit_application(draft, by=user, version=draft.version)
    by_hand = Verdict(version=version, kind="bonus", outcome="met", judged_on=timezone.localdate(), rule="x")
    by_hand.rule_set = version.application.call.rule_sets.create(number=9, rules=[], sha256="0" * 64)
    by_hand.facts = {"by_hand": "Hong Gildong called."}
    by_hand.save()
    office, receipt = client_of(host_manager), reverse("programmes:application_receipt", args=[draft.pk, 1])
    assert office.get(receipt).status_code == 200
    erased_later = "Personal data in it was erased later"
    assert erased_later not in office.get(f"/applications/{draft.pk}/versions/1").content.decode()
    before = ApplicationVersion.objects.get()
    assert before.receipt is not None

    gone = erase(person, host_manager)
    assert {"programmes.Application", "programmes.ApplicationVersion", "programmes.Verdict"} <= set(gone)
    after, now = ApplicationVersion.objects.get(), Application.objects.get()
    for answers in (after.answers, now.answers):
        assert answers["contacts"][0] == {}
        assert answers["contacts"][1]["who"] == "김철수"
        assert answers["story"] == "Ask …, ….\nWe make sensors."
        assert answers["company"] == "Ash (…)"
    assert [one["name"] for one in after.answers["plan"]] == ["… plan.png", "ours.png"]
    assert [one.document.name for one in now.files.order_by("pk")] == ["… plan.png", "ours.png"]
    assert (after.sha256, after.receipt, now.state) == (before.sha256, None, "eligible")
    assert now.version > draft.version  # whoever has the draft open is told
    by_hand.refresh_from_db()
    assert by_hand.facts == {"by_hand": "… called."}
    assert not default_storage.exists(before.receipt.file.name or "")
    for address in (f"/applications/{draft.pk}", f"/applications/{draft.pk}/versions/1", receipt):
        answer = office.get(address)
        assert answer.status_code == 200, address
        text = text_of(answer.content)
        assert not any(name in text for name in ("Gildong", "홍길동", "洪吉童"))
        assert (erased_later in " ".join(text.split())) is (address != f"/applications/{draft.pk}")


def test_what_they_applied_with_is_gone_and_the_spine_stays(host_manager: User, client_of: ClientOf) -> None:
    user, person = a_talent()
    call = a_call_for_persons()
    draft = a_draft(call, user, None)
    add_file(draft, "plan", PNG, "cv.png", by=user)
    draft.refresh_from_db()
    application = submit_application(draft, by=user, version=draft.version).application
    office = client_of(host_manager)
    file = application.files.get()
    path = file.document.file.name or ""
    addresses = [
        *(f"/applications/{application.pk}{rest}" for rest in ("", "/versions/1", "/versions/1/receipt.pdf")),
        f"/applications/{application.pk}/files/{file.pk}",
        *(
            "/applications/",
            reverse("programmes:verdicts", args=[application.pk]),
            reverse("programmes:participants", args=[call.programme_id]),
        ),
        reverse("programmes:screened_application", args=[application.pk]),
    ]
    assert [office.get(address).status_code for address in addresses[:4]] == [200] * 4
    seat = Participation.objects.create(
        programme=call.programme, application=application, side="host", state="completed", place=1, reason="Birch said"
    )
    passport = keep_document(PNG, "passport.png", by=user, person_number=person.pk)
    owed = RequiredDocument.objects.create(
        participation=seat, code="passport", due_on=date(2027, 3, 5), state="accepted", document=passport, note="Ok"
    )
    Application.objects.filter(pk=application.pk).update(state="completed")
    judge = a_judge()
    sheet = ScoreSheet.objects.get(assignment=given(application, judge))
    ScoreSheet.objects.filter(pk=sheet.pk).update(comment="Birch is good", marks={"team": "4"})
    digest = application.versions.get().sha256

    erase(person, host_manager)
    application.refresh_from_db()
    assert (application.state, application.answers, application.number) == ("completed", {}, 1)
    version = application.versions.get()
    assert (version.answers, version.sha256, version.receipt) == ({}, digest, None)
    assert list(application.files.all()) == []
    assert not default_storage.exists(path)
    owed.refresh_from_db()
    seat.refresh_from_db()
    sheet.refresh_from_db()
    assert (owed.state, owed.document, owed.note, seat.state, seat.reason) == ("accepted", None, "", "completed", "")
    assert (sheet.comment, sheet.marks) == ("", {"team": "4"})
    shown = [office.get(address) for address in addresses]
    assert [answer.status_code for answer in shown] == [200, 200, 200, 404, 200, 200, 200, 200]
    assert "erased applicant" in shown[0].content.decode()
    assert office.get(reverse("programmes:participation", args=[seat.pk])).status_code == 200
    export = office.post("/applications/export", {"format": "csv"}).content.decode()
    assert "erased applicant" in export
    told = program_of(host_manager).get(reverse("api:application", args=[application.pk])).json()
    assert (told["applicant"], told["answers"], told["state"]) == ("erased applicant", {}, "completed")


def test_nobody_is_left_to_take_the_place(host_manager: User) -> None:
    call, person = a_closed_call(), a_person()
    states = ("draft", "eligible", "scored", "reserve", "ineligible", "rejected", "confirmed")
    rows = {}
    for state in states:
        other = a_closed_call() if state != "eligible" else call
        rows[state] = an_application(other, person=person, state=state)
    stays = an_application(call, person=a_person(), state="eligible")
    selection = Selection.objects.create(call=call, state="deciding", sha256="0" * 64)
    erase(person, host_manager)
    left = {state: Application.objects.get(pk=row.pk).state for state, row in rows.items()}
    assert left == {
        **dict.fromkeys(("draft", "eligible", "scored", "reserve"), "withdrawn"),
        **{state: state for state in ("ineligible", "rejected", "confirmed")},
    }
    selection.refresh_from_db()
    stays.refresh_from_db()
    assert (selection.state, stays.state) == ("replaced", "eligible")
    logged = LogEntry.objects.filter(verb="programmes.application_withdrawn").values_list("reason", flat=True)
    assert set(logged) == {"erased"}


def test_who_judged_judges_no_more_and_is_answered_for(host_manager: User) -> None:
    judge = a_judge("rowan")
    person = a_person()
    Person.objects.filter(pk=person.pk).update(user=judge)
    evaluator = an_evaluator(a_closed_call(), judge)
    judge.employer_ties.create(organisation=an_applicant()[1], kind="former", note="till 2020")
    person.refresh_from_db()
    gone = erase(person, host_manager)
    assert gone["programmes.EmployerTie"] == 1
    assert "programmes.Evaluator" not in gone
    assert Evaluator.objects.get(pk=evaluator.pk).ended_at is not None
    judge.refresh_from_db()
    assert (judge.employer_ties.count(), judge.name) == (0, "")


def test_notes_of_staff_name_them_no_longer(host_manager: User) -> None:
    person, other = a_person(names=[HONG[0]]), a_person(names=[{"script": "Hang", "family": "김", "given": "철수"}])
    assert other.pk
    facts: dict[str, Any] = {"side": "host", "manner": "absent", "from_on": "2026-01-01", "granted_by": host_manager}
    for number, reason in enumerate(("홍길동 휴가", "김철수 휴가")):
        to = make_user(f"stand-in-{number}@test.example", role="approver")
        Delegation.objects.create(of=host_manager, to=to, reason=reason, **facts)
    tie = a_judge().employer_ties.create(organisation=an_applicant()[1], kind="declared", note="홍길동의 회사")
    gone = erase(person, host_manager)
    assert (gone["agreements.Delegation"], gone["programmes.EmployerTie"]) == (1, 1)
    assert list(Delegation.objects.order_by("pk").values_list("reason", flat=True)) == ["… 휴가", "김철수 휴가"]
    tie.refresh_from_db()
    assert tie.note == "…의 회사"


def test_what_is_past_its_time_goes_with_its_files() -> None:
    seed_rules()
    user, _person = a_talent()
    call = a_call_for_persons()
    draft = a_draft(call, user, None)
    add_file(draft, "plan", PNG, "cv.png", by=user)
    other, _firm = a_talent(name="elm")
    theirs = a_draft(call, other, None)
    add_file(theirs, "plan", PNG, "cv.png", by=other)
    theirs.refresh_from_db()
    version = submit_application(theirs, by=other, version=theirs.version)
    Application.objects.filter(pk=theirs.pk).update(state="rejected")
    paths = [row.document.file.name or "" for row in ApplicationFile.objects.select_related("document")]
    long_ago = timezone.now() - timedelta(days=4000)
    Call.objects.filter(pk=call.pk).update(opens_at=long_ago - timedelta(days=9), closes_at=long_ago)
    assert [default_storage.exists(path) for path in paths] == [True, True]
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert sweep() == {"drafts": 1, "refused": 1}
    assert [default_storage.exists(path) for path in paths] == [False, False]
    left = Application.objects.get()
    assert (left.pk, left.state, left.answers, left.number) == (theirs.pk, "rejected", {}, 1)
    kept = left.versions.get()
    assert (kept.answers, kept.sha256, is_whole(kept)) == ({}, version.sha256, False)
    assert sweep() == {}
