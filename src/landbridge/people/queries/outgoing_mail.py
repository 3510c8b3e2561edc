"""Reading the outbox, as staff may: whether mail went out, not what it says or to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from landbridge.base.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class OutboxFigures:
    """How many mails are in each state."""

    waiting: int
    sent: int
    failed: int
    stopped: int


def outbox(state: str = "") -> QuerySet[OutgoingMail]:
    """All mail, the newest first, without subjects and texts; in one state, if it is one."""
    rows = OutgoingMail.objects.defer("subject", "body").order_by("-pk")
    return rows.filter(state=state) if state in OutgoingMail.State.values else rows


def outbox_figures() -> OutboxFigures:
    """The sizes of the states."""
    counted = OutgoingMail.objects.order_by().values_list("state").annotate(Count("pk"))
    return OutboxFigures(**dict.fromkeys(OutgoingMail.State.values, 0) | dict(counted))


def oldest_waiting() -> datetime | None:
    """When the mail that has waited longest was written."""
    return OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).values_list("created_at", flat=True).first()
