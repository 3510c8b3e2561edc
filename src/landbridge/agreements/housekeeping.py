"""What days do to agreements: they come into force, renew themselves or expire, and promises become overdue."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from landbridge.agreements.actions.moves import move_by_day
from landbridge.agreements.models import Agreement, Obligation
from landbridge.agreements.queries.obligations import Course, standing_of, with_evidence
from landbridge.agreements.rules.agreements import CONCLUDED
from landbridge.agreements.wording.notices import OVERDUE
from landbridge.base.jobs import job
from landbridge.people.actions.notices import notify
from landbridge.people.models import Notice, Side
from landbridge.people.queries.accounts import managers_of

State = Agreement.State


@job("agreements.move_by_day", every=timedelta(hours=6))
def move_agreements() -> int:
    """Move what a day moves; gives how many agreements were looked at."""
    today = timezone.localdate()
    due = Agreement.objects.filter(state=State.SIGNED, signed_on__lte=today) | Agreement.objects.filter(
        state=State.IN_FORCE, expires_on__lt=today
    )
    agreements = list(due)
    for agreement in agreements:
        move_by_day(agreement, today)
    return len(agreements)


@job("agreements.tell_of_overdue", every=timedelta(days=1))
def tell_of_overdue() -> int:
    """Tell the managers of both sides, once for each promise and due day; gives how many notices there are new."""
    today = timezone.localdate()
    late = Obligation.objects.filter(
        state=Obligation.State.OPEN, due_on__lt=today, agreement__state__in=CONCLUDED
    ).exclude(agreement__state=State.RENEWED)
    managers = {user.pk: user for side in (Side.HOST, Side.GUEST) for user in managers_of(side)}
    told = set(Notice.objects.filter(code=OVERDUE.code).values_list("key", flat=True))
    count = 0
    for standing in (standing_of(one, today) for one in with_evidence(late)):
        one = standing.obligation
        if standing.course != Course.OVERDUE:
            continue
        for manager in managers.values():
            key = f"{OVERDUE.code}:{one.pk}:{one.due_on}:{manager.pk}"
            if key in told:
                continue
            params = {
                "obligation": one,
                "agreement": one.agreement,
                "due": date_format(one.due_on, "Y-m-d"),
                "done": standing.done,
                "target": one.target,
            }
            link = reverse("agreements:obligation", args=[one.agreement_id, one.pk])
            notify(manager, OVERDUE.code, key=key, params=params, link=link)
            count += 1
    return count
