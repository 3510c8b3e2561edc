"""Public bodies: what each signed, its ties and exchanges, and who may speak for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from landbridge.agreements.models import Agreement, Body, Exchange, Field, Obligation, Party
from landbridge.agreements.rules.agreements import CONCLUDED
from landbridge.people.models import Grant, Role, User


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How many exchanges there were in a field, and how many persons took part."""

    field: Field
    count: int
    persons: int


def eligible_representatives(body: Body) -> QuerySet[User]:
    """The accounts that may speak for a body: open, and partners on its side."""
    held = Grant.objects.filter(role=Role.PARTNER, side=body.side, ended_at=None)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")


def obligations_of(bodies: Iterable[Body], agreements: QuerySet[Agreement]) -> dict[int, list[Obligation]]:
    """The promises in force of each body, by its number: of those of ``agreements`` that it signed. Two queries."""
    promises: dict[int, list[Obligation]] = {body.pk: [] for body in bodies}
    rows = Obligation.objects.filter(agreement__in=agreements.filter(state__in=CONCLUDED)).select_related("agreement")
    signed = Party.objects.filter(body__in=list(promises))
    by_agreement: dict[int, list[int]] = {}
    for agreement, body in signed.values_list("agreement_id", "body_id"):
        by_agreement.setdefault(agreement, []).append(body)
    for obligation in rows:
        for body in by_agreement.get(obligation.agreement_id, ()):
            promises[body].append(obligation)
    return promises


def exchanges_by_field(exchanges: QuerySet[Exchange]) -> list[FieldCount]:
    """exch_n: how many exchanges by field, the most frequent first."""
    counted = exchanges.order_by().values("field").annotate(n=Count("pk"), p=Sum("persons"))
    found = [FieldCount(Field(row["field"]), row["n"], row["p"] or 0) for row in counted]
    return sorted(found, key=lambda one: (-one.count, one.field))
