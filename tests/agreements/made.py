"""Bodies, agreements and promises for tests, made by the actions that staff use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from landbridge.agreements.actions.agreements import add_agreement
from landbridge.agreements.actions.approvals import ask_approval, decide
from landbridge.agreements.actions.evidence import add_evidence
from landbridge.agreements.actions.files import add_file
from landbridge.agreements.actions.moves import agree_text, sign_agreement
from landbridge.agreements.actions.obligations import add_obligation
from landbridge.agreements.models import (
    Agreement,
    AgreementFile,
    ApprovalStep,
    Body,
    Evidence,
    Exchange,
    Obligation,
    Representative,
    Tie,
)
from landbridge.people.models import User
from tests.base.hostile_files import picture
from tests.conftest import make_user

SIDES = ("host", "guest")
LONG_AGO = date(2024, 5, 8)


def a_body(side: str = "host", **facts: Any) -> Body:
    """A public body, straight into the database."""
    country = "KR" if side == "host" else "CN"
    return Body.objects.create(side=side, country=country, **{"name_en": f"{side.title()} City"} | facts)


def both_bodies() -> tuple[Body, Body]:
    """One of each side, always the same two."""
    host, guest = (Body.objects.filter(side=side).first() or a_body(side) for side in SIDES)
    return host, guest


def a_draft(by: User | None = None, *, promises: int = 1, **facts: Any) -> Agreement:
    """A draft between two bodies with a text, and so many promises."""
    agreement = add_agreement(
        by=by,
        side=by.side if by else "host",
        parties=[{"body": body, "signatory_name": "Hwang Jini", "signatory_title": "Mayor"} for body in both_bodies()],
        texts={"en": "# Article 1\n\nBoth sides **work together**.", "ko": "# 제1조\n\n양측은 협력합니다."},
        **{"title_en": "Strategic cooperation", "title_ko": "전략적 협력 협약", "original": "en"} | facts,
    )
    for number in range(promises):
        a_promise(agreement, title_en=f"Joint expos {number + 1}")
    return agreement


def a_promise(agreement: Agreement, **facts: Any) -> Obligation:
    """A promise of both sides, due in half a year."""
    due = timezone.localdate() + timedelta(days=180)
    plain = {"field": "exhibition", "title_en": "Joint expos", "original": "en", "due_on": due, "target": 5}
    return add_obligation(agreement, by=None, **plain | facts)


def approve(agreement: Agreement, *sides: str) -> None:
    """Let sides ask and approve, each through an approver of its own."""
    for side in sides or SIDES:
        manager, approver = person(side, "manager"), person(side, "approver")
        steps = [(ApprovalStep.Duty.DECIDE, approver)]
        approval = ask_approval("agreement", agreement, by=manager, side=side, steps=steps)
        decide(approval, by=approver, version=approval.version)
    agreement.refresh_from_db()


def person(side: str, role: str) -> User:
    """The account in a role on a side that these tests use."""
    email = f"made.{role}@{side}.example"
    return User.objects.filter(email=email).first() or make_user(email, side=side, role=role)


def an_approved(**facts: Any) -> Agreement:
    """An agreement that both sides approved."""
    agreement = a_draft(**facts)
    agree_text(agreement, by=None, version=agreement.version)
    approve(agreement)
    return agreement


def in_force(*, signed_on: date = LONG_AGO, **facts: Any) -> Agreement:
    """An agreement in force since it was signed."""
    agreement = an_approved(**facts)
    return sign_agreement(agreement, by=None, version=agreement.version, signed_on=signed_on, number="GY-LJ 2024-1")


def signed_quickly(*, promises: int = 1, **facts: Any) -> Agreement:
    """In force without the way there, for tests that are about what comes after."""
    agreement = a_draft(promises=promises, **facts)
    Agreement.objects.filter(pk=agreement.pk).update(state="in_force", signed_on=LONG_AGO, in_force_on=LONG_AGO)
    agreement.refresh_from_db()
    return agreement


def a_report(obligation: Obligation, by: User, **facts: Any) -> Evidence:
    """What one side says was done."""
    plain: dict[str, Any] = {
        "happened_on": date(2025, 3, 1),
        "count": 1,
        "note": "모빌리티 엑스포 공동관을 열었습니다.",
    }
    return add_evidence(obligation, by=by, **plain | facts)


def a_tie(**facts: Any) -> Tie:
    """A friendly exchange between two bodies, signed."""
    host, guest = both_bodies()
    return Tie.objects.create(
        **{"kind": "friendly", "host": host, "guest": guest, "state": "signed", "signed_on": LONG_AGO} | facts
    )


def an_exchange(side: str = "host", **facts: Any) -> Exchange:
    """A visit that a side recorded."""
    host, guest = both_bodies()
    plain = {
        "field": "government", "direction": "out", "title_en": "Visit of the mayor", "original": "en",
        "starts_on": date(2025, 6, 2), "ends_on": date(2025, 6, 4), "persons": 9,
    }  # fmt: skip
    return Exchange.objects.create(**plain | {"host": host, "guest": guest, "side": side} | facts)


def a_representative(side: str = "host") -> Representative:
    """A partner who speaks for a body of a side."""
    return Representative.objects.create(body=a_body(side), user=person(side, "partner"))


def reported(by: User) -> Evidence:
    """What a manager's side reported of a promise of both sides."""
    return a_report(signed_quickly().obligations.get(), by)


def other_manager(user: User) -> User:
    """A manager of the side that somebody is not of."""
    return person("guest" if user.side == "host" else "host", "manager")


def promised(owner: str = "both") -> Obligation:
    """A promise of a signed agreement, as the task of a side."""
    agreement = signed_quickly()
    agreement.obligations.update(owner=owner)
    return agreement.obligations.select_related("agreement").get()


def a_file(by: User) -> AgreementFile:
    """A file that somebody added to an agreement."""
    return add_file(a_draft(by), by=by, content=picture("PNG"), name="minutes.png")


def address_of(thing: AgreementFile | Evidence | Obligation | Representative) -> dict[str, int]:
    """What the address of a file, a promise, of evidence of one, or of somebody who speaks for a body wants."""
    if isinstance(thing, AgreementFile):
        return {"agreement_id": thing.agreement_id, "file_id": thing.pk}
    if isinstance(thing, Representative):
        return {"body_id": thing.body_id, "representative_id": thing.pk}
    if isinstance(thing, Evidence):
        return address_of(thing.obligation) | {"evidence_id": thing.pk}
    return {"agreement_id": thing.agreement_id, "obligation_id": thing.pk}
