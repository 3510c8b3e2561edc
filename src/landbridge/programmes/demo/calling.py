"""Programmes planned and called for: texts in three languages, the other side's approval, publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from landbridge.agreements.actions.approvals import ask_approval, decide
from landbridge.agreements.demo import commitment
from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.base.clocks import zone_of_country
from landbridge.base.log import record
from landbridge.base.text import LANGUAGES
from landbridge.people.models import Role, User
from landbridge.people.queries.accounts import demo_address
from landbridge.people.rules import OTHER_SIDE
from landbridge.programmes.actions.agreeing import CALL, ask_call_approval
from landbridge.programmes.actions.calls import draft_call, missing_for_publication, publish_call
from landbridge.programmes.actions.programmes import cancel_programme, plan_programme
from landbridge.programmes.actions.texts import approve_text, draft_by_machine, save_text
from landbridge.programmes.demo.plans import Plan
from landbridge.programmes.models import Call, CallText, Programme, ProgrammeKind
from landbridge.programmes.rules.calls import answering_sides


@dataclass(frozen=True, slots=True)
class Office:
    """The managers of both sides, by side."""

    managers: Mapping[str, User]

    def approver(self, side: str) -> User:
        """The approver of a side."""
        return User.objects.get(email=demo_address(Role.APPROVER, side))


def plan(one: Plan, office: Office) -> Programme:
    """Plan a programme."""
    said, name = one.said, one.said["name"]
    deposit = said.get("deposit")
    return plan_programme(
        by=office.managers[one.side],
        kind=ProgrammeKind.objects.get(code=said["kind"]),
        obligation=commitment(said["obligation"]) if said["obligation"] else None,
        is_joint=said.get("joint", True),
        name_ko=name["ko"],
        name_zh=name["zh-hans"],
        name_en=name["en"],
        original=one.original,
        place=said["place"],
        country=said["country"],
        zone=zone_of_country(said["country"]).key,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        deposit_amount=deposit[0] if deposit else None,
        deposit_currency=deposit[1] if deposit else "",
    )


def call_for(one: Plan, programme: Programme, office: Office) -> Call:
    """Draft a programme's call, and bring it as far as the plan says: at most to its publication."""
    by = office.managers[one.side]
    call = draft_call(
        programme,
        by=by,
        opens_at=one.opens_at,
        closes_at=one.closes_at,
        places=one.said["places"],
        reserve_places=one.said["reserve"],
        for_side=one.said.get("for_side", ""),
        pass_mark=one.said.get("pass_mark", 0),
        evaluations_each=2 if programme.is_joint else 1,
    )
    _write(one, call, one.original, office)
    if one.stage == "draft":
        for language in LANGUAGES:
            if language != call.original:
                draft_by_machine(call, language, by=by)
        return call
    for language in LANGUAGES:
        if language != call.original:
            _write(one, call, language, office)
    if programme.is_joint:
        _agree(one, call, office)
    if one.came_to("open") or one.stage == "cancelled":
        call = _publish(one, call, by=by)
    if one.stage == "cancelled":
        cancel_programme(programme, by=by, reason=one.said["because"][one.original])
    return call


def set_back(call: Call, by_days: int) -> None:
    """Let the approvals of a call have been given so many days before it opened."""
    at = min(call.opens_at, timezone.now()) - timedelta(days=by_days)
    rows = Approval.objects.filter(subject_kind=CALL, subject_id=call.pk)
    _date_approvals(rows, at)


def _date_approvals(rows: QuerySet[Approval], at: datetime) -> None:
    rows.update(drafted_at=at - timedelta(days=2), submitted_at=at - timedelta(days=2))
    rows.filter(state=Approval.State.APPROVED).update(decided_at=at)
    ApprovalStep.objects.filter(approval__in=rows, decided_at__isnull=False).update(decided_at=at)


def _write(one: Plan, call: Call, language: str, office: Office) -> None:
    """Write a text by whoever may, and let those who answer for its language approve it."""
    there = call.texts.filter(language=language).first()
    text = save_text(
        call, language, by=office.managers[one.side], version=there.version if there else 0, **one.words(language)
    )
    text = CallText.objects.select_related("call__programme").get(pk=text.pk)
    side = min(answering_sides(text))
    approve_text(text, by=office.managers[side], version=text.version)


def _agree(one: Plan, call: Call, office: Office) -> None:
    """The other side has it before its approver, and has approved it if the plan goes on."""
    ask_call_approval(call, by=office.managers[one.side])
    call.refresh_from_db()
    other = OTHER_SIDE[one.side]
    asked = ask_approval(
        CALL,
        call,
        by=office.managers[other],
        side=other,
        steps=[(ApprovalStep.Duty.DECIDE, office.approver(other))],
    )
    if one.stage != "agreeing":
        decide(asked, by=office.approver(other), version=asked.version)
        call.refresh_from_db()
        set_back(call, 3)


def _publish(one: Plan, call: Call, *, by: User) -> Call:
    """Publish a call two days before it opens; one that is closed by now, as ``publish_call`` did it then."""
    at = min(one.opens_at, timezone.now()) - timedelta(days=2)
    if call.closes_at > timezone.now():
        call = publish_call(call, by=by)
    else:
        if missing := [code for code in missing_for_publication(call) if code != "past"]:
            raise ValidationError(missing)
        Call.objects.filter(pk=call.pk).update(state=Call.State.PUBLISHED, published_at=at)
        Programme.objects.filter(pk=call.programme_id).update(state=Programme.State.CALLED)
        record("programmes.call_published", call, by=by, changes={"opens_at": one.opens_at, "closes_at": one.closes_at})
    Call.objects.filter(pk=call.pk).update(published_at=at)
    return Call.objects.select_related("programme__kind").get(pk=call.pk)
