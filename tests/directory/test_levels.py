"""The level of an organisation is that of its latest valid verification, whatever the order of events."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landbridge.directory.actions.checks import let_expire, verify
from landbridge.directory.actions.organisations import edit_organisation
from landbridge.people.models import User
from tests.directory.facts import BRN, made

NUMBERS = ("999-81-00000", "999-85-01235")
EVENTS = st.one_of(
    st.tuples(st.just("verify"), st.integers(0, 3), st.none() | st.integers(0, 9)),
    st.tuples(st.just("days"), st.integers(1, 6), st.none()),
    st.tuples(st.just("number"), st.none(), st.none()),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, max_size=12))
def test_the_latest_valid_one_stands(host_manager: User, events: list[tuple[str, int | None, int | None]]) -> None:
    with transaction.atomic():
        one = made(host_manager, name_en="Ash", **BRN)
        today, numbered = timezone.localdate(), 0
        known: list[tuple[int, date | None]] = []  # level, until when
        for what, amount, lasts in events:
            if what == "verify":
                ends = None if lasts is None else today + timedelta(days=lasts)
                verify(one, by=host_manager, level=amount or 0, source="Register", expires_on=ends)
                known.append((amount or 0, ends))
            elif what == "days":
                today += timedelta(days=amount or 0)
                let_expire(today)
            else:
                one.refresh_from_db()
                numbered = 1 - numbered
                edit_organisation(one, by=host_manager, version=one.version, number=NUMBERS[numbered])
                if one.level < _level(known, today):
                    known.append((1, None))  # the house's own row
            one.refresh_from_db()
            assert one.level == _level(known, today), (what, known)
        transaction.set_rollback(True)


def _level(known: list[tuple[int, date | None]], today: date) -> int:
    return next((level for level, ends in reversed(known) if ends is None or ends >= today), 0)
