"""Retention: the rules that say how long data stays, and the nightly sweep that follows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.actions.retention import dismiss_rehearsal, rehearse_erasure
from landbridge.people.models import ErasureRun, RetentionRule, User
from landbridge.people.queries.erasure import inactive_persons, proposals
from landbridge.people.queries.retention import ROWS, limit_of
from landbridge.people.rules import OTHER_SIDE, Can
from landbridge.people.wording.retention import KEPT, PERSONS, REQUESTS, Kept

#: Rows let go in one transaction: others write in between.
BATCH = 500
#: Persons one proposal names: somebody has to look at it.
PROPOSED = 200

LetGo = Callable[[QuerySet[Any]], object]
_lets_go: dict[str, LetGo] = {REQUESTS: lambda rows: rows.update(text="", answer="")}


def also_sweeps(kept: Kept, rows: Callable[[datetime], QuerySet[Any]], let_go: LetGo) -> None:
    """For apps above: a kind of data of theirs that has its time, too.

    :param rows: what is older than a moment; what was let go must not be among it again, nor whom a hold keeps.
    :param let_go: deletes or empties some of it, by number, in the caller's transaction.
    """
    KEPT[kept.code], ROWS[kept.code], _lets_go[kept.code] = kept, rows, let_go


@transaction.atomic
def seed_rules() -> int:
    """Make the rules that are not there yet; those staff changed stay as they are. Gives how many were made."""
    there = set(RetentionRule.objects.values_list("code", flat=True))
    new = [RetentionRule(code=kept.code, days=kept.days) for kept in KEPT.values() if kept.code not in there]
    RetentionRule.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def edit_rule(rule: RetentionRule, *, by: User, version: int, days: int, basis: str, is_on: bool) -> RetentionRule:
    """Say how long a kind of data stays.

    :raises ValidationError: below the least that the kind may be kept.
    :raises Stale: if somebody else changed the rule meanwhile.
    """
    require(by, Can.CHANGE_RETENTION)
    least = KEPT[rule.code].least
    if days < least:
        raise ValidationError({"days": _("This is kept for %(days)s days at least.") % {"days": least}})
    before = {"days": rule.days, "is_on": rule.is_on}
    claim_version(rule, version)
    rule.days, rule.basis, rule.is_on = days, basis.strip(), is_on
    rule.save(update_fields=["days", "basis", "is_on"])
    after = {"days": days, "is_on": is_on}
    record("people.retention_changed", rule, by=by, changes={"before": before, "after": after})
    return rule


def sweep() -> dict[str, int]:
    """Let go of what the rules say, in batches; gives how many rows of each kind went. Persons are only proposed."""
    gone: dict[str, int] = {}
    for rule in RetentionRule.objects.filter(is_on=True, code__in=ROWS).order_by("pk"):
        while count := _sweep_batch(rule):
            gone[rule.code] = gone.get(rule.code, 0) + count
    for side in OTHER_SIDE:
        propose(side)
    return gone


@transaction.atomic
def propose(side: str) -> ErasureRun | None:
    """Rehearse the erasure of those of whom nothing was heard, for a manager to confirm; instead of the last one."""
    for old in proposals(side):
        dismiss_rehearsal(old, by=None)
    rule = RetentionRule.objects.filter(code=PERSONS, is_on=True).first()
    if rule is None:
        return None
    quiet = list(inactive_persons(side, limit_of(rule))[:PROPOSED])
    return rehearse_erasure(quiet, by=None, side=side, reason=PERSONS) if quiet else None


@transaction.atomic
def _sweep_batch(rule: RetentionRule) -> int:
    rows = ROWS[rule.code](limit_of(rule))
    numbers = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not numbers:
        return 0
    chosen = rows.model._default_manager.filter(pk__in=numbers)  # noqa: SLF001 - Django's public way
    _lets_go.get(rule.code, QuerySet.delete)(chosen)
    record("people.swept", rule, by=None, changes={"rows": len(numbers)})
    return len(numbers)
