"""Saying that somebody was shown persons: the access log, and across the border the transfer register.

Whoever shows persons calls ``disclose``, in the request that shows them. It writes one entry, whatever the number of
persons, and nothing where there are none. One's own data is nobody's disclosure.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base import request_id
from landbridge.people.actions.transfers import count_transfer
from landbridge.people.models import AccessEntry, AccessHead, AccessSubject, Person, User
from landbridge.people.queries.access_log import needs_reason, seal
from landbridge.people.queries.transfers import open_flow
from landbridge.people.rules import OTHER_SIDE

Action = Literal["list", "view", "search", "export", "api", "mail"]
_AT_ONCE = 5_000


class CrossingRefused(PermissionDenied):
    """Persons of the other side were about to be shown while no assessed flow goes that way."""


class ReasonMissing(ValidationError):
    """A file about many persons was about to be handed out without a word on what it is for."""


@transaction.atomic
def disclose(
    persons: Iterable[Person | int],
    *,
    actor: User | None,
    action: Action,
    route: str,
    ip: str | None = None,
    reason: str = "",
    side: str = "",
) -> None:
    """Write down that persons are shown.

    :param persons: whose data it is, as rows or numbers; each counts once.
    :param actor: who sees it; None where the house hands it on by itself, and ``side`` says to which side.
    :param route: the name of the address, or of the job or command.
    :param reason: why, where one is asked for (exports of many persons).
    :raises CrossingRefused: if some are of the other side and nothing may cross: then they must not be shown.
    :raises ReasonMissing: if somebody exports more persons than ``needs_reason`` lets pass without ``reason``.
    """
    side = side or (actor.side if actor else "")
    shown = _whom(persons, actor)
    if not shown:
        return
    if actor is not None and action == "export" and needs_reason(len(shown)) and not reason.strip():
        raise ReasonMissing({"reason": _("Say what the file is for: it is about many people.")}, code="reason")
    across = [number for number, of_side in shown.items() if side and of_side != side]
    head = _lock_head()
    entry = AccessEntry(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor,
        side=side,
        ip=_canonical(ip),
        action=action,
        route=route[:80],
        count=len(shown),
        across=len(across),
        hour=None if actor is None else timezone.now().astimezone(ZoneInfo(actor.timezone)).hour,
        reason=reason[:300],
        request_id=request_id.current.get(),
        previous=head.sha256,
    )
    entry.sha256 = seal(entry, shown)
    entry.save(force_insert=True)
    AccessSubject.objects.bulk_create(
        [AccessSubject(entry=entry, person_number=number) for number in sorted(shown)], batch_size=_AT_ONCE
    )
    head.number, head.sha256 = entry.number, entry.sha256
    head.save()
    if across:
        flow = open_flow(OTHER_SIDE[side], side)
        if flow is None:
            raise CrossingRefused(f"{route}: no flow of personal data to the {side} side is switched on")
        count_transfer(flow, across)


def disclose_in(request: HttpRequest, persons: Iterable[Person | int], action: Action, *, reason: str = "") -> None:
    """``disclose`` for a view: who, from where and at which address are the request's."""
    match = request.resolver_match
    disclose(
        persons,
        actor=request.user if isinstance(request.user, User) else None,
        action=action,
        route=match.view_name if match else request.path[:80],
        ip=client_ip(request),
        reason=reason,
    )


def client_ip(request: HttpRequest) -> str | None:
    """The reader's address, past as many proxies as the operator trusts; None where it can't be told."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None


def _whom(persons: Iterable[Person | int], actor: User | None) -> dict[int, str]:
    """The sides of the persons by their numbers, without the actor's own."""
    rows, numbers = [], []
    for person in persons:
        if isinstance(person, Person):
            rows.append((person.pk, person.side, person.user_id))
        else:
            numbers.append(int(person))
    for start in range(0, len(numbers), _AT_ONCE):
        chunk: Sequence[int] = numbers[start : start + _AT_ONCE]
        rows += Person.objects.filter(pk__in=chunk).order_by().values_list("pk", "side", "user_id")
    own = actor.pk if actor else None
    return {number: side for number, side, user in rows if own is None or user != own}


def _lock_head() -> AccessHead:
    # The next number is taken by whoever holds this row until their transaction ends: no gaps, no two alike.
    # SQLite needs no row lock, as the write gate lets one transaction in at a time.
    AccessHead.objects.get_or_create(pk=1)
    return AccessHead.objects.select_for_update().get(pk=1)


def _canonical(ip: str | None) -> str | None:
    if not ip:
        return None
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
