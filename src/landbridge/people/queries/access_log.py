"""Reading the access log: whether it is whole, and what is unusual in it."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import groupby, islice

from django.db.models import Max

from landbridge.people.models import AccessEntry, AccessHead, AccessSubject

#: Of more persons than this nobody takes a file away without saying why.
FEW = 20
_AT_ONCE = 500


def needs_reason(persons: int) -> bool:
    """Whether an export of so many persons is refused without a reason."""
    return persons > FEW


def seal(entry: AccessEntry, persons: Iterable[int]) -> str:
    """The hash of an entry: SHA-256 of its canonical JSON, which holds its subjects and the hash before it.

    Canonical: keys in order, no spaces, UTF-8, the moment in UTC to the microsecond, persons' numbers rising.
    """
    said = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "side": entry.side,
        "ip": str(ipaddress.ip_address(entry.ip)) if entry.ip else None,
        "action": entry.action,
        "route": entry.route,
        "count": entry.count,
        "across": entry.across,
        "hour": entry.hour,
        "reason": entry.reason,
        "request_id": entry.request_id,
        "persons": sorted(persons),
        "previous": entry.previous,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify_chain(first: int = 1, last: int | None = None) -> int | None:
    """The first number at which the log is not as it was written, from ``first`` to ``last`` (None: to its end).

    A changed entry or subject, a missing, added or renumbered one, a cut-off end: None only if there is none of
    these. Reads the log in batches of 500 entries, each with its subjects.
    """
    head = AccessHead.objects.filter(pk=1).first() or AccessHead(pk=1)
    end = max(head.number, AccessEntry.objects.aggregate(last=Max("number"))["last"] or 0) if last is None else last
    before = AccessEntry.objects.filter(number=first - 1).values_list("sha256", flat=True).first()
    if before is None:
        if first > 1:
            return first - 1
        before = ""
    expected = first
    for entry, persons in _entries(first, end):
        if entry.number != expected or entry.previous != before or entry.sha256 != seal(entry, persons):
            return expected
        before, expected = entry.sha256, expected + 1
    if expected <= end:
        return expected
    if end >= head.number and (head.number != end or head.sha256 != before):
        return end
    return None


def _entries(first: int, last: int) -> Iterator[tuple[AccessEntry, list[int]]]:
    entries = AccessEntry.objects.filter(number__range=(first, last)).order_by("number").iterator(_AT_ONCE)
    while batch := list(islice(entries, _AT_ONCE)):
        rows = (
            AccessSubject.objects.filter(entry__in=[entry.pk for entry in batch])
            .order_by("entry_id", "person_number")
            .values_list("entry_id", "person_number")
        )
        subjects = {pk: [number for _pk, number in group] for pk, group in groupby(rows, key=lambda row: row[0])}
        for entry in batch:
            yield entry, subjects.get(entry.pk, [])
