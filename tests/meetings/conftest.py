"""A small fair, and one with a timetable."""

from __future__ import annotations

import pytest

from landbridge.engine.timetable.problem import Place
from landbridge.meetings.actions import import_fair, save_plan
from landbridge.meetings.models import Fair
from landbridge.people.models import User
from tests.meetings.books import small_book

#: All wishes of the small fair but W-5, which finds no fourth hour that suits.
PLAN = {
    "W-1": Place("S9", "T1", "I1"),
    "W-4": Place("S9", "T2", "I2"),
    "W-2": Place("S10", "T1", "I1"),
    "W-3": Place("S10", "T2", "I2"),
}


@pytest.fixture
def fair(host_manager: User) -> Fair:
    """The small fair, nothing placed yet."""
    return import_fair(small_book(), by=host_manager)


@pytest.fixture
def planned(fair: Fair, host_manager: User) -> Fair:
    """The small fair with a timetable of four meetings."""
    save_plan(fair, PLAN, by=host_manager, unmet=[])
    fair.refresh_from_db()
    return fair
