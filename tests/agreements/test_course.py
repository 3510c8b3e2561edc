"""The rule of promises kept, behind and overdue, and the rate of fulfilment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.agreements.queries.obligations import Course, Fulfilment, course_of

YEAR = date(2026, 1, 1)
DAYS = st.integers(-400, 800).map(lambda days: YEAR + timedelta(days=days))


@pytest.mark.parametrize(
    ("done", "on", "course"),
    [
        (0, date(2025, 12, 31), Course.NOT_BEGUN),
        (0, date(2026, 1, 1), Course.ON_COURSE),
        (0, date(2026, 2, 6), Course.ON_COURSE),  # 36 of 364 days: 0.989 of ten
        (0, date(2026, 2, 7), Course.BEHIND),  # 37 of 364: one whole
        (1, date(2026, 2, 7), Course.ON_COURSE),
        (3, date(2026, 9, 1), Course.BEHIND),
        (9, date(2026, 12, 31), Course.BEHIND),  # the last day
        (9, date(2027, 1, 1), Course.OVERDUE),
        (10, date(2026, 1, 2), Course.DONE),
        (11, date(2030, 1, 1), Course.DONE),
    ],
)
def test_where_a_promise_of_ten_a_year_stands(done: int, on: date, course: Course) -> None:
    assert course_of(target=10, done=done, begins=YEAR, due=date(2026, 12, 31), on=on)[0] == course


def test_one_thing_is_on_course_until_its_last_day() -> None:
    def course(on: date) -> Course:
        return course_of(target=1, done=0, begins=YEAR, due=date(2026, 6, 30), on=on)[0]

    assert [course(date(2026, 6, day)) for day in (29, 30)] == [Course.ON_COURSE, Course.BEHIND]
    assert course(date(2026, 7, 1)) == Course.OVERDUE


@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6), DAYS, DAYS, DAYS)
def test_the_course_follows_the_rule(target: int, done: int, begins: date, due: date, on: date) -> None:
    course, expected = course_of(target=target, done=done, begins=begins, due=due, on=on)
    assert 0 <= expected <= target
    assert (course == Course.DONE) == (done >= target)
    if course == Course.BEHIND:
        # The exact share, without rounding: fewer are done than were expected, and the day is not over.
        assert done * (due - begins).days < target * (on - begins).days or due <= begins
        assert begins <= on <= due
    if course == Course.ON_COURSE:
        assert done + 1 > target * (on - begins).days / max(1, (due - begins).days) or on == begins
    if course == Course.OVERDUE:
        assert on > due


@given(st.integers(1, 1000), st.integers(0, 1000), st.tuples(DAYS, DAYS, DAYS), st.integers(1, 100))
def test_doing_more_never_makes_it_worse(target: int, done: int, days: tuple[date, date, date], more: int) -> None:
    begins, due, on = days
    order = [Course.OVERDUE, Course.BEHIND, Course.NOT_BEGUN, Course.ON_COURSE, Course.DONE]
    before, after = (
        course_of(target=target, done=count, begins=begins, due=due, on=on)[0] for count in (done, done + more)
    )
    assert order.index(after) >= order.index(before)


@given(st.integers(1, 1000), st.integers(0, 1000), DAYS, DAYS)
def test_time_alone_never_makes_it_better(target: int, done: int, begins: date, due: date) -> None:
    order = [Course.DONE, Course.ON_COURSE, Course.BEHIND, Course.OVERDUE]
    later = [
        course_of(target=target, done=done, begins=begins, due=due, on=begins + timedelta(days=days))[0]
        for days in range(0, 900, 60)
    ]
    assert later == sorted(later, key=order.index)


def test_what_was_dropped_or_has_no_beginning() -> None:
    dropped = course_of(target=1, done=0, begins=YEAR, due=YEAR, on=date(2030, 1, 1), is_dropped=True)
    assert dropped[0] == Course.DROPPED
    assert course_of(target=1, done=0, begins=None, due=YEAR, on=date(2030, 1, 1))[0] == Course.NOT_BEGUN


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_rate_is_said_to_one_decimal(done: int, due: int) -> None:
    said = Fulfilment(done, due).percent
    assert abs(float(said) - 100 * done / due) <= 0.05 + 1e-9
    assert Fulfilment(done, 0).rate is None
