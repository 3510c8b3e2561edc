"""The agreements of the demonstration: a public one with its five commitments, and an invented one on its way.

Of the public one everything that is not in its source is marked as invented (``wording/demo.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from landbridge.agreements.actions.agreements import add_agreement
from landbridge.agreements.actions.approvals import ask_approval, decide
from landbridge.agreements.actions.bodies import add_body, appoint_representative
from landbridge.agreements.actions.evidence import add_evidence, confirm_evidence, dispute_evidence
from landbridge.agreements.actions.exchanges import add_exchange
from landbridge.agreements.actions.moves import agree_text, plan_review, sign_agreement
from landbridge.agreements.actions.obligations import add_obligation
from landbridge.agreements.actions.ties import propose_tie, sign_tie
from landbridge.agreements.models import Agreement, ApprovalStep, Body, Obligation
from landbridge.agreements.queries.agreements import SUBJECT
from landbridge.people.models import Role, Side, User
from landbridge.people.queries.accounts import demo_address

REVIEW_IN = 41  #: days


@transaction.atomic
def make(*, host: User, guest: User) -> Agreement | None:
    """Make the agreements, unless the public one is there already, whatever was changed of it since.

    :param host: the manager of the host's side, and ``guest`` of the guest's.
    :return: the public one, if it was made now.
    """
    words = tomllib.loads(files("landbridge.agreements.wording").joinpath("demo.toml").read_text("utf-8"))
    if Agreement.objects.filter(source_url=words["strategic"]["source_url"]).exists():
        return None
    managers = {Side.HOST.value: host, Side.GUEST.value: guest}
    bodies = {code: add_body(by=managers[said["side"]], **said) for code, said in words["bodies"].items()}
    for body in bodies.values():
        appoint_representative(body, _account(Role.PARTNER, body.side), by=managers[body.side])
    public = _strategic(words["strategic"], bodies, managers)
    _memorandum(words["memorandum"], bodies, managers)
    _ties(words["exchanges"], bodies, managers, public)
    return public


def commitment(code: str) -> Obligation | None:
    """The commitment of the public agreement that is called so (``expos``, ``visits``, …); None if it is not there."""
    words = tomllib.loads(files("landbridge.agreements.wording").joinpath("demo.toml").read_text("utf-8"))["strategic"]
    title = next(said["title_en"] for said in words["obligations"] if said["code"] == code)
    return Obligation.objects.filter(agreement__source_url=words["source_url"], title_en=title).first()


def _account(role: str, side: str) -> User:
    return User.objects.get(email=demo_address(role, side))


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _draft(
    said: Mapping[str, Any], parties: list[Body], managers: Mapping[str, User], side: str
) -> tuple[Agreement, dict[str, Obligation]]:
    kept = ("kind", "title_ko", "title_zh", "title_en", "original", "source_url")
    agreement = add_agreement(
        by=managers[side], side=side, parties=[{"body": body} for body in parties], texts=said["texts"],
        **{name: said[name] for name in kept if name in said},
    )  # fmt: skip
    promised = {}
    for one in said["obligations"]:
        facts = {name: one[name] for name in ("field", "title_ko", "title_zh", "title_en", "target")}
        promised[one["code"]] = add_obligation(
            agreement, by=managers[side], original=said["original"], due_on=_day(one["due"]), **facts
        )
    agreement.refresh_from_db()
    return agree_text(agreement, by=managers[side], version=agreement.version), promised


def _ask(agreement: Agreement, side: str, manager: User) -> Any:
    steps = [(ApprovalStep.Duty.DECIDE, _account(Role.APPROVER, side))]
    return ask_approval(SUBJECT, agreement, by=manager, side=side, steps=steps)


def _strategic(said: Mapping[str, Any], bodies: Mapping[str, Body], managers: Mapping[str, User]) -> Agreement:
    agreement, promised = _draft(said, [bodies["gbsa"], bodies["liangjiang"]], managers, Side.GUEST)
    for side, manager in managers.items():
        asked = _ask(agreement, side, manager)
        decide(asked, by=_account(Role.APPROVER, side), version=asked.version)
    agreement.refresh_from_db()
    agreement = sign_agreement(
        agreement, by=managers[Side.GUEST], version=agreement.version, signed_on=said["signed_on"]
    )
    agreement.refresh_from_db()
    plan_review(agreement, by=managers[Side.HOST], version=agreement.version, review_on=_day(REVIEW_IN))
    for one in said["obligations"]:
        for claim in one["evidence"]:
            _claim(Obligation.objects.get(pk=promised[one["code"]].pk), claim, managers)
    return agreement


def _claim(obligation: Obligation, said: Mapping[str, Any], managers: Mapping[str, User]) -> None:
    claiming = said["by"]
    answering = managers[Side.GUEST if claiming == Side.HOST else Side.HOST]
    evidence = add_evidence(
        obligation, by=managers[claiming], happened_on=_day(said["days"]), count=said["count"],
        note=said.get("ko") or said["zh"], note_language="ko" if "ko" in said else "zh-hans",
    )  # fmt: skip
    if "disputed" in said:
        dispute_evidence(evidence, by=answering, version=evidence.version, because=said["disputed"])
    elif not said.get("open"):
        confirm_evidence(evidence, by=answering, version=evidence.version)


def _memorandum(said: Mapping[str, Any], bodies: Mapping[str, Body], managers: Mapping[str, User]) -> None:
    """One on its way: the host's side has approved it, the guest's approver has it before them."""
    agreement, _promised = _draft(said, [bodies["saebom"], bodies["shanlan"]], managers, Side.HOST)
    for side, manager in managers.items():
        asked = _ask(agreement, side, manager)
        if side == Side.HOST:
            decide(asked, by=_account(Role.APPROVER, side), version=asked.version)


def _ties(
    exchanges: list[dict[str, Any]], bodies: Mapping[str, Body], managers: Mapping[str, User], public: Agreement
) -> None:
    """A tie and a proposed one between the invented bodies; their exchanges, and those under the public agreement."""
    two = {"host": bodies["saebom"], "guest": bodies["shanlan"]}
    tie = propose_tie(by=managers[Side.HOST], kind="friendly", **two)
    tie.refresh_from_db()
    sign_tie(tie, by=managers[Side.HOST], version=tie.version, signed_on=_day(-300))
    propose_tie(by=managers[Side.GUEST], kind="sister", **two)
    parties = {"host": bodies["gbsa"], "guest": bodies["liangjiang"], "agreement": public}
    for said in exchanges:
        facts = {name: value for name, value in said.items() if name not in {"days", "side", "under"}}
        first, last = (_day(days) for days in said["days"])
        between = parties if said.get("under") == "strategic" else {**two, "tie": tie}
        add_exchange(by=managers[said["side"]], side=said["side"], starts_on=first, ends_on=last, **between, **facts)
