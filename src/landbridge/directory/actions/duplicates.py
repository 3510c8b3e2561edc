"""Pairs of organisations that may be the same: found, and decided about."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.models import DuplicatePair, Organisation
from landbridge.directory.queries.matching import likely_the_same
from landbridge.directory.rules import Can
from landbridge.people.models import User

State = DuplicatePair.State


def find_duplicates(organisation: Organisation) -> list[DuplicatePair]:
    """Look for organisations of the same side that may be this one; gives the pairs that are new."""
    return find_duplicates_of([organisation])


@transaction.atomic
def find_duplicates_of(organisations: Sequence[Organisation], *, forget: bool = True) -> list[DuplicatePair]:
    """``find_duplicates`` for many. What was decided once stays decided; an open pair that no longer agrees goes.

    :param forget: False where such a pair stays: a merge may be undone.
    """
    numbers = [one.pk for one in organisations]
    known = {
        (pair.one_id, pair.other_id): pair
        for pair in DuplicatePair.objects.filter(Q(one__in=numbers) | Q(other__in=numbers))
    }
    found: dict[tuple[int, int], DuplicatePair] = {}
    for number, likely in likely_the_same(organisations).items():
        for one in likely:
            first, second = sorted((number, one.other.pk))
            found[first, second] = DuplicatePair(one_id=first, other_id=second, reason=one.reason, score=one.score)
    gone = [pair.pk for key, pair in known.items() if key not in found and pair.state == State.OPEN]
    if forget:
        DuplicatePair.objects.filter(pk__in=gone, state=State.OPEN).delete()
    new = [pair for key, pair in sorted(found.items()) if key not in known]
    for pair in new:
        pair.save()
        record("directory.duplicate_found", pair, by=None, changes={"reason": pair.reason, "score": pair.score})
    return new


@transaction.atomic
def keep_apart(pair: DuplicatePair, *, by: User) -> DuplicatePair:
    """Decide that two organisations are not the same. The pair is not put before anybody again.

    :raises ValidationError: if somebody decided about the pair meanwhile.
    """
    require_both(by, pair.one, pair.other)
    _claim(pair, State.OPEN, State.DIFFERENT, by=by)
    record("directory.kept_apart", pair, by=by)
    return pair


@transaction.atomic
def reopen_pair(pair: DuplicatePair, *, by: User) -> DuplicatePair:
    """Take back that two organisations are not the same: the pair waits for a decision again.

    :raises ValidationError: if it is not decided so any more.
    """
    require_both(by, pair.one, pair.other)
    _claim(pair, State.DIFFERENT, State.OPEN, by=None)
    record("directory.duplicate_reopened", pair, by=by)
    return pair


def require_both(by: User, one: Organisation, other: Organisation) -> None:
    """Raise PermissionDenied unless ``by`` may make these two, which are of one side, into one."""
    for organisation in (one, other):
        require(by, Can.MERGE_ORGANISATIONS, organisation)
    if one.pk == other.pk or one.side != other.side:
        raise PermissionDenied


def _claim(pair: DuplicatePair, was: State, now: State, *, by: User | None) -> None:
    # One UPDATE decides: of two people who decide at once, the second is told.
    pair.state, pair.decided_by, pair.decided_at = now, by, timezone.now() if by else None
    changed = DuplicatePair.objects.filter(
        pk=pair.pk, state=was, one__merged_into=None, other__merged_into=None
    ).update(state=now, decided_by=by, decided_at=pair.decided_at)
    if not changed:
        raise ValidationError(_("Somebody decided about these two meanwhile."))
