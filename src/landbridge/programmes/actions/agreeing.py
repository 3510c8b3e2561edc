"""Calls on their way past those who approve them: sent to the other side, approved, sent back, void after an edit."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.actions.approvals import void_approvals
from landbridge.agreements.actions.subjects import SubjectKind, register_subject
from landbridge.agreements.models import Approval
from landbridge.base.access import allowed, require
from landbridge.base.log import record
from landbridge.base.models import LogEntry
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.people.queries.accounts import managers_of
from landbridge.people.rules import OTHER_SIDE
from landbridge.people.wording.notices import NoticeKind
from landbridge.programmes.models import Call
from landbridge.programmes.queries.programmes import visible_programmes
from landbridge.programmes.queries.texts import is_final, texts_of
from landbridge.programmes.questions.digests import digest
from landbridge.programmes.rules.calls import Can, manages, shares
from landbridge.programmes.wording.notice_kinds import CALL_AGREED, CALL_CHANGED, CALL_SENT, CALL_SENT_BACK

CALL = "call"  #: the code of calls among the subjects of approvals
EDITED = gettext_lazy("The call was edited after its approval was asked.")
WITHDRAWN = gettext_lazy("The call was withdrawn.")


def call_content(call: Call) -> dict[str, Any]:
    """What is approved of a call, as JSON: its facts, its programme's, the original text, its form and its rules.

    The other languages are not in it: each is approved on its own by the side that answers for the language, so that
    a translation corrected later does not void what both sides agreed on.
    """
    programme = call.programme
    original = texts_of(call).get(call.original)
    form, rules = call.forms.first(), call.rule_sets.first()
    return {
        "programme": {
            "kind": programme.kind.code,
            "side": programme.side,
            "is_joint": programme.is_joint,
            "name": {"ko": programme.name_ko, "zh-hans": programme.name_zh, "en": programme.name_en},
            "place": programme.place,
            "country": programme.country,
            "zone": programme.zone,
            "starts_on": programme.starts_on.isoformat(),
            "ends_on": programme.ends_on.isoformat(),
            "deposit": None
            if programme.deposit_amount is None
            else [f"{programme.deposit_amount:.2f}", programme.deposit_currency],
            "documents": programme.documents,
        },
        "opens_at": call.opens_at.isoformat(),
        "closes_at": call.closes_at.isoformat(),
        "for_side": call.for_side,
        "places": call.places,
        "reserve_places": call.reserve_places,
        "rubric": call.rubric,
        "evaluations_each": call.evaluations_each,
        "pass_mark": f"{call.pass_mark:.2f}",
        "tie_rule": call.tie_rule,
        "original": call.original,
        "text": None if original is None else [original.title, original.summary, original.body],
        "form": "" if form is None else digest(form.questions),
        "rules": "" if rules is None else digest(rules.rules),
    }


@transaction.atomic
def ask_call_approval(call: Call, *, by: User | None) -> Call:
    """Send a joint call to the other side: its managers are told, and may ask their own approvers from now on.

    Who approves on the other side is that side's affair (``agreements.actions.approvals.ask_approval``).

    :raises ValidationError: if it is not joint, not a draft, or its original is not approved.
    """
    if by is not None:
        require(by, Can.PUBLISH_CALL, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("programme__kind").get(pk=call.pk)
    if not call.programme.is_joint:
        raise ValidationError(_("Only a joint call needs the other side."), code="joint")
    if call.state != Call.State.DRAFT:
        raise ValidationError(_("Only a draft is sent to the other side."), code="state")
    original = texts_of(call).get(call.original)
    if original is None or not is_final(original):
        raise ValidationError(_("The text in the language it was written in is not approved yet."), code="text")
    call.state = Call.State.AGREEING
    call.save(update_fields=["state", "updated_at"])
    entry = record("programmes.call_sent", call, by=by)
    _tell(call, OTHER_SIDE[call.programme.side], CALL_SENT, f"call-sent:{entry.pk}")
    return call


@transaction.atomic
def void_call(call: Call, *, by: User | None, because: str | Promise) -> None:
    """A call was edited: approvals of it, given or asked for, are void, and it is a draft again.

    A published call stays published; whoever edits it has seen to it that it may be.
    """
    void_approvals(CALL, call, by=by, because=because)
    _fall_back(call)


def tell_changed(call: Call, change: LogEntry) -> None:
    """A published call was changed; of a joint one the other side, which approved it, is told."""
    if call.state == Call.State.PUBLISHED and call.programme.is_joint:
        _tell(call, OTHER_SIDE[call.programme.side], CALL_CHANGED, f"call-changed:{change.pk}")


def page_of(call: Call) -> str:
    """The address of a call's page for staff."""
    return reverse("programmes:programme", args=[call.programme_id])


def may_open(user: User, call: Call) -> bool:
    """Whether that page is the reader's to open; an approver has the document and no more."""
    return visible_programmes(user).filter(pk=call.programme_id).exists()


def may_ask(user: User, call: Call) -> bool:
    """Whether somebody may ask their own side to approve a call now.

    The side that leads once the original is approved, before it is published; the other side once it was sent.
    """
    if not allowed(user, Can.SEE_PROGRAMMES, call.programme) or not (manages & shares)(user, call):
        return False
    if call.programme.side == user.side:
        original = texts_of(call).get(call.original)
        return call.state in BEFORE and original is not None and is_final(original)
    return call.programme.is_joint and call.state == Call.State.AGREEING


BEFORE = frozenset({Call.State.DRAFT, Call.State.AGREEING, Call.State.APPROVED})


def _decides(call: Call, approval: Approval) -> bool:
    """Whether an approval is the one that a call waits for: the other side's of a joint one, otherwise its own."""
    side = call.programme.side
    return approval.side == (OTHER_SIDE[side] if call.programme.is_joint else side)


def _asked(call: Call, _approval: Approval) -> None:
    if not call.programme.is_joint:
        _go(call, Call.State.DRAFT, Call.State.AGREEING)


def _approved(call: Call, approval: Approval) -> None:
    if _decides(call, approval):
        _go(call, Call.State.AGREEING, Call.State.APPROVED)
        if call.programme.is_joint:
            _tell(call, call.programme.side, CALL_AGREED, f"call-agreed:{approval.pk}")


def _returned(call: Call, approval: Approval) -> None:
    if _decides(call, approval):
        _fall_back(call)
        if call.programme.is_joint and approval.state == Approval.State.RETURNED:
            _tell(call, call.programme.side, CALL_SENT_BACK, f"call-sent-back:{approval.pk}")


def _tell(call: Call, side: str, kind: NoticeKind, key: str) -> None:
    """Tell a side's managers what has become of a call that the other side leads, or approves."""
    for manager in managers_of(side):
        notify(manager, kind.code, key=f"{key}:{manager.pk}", params={"programme": call.programme}, link=page_of(call))


def _go(call: Call, before: str, after: str) -> None:
    if Call.objects.filter(pk=call.pk, state=before).update(state=after):
        call.state = after


def _fall_back(call: Call) -> None:
    for state in (Call.State.AGREEING, Call.State.APPROVED):
        _go(call, state, Call.State.DRAFT)


register_subject(
    SubjectKind(
        code=CALL, name=gettext_lazy("Call"), model=Call, content=call_content, title=lambda call: call.programme.name,
        url=page_of, may_open=may_open, may_ask=may_ask, asked=_asked, approved=_approved, returned=_returned,
        template="programmes/parts/call_approved.html",
    )
)  # fmt: skip
