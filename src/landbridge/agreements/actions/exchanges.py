"""Exchanges between local governments, recorded by one side."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.agreements.models import Exchange
from landbridge.agreements.rules.agreements import Can
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import Side, User
from landbridge.people.rules import acting_side

FACTS = (
    "field", "direction", "title_ko", "title_zh", "title_en", "original", "starts_on", "ends_on", "persons",
    "host", "guest", "tie", "agreement",
)  # fmt: skip


@transaction.atomic
def add_exchange(*, by: User | None, side: str, **facts: Any) -> Exchange:
    """Record an exchange for one's own side, from ``FACTS``.

    :raises ValidationError: if the bodies are of one side, or the days run backwards.
    """
    if by is not None:
        require(by, Can.KEEP_EXCHANGE)
        if acting_side(by) != side:
            raise PermissionDenied
    exchange = Exchange(side=side, created_by=by)
    _set(exchange, facts)
    exchange.save()
    record("agreements.exchange_added", exchange, by=by, changes={"fields": sorted(facts)})
    return exchange


@transaction.atomic
def edit_exchange(exchange: Exchange, *, by: User | None, version: int, **facts: Any) -> Exchange:
    """Change some of ``FACTS`` of what one's own side recorded.

    :raises Stale: if the exchange changed since ``version``.
    """
    if by is not None:
        require(by, Can.KEEP_EXCHANGE, exchange)
    claim_version(exchange, version)
    exchange.refresh_from_db()
    _set(exchange, facts)
    exchange.save()
    record("agreements.exchange_changed", exchange, by=by, changes={"fields": sorted(facts)})
    return exchange


@transaction.atomic
def remove_exchange(exchange: Exchange, *, by: User | None, version: int) -> None:
    """Take out what one's own side recorded by mistake.

    :raises Stale: if the exchange changed since ``version``.
    """
    if by is not None:
        require(by, Can.KEEP_EXCHANGE, exchange)
    claim_version(exchange, version)
    record("agreements.exchange_removed", exchange, by=by)
    exchange.delete()


def _set(exchange: Exchange, facts: dict[str, Any]) -> None:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"An exchange has no fact called {', '.join(sorted(unknown))}.")
    for name, value in facts.items():
        setattr(exchange, name, value.strip() if isinstance(value, str) else value)
    if exchange.title.lacks_original:
        name = {"ko": "title_ko", "zh-hans": "title_zh"}.get(exchange.original, "title_en")
        raise ValidationError({name: _("Enter the title in the language it is written in.")})
    if (exchange.host.side, exchange.guest.side) != (Side.HOST, Side.GUEST):
        raise ValidationError({"guest": _("An exchange is between a body of the host’s side and one of the guest’s.")})
    if exchange.ends_on < exchange.starts_on:
        raise ValidationError({"ends_on": _("It can’t end before it begins.")})
    tie = exchange.tie
    if tie is not None and (tie.host_id, tie.guest_id) != (exchange.host_id, exchange.guest_id):
        raise ValidationError({"tie": _("This tie is between other bodies.")})
    exchange.full_clean(exclude=["created_by"], validate_constraints=False)
