"""What crosses the border: flows, their assessments, and the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import Assessment, TransferEntry, TransferFlow, User
from landbridge.people.queries.transfers import ALARM_AT, is_current, people_this_year, region_of, year_of
from landbridge.people.rules import OTHER_SIDE, Can

#: How long an assessment is kept at least (PIPL art. 56).
KEPT = timedelta(days=3 * 366)
FLOW_FIELDS = ("name", "recipient", "purpose", "items", "basis", "is_sensitive", "assessment")
_AT_ONCE = 5_000


@transaction.atomic
def add_assessment(
    *,
    by: User | None,
    done_on: date,
    side: str = "",
    previous: Assessment | None = None,
    flows: Iterable[TransferFlow] = (),
    **facts: Any,
) -> Assessment:
    """Put an assessment on record, for the side whose data it is about. It can't be changed afterwards.

    :param by: None for the house itself (the demonstration), which says for which ``side``.
    :param previous: the assessment whose place it takes. A flow that still rests on that one can't be switched on.
    :param flows: the flows of that side which rest on it from now on.
    :param facts: title, done_by and what ``ASSESSED`` names; keep_until, three years if absent.
    :raises ValidationError: if something is missing, it is of a day to come, it would be kept for less than three
        years, ``previous`` has a successor already, or something is of the other side.
    """
    if by is not None:
        require(by, Can.CHANGE_TRANSFERS)
        side = by.side
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": _("This day has not come yet.")}, code="to_come")
    least = done_on + KEPT
    keep_until = facts.pop("keep_until", None) or least
    if keep_until < least:
        raise ValidationError({"keep_until": _("An assessment is kept for three years at least.")}, code="too_short")
    if previous is not None:
        list(Assessment.objects.select_for_update().filter(pk=previous.pk))  # of two successors one waits for the other
    if previous is not None and previous.side != side:
        raise ValidationError({"previous": _("Choose an assessment of your own side.")})
    assessment = Assessment(
        side=side, created_by=by, done_on=done_on, keep_until=keep_until, previous=previous, **facts
    )
    try:
        assessment.full_clean(exclude={"created_by"})
    except ValidationError as error:
        if "previous" in error.error_dict:
            raise ValidationError(
                _("Somebody wrote a later version of this assessment already."), code="stale"
            ) from None
        raise
    assessment.save(force_insert=True)
    moved = list(flows)
    for flow in moved:
        if by is not None:
            require(by, Can.CHANGE_FLOW, flow)
        claim_version(flow, flow.version)
        flow.assessment = assessment
        _check_assessment(flow, side)
        flow.save(update_fields=["assessment"])
    record(
        "people.assessment_added",
        assessment,
        by=by,
        changes={"done_on": done_on, "keep_until": keep_until, "flows": sorted(flow.pk for flow in moved)},
    )
    return assessment


@transaction.atomic
def add_flow(*, by: User | None, from_side: str, code: str = "", **facts: Any) -> TransferFlow:
    """Describe a flow from one side to the other. It is off until somebody switches it on.

    :param by: None for the house itself (the demonstration).
    :param code: what the flow is called in files; the house makes one if it is empty.
    :param facts: those of ``FLOW_FIELDS``.
    :raises ValidationError: if something is missing, or the code is taken.
    """
    flow = TransferFlow(
        code=code or _free_code(from_side),
        from_region=region_of(from_side),
        to_region=region_of(OTHER_SIDE[from_side]),
        **facts,
    )
    if by is not None:
        require(by, Can.CHANGE_FLOW, flow)
    _check_assessment(flow, from_side)
    flow.full_clean(exclude={"switched_by"})
    flow.save()
    record("people.flow_added", flow, by=by, changes={"code": flow.code})
    return flow


@transaction.atomic
def edit_flow(flow: TransferFlow, *, by: User, version: int, **facts: Any) -> TransferFlow:
    """Describe a flow anew. One that is on and now says something else is switched off: it was assessed as it was.

    So is one that loses its assessment.

    :raises Stale: if somebody changed it meanwhile.
    :raises ValidationError: if something is missing.
    """
    require(by, Can.CHANGE_FLOW, flow)
    claim_version(flow, version)
    changed = [name for name in FLOW_FIELDS if name in facts and getattr(flow, name) != facts[name]]
    for name in changed:
        setattr(flow, name, facts[name])
    _check_assessment(flow, by.side)
    if flow.is_on and (flow.assessment is None or set(changed) - {"name", "assessment"}):
        _switch(flow, on=False, by=by)
    flow.full_clean(exclude={"switched_by"})
    flow.save()
    record("people.flow_edited", flow, by=by, changes={"fields": changed, "is_on": flow.is_on})
    return flow


@transaction.atomic
def switch_flow(flow: TransferFlow, *, on: bool, by: User | None, version: int) -> TransferFlow:
    """Let data through, or no longer: at once, everywhere.

    :raises Stale: if somebody changed it meanwhile.
    :raises ValidationError: if it is to be on without an assessment, or with one that is no longer current.
    """
    if by is not None:
        require(by, Can.CHANGE_FLOW, flow)
    claim_version(flow, version)
    if on and flow.assessment_id is None:
        raise ValidationError(_("Nothing may cross before the flow is assessed: add an assessment first."))
    if on and flow.assessment is not None and not is_current(flow.assessment):
        raise ValidationError(_("The assessment of this flow is no longer current: assess it anew first."))
    _switch(flow, on=on, by=by)
    flow.save()
    record("people.flow_switched", flow, by=by, changes={"is_on": on, "assessment": flow.assessment_id})
    return flow


def _free_code(from_side: str) -> str:
    start = f"{region_of(from_side)}-{region_of(OTHER_SIDE[from_side])}-".lower()
    taken = set(TransferFlow.objects.filter(code__startswith=start).values_list("code", flat=True))
    return next(code for number in count(1) if (code := f"{start}{number}") not in taken)


@transaction.atomic
def count_transfer(flow: TransferFlow, persons: Sequence[int]) -> None:
    """Count that data of persons, by number, went through a flow; tell its side when a limit is near.

    Called by ``disclose`` only, which holds the lock that keeps two counts from missing each other.
    """
    year = year_of(flow)
    before = people_this_year(flow.from_region, flow.to_region, year)
    new = 0
    for start in range(0, len(persons), _AT_ONCE):
        chunk = persons[start : start + _AT_ONCE]
        entries = TransferEntry.objects.filter(flow=flow, year=year, person__in=chunk)
        known = set(entries.values_list("person_id", flat=True))
        if known:
            entries.update(count=F("count") + 1)
        fresh = [TransferEntry(flow=flow, year=year, person_id=n, count=1) for n in chunk if n not in known]
        TransferEntry.objects.bulk_create(fresh)
        new += len(fresh)
    if not new:
        return
    if before < ALARM_AT <= people_this_year(flow.from_region, flow.to_region, year):
        record("people.transfers_near_limit", flow, by=None, changes={"year": year})
    if flow.is_sensitive and not TransferEntry.objects.filter(flow=flow, year=year).count() > new:
        record("people.sensitive_transferred", flow, by=None, changes={"year": year})


def _switch(flow: TransferFlow, *, on: bool, by: User | None) -> None:
    flow.is_on, flow.switched_at, flow.switched_by = on, timezone.now(), by


def _check_assessment(flow: TransferFlow, side: str) -> None:
    if flow.assessment is not None and flow.assessment.side != side:
        raise ValidationError({"assessment": _("Choose an assessment of your own side.")})
