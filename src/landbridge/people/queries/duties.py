"""What privacy asks of a manager today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from landbridge.base.log import LogEntry
from landbridge.people.models import ErasureRun, TransferFlow, User
from landbridge.people.queries.access_review import review_overdue
from landbridge.people.queries.erasure import proposals
from landbridge.people.queries.requests import Asked, open_requests
from landbridge.people.queries.transfers import editable_flows, is_current, year_of
from landbridge.people.rules import manages_persons


@dataclass(frozen=True, slots=True)
class Duties:
    """What waits: requests, a month of the access log, limits on transfers, flows that were not assessed for long."""

    requests: tuple[Asked, ...]  #: what persons asked about their data, most pressing first
    erasure: ErasureRun | None  #: persons whom the rule of retention proposes to erase
    review: date | None
    near_limit: bool
    sensitive: tuple[TransferFlow, ...]  #: flows through which this year's first sensitive data went
    out_of_date: tuple[TransferFlow, ...]  #: flows that are on, and whose assessment is no longer current

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(
            self.requests or self.erasure or self.review or self.near_limit or self.sensitive or self.out_of_date
        )


NOTHING = Duties((), None, None, near_limit=False, sensitive=(), out_of_date=())


def privacy_duties(user: User) -> Duties:
    """What waits for a manager of a side; nothing for anybody else. At most six queries.

    The limits are read from the log, where the counting says once a year that one was reached: counting again on
    the first page of every reader would cost more than the page.
    """
    if not manages_persons(user):
        return NOTHING
    flows = {flow.pk: flow for flow in editable_flows(user)}
    alarms = LogEntry.objects.filter(
        app="people",
        model="transferflow",
        object_id__in=[str(number) for number in flows],
        verb__in=("people.transfers_near_limit", "people.sensitive_transferred"),
    )
    near_limit, sensitive = False, {}
    for verb, number, changes in alarms.values_list("verb", "object_id", "changes") if flows else ():
        flow = flows[int(number)]
        if changes.get("year") != year_of(flow):
            continue
        if verb == "people.sensitive_transferred":
            sensitive[flow.pk] = flow
        else:
            near_limit = True
    return Duties(
        requests=tuple(open_requests(user)),
        erasure=proposals(user.side).first(),
        review=review_overdue(user),
        near_limit=near_limit,
        sensitive=tuple(sensitive.values()),
        out_of_date=tuple(
            flow
            for flow in flows.values()
            if flow.is_on and flow.assessment is not None and not is_current(flow.assessment)
        ),
    )
