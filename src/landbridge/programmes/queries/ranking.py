"""Where the applications to a call stand: marks, what is missing, bonus points, rank and what would follow from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from landbridge.programmes.criteria.judging import bonus_of_points
from landbridge.programmes.criteria.ranking import Entry, rank
from landbridge.programmes.criteria.rubrics import CENT, Criterion, is_whole, mark_of, mean_of, read_rubric
from landbridge.programmes.criteria.rulebooks import read_rules
from landbridge.programmes.models import Application, Assignment, Call, SelectionRow, Verdict

State = Application.State
#: What is ranked, and what is told why it is not.
JUDGED = (State.ELIGIBLE, State.SCORED, State.INELIGIBLE)
RESULTS = (State.SELECTED, State.RESERVE, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Mark:
    """An evaluator's mark for an application, from 0 to 100, and that of the rubric's first criterion alone."""

    evaluator: int
    mark: Decimal
    first: Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """One application in the ranking. ``rubric`` is None until a sheet is in; only who reaches the mark has a rank.

    ``waiting`` counts sheets that were given out and are not in, ``missing`` the evaluators it lacks.
    """

    application: Application
    marks: tuple[Mark, ...]
    waiting: int
    missing: int
    rubric: Decimal | None
    bonus: Decimal
    total: Decimal | None = None
    rank: int | None = None
    tied: bool = False
    result: str = SelectionRow.Result.REJECTED
    reason: str = ""

    @property
    def spread(self) -> Decimal | None:
        """How far the evaluators are apart."""
        marks = [one.mark for one in self.marks]
        return (max(marks) - min(marks)).quantize(CENT) if len(marks) > 1 else None


@dataclass(frozen=True, slots=True)
class Ranking:
    """All places, the best first; ``unjudged`` are applications on which the rules have not been decided."""

    places: tuple[Place, ...]
    waiting: int
    missing: int
    unmarked: int
    unjudged: int

    @property
    def is_ready(self) -> bool:
        """Whether a selection can be proposed: everything is judged, every sheet given out is in, and there is one."""
        return bool(self.places) and not (self.waiting or self.unmarked or self.unjudged)


def ranking_of(call: Call) -> Ranking:
    """The ranking as it is now, in a fixed number of queries."""
    rubric = read_rubric(call.rubric) if call.evaluations_each else ()
    applications = list(call.applications.filter(state__in=JUDGED).select_related("organisation", "person"))
    marks, waiting = _marks_of(call, rubric)
    bonus, clauses = _verdicts_of(applications)
    places = []
    for one in applications:
        is_in = one.state != State.INELIGIBLE
        own = tuple(marks.get(one.pk, ())) if is_in else ()
        mean = mean_of(mark.mark for mark in own) if own else None
        places.append(
            Place(
                application=one,
                marks=own,
                waiting=waiting.get(one.pk, 0) if is_in else 0,
                missing=max(0, call.evaluations_each - len(own) - waiting.get(one.pk, 0)) if rubric and is_in else 0,
                rubric=(mean if rubric else Decimal(0)) if is_in else None,
                bonus=bonus.get(one.pk, Decimal(0)),
                reason=clauses.get(one.pk, "") if not is_in else "",
                result=SelectionRow.Result.REJECTED if is_in else SelectionRow.Result.INELIGIBLE,
            )
        )
    return Ranking(
        places=tuple(_placed(call, places, least=call.pass_mark if rubric else Decimal(0))),
        waiting=sum(one.waiting for one in places),
        missing=sum(one.missing for one in places),
        unmarked=sum(one.rubric is None for one in places if one.result != SelectionRow.Result.INELIGIBLE),
        unjudged=call.applications.filter(state=State.SUBMITTED).count(),
    )


def _placed(call: Call, places: list[Place], *, least: Decimal) -> Iterable[Place]:
    """The places with ranks and results: who passes, then who is below the mark, who lacks one, who is out.

    :param least: the mark from which one passes; nothing where nobody is marked.
    """
    passing: list[Place] = []
    below: list[Place] = []
    open_: list[Place] = []
    out: list[Place] = []
    for place in places:
        if place.result == SelectionRow.Result.INELIGIBLE:
            out.append(place)
        elif place.rubric is None:
            open_.append(place)
        else:
            (passing if place.rubric >= least else below).append(place)
    by_key = {place.application.pk: place for place in passing}
    for ranked in rank((_entry(place) for place in passing), tie_rule=call.tie_rule):
        result, reason = _result(call, ranked.rank)
        yield _with(
            by_key[ranked.key], total=ranked.total, rank=ranked.rank, tied=ranked.tied, result=result, reason=reason
        )
    below.sort(key=lambda place: (-_total(place), place.application.pk))
    for place in below:
        yield _with(place, total=_total(place), reason="below_mark")
    yield from sorted(open_, key=lambda place: place.application.number or 0)
    yield from sorted(out, key=lambda place: place.application.number or 0)


def _result(call: Call, rank_: int) -> tuple[str, str]:
    if rank_ <= call.places:
        return SelectionRow.Result.SELECTED, ""
    if rank_ <= call.places + call.reserve_places:
        return SelectionRow.Result.RESERVE, "reserve"
    return SelectionRow.Result.REJECTED, "below_places"


def _total(place: Place) -> Decimal:
    return (place.rubric or Decimal(0)) + place.bonus


def _entry(place: Place) -> Entry:
    one = place.application
    assert place.rubric is not None and one.submitted_at is not None  # noqa: S101, PT018 - constraints of the tables
    first = sum((mark.first for mark in place.marks), Decimal(0)) / max(1, len(place.marks))
    return Entry(one.pk, place.rubric, place.bonus, first, one.submitted_at)


def _with(place: Place, **changes: object) -> Place:
    said = {name: getattr(place, name) for name in Place.__dataclass_fields__} | changes
    return Place(**said)


def counting_assignments(call: Call) -> QuerySet[Assignment]:
    """The assignments to a call that wait for a sheet or have one that counts."""
    return Assignment.objects.filter(
        application__call=call, state__in=(Assignment.State.ASSIGNED, Assignment.State.SUBMITTED)
    )


def _marks_of(call: Call, rubric: tuple[Criterion, ...]) -> tuple[Mapping[int, list[Mark]], Mapping[int, int]]:
    """The marks by application, and how many sheets are still out."""
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    waiting: defaultdict[int, int] = defaultdict(int)
    if not rubric:
        return marks, waiting
    rows = counting_assignments(call).order_by("evaluator_id").select_related("sheet")
    for row in rows:
        if row.state == Assignment.State.ASSIGNED:
            waiting[row.application_id] += 1
            continue
        said = row.sheet.marks
        first = Decimal(said[rubric[0].code]) if rubric[0].code in said else Decimal(0)
        if is_whole(rubric, said):
            marks[row.application_id].append(Mark(row.evaluator_id, mark_of(rubric, said), first))
        else:  # the rubric was changed after the sheet came in
            waiting[row.application_id] += 1
    return marks, waiting


def _verdicts_of(applications: list[Application]) -> tuple[Mapping[int, Decimal], Mapping[int, str]]:
    """By application, from its latest verdicts: bonus points, and the clause that rules it out."""
    latest: dict[int, tuple[int, int]] = {}
    rows: defaultdict[int, list[Verdict]] = defaultdict(list)
    found = Verdict.objects.filter(version__application__in=applications).select_related("version", "rule_set")
    for verdict in found.order_by("pk"):
        own = verdict.version.application_id
        when = (verdict.version.number, verdict.rule_set.number)
        if when > latest.get(own, (0, 0)):
            latest[own], rows[own] = when, []
        if when == latest[own]:
            rows[own].append(verdict)
    bonus: dict[int, Decimal] = {}
    clauses: dict[int, str] = {}
    for own, verdicts in rows.items():
        cap = read_rules(verdicts[0].rule_set.rules).cap
        bonus[own] = bonus_of_points((one.points for one in verdicts if one.kind == Verdict.Kind.BONUS), cap)
        unmet = [one for one in verdicts if one.kind == Verdict.Kind.ELIGIBILITY and one.outcome != "met"]
        unmet.sort(key=lambda one: one.outcome != Verdict.Outcome.NOT_MET)
        if unmet:
            clauses[own] = unmet[0].rule
    return bonus, clauses
