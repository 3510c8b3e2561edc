"""What programmes do in the background."""

from __future__ import annotations

from datetime import timedelta

from landbridge.base.jobs import job
from landbridge.programmes.actions.participations import lapse_offers


@job("programmes.lapse_offers", every=timedelta(minutes=10), timeout=600)
def lapse_unanswered() -> int:
    """Take back offers that were not answered in time, and hand their places on."""
    return lapse_offers()
