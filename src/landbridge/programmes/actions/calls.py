"""A programme's call: drafted from its kind, edited, published, withdrawn."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from landbridge.agreements.models import Approval
from landbridge.agreements.queries.approvals import is_approved
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User
from landbridge.people.rules import OTHER_SIDE
from landbridge.programmes.actions.agreeing import CALL, EDITED, WITHDRAWN, tell_changed, void_call
from landbridge.programmes.actions.calling_off import tell_withdrawn
from landbridge.programmes.actions.rule_sets import judge_again
from landbridge.programmes.actions.unsettling import unsettle_selection
from landbridge.programmes.criteria.rubrics import BadRubric, read_rubric
from landbridge.programmes.models import Call, CallText, FormVersion, Programme, RuleSet, Selection
from landbridge.programmes.queries.texts import is_final, texts_of
from landbridge.programmes.questions.digests import digest
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.wording.rubrics import say_rubric_fault

FACTS = (
    "opens_at", "closes_at", "for_side", "places", "reserve_places", "rubric", "evaluations_each", "pass_mark",
    "tie_rule",
)  # fmt: skip
#: Of a published call only this may change, and only to more: the day it ends, and how many are taken.
AFTER_PUBLICATION = frozenset({"closes_at", "places", "reserve_places"})
_LETTERS = "abcdefghjkmnpqrstuvwxyz"


@transaction.atomic
def draft_call(programme: Programme, *, by: User | None, original: str = "", **facts: Any) -> Call:
    """Draft a programme's call from ``FACTS``, with the form, the rules and the rubric of its kind as number 1.

    :param original: the language of its compulsory text; the programme's unless given.
    :raises ValidationError: if there is one already, or a fact is not what its field holds.
    """
    if by is not None:
        require(by, Can.WRITE_CALL, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if Call.objects.filter(programme=programme).exists():
        raise ValidationError(_("The programme has its call already."), code="twice")
    if programme.state != Programme.State.PLANNED:
        raise ValidationError(_("Only a planned programme is called for."), code="state")
    kind = programme.kind
    facts.setdefault("rubric", kind.rubric)
    # Letters first, so that the public address is never taken for a number; long enough not to be guessed.
    slug = get_random_string(1, _LETTERS) + get_random_string(13, _LETTERS + "23456789")
    call = Call(programme=programme, slug=slug, original=original or programme.original, created_by=by)
    _set(call, facts)
    call.save()
    CallText.objects.create(
        call=call, language=call.original, title=programme.name.read(call.original)[0], updated_by=by
    )
    FormVersion.objects.create(call=call, number=1, questions=kind.form, sha256=digest(kind.form), made_by=by)
    RuleSet.objects.create(call=call, number=1, rules=kind.rules, sha256=digest(kind.rules), made_by=by)
    record("programmes.call_drafted", call, by=by, changes={"programme": programme.pk})
    return call


@transaction.atomic
def edit_call(call: Call, *, by: User | None, version: int, **facts: Any) -> Call:
    """Change some of ``FACTS``; approvals given or asked for are void, and the call is a draft again.

    A published call can only be made longer and larger, for people have applied by what it said. With its last day the
    day moves on which everybody is judged, so they are judged anew.

    :raises Stale: if the call changed since ``version``.
    :raises ValidationError: if a fact is not what its field holds, or may not change any more.
    """
    if by is not None:
        require(by, Can.WRITE_CALL, call)
    claim_version(call, version)
    call.refresh_from_db()
    if call.state == Call.State.WITHDRAWN:
        raise ValidationError(_("A withdrawn call is not changed any more."), code="state")
    before = {name: getattr(call, name) for name in FACTS}
    _set(call, facts)
    changed = [name for name in FACTS if getattr(call, name) != before[name]]
    if call.state == Call.State.PUBLISHED:
        for name in changed:
            if name not in AFTER_PUBLICATION or getattr(call, name) < before[name]:
                raise ValidationError(
                    {name: _("People apply by what was published: it can only end later, or take more.")}
                )
        if "closes_at" in changed and before["closes_at"] <= timezone.now():
            raise ValidationError({"closes_at": _("The call is closed; it is not opened again.")})
    call.save()
    if changed:
        tell_changed(call, record("programmes.call_changed", call, by=by, changes={"fields": changed}))
        if call.state != Call.State.PUBLISHED:
            void_call(call, by=by, because=EDITED)
        elif "closes_at" in changed:
            judge_again(call, by=by)
    return call


def missing_for_publication(call: Call) -> list[str]:
    """What stands in the way of publishing a call, as codes: ``text``, ``places``, ``past``, ``other_side``, ``own``.

    ``own``: the side that leads asked its own approver, who has not approved what the call says now.
    """
    missing: list[str] = []
    original = texts_of(call).get(call.original)
    if original is None or not is_final(original):
        missing.append("text")
    if call.closes_at <= timezone.now():
        missing.append("past")
    side = call.programme.side
    if call.programme.is_joint and not is_approved(CALL, call, OTHER_SIDE[side]):
        missing.append("other_side")
    if _is_asked(call, side) and not is_approved(CALL, call, side):
        missing.append("own")
    return missing


@transaction.atomic
def publish_call(call: Call, *, by: User | None) -> Call:
    """Publish a call: its page can be read from now on, and takes applications from ``opens_at``.

    :raises ValidationError: with the codes of ``missing_for_publication``.
    """
    if by is not None:
        require(by, Can.PUBLISH_CALL, call)
    # The programme first, as everybody does who holds both.
    programme = Programme.objects.select_for_update().get(pk=call.programme_id)
    call = Call.objects.select_for_update().get(pk=call.pk)
    call.programme = programme
    if call.state in {Call.State.PUBLISHED, Call.State.WITHDRAWN} or programme.state != Programme.State.PLANNED:
        raise ValidationError(_("The call was published, withdrawn or cancelled meanwhile."), code="state")
    if missing := missing_for_publication(call):
        raise ValidationError([ValidationError(_REFUSED[code](), code=code) for code in missing])
    call.state, call.published_at = Call.State.PUBLISHED, timezone.now()
    call.version += 1
    call.save(update_fields=["state", "published_at", "version", "updated_at"])
    programme.state = Programme.State.CALLED
    programme.version += 1
    programme.save(update_fields=["state", "version", "updated_at"])
    record("programmes.call_published", call, by=by, changes={"opens_at": call.opens_at, "closes_at": call.closes_at})
    return call


@transaction.atomic
def withdraw_call(call: Call, *, by: User | None, reason: str) -> Call:
    """Take a call back; its public page says so, and why. What was applied for stays where it is.

    :raises ValidationError: without a reason, if it is withdrawn already, or if its result is announced.
    """
    if by is not None:
        require(by, Can.PUBLISH_CALL, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    if call.state == Call.State.WITHDRAWN:
        raise ValidationError(_("The call was withdrawn already."), code="state")
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("Say why; everybody concerned reads it.")})
    if call.selections.filter(state=Selection.State.ANNOUNCED).exists():
        raise ValidationError(
            _("The result is announced. Cancel the programme if it can’t take place."), code="announced"
        )
    take_call_back(call, by=by, reason=reason[:300])
    tell_withdrawn(call)
    return call


def take_call_back(call: Call, *, by: User | None, reason: str) -> None:
    """A call counts no more: nor do its approvals, and a selection that was not announced. The caller holds its row."""
    void_call(call, by=by, because=WITHDRAWN)
    unsettle_selection(call, by=by, because="call")
    call.state, call.withdrawn_because = Call.State.WITHDRAWN, reason
    call.version += 1
    call.save(update_fields=["state", "withdrawn_because", "version", "updated_at"])
    record("programmes.call_withdrawn", call, by=by, reason=reason)


_REFUSED = {
    "text": lambda: _("The text in the language it was written in is not approved yet."),
    "past": lambda: _("It would be closed already: its last moment has passed."),
    "other_side": lambda: _("The other side has not approved the call as it is now."),
    "own": lambda: _("Your own side’s approver was asked, and has not approved the call as it is now."),
}


def _is_asked(call: Call, side: str) -> bool:
    """Whether a side's own approver was asked: also what was sent back, or void after an edit, is asked for again.

    A question that was taken back before its answer was none.
    """
    asked = Approval.objects.filter(subject_kind=CALL, subject_id=call.pk, side=side)
    return asked.exclude(state=Approval.State.WITHDRAWN).exists()


def _set(call: Call, facts: dict[str, Any]) -> None:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A call has no fact called {', '.join(sorted(unknown))}.")
    for name, value in facts.items():
        setattr(call, name, value)
    call.full_clean(exclude=["created_by", "programme", "rubric"], validate_constraints=False)
    if call.closes_at <= call.opens_at:
        raise ValidationError({"closes_at": _("It must close after it opens.")})
    if call.places < 1:
        raise ValidationError({"places": _("At least one place is needed.")})
    try:
        read_rubric(call.rubric)
    except BadRubric as bad:
        raise ValidationError({"rubric": say_rubric_fault(bad.code, bad.where)}) from bad
