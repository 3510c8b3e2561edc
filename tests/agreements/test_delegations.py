"""Deciding in another's place: by delegated authority (전결) and for an absent superior (대결)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from landbridge.agreements.actions.approvals import decide, send_back
from landbridge.agreements.actions.delegations import end_delegation
from landbridge.agreements.models import Approval, Delegation
from landbridge.agreements.queries.approvals import documents_waiting, visible_approvals, waiting_for
from landbridge.agreements.queries.delegations import delegation_rows, visible_delegations
from landbridge.agreements.rules.approvals import can_see_approval
from landbridge.agreements.rules.rights import right_over, today_on
from landbridge.base.log import LogEntry
from landbridge.people.models import Grant, Notice, Role, Side, User
from tests.agreements.approving import (
    CODE,
    Duty,
    Manner,
    Office,
    a_delegation,
    again,
    agree,
    an_office,
    asked,
    full,
    states,
    with_kind,
)
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    with_kind()
    return an_office()


def last(approval: Approval) -> tuple[str, int, int | None]:
    """How the last step was decided: in what right, whose it was, by whom."""
    step = list(approval.steps.all())[-1]
    return step.manner, step.assignee_id, step.decided_by_id


def test_for_an_absent_superior(office: Office) -> None:
    approval = asked(office)
    assert right_over(office.chief, approval) is None
    a_delegation(office.head, office.chief)
    assert documents_waiting(office.chief).count() == 1
    approval = agree(approval, office.chief)
    assert approval.state == "approved"
    assert last(approval) == (Manner.ABSENT, office.head.pk, office.chief.pk)
    seen = Notice.objects.get(receiver=office.head, code="agreements.approval_in_absence")
    assert "approval" in seen.body
    assert visible_approvals(office.head).filter(pk=approval.pk).exists()


def test_an_absent_one_s_review_and_refusal_are_told_too(office: Office) -> None:
    approval = agree(asked(office, [(Duty.REVIEW, office.chief), (Duty.DECIDE, office.head)]))
    a_delegation(office.chief, office.reviewer)
    send_back(approval, by=office.reviewer, version=approval.version, comment="Not yet.")
    seen = Notice.objects.get(receiver=office.chief, code="agreements.approval_in_absence")
    assert "returned" in seen.body
    assert again(approval).state == "returned"


def test_delegated_authority_ends_the_way_at_its_holder(office: Office) -> None:
    a_delegation(office.head, office.chief, Manner.DELEGATED)
    approval = agree(asked(office, full(office)), office.reviewer, *office.advisers, office.chief)
    assert approval.state == "approved"
    assert states(approval) == [*["done"] * 4, "dropped"]
    assert approval.steps.get(assignee=office.chief).manner == Manner.DELEGATED
    assert not Notice.objects.filter(code="agreements.approval_in_absence").exists()


def test_authority_of_one_in_between_ends_nothing(office: Office) -> None:
    """The chief gave theirs away; the head's word is still wanted."""
    a_delegation(office.chief, office.reviewer, Manner.DELEGATED)
    approval = asked(office, [(Duty.DECIDE, office.chief), (Duty.DECIDE, office.head)])
    approval = agree(approval, office.reviewer)
    assert (approval.state, states(approval)) == ("decide", ["done", "current"])


def test_delegated_authority_is_to_approve_and_nothing_else(office: Office) -> None:
    a_delegation(office.chief, office.reviewer, Manner.DELEGATED)
    approval = asked(office, [(Duty.REVIEW, office.chief), (Duty.DECIDE, office.head)])
    assert right_over(office.reviewer, approval) is None


def test_nobody_decides_what_they_drafted_in_any_right(office: Office) -> None:
    a_delegation(office.head, office.drafter)
    approval = asked(office)
    assert not waiting_for(office.drafter).exists()
    with pytest.raises(PermissionDenied):
        decide(approval, by=office.drafter, version=approval.version)
    told = Notice.objects.filter(receiver=office.drafter, code="agreements.approval_waiting_instead")
    assert not told.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"from_on": date(2020, 1, 1), "until_on": date(2020, 1, 9)},
        {"from_on": date(2050, 1, 1), "until_on": date(2050, 1, 9)},
        {"subject_kinds": ["another"]},
        {"ended_at": timezone.now()},
        {"side": "guest"},
    ],
)
def test_one_that_does_not_count_now(office: Office, changed: dict[str, object]) -> None:
    approval, delegation = asked(office), a_delegation(office.head, office.chief)
    Delegation.objects.filter(pk=delegation.pk).update(**changed)
    assert right_over(office.chief, approval) is None
    assert not waiting_for(office.chief).exists()
    assert not visible_approvals(office.chief).exists()


def test_it_counts_from_its_first_day_to_its_last(office: Office) -> None:
    today = today_on("host")
    for first, final in ((today, today), (today - timedelta(3), today), (today, today + timedelta(3))):
        delegation = a_delegation(office.head, office.chief)
        Delegation.objects.filter(pk=delegation.pk).update(from_on=first, until_on=final)
        assert right_over(office.chief, asked(office)) is not None
        end_delegation(delegation, by=office.head)


def test_it_goes_with_the_superior_s_role(office: Office) -> None:
    approval = asked(office)
    a_delegation(office.head, office.chief)
    Grant.objects.filter(user=office.head).update(ended_at=timezone.now())
    assert right_over(office.chief, approval) is None
    assert not waiting_for(office.chief).exists()


def test_only_for_the_kinds_it_names(office: Office) -> None:
    a_delegation(office.head, office.chief, subject_kinds=[CODE])
    assert right_over(office.chief, asked(office)) is not None


def test_who_may_give_it(office: Office) -> None:
    guest = an_office("guest")
    a_delegation(office.head, office.chief, by=office.drafter)  # a manager enters that the head is away
    told = Notice.objects.filter(code="agreements.delegation_given").values_list("receiver", flat=True)
    assert sorted(told) == sorted([office.head.pk, office.chief.pk])
    for by in (office.chief, office.auditor, office.reviewer, guest.drafter, guest.head):
        # another's authority, nobody's business, one's own gain, the other side
        with pytest.raises((PermissionDenied, ValidationError)):
            a_delegation(office.head, office.reviewer, by=by)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"until_on": None}, "until_on"),
        ({"from_on": date(2026, 5, 2), "until_on": date(2026, 5, 1)}, "until_on"),
        ({"from_on": date(2020, 5, 1), "until_on": date(2020, 5, 2)}, "until_on"),
        ({"manner": "own"}, "manner"),
        ({"subject_kinds": ["unheard-of"]}, "subject_kinds"),
    ],
)
def test_what_is_wrong_is_said_by_field(office: Office, said: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        a_delegation(office.head, office.chief, **{"manner": Manner.ABSENT, **said})  # type: ignore[arg-type]
    assert list(refused.value.error_dict) == [field]


def test_to_nobody_of_another_side_or_role(office: Office) -> None:
    for to in (an_office("guest").chief, office.auditor):
        with pytest.raises(ValidationError) as refused:
            a_delegation(office.head, to)
        assert list(refused.value.error_dict) == ["to"]
    with pytest.raises(ValidationError) as refused:
        a_delegation(office.reviewer, office.chief, by=office.drafter)
    assert list(refused.value.error_dict) == ["of"]


def test_taken_back(office: Office) -> None:
    delegation = a_delegation(office.head, office.chief)
    for user in (office.chief, office.auditor, an_office("guest").head):
        with pytest.raises(PermissionDenied):
            end_delegation(delegation, by=user)
    for _ in range(2):
        end_delegation(delegation, by=office.head)
    assert LogEntry.objects.filter(verb="agreements.delegation_ended").count() == 1
    assert [row.standing for row in delegation_rows(office.head, [delegation])] == ["over"]


def test_who_sees_delegations(office: Office) -> None:
    a_delegation(office.head, office.chief)
    other = an_office()
    for user, count in ((office.drafter, 1), (office.auditor, 1), (office.head, 1), (office.chief, 1), (other.head, 0)):
        assert visible_delegations(user).count() == count
    assert not visible_delegations(an_office("guest").auditor).exists()


def test_the_query_and_the_rule_agree_for_every_role(office: Office) -> None:
    guest = an_office("guest")
    a_delegation(office.head, office.chief)
    rows = [asked(office), asked(office, [(Duty.DECIDE, office.chief)]), asked(guest), agree(asked(guest), guest.head)]
    people = [make_user(f"{role}@{side or 'none'}.example", side=side, role=role) for side in Side for role in Role]
    people += [*vars(office).values(), *vars(guest).values()]
    seen = 0
    for user in (one for one in people if isinstance(one, User)):
        visible = set(visible_approvals(user))
        assert visible == {row for row in rows if can_see_approval(user, row)}, user.email
        seen += len(visible)
        waiting = {step.approval for step in waiting_for(user)}
        assert waiting == {row for row in rows if right_over(user, row)}, user.email
        assert waiting <= visible
    assert seen > 20
