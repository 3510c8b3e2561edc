"""Working days of Korea and China, together."""

import csv
from datetime import date, timedelta

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from landbridge.base.actions import add_calendar_day, change_calendar_day, remove_calendar_day
from landbridge.base.calendar import add_joint_working_days, count_joint_working_days, is_working_day, seed_calendar
from landbridge.base.models import CalendarDay, LogEntry
from landbridge.base.official_days import official_days
from landbridge.base.versions import Stale
from tests.shared_data import landbridge_shared

KINDS = CalendarDay.Kind
WEDNESDAY = date(2026, 9, 23)


@pytest.mark.django_db
@pytest.mark.parametrize("seeded", [False, True])
def test_five_days_after_the_day_before_chuseok(*, seeded: bool) -> None:
    if seeded:
        seed_calendar([2026])
    days = [add_joint_working_days(WEDNESDAY, n) for n in range(1, 6)]
    assert [(day.month, day.day) for day in days] == [(9, 28), (9, 29), (9, 30), (10, 8), (10, 12)]
    assert [add_joint_working_days(day, -1) for day in days[1:]] == days[:-1]


@pytest.mark.django_db
def test_china_works_on_two_weekend_days_for_its_national_day() -> None:
    for day in (date(2026, 9, 20), date(2026, 10, 10)):
        assert is_working_day(day, "CN")
        assert not is_working_day(day, "KR")


@pytest.mark.django_db
def test_the_days_are_those_of_the_published_table() -> None:
    with landbridge_shared("data", "trade", "holidays_kr_cn_2026_2027.csv").open(encoding="utf-8") as file:
        published = {(row["country"], row["date"]) for row in csv.DictReader(file)}
    ours = {
        (country, day.day.isoformat())
        for country in ("KR", "CN") for year in (2026, 2027) for day in official_days(country, year) if not day.works
    }  # fmt: skip
    assert ours == published


def test_every_official_day_has_its_name_in_three_languages() -> None:
    days = [day for country in ("KR", "CN") for year in (2025, 2026, 2027) for day in official_days(country, year)]
    assert [day for day in days if not (day.ko and day.zh and day.en)] == []


class JointDays(TestCase):
    """Counting, whatever the day."""

    # No deadline: the first day of a year computes its holidays.
    @settings(deadline=None)
    @given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(1, 40), st.integers(1, 40))
    def test_counting_in_two_steps_is_counting_at_once(self, day: date, first: int, second: int) -> None:
        assert add_joint_working_days(add_joint_working_days(day, first), second) == add_joint_working_days(
            day, first + second
        )

    @settings(deadline=None)
    @given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(1, 40))
    def test_both_work_on_the_day_reached_and_n_days_lie_between(self, day: date, n: int) -> None:
        reached = add_joint_working_days(day, n)
        passed = [day + timedelta(days=i) for i in range(1, (reached - day).days + 1)]
        joint = [d for d in passed if is_working_day(d, "KR") and is_working_day(d, "CN")]
        assert len(joint) == n
        assert joint[-1] == reached


@pytest.mark.django_db
def test_a_count_of_none_is_the_day_itself_or_the_next() -> None:
    assert add_joint_working_days(WEDNESDAY, 0) == WEDNESDAY
    assert add_joint_working_days(date(2026, 9, 24), 0) == date(2026, 9, 28)


@pytest.mark.django_db
def test_what_is_not_announced_yet_is_said_to_be_provisional() -> None:
    assert not count_joint_working_days(WEDNESDAY, 5).is_provisional
    assert count_joint_working_days(date(2026, 12, 28), 5).is_provisional
    with pytest.raises(ValueError, match="more than are counted"):
        add_joint_working_days(WEDNESDAY, 5000)
    with pytest.raises(LookupError):
        is_working_day(WEDNESDAY, "XX")


@pytest.mark.django_db
def test_seeding_twice_changes_nothing_and_leaves_what_staff_did(host_manager: AbstractBaseUser) -> None:
    assert seed_calendar([2026]) == CalendarDay.objects.count() > 40
    assert seed_calendar([2026]) == 0
    chuseok = CalendarDay.objects.get(country="KR", day="2026-09-25")
    remove_calendar_day(chuseok, by=host_manager, version=1)
    day = add_calendar_day(
        by=host_manager, country="KR", day=date(2026, 8, 14), kind=KINDS.HOLIDAY, source="임시공휴일"
    )
    christmas = CalendarDay.objects.get(country="KR", day="2026-12-25")
    change_calendar_day(christmas, by=host_manager, version=1, name_en="Christmas", source="office")
    assert seed_calendar([2026]) == 0
    assert is_working_day(date(2026, 9, 25), "KR")
    assert not is_working_day(day.day, "KR")
    christmas.refresh_from_db()
    assert (christmas.name_en, christmas.version) == ("Christmas", 2)


@pytest.mark.django_db
def test_a_provisional_year_follows_its_announcement(monkeypatch: pytest.MonkeyPatch) -> None:
    CalendarDay.objects.create(country="CN", day="2026-09-21", kind=KINDS.HOLIDAY, is_provisional=True, source="guess")
    seed_calendar([2026], ["CN"])
    assert not CalendarDay.objects.filter(source="guess").exists()
    assert not CalendarDay.objects.filter(is_provisional=True).exists()
    assert LogEntry.objects.get(verb="base.calendar_seeded").changes["gone"] == 1


@pytest.mark.django_db
def test_a_day_is_changed_once_for_each_version_shown(host_manager: AbstractBaseUser) -> None:
    day = add_calendar_day(by=host_manager, country="CN", day=date(2026, 11, 2), kind=KINDS.HOLIDAY, source="office")
    change_calendar_day(day, by=host_manager, version=1, source="notice 1")
    stale = CalendarDay.objects.get(pk=day.pk)
    with pytest.raises(Stale):
        change_calendar_day(stale, by=host_manager, version=1, source="notice 2")
    with pytest.raises(Stale):
        remove_calendar_day(stale, by=host_manager, version=1)
    stale.refresh_from_db()
    assert (stale.source, stale.version) == ("notice 1", 2)
