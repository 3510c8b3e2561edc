"""Approvals as their readers meet them: lists, one document, asking, delegations, paper."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from landbridge.agreements.models import Approval, Body, Delegation
from landbridge.agreements.queries.trails import approvals_of_subject
from landbridge.agreements.rules.rights import today_on
from landbridge.people.models import User
from tests.agreements.approving import (
    CODE,
    Manner,
    Office,
    a_delegation,
    a_document,
    again,
    agree,
    an_office,
    asked,
    full,
    with_kind,
)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def office() -> Office:
    with_kind()
    return an_office()


def page_of(approval: Approval) -> str:
    return reverse("agreements:approval", args=[approval.pk])


def decision(approval: Approval, what: str = "approve", comment: str = "") -> dict[str, object]:
    return {"decision": what, "comment": comment, "version": approval.version}


def test_from_the_menu_to_a_number(office: Office, client_of: ClientOf) -> None:
    approval, head = asked(office), client_of(office.head)
    today = head.get("/").content.decode()
    assert page_of(approval) in today
    listed = head.get(reverse("agreements:approvals")).content.decode()
    assert page_of(approval) in listed
    shown = head.get(page_of(approval)).content.decode()
    assert "Agency" in shown
    assert approval.sha256 in shown
    answer = head.post(page_of(approval), decision(approval, comment="Good."), follow=True)
    done = again(approval)
    assert f"Approved, with number {done.year}-1." in answer.content.decode()
    assert page_of(approval) in head.get(reverse("agreements:approvals") + "?view=decided").content.decode()
    assert page_of(approval) not in head.get(reverse("agreements:approvals")).content.decode()


def test_sent_back_only_with_a_reason_and_nothing_typed_is_lost(office: Office, client_of: ClientOf) -> None:
    approval, head = asked(office), client_of(office.head)
    answer = head.post(page_of(approval), decision(approval, "return"))
    assert answer.status_code == 422
    assert "Say why it is sent back." in answer.content.decode()
    long = head.post(page_of(approval), decision(approval, "return", "x" * 1001))
    assert long.status_code == 422
    assert "x" * 1001 in long.content.decode()
    head.post(page_of(approval), decision(approval, "return", "Clause 3."))
    assert again(approval).state == "returned"


def test_an_old_page_is_answered_with_409_and_a_second_click_is_told(office: Office, client_of: ClientOf) -> None:
    approval = asked(office, full(office))
    agree(approval, office.reviewer)
    assert client_of(office.advisers[0]).post(page_of(approval), decision(approval)).status_code == 409
    now = again(approval)
    answer = client_of(office.reviewer).post(page_of(approval), decision(now), follow=True)
    assert "Nothing here waits for you now." in answer.content.decode()


def test_a_changed_document_is_not_approved(office: Office, client_of: ClientOf) -> None:
    approval, head = asked(office), client_of(office.head)
    Body.objects.update(name_en="Academy")
    shown = head.get(page_of(approval)).content.decode()
    assert "The document has changed since" in shown
    answer = head.post(page_of(approval), decision(approval), follow=True).content.decode()
    assert "Not approved" in answer
    assert "The document was changed after the approval was asked." in answer


def test_an_auditor_reads_and_changes_nothing(office: Office, client_of: ClientOf) -> None:
    approval, auditor = asked(office), client_of(office.auditor)
    shown = auditor.get(page_of(approval)).content.decode()
    assert 'name="decision"' not in shown
    assert reverse("agreements:approval_withdraw", args=[approval.pk]) not in shown
    assert auditor.post(page_of(approval), decision(approval)).status_code == 404
    assert again(approval).state == "decide"


def test_the_other_side_and_others_find_nothing(office: Office, client_of: ClientOf) -> None:
    approval, stranger = asked(office), an_office()
    for user in (an_office("guest").drafter, an_office("guest").head, stranger.head):
        client = client_of(user)
        for address in (page_of(approval), reverse("agreements:approval_pdf", args=[approval.pk])):
            assert client.get(address).status_code == 404
        assert client.post(page_of(approval), decision(approval)).status_code == 404


def test_asked_from_the_browser(office: Office, client_of: ClientOf) -> None:
    body, client = a_document(), client_of(office.drafter)
    address = reverse("agreements:approval_ask", args=[CODE, body.pk])
    assert "Nobody" not in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    line = {"reviewers": [office.reviewer.pk], "consulted": [one.pk for one in office.advisers]}
    sent = {**line, "first_approver": office.chief.pk, "approver": office.head.pk}
    answer = client.post(address, sent, follow=True)
    assert "It is on its way." in answer.content.decode()
    duties = list(Approval.objects.get().steps.values_list("duty", flat=True))
    assert duties == ["review", "consult", "consult", "decide", "decide"]
    assert client.post(address, sent).status_code == 422  # asked already
    for kind, number in (("unheard-of", body.pk), (CODE, 4_000_000), (CODE, 2**70)):
        assert client.get(reverse("agreements:approval_ask", args=[kind, number])).status_code == 404


def test_taken_back_from_the_browser(office: Office, client_of: ClientOf) -> None:
    approval, client = asked(office), client_of(office.drafter)
    address = reverse("agreements:approval_withdraw", args=[approval.pk])
    for said in ({}, {"version": "x"}, {"version": "9" * 30}):
        assert client.post(address, said).status_code == 404
    client.post(address, {"version": approval.version})
    assert again(approval).state == "withdrawn"


def test_delegations_from_the_browser(office: Office, client_of: ClientOf) -> None:
    head, today = client_of(office.head), today_on("host").isoformat()
    address, new = reverse("agreements:delegations"), reverse("agreements:delegation_new")
    said = {"of": office.head.pk, "to": office.chief.pk, "manner": Manner.ABSENT, "from_on": today}
    refused = head.post(new, said)
    assert refused.status_code == 422
    assert "Say until when they are away." in refused.content.decode()
    head.post(new, {**said, "until_on": today, "subject_kinds": [CODE]})
    delegation = Delegation.objects.get()
    assert "Public body" in head.get(address).content.decode()
    assert client_of(office.chief).post(new, {**said, "until_on": today}).status_code == 422  # another's authority
    head.post(reverse("agreements:delegation_end", args=[delegation.pk]))
    delegation.refresh_from_db()
    assert delegation.ended_at
    assert client_of(office.auditor).post(new, said).status_code == 403


@pytest.mark.parametrize("language", ["ko", "zh-hans", "en"])
def test_on_paper(office: Office, client_of: ClientOf, language: str) -> None:
    a_delegation(office.head, office.chief)
    approval = agree(asked(office), office.chief, comment="이의 없습니다.")
    address = reverse("agreements:approval_pdf", args=[approval.pk])
    answer = client_of(office.drafter).get(address, {"language": language})
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    plain = "".join(text.split())
    assert approval.sha256 in plain
    assert f"{approval.year}-1" in plain
    assert "이의없습니다." in plain
    assert f"-{language}.pdf" in answer.headers["Content-Disposition"]


def test_a_draft_on_paper_says_that_it_is_not_approved(office: Office, client_of: ClientOf) -> None:
    address = reverse("agreements:approval_pdf", args=[asked(office).pk])
    content = client_of(office.drafter).get(address, {"language": "en"}).content
    assert "Not approved" in PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_what_a_document_s_own_page_says(office: Office) -> None:
    body, guest = a_document(), an_office("guest")
    before = approvals_of_subject(CODE, body, office.drafter)
    assert before.may_ask
    assert [one.approval for one in before.sides] == [None, None]
    asked(office, body=body)
    own, other = approvals_of_subject(CODE, body, office.drafter), approvals_of_subject(CODE, body, guest.drafter)
    assert (own.may_ask, other.may_ask) == (False, True)
    assert [len(one.trail) for one in own.sides] == [2, 0]
    # The other side knows that it is asked, and nothing of who decides.
    assert [(one.approval is not None, one.trail, one.is_open_to_reader) for one in other.sides] == [
        (True, (), False),
        (False, (), False),
    ]


def test_hostile_texts_are_shown_as_texts(office: Office, client_of: ClientOf) -> None:
    hostile = "<script>alert(1)</script>{{ 7|add:7 }}"
    body = a_document(name_en=hostile, name_ko="", website='javascript:alert("1")')
    approval = agree(asked(office, full(office), body), office.reviewer, comment=hostile)
    for user, address in (
        (office.advisers[0], page_of(approval)),
        (office.drafter, reverse("agreements:approvals") + "?view=asked"),
    ):
        shown = client_of(user).get(address).content.decode()
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;" in shown
        assert "{{ 7|add:7 }}" in shown
    pdf = client_of(office.drafter).get(reverse("agreements:approval_pdf", args=[approval.pk]), {"language": "xx"})
    assert pdf.status_code == 200


def test_versions_that_are_no_numbers_decide_nothing(office: Office, client_of: ClientOf) -> None:
    approval, head = asked(office), client_of(office.head)
    for version in ("", "x", "-1", "9" * 40):
        answer = head.post(page_of(approval), {"decision": "approve", "comment": "", "version": version})
        assert answer.status_code in {409, 422}, version
    assert again(approval).state == "decide"


def test_people_of_the_other_side_are_no_choice(office: Office, client_of: ClientOf) -> None:
    guest, client = an_office("guest"), client_of(office.drafter)
    ask = reverse("agreements:approval_ask", args=[CODE, a_document().pk])
    assert client.post(ask, {"approver": guest.head.pk}).status_code == 422
    assert client.post(ask, {"approver": office.head.pk, "reviewers": [guest.reviewer.pk]}).status_code == 422
    assert not Approval.objects.exists()
    today = today_on("host").isoformat()
    said = {"manner": Manner.ABSENT, "from_on": today, "until_on": today}
    for of, to in ((guest.head, office.chief), (office.head, guest.chief)):
        answer = client.post(reverse("agreements:delegation_new"), {**said, "of": of.pk, "to": to.pk})
        assert answer.status_code == 422
    assert not Delegation.objects.exists()
