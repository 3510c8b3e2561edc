"""The rules of a call, in versions: saved whole, and judged by anew where applications are in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.programmes.actions.agreeing import EDITED, tell_changed, void_call
from landbridge.programmes.actions.verdicts import judge_version
from landbridge.programmes.criteria.rulebooks import digest_of_rules, read_rules
from landbridge.programmes.models import ApplicationVersion, Call, RuleSet, Selection
from landbridge.programmes.queries.verdicts import rules_of
from landbridge.programmes.rules.criteria import Can


@transaction.atomic
def set_rules(call: Call, rules: list[Any], *, by: User | None, number: int, reason: str = "") -> RuleSet:
    """Save rules as the call's next set; ``number`` is that of the set they were made from (0: there was none).

    Once the call is published a reason is needed, and every submitted application is judged anew.

    :raises BadRules: if they cannot be read.
    :raises Stale: if somebody saved another set meanwhile.
    :raises ValidationError: without a reason, or when the selection is being decided or is announced.
    """
    if by is not None:
        require(by, Can.CHANGE_RULES, call)
    read_rules(rules)
    call = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    current = rules_of(call)
    if current is not None and current.number != number:
        raise Stale(current)
    is_published = call.state == Call.State.PUBLISHED
    reason = " ".join(reason.split())[:300]
    if is_published and not reason:
        raise ValidationError({"reason": _("The call is published: say why its rules change.")})
    _see_undecided(call)
    made = RuleSet.objects.create(
        call=call,
        number=1 if current is None else current.number + 1,
        rules=rules,
        sha256=digest_of_rules(rules),
        made_by=by,
    )
    judged = judge_again(call, by=by) if is_published else 0
    changes = {"rules": made.number, "sha256": made.sha256, "judged": judged}
    tell_changed(call, record("programmes.rules_set", call, by=by, changes=changes, reason=reason))
    if not is_published:
        void_call(call, by=by, because=EDITED)
    return made


@transaction.atomic
def judge_all(call: Call, *, by: User | None) -> int:
    """Judge all applications anew by the same rules, as the directory says something else now; how many there were.

    :raises ValidationError: when the selection is being decided or is announced.
    """
    if by is not None:
        require(by, Can.CHANGE_RULES, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    _see_undecided(call)
    judged = judge_again(call, by=by)
    record("programmes.applications_judged", call, by=by, changes={"judged": judged})
    return judged


def judge_again(call: Call, *, by: User | None) -> int:
    """Judge the latest submitted version of every application to a call; how many there were.

    Part of ``set_rules``, and of whoever changes what rules look at.
    """
    latest: dict[int, ApplicationVersion] = {}
    rows = ApplicationVersion.objects.filter(application__call=call).select_related("application", "form")
    for version in rows.order_by("number"):
        latest[version.application_id] = version
    for version in latest.values():
        judge_version(version, by=by)
    return len(latest)


def _see_undecided(call: Call) -> None:
    if call.selections.exclude(state__in=(Selection.State.DRAFT, Selection.State.REPLACED)).exists():
        raise ValidationError(_("The selection is being decided, or was announced: its rules stay."))
