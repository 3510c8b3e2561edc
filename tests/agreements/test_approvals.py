"""A document goes its way: order, rights, numbers, digests, and what makes an approval void."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from landbridge.agreements.actions.approvals import ask_approval, decide, send_back, withdraw_approval
from landbridge.agreements.models import Approval, ApprovalBook, Body
from landbridge.agreements.queries import subjects
from landbridge.agreements.queries.approvals import approval_of, is_approved, waiting_for
from landbridge.agreements.queries.subjects import content_now, digest_of_content
from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.people.models import Grant, Notice, Role, User
from tests.agreements.approving import (
    CODE,
    Duty,
    Followed,
    Office,
    a_document,
    a_kind,
    again,
    agree,
    an_office,
    asked,
    edit_body,
    full,
    short,
    states,
)
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture(autouse=True)
def followed() -> Iterator[Followed]:
    told = Followed()
    subjects.registered[CODE] = a_kind(told)
    yield told
    del subjects.registered[CODE]


def test_the_whole_way(office: Office, followed: Followed) -> None:
    body = a_document()
    approval = asked(office, full(office), body)
    assert (approval.state, states(approval)) == ("review", ["current", *["waiting"] * 4])
    approval = agree(approval, office.reviewer, comment="Looks right.")
    assert (approval.state, states(approval)) == ("consult", ["done", "current", "current", "waiting", "waiting"])
    approval = agree(approval, *reversed(office.advisers))  # side by side, in whichever order
    assert approval.state == "decide"
    approval = agree(approval, office.chief)
    assert not is_approved(CODE, body, "host")
    approval = agree(approval, office.head)
    assert (approval.state, states(approval)) == ("approved", ["done"] * 5)
    assert (approval.number, approval.year) == (1, approval.decided_at.year if approval.decided_at else 0)
    assert is_approved(CODE, body, "host")
    assert not is_approved(CODE, body, "guest")
    assert followed.said == [("asked", "review"), ("approved", "approved")]
    assert {step.manner for step in approval.steps.all()} == {"own"}
    verbs = list(LogEntry.objects.filter(model="approval").order_by("pk").values_list("verb", flat=True))
    decided = "agreements.approval_step_decided"
    assert verbs == ["agreements.approval_asked", *[decided] * 5, "agreements.approval_given"]


def test_each_waits_for_their_turn(office: Office) -> None:
    approval = asked(office, full(office))
    for user in (*office.advisers, office.chief, office.head, office.auditor, office.drafter):
        with pytest.raises(PermissionDenied):
            decide(approval, by=user, version=approval.version)
    assert [step.approval_id for step in waiting_for(office.reviewer)] == [approval.pk]
    assert not waiting_for(office.head).exists()


def test_the_consulted_answer_side_by_side_from_one_page(office: Office) -> None:
    line = full(office)
    approval = agree(asked(office, line), office.reviewer)
    shown = approval.version
    for adviser in office.advisers:  # the second one's page is as old as the first one's
        decide(approval, by=adviser, version=shown)
    assert again(approval).state == "decide"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (lambda o: [], "at least one approver"),
        (lambda o: [(Duty.REVIEW, o.reviewer)], "at least one approver"),
        (lambda o: [(Duty.DECIDE, o.head), (Duty.REVIEW, o.reviewer)], "Reviewers come first"),
        (lambda o: [(Duty.REVIEW, o.drafter), (Duty.DECIDE, o.head)], "Nobody decides about what they drafted"),
        (lambda o: [(Duty.REVIEW, o.head), (Duty.DECIDE, o.head)], "twice"),
        (lambda o: [(Duty.DECIDE, o.reviewer)], "can’t do this"),
        (lambda o: [(Duty.REVIEW, o.auditor), (Duty.DECIDE, o.head)], "can’t do this"),
        (lambda o: [(Duty.DECIDE, make_user("other@office.example", side="guest", role="approver"))], "can’t do this"),
    ],
)
def test_a_line_that_leads_nowhere(office: Office, line: object, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        asked(office, line(office))  # type: ignore[operator]


def test_who_may_ask(office: Office) -> None:
    guest, body = an_office("guest"), a_document(country="CN")
    for by in (office.head, office.auditor, guest.drafter, None):
        with pytest.raises(PermissionDenied):
            ask_approval(CODE, body, by=by, side="host", steps=short(office))
    with pytest.raises(PermissionDenied):  # the document's own rule: not yet the other side's affair
        ask_approval(CODE, body, by=guest.drafter, side="guest", steps=short(guest))
    with pytest.raises(PermissionDenied):
        ask_approval(CODE, Body(pk=4_000_000), by=office.drafter, side="host", steps=short(office))


def test_asked_once_for_each_side(office: Office) -> None:
    body, guest = a_document(), an_office("guest")
    first = asked(office, body=body)
    with pytest.raises(ValidationError, match="asked already"):
        asked(office, body=body)
    other = asked(guest, body=body)
    found = approval_of(CODE, body, "guest")
    assert found is not None
    assert found.pk == other.pk != first.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(
            side="host", subject_kind=CODE, subject_id=body.pk, title={}, content={}, sha256="", drafted_by=office.head
        )


def test_sent_back_with_a_reason(office: Office, followed: Followed) -> None:
    approval = agree(asked(office, full(office)), office.reviewer)
    law, _money = office.advisers
    with pytest.raises(ValidationError, match="Say why"):
        send_back(approval, by=law, version=approval.version, comment=" ")
    send_back(approval, by=law, version=approval.version, comment="Clause 3 is void.")
    approval = again(approval)
    assert (approval.state, states(approval)) == ("returned", ["done", "returned", *["dropped"] * 3])
    assert followed.said[-1] == ("returned", "returned")
    told = Notice.objects.get(receiver=office.drafter, code="agreements.approval_returned")
    assert "Clause 3 is void." in told.body
    assert asked(office, body=Body.objects.get()).pk != approval.pk  # and may be asked again


def test_taken_back_until_it_is_decided(office: Office, followed: Followed) -> None:
    approval = asked(office)
    for user in (office.head, office.auditor, an_office("guest").drafter):
        with pytest.raises(PermissionDenied):
            withdraw_approval(approval, by=user, version=approval.version)
    withdraw_approval(approval, by=office.drafter, version=approval.version)
    assert again(approval).state == "withdrawn"
    assert followed.said[-1] == ("returned", "withdrawn")
    approved = agree(asked(office), office.head)
    with pytest.raises(ValidationError, match="decided already"):
        withdraw_approval(approved, by=office.drafter, version=approved.version)


def test_an_old_page_decides_nothing(office: Office) -> None:
    approval = asked(office, full(office))
    agree(approval, office.reviewer)
    with pytest.raises(Stale):
        decide(approval, by=office.advisers[0], version=approval.version)


def test_an_edit_voids_what_was_approved(office: Office, followed: Followed) -> None:
    body = a_document()
    approval = agree(asked(office, body=body), office.head)
    edit_body(body, by=office.drafter, name_en="Academy")
    approval = again(approval)
    assert (approval.state, approval.number) == ("void", 1)  # the number stays used
    assert approval.voided_because == "The document was changed after the approval was asked."
    assert not is_approved(CODE, body, "host")
    assert followed.said[-1] == ("returned", "void")
    for receiver in (office.drafter, office.head):
        assert Notice.objects.filter(receiver=receiver, code="agreements.approval_void").count() == 1
    assert agree(asked(office, body=body), office.head).number == 2


def test_an_edit_that_voids_nothing_is_found_all_the_same(office: Office) -> None:
    body = a_document()
    approval = asked(office, body=body)
    Body.objects.filter(pk=body.pk).update(name_en="Academy")
    done = decide(approval, by=office.head, version=approval.version)
    assert (done.state, again(approval).state, states(approval)) == ("void", "void", ["dropped"])
    assert not ApprovalBook.objects.exists()
    approval = agree(asked(office, body=body), office.head)
    assert is_approved(CODE, body, "host")
    Body.objects.filter(pk=body.pk).update(name_en="Institute")
    assert again(approval).state == "approved"
    assert not is_approved(CODE, body, "host")


def test_a_document_that_is_gone_is_approved_by_nobody(office: Office) -> None:
    body = a_document()
    approval = asked(office, body=body)
    Body.objects.all().delete()
    assert (
        decide(approval, by=office.head, version=approval.version).voided_because == "The document is no longer there."
    )


def test_numbers_run_by_side_and_year(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    guest = an_office("guest")
    assert [agree(asked(office), office.head).number for _ in range(3)] == [1, 2, 3]
    assert agree(asked(guest), guest.head).number == 1
    # In Seoul it is a new year already, in Chongqing not yet.
    moment = datetime(2027, 12, 31, 15, 30, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    new, old = agree(asked(office), office.head), agree(asked(guest), guest.head)
    assert (new.year, new.number) == (2028, 1)
    assert (old.year, old.number) == (2027, 1)


def test_a_number_whose_approval_fails_is_not_lost(office: Office) -> None:
    def fails(_body: object, _approval: Approval) -> None:
        raise RuntimeError

    approval = asked(office)
    subjects.registered[CODE] = subjects.SubjectKind(
        **{name: getattr(a_kind(), name) for name in subjects.SubjectKind.__slots__} | {"approved": fails}
    )
    with pytest.raises(RuntimeError):
        agree(approval, office.head)
    subjects.registered[CODE] = a_kind()
    assert agree(approval, office.head).number == 1


def test_who_is_no_approver_any_more_approves_nothing(office: Office) -> None:
    approval = asked(office)
    Grant.objects.filter(user=office.head).update(ended_at="2026-01-01T00:00Z")
    Grant.objects.create(user=office.head, role=Role.MANAGER, side="host")
    User.objects.filter(pk=office.head.pk).update(role=Role.MANAGER)
    office.head.refresh_from_db()
    assert not waiting_for(office.head).exists()
    with pytest.raises(PermissionDenied):
        decide(approval, by=office.head, version=approval.version)


def test_each_is_told_when_it_is_their_turn(office: Office) -> None:
    approval = asked(office, full(office))

    def told() -> set[str]:
        rows = Notice.objects.filter(code="agreements.approval_waiting")
        return {row.receiver.email.partition(".")[0] for row in rows.select_related("receiver")}

    assert told() == {"reviewer"}
    agree(approval, office.reviewer)
    assert told() == {"reviewer", "law", "money"}
    agree(approval, *office.advisers, office.chief, office.head)
    assert told() == {"reviewer", "law", "money", "chief", "head"}
    done = Notice.objects.get(code="agreements.approval_given")
    assert done.receiver == office.drafter
    assert f"{again(approval).year}-1" in done.body


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc가", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("ab", max_size=2), JSON, max_size=3))
def test_one_content_has_one_digest(content: dict[str, object]) -> None:
    turned = dict(reversed(content.items()))
    assert digest_of_content(content) == digest_of_content(turned)


def test_what_is_stored_has_the_digest_that_was_asked_about(office: Office) -> None:
    body, kind = a_document(), a_kind()
    said = {"amount": Decimal("1e22"), "share": 0.1, "at": datetime(2026, 9, 1, tzinfo=UTC), "n": [1, (2, None)]}
    subjects.registered[CODE] = subjects.SubjectKind(
        **{name: getattr(kind, name) for name in subjects.SubjectKind.__slots__} | {"content": lambda body: said}
    )
    approval = again(asked(office, body=body))
    assert digest_of_content(approval.content) == approval.sha256


def test_words_of_the_reader_are_no_content() -> None:
    kind = a_kind()
    lazy = subjects.SubjectKind(
        **{name: getattr(kind, name) for name in subjects.SubjectKind.__slots__}
        | {"content": lambda body: {"state": gettext_lazy("approved")}}
    )
    with pytest.raises(TypeError, match="can't be approved"):
        content_now(lazy, a_document())
