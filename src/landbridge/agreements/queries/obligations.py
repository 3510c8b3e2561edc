"""How far promises are kept: what is done of each, whether it is on course, and the rate of fulfilment.

The rule, with whole days and whole numbers only:

* **done** is the sum of what was claimed with evidence and confirmed by the other side, withdrawn claims left out;
* an obligation is **done** as soon as done ≥ target, and **overdue** if it is not done when its day has passed;
* it is **behind** if fewer are done than the whole ones that an even pace would have brought by now:
  done < ⌊target × days since it began ÷ days from its beginning to its due day⌋, and else **on course**. It begins on
  the day the agreement came into force (before that it is **not begun**);
* the **rate of fulfilment** (mou_rate) is the number of obligations that are due and done ÷ the number that are due: of
  obligations whose day has come, those that are done. What is promised for later counts in neither; what both sides
  dropped binds nobody and counts in neither. Without any due obligation there is no rate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.db.models import Prefetch, prefetch_related_objects

from landbridge.agreements.models import Agreement, Evidence, Obligation


class Course(StrEnum):
    """Where a promise stands on a day."""

    DONE = "done"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    OVERDUE = "overdue"
    NOT_BEGUN = "not_begun"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Standing:
    """One obligation on a day: what was confirmed, what is claimed and open, what an even pace would have brought."""

    obligation: Obligation
    done: int
    claimed: int
    expected: int
    course: Course

    @property
    def target(self) -> int:
        """How many were promised."""
        return self.obligation.target

    @property
    def is_late(self) -> bool:
        """Whether somebody should look after it."""
        return self.course in {Course.BEHIND, Course.OVERDUE}


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How many obligations are due on a day, and how many of these are done."""

    done: int
    due: int

    @property
    def rate(self) -> Fraction | None:
        """Done ÷ due; None where none is due."""
        return Fraction(self.done, self.due) if self.due else None

    @property
    def percent(self) -> str:
        """The rate as people read it, to one decimal, halves up; empty where there is none.

        >>> Fulfilment(2, 3).percent, Fulfilment(3, 3).percent, Fulfilment(0, 0).percent
        ('66.7', '100', '')
        """
        if self.rate is None:
            return ""
        tenths = (2000 * self.done + self.due) // (2 * self.due)
        whole, tenth = divmod(tenths, 10)
        return f"{whole}.{tenth}" if tenth else str(whole)


def course_of(
    *, target: int, done: int, begins: date | None, due: date, on: date, is_dropped: bool = False
) -> tuple[Course, int]:
    """Where a promise stands, and how many an even pace would have brought: the rule at the head of this file.

    >>> course_of(target=10, done=3, begins=date(2026, 1, 1), due=date(2026, 12, 31), on=date(2026, 7, 2))
    (<Course.ON_COURSE: 'on_course'>, 5)
    """
    expected = 0
    if begins is not None and on > begins:
        span = (due - begins).days
        expected = min(target, target * (on - begins).days // span) if span > 0 else target
    if is_dropped:
        return Course.DROPPED, expected
    if done >= target:
        return Course.DONE, expected
    if begins is None or on < begins:
        return Course.NOT_BEGUN, expected
    if on > due:
        return Course.OVERDUE, expected
    return (Course.BEHIND if done < expected else Course.ON_COURSE), expected


def begins_on(agreement: Agreement) -> date | None:
    """The day from which promises bind: that of coming into force, which is that of signing if none is named.

    None while the agreement is not signed.
    """
    return (agreement.in_force_on or agreement.signed_on) if agreement.signed_on else None


def with_evidence(obligations: Iterable[Obligation]) -> list[Obligation]:
    """The obligations with what ``standing_of`` reads of each, in two queries however many they are."""
    rows = list(obligations)
    counted = Evidence.objects.filter(withdrawn_at=None)
    prefetch_related_objects(rows, "agreement", Prefetch("evidence", queryset=counted, to_attr="counted"))
    return rows


def standing_of(obligation: Obligation, on: date) -> Standing:
    """One obligation of ``with_evidence`` on a day. What happened after that day does not count yet."""
    counted: list[Evidence] = [one for one in obligation.counted if one.happened_on <= on]  # type: ignore[attr-defined]
    done = sum(one.count for one in counted if one.confirmed_at is not None)
    claimed = sum(one.count for one in counted if one.confirmed_at is None and not one.disputed_because)
    course, expected = course_of(
        target=obligation.target,
        done=done,
        begins=begins_on(obligation.agreement),
        due=obligation.due_on,
        on=on,
        is_dropped=obligation.state == Obligation.State.DROPPED,
    )
    return Standing(obligation, done, claimed, expected, course)


def agreement_standing(agreement: Agreement, on: date) -> list[Standing]:
    """Each obligation of an agreement on a day, in the agreement's order."""
    return [standing_of(one, on) for one in with_evidence(agreement.obligations.all())]


def fulfilment_of(standings: Iterable[Standing], on: date) -> Fulfilment:
    """How many of these are due on a day, and done."""
    due = [one for one in standings if one.obligation.due_on <= on and one.course != Course.DROPPED]
    return Fulfilment(sum(one.course == Course.DONE for one in due), len(due))


def fulfilment(obligations: Iterable[Obligation], on: date) -> Fulfilment:
    """The rate of fulfilment of obligations on a day: of an agreement, a body or everything. Two queries."""
    return fulfilment_of([standing_of(one, on) for one in with_evidence(obligations)], on)
