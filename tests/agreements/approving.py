"""A document to approve, and a side's office to approve it: what tests of approvals are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from landbridge.agreements.actions.approvals import CHANGED, ask_approval, decide, void_approvals
from landbridge.agreements.actions.delegations import give_delegation
from landbridge.agreements.models import Approval, ApprovalStep, Body, Delegation
from landbridge.agreements.queries import subjects
from landbridge.agreements.queries.subjects import SubjectKind
from landbridge.agreements.rules.rights import today_on
from landbridge.people.models import Role, User
from tests.conftest import make_user

Duty, Manner = ApprovalStep.Duty, ApprovalStep.Manner
CODE = "test_body"
_offices = count(1)


@dataclass
class Followed:
    """What the document's app was told, in order."""

    said: list[tuple[str, str]] = field(default_factory=list)


def a_kind(followed: Followed | None = None) -> SubjectKind:
    """A public body as a document: its names and its website are what is approved."""
    told = followed or Followed()
    return SubjectKind(
        code=CODE,
        name="Public body",
        model=Body,
        content=lambda body: {"ko": body.name_ko, "en": body.name_en, "website": body.website},
        title=lambda body: body.name,
        url=lambda body: f"/bodies/{body.pk}/",
        may_ask=lambda user, body: body.country == "KR" or user.side == body.side,
        asked=lambda body, approval: told.said.append(("asked", approval.state)),
        approved=lambda body, approval: told.said.append(("approved", approval.state)),
        returned=lambda body, approval: told.said.append(("returned", approval.state)),
    )


def with_kind() -> SubjectKind:
    """The kind, registered: for tests that know nothing of it but make rows."""
    return subjects.registered.setdefault(CODE, a_kind())


def a_document(**facts: Any) -> Body:
    """A public body of the host, which both sides may have approved."""
    return Body.objects.create(**{"side": "host", "country": "KR", "name_ko": "경기원", "name_en": "Agency", **facts})


def edit_body(body: Body, *, by: User | None, **facts: Any) -> None:
    """What an action that edits a document does: hold the row, write, void. The caller has the transaction."""
    Body.objects.filter(pk=body.pk).update(**facts)
    void_approvals(CODE, body, by=by, because=CHANGED)


@dataclass(frozen=True)
class Office:
    """Somebody of each kind on one side."""

    side: str
    drafter: User
    reviewer: User
    advisers: tuple[User, User]
    chief: User
    head: User
    auditor: User


def an_office(side: str = "host", name: str = "") -> Office:
    """An office of new accounts: managers draft, review and are consulted, a chief and the head approve."""

    def new(who: str, role: str) -> User:
        return make_user(f"{who}.{side}{name or next(_offices)}@office.example", side=side, role=role)

    return Office(
        side=side,
        drafter=new("drafter", Role.MANAGER),
        reviewer=new("reviewer", Role.MANAGER),
        advisers=(new("law", Role.MANAGER), new("money", Role.MANAGER)),
        chief=new("chief", Role.APPROVER),
        head=new("head", Role.APPROVER),
        auditor=new("auditor", Role.AUDITOR),
    )


def short(office: Office) -> list[tuple[ApprovalStep.Duty, User]]:
    """The shortest line: one approver."""
    return [(Duty.DECIDE, office.head)]


def full(office: Office) -> list[tuple[ApprovalStep.Duty, User]]:
    """A reviewer, two consulted side by side, the chief and the head."""
    return [
        (Duty.REVIEW, office.reviewer),
        *((Duty.CONSULT, adviser) for adviser in office.advisers),
        (Duty.DECIDE, office.chief),
        (Duty.DECIDE, office.head),
    ]


def asked(
    office: Office, steps: Sequence[tuple[ApprovalStep.Duty, User]] | None = None, body: Body | None = None
) -> Approval:
    """A document on its way."""
    with_kind()
    line = short(office) if steps is None else steps
    return ask_approval(CODE, body or a_document(), by=office.drafter, side=office.side, steps=line)


def asked_by(user: User, name: str = "Agency") -> Approval:
    """A document that a manager asked their side to approve."""
    with_kind()
    head = User.objects.filter(role=Role.APPROVER, side=user.side).first()
    head = head or make_user(f"head.{user.side}@asked.example", side=user.side, role=Role.APPROVER)
    return ask_approval(CODE, a_document(name_en=name), by=user, side=user.side, steps=[(Duty.DECIDE, head)])


def given_in(office: Office) -> Delegation:
    """The head of an office is away, and the chief stands in."""
    return a_delegation(office.head, office.chief)


def again(approval: Approval) -> Approval:
    """The approval as it is now."""
    return Approval.objects.get(pk=approval.pk)


def agree(approval: Approval, *users: User, comment: str = "") -> Approval:
    """These people agree, one after the other."""
    for user in users:
        approval = decide(approval, by=user, version=again(approval).version, comment=comment)
    return again(approval)


def a_delegation(of: User, to: User, manner: str = Manner.ABSENT, *, days: int = 7, **more: Any) -> Delegation:
    """``to`` decides in the place of ``of``, from today for some days; given by the superior."""
    today: date = today_on(of.side)
    until = today + timedelta(days=days) if manner == Manner.ABSENT else None
    said = {"from_on": today, "until_on": until, **more}
    return give_delegation(by=said.pop("by", of), of=of, to=to, manner=manner, **said)


def states(approval: Approval) -> list[str]:
    """What has become of each step, in order."""
    return list(approval.steps.values_list("state", flat=True))
