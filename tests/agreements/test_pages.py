"""The pages of agreements, bodies, ties and exchanges: what they show, whom, and what comes of their forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from landbridge.agreements.actions.approvals import ask_approval
from landbridge.agreements.actions.evidence import confirm_evidence
from landbridge.agreements.actions.files import remove_file
from landbridge.agreements.actions.moves import agree_text
from landbridge.agreements.models import Agreement, ApprovalStep, Body, Evidence, Obligation
from landbridge.agreements.queries import panels
from landbridge.agreements.tables.scorecard import both_clocks
from landbridge.people.models import User
from landbridge.people.queries.panels import Panel
from tests.agreements.made import (
    a_body,
    a_draft,
    a_file,
    a_promise,
    a_report,
    an_approved,
    an_exchange,
    both_bodies,
    person,
    promised,
    signed_quickly,
)
from tests.base.hostile_files import picture
from tests.programmes.rows import a_programme

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def form_of(**facts: Any) -> dict[str, Any]:
    """What the form of an agreement sends."""
    host, guest = both_bodies()
    rows = {"parties-TOTAL_FORMS": 3, "parties-INITIAL_FORMS": 0, "parties-0-body": host.pk, "parties-1-body": guest.pk}
    plain = {"kind": "mou", "title_en": "Cooperation", "original": "en", "renewal": "none", "text_en": "# One"}
    return plain | rows | facts


def test_the_scorecard(host_manager: User, guest_manager: User, client_of: ClientOf) -> None:
    agreement = signed_quickly(promises=3)
    there = timezone.localdate(timezone=ZoneInfo(guest_manager.timezone))
    Agreement.objects.update(review_on=there + timedelta(days=41))
    done, late, _course = agreement.obligations.select_related("agreement")
    report = a_report(done, host_manager, count=5)
    confirm_evidence(report, by=guest_manager, version=report.version)
    Obligation.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=3))
    a_report(late, host_manager, count=2)
    shown = page(client_of(guest_manager), f"/agreements/{agreement.pk}/")
    for words in ("5 of 5", "0 of 5", "overdue", "done", "review in 41 days", "in force since 8 May 2024"):
        assert words in shown
    assert "2 reported, not confirmed yet" in shown
    assert "Your side is asked to confirm" in shown
    assert "Your side is asked to confirm" not in page(client_of(host_manager), f"/agreements/{agreement.pk}/")


def test_a_text_is_markdown_and_no_markup(host_manager: User, client_of: ClientOf) -> None:
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) **bold**"
    agreement = a_draft(host_manager)
    agreement.texts.filter(language="en").update(body=hostile)
    Agreement.objects.update(title_en="<b>hostile</b>", number="<i>1</i>", source_url="https://a.example/?<u>")
    agreement.parties.update(signatory_name="<s>name</s>")
    shown = page(client_of(host_manager), f"/agreements/{agreement.pk}/")
    assert "<strong>bold</strong>" in shown
    for markup in ("<script>alert", "<img src=x", 'href="javascript', "<b>hostile", "<i>1", "<u>", "<s>name"):
        assert markup not in shown


def test_what_apps_above_tell(host_manager: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("_tellers", "_noters", "_foretellers", "_measurers"):
        monkeypatch.setattr(panels, kind, [])
    promise = promised()
    moment = datetime(2030, 11, 26, 1, 0, tzinfo=UTC)
    panels.tells_of_agreement(lambda _one, _user: Panel("Calls", "agreements/parts/rule.html"))
    panels.notes_obligations(lambda _one, _user: {promise.pk: [panels.Note("스마트 모빌리티", "ko", "/calls/1")]})
    panels.comes_next(lambda _one, _user, _on: [panels.Coming(moment.date(), "Judging opens", at=moment)])
    panels.measures(lambda _one, _user: [panels.Figure("Meetings held", "1,146", note="4 programmes")])
    shown = page(client_of(host_manager), f"/agreements/{promise.agreement_id}/")
    for words in ("Calls", "스마트 모빌리티", "Judging opens", "10:00 KST · 09:00 CST", "1,146"):
        assert words in shown
    assert both_clocks(moment) == "10:00 KST · 09:00 CST"


def test_drafting_from_the_form(host_manager: User, client_of: ClientOf) -> None:
    client = client_of(host_manager)
    page(client, "/agreements/new")
    answer = client.post("/agreements/new", form_of(title_en="", text_en="Kept as typed"))
    assert answer.status_code == 422
    assert "Kept as typed" in answer.content.decode()
    twice = form_of(**{"parties-1-body": both_bodies()[0].pk})
    assert "only once" in client.post("/agreements/new", twice).content.decode()
    nobody = form_of(**{"parties-2-signatory_name": "Hwang Jini"})
    assert "Choose the body" in client.post("/agreements/new", nobody).content.decode()
    answer = client.post("/agreements/new", form_of())
    one = Agreement.objects.get()
    assert answer.headers["Location"] == f"/agreements/{one.pk}/"
    assert (one.parties.count(), one.texts.get(language="en").body) == (2, "# One")


def test_who_saves_second_loses_nothing(host_manager: User, guest_manager: User, client_of: ClientOf) -> None:
    one, client = a_draft(host_manager), client_of(host_manager)
    path = f"/agreements/{one.pk}/edit"
    page(client, path)
    theirs = form_of(title_en="Theirs", text_en="Their text", version=one.version)
    assert client_of(guest_manager).post(path, theirs).status_code == 302
    mine = form_of(title_en="Mine", text_en="My text", version=one.version)
    answer = client.post(path, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Mine", "Theirs", "My text", "Their text"):
        assert words in shown
    one.refresh_from_db()
    assert one.title_en == "Theirs"
    assert client.post(path, mine | {"version": one.version}).status_code == 302
    one.refresh_from_db()
    assert one.title_en == "Mine"
    assert client.post(path, mine | {"version": "x"}).status_code == 409


def test_the_way_by_buttons(host_manager: User, client_of: ClientOf) -> None:
    one, client = a_draft(host_manager), client_of(host_manager)
    path = f"/agreements/{one.pk}/"
    assert "The text is agreed" in page(client, path)
    client.post(f"{path}agree", {"version": one.version})
    assert "Ask for approval" in page(client, path)
    one.refresh_from_db()
    client.post(f"{path}reopen", {"version": one.version})
    answer = client.post(f"{path}sign", {"version": one.version + 1, "signed_on": "2026-01-05"})
    assert answer.status_code == 422
    approved = an_approved()
    path = f"/agreements/{approved.pk}/"
    assert "Enter the signature" in page(client, path)
    sent = {"version": approved.version, "signed_on": str(TODAY), "number": "2026-1"}
    assert client.post(f"{path}sign", sent).status_code == 302
    approved.refresh_from_db()
    assert (approved.state, approved.number) == ("in_force", "2026-1")
    assert "Draft the next one" in page(client, path)
    follows = client.post(f"{path}renew").headers["Location"]
    assert "Follows" in page(client, follows)
    client.post(f"{path}review", {"version": approved.version, "review_on": "2030-01-05"})
    assert "5 Jan 2030" in page(client, path).replace("January", "Jan")


def test_promises_and_reports_by_forms(host_manager: User, guest_manager: User, client_of: ClientOf) -> None:
    host, guest, one = client_of(host_manager), client_of(guest_manager), a_draft(host_manager, promises=0)
    path = f"/agreements/{one.pk}/commitments/"
    said = {
        "field": "trade",
        "title_en": "Cargo",
        "original": "en",
        "owner": "both",
        "due_on": "2030-01-01",
        "target": 10,
    }
    assert host.post(f"{path}new", said | {"target": 0}).status_code == 422
    assert host.post(f"{path}new", said).status_code == 302
    promise = Obligation.objects.get()
    path = f"{path}{promise.pk}/"
    assert guest.post(f"{path}edit", said | {"target": 12, "version": 1}).status_code == 302
    assert host.post(f"{path}edit", said | {"version": 1}).status_code == 409
    Agreement.objects.update(state="in_force", signed_on="2024-05-08")
    assert host.get(f"{path}edit").status_code == 404
    file = picture("PNG")
    report = {"happened_on": "2025-03-01", "count": 3, "note": "컨테이너 3개를 혼재했습니다."}
    assert host.post(f"{path}reports/new", report | {"happened_on": "2000-01-01"}).status_code == 422
    sent = report | {"file": SimpleUploadedFile("a.png", file)}
    assert host.post(f"{path}reports/new", sent).status_code == 302
    evidence = Evidence.objects.get()
    assert 'lang="ko">컨테이너' in page(guest, path)
    assert guest.get(f"{path}reports/{evidence.pk}/file").status_code == 200
    said_no = {"version": evidence.version, "because": "Two, not three."}
    assert guest.post(f"{path}reports/{evidence.pk}/dispute", said_no).status_code == 302
    assert "Two, not three." in page(host, path)
    assert guest.post(f"{path}reports/{evidence.pk}/confirm", {"version": 1}).status_code == 409
    evidence.refresh_from_db()
    assert guest.post(f"{path}reports/{evidence.pk}/confirm", {"version": evidence.version}).status_code == 302
    assert "3 of 12" in page(host, path)
    for who in (host, guest):
        promise.refresh_from_db()
        who.post(f"{path}drop", {"version": promise.version})
    assert "dropped" in page(host, path)


def test_a_partner_reads_without_persons(host_manager: User, guest_manager: User, client_of: ClientOf) -> None:
    promise, draft = promised(), a_draft(host_manager)
    host, _guest = both_bodies()
    partner = person("host", "partner")
    host.representatives.create(user=partner)
    report = a_report(promise, host_manager, note="With Hong Gildong", file=(picture("PNG"), "hong.png"))
    confirm_evidence(report, by=guest_manager, version=report.version)
    client, path = client_of(partner), f"/agreements/{promise.agreement_id}/"
    below = f"{path}commitments/{promise.pk}/"
    everything = "".join(page(client, one) for one in ("/agreements/", path, below, "/bodies/", f"/bodies/{host.pk}/"))
    for hidden in ("Hwang Jini", "Hong Gildong", "hong.png", "host@test.example", "Add a file"):
        assert hidden not in everything
    for words in ("Joint expos", "1 of 5", "confirmed by the other side"):
        assert words in everything
    assert client.get(f"/agreements/{draft.pk}/").status_code == 404
    assert client.get(f"{below}reports/{report.pk}/file").status_code == 403
    assert client.post(f"{below}reports/new", {}).status_code == 403


def test_lists_narrow_and_say_when_they_are_empty(host_manager: User, client_of: ClientOf) -> None:
    client = client_of(host_manager)
    for path, words in (
        ("/agreements/", "No agreement is here yet"),
        ("/bodies/", "No public body is here yet"),
        ("/exchanges/", "No exchange is here yet"),
    ):
        assert words in page(client, path)
    signed_quickly(title_en="Harbour pact")
    an_exchange(title_en="Mayors meet")
    assert "Harbour pact" in page(client, "/agreements/?q=harbour&state=in_force&kind=mou")
    assert "Nothing matches" in page(client, "/agreements/?state=drafted")
    for odd in ("state=x&kind=y&body=z&page=-1", "body=99999999999999999999", "q=%00", f"q={'a' * 5000}", "page=9999"):
        page(client, f"/agreements/?{odd}")
    assert "Mayors meet" in page(client, "/exchanges/?field=government&direction=out")
    assert "Nothing matches" in page(client, "/exchanges/?field=trade")
    page(client, "/exchanges/?field=x&direction=y&page=z")


def test_bodies_ties_and_exchanges_by_forms(host_manager: User, client_of: ClientOf) -> None:
    client = client_of(host_manager)
    assert client.post("/bodies/new", {"name_ko": "경기도", "kind": "province", "country": "KR"}).status_code == 302
    body, guest = Body.objects.get(), a_body("guest")
    page(client, f"/bodies/{body.pk}/edit")
    assert client.post(f"/bodies/{body.pk}/edit", {"kind": "city", "country": "KR", "version": 1}).status_code == 422
    assert client.get(f"/bodies/{guest.pk}/edit").status_code == 404
    partner = person("host", "partner")
    client.post(f"/bodies/{body.pk}/representatives", {"user": partner.pk})
    assert partner.name in page(client, f"/bodies/{body.pk}/")
    said = {"kind": "sister", "host": body.pk, "guest": guest.pk}
    assert client.post("/ties/new", said).status_code == 302
    tie = body.ties_as_host.get()
    answer = client.post(f"/ties/{tie.pk}/sign", {"version": 1, "signed_on": "2025-05-01"})
    assert "council’s vote" in answer.content.decode()
    assert client.post(f"/ties/{tie.pk}/end", {"version": tie.version, "ended_on": "2025-05-01"}).status_code == 302
    assert "No tie is entered yet" in page(client, f"/bodies/{body.pk}/")
    shown = {"field": "culture", "direction": "in", "title_en": "Choir", "original": "en", "persons": 40}
    shown |= {"starts_on": "2025-05-01", "ends_on": "2025-05-02", "host": body.pk, "guest": guest.pk}
    assert client.post("/exchanges/new", shown).status_code == 302
    assert "Choir" in page(client, f"/bodies/{body.pk}/")


def test_an_agreed_text_is_read_by_the_approver(host_manager: User, client_of: ClientOf) -> None:
    one = a_draft(host_manager)
    a_promise(one, title_ko="공동 전시회")
    agree_text(one, by=host_manager, version=one.version)
    approver = person("host", "approver")
    steps = [(ApprovalStep.Duty.DECIDE, approver)]
    approval = ask_approval("agreement", one, by=host_manager, side="host", steps=steps)
    shown = page(client_of(approver), f"/approvals/{approval.pk}/")
    for words in ("공동 전시회", "<strong>work together</strong>", "Mayor", "Host City"):
        assert words in shown
    assert "Hwang Jini" not in shown


def test_neither_side_takes_a_file_from_the_other(host_manager: User, guest_manager: User, client_of: ClientOf) -> None:
    file = a_file(host_manager)
    remove = f"/agreements/{file.agreement_id}/files/{file.pk}/remove"
    assert remove in page(client_of(host_manager), f"/agreements/{file.agreement_id}/")
    assert remove not in page(client_of(guest_manager), f"/agreements/{file.agreement_id}/")
    assert client_of(guest_manager).post(remove).status_code == 404
    with pytest.raises(PermissionDenied):
        remove_file(file, by=guest_manager)
    assert client_of(host_manager).post(remove).status_code == 302


def test_a_commitment_with_a_programme_stays(host_manager: User, client_of: ClientOf) -> None:
    promise = a_draft(host_manager).obligations.get()
    a_programme("host", agreement=promise.agreement, obligation=promise)
    at = f"/agreements/{promise.agreement_id}/commitments/{promise.pk}/"
    answer = client_of(host_manager).post(f"{at}remove", {"version": promise.version}, follow=True)
    assert "Change the programme first" in answer.content.decode()
    assert Obligation.objects.filter(pk=promise.pk).exists()
