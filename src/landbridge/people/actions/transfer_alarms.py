"""Telling a side's managers, once a year, that a limit on what crosses the border is near or passed."""

from __future__ import annotations

from django.urls import reverse

from landbridge.people.actions.notices import notify
from landbridge.people.models import TransferFlow, User
from landbridge.people.queries.accounts import managers_of
from landbridge.people.queries.transfers import ALARM_AT, YEARLY_LIMIT, people_this_year, side_of


def tell_managers_of_limit(flow: TransferFlow, *, year: int) -> None:
    """Tell the managers of the side whose data goes out that the year's people reached 80 % of the limit."""
    people = people_this_year(flow.from_region, flow.to_region, year)
    way = f"{flow.from_region}-{flow.to_region}"
    for manager in _told(flow):
        notify(
            manager,
            "people.transfers_near_limit",
            key=f"transfers-near-limit:{way}:{year}:{manager.pk}",
            params={
                "percent": ALARM_AT * 100 // YEARLY_LIMIT,
                "people": f"{people:,}",
                "limit": f"{YEARLY_LIMIT:,}",
            },
            link=reverse("transfers"),
        )


def tell_managers_of_sensitive(flow: TransferFlow, *, year: int) -> None:
    """Tell them that the year's first sensitive data went through a flow."""
    for manager in _told(flow):
        notify(
            manager,
            "people.sensitive_transferred",
            key=f"sensitive-transferred:{flow.pk}:{year}:{manager.pk}",
            params={"flow": flow.name, "year": str(year)},
            link=reverse("flow", args=[flow.pk]),
        )


def _told(flow: TransferFlow) -> list[User]:
    return list(managers_of(side_of(flow.from_region)))
