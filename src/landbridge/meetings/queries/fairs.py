"""Fairs in lists, and the figures of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from landbridge.base.access import allowed
from landbridge.meetings.models import (
    Company,
    Fair,
    FairInterpreter,
    FairSlot,
    FairTable,
    Meeting,
    Proposal,
    SolveRun,
    Wish,
)
from landbridge.meetings.rules import Can
from landbridge.people.models import User


@dataclass(frozen=True, slots=True)
class FairRow:
    """A fair in a list, with how much of it there is."""

    fair: Fair
    companies: int
    wishes: int
    meetings: int
    searching: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How large a fair is, and how far its timetable."""

    companies: int
    tables: int
    interpreters: int
    slots: int
    wishes: int
    musts: int
    meetings: int
    musts_held: int
    locked: int

    @property
    def unmet(self) -> int:
        """Wishes that are not held now."""
        return self.wishes - self.meetings


def visible_fairs(user: User) -> QuerySet[Fair]:
    """The fairs a person may see: all of them, or none (``Can.SEE_FAIRS``)."""
    return Fair.objects.all() if allowed(user, Can.SEE_FAIRS) else Fair.objects.none()


def fair_rows(user: User, search: str = "") -> list[FairRow]:
    """The fairs a person may see whose title holds ``search``, the latest first: one query."""
    fairs = visible_fairs(user)
    if search:
        fairs = fairs.filter(title__icontains=search)
    searching = SolveRun.objects.filter(state__in=SolveRun.UNFINISHED)
    rows = fairs.annotate(
        companies_count=_counted(Company.objects.all(), "fair"),
        wishes_count=_counted(Wish.objects.all(), "fair"),
        meetings_count=_counted(Meeting.objects.all(), "wish__fair"),
        searches_count=_counted(searching, "fair"),
    )
    return [
        FairRow(row, row.companies_count, row.wishes_count, row.meetings_count, bool(row.searches_count))
        for row in rows
    ]


def fair_figures(fair: Fair) -> Figures:
    """The figures of one fair: one query."""
    meetings = Meeting.objects.all()
    row = (
        Fair.objects.filter(pk=fair.pk)
        .annotate(
            companies_count=_counted(Company.objects.all(), "fair"),
            tables_count=_counted(FairTable.objects.all(), "fair"),
            interpreters_count=_counted(FairInterpreter.objects.all(), "fair"),
            slots_count=_counted(FairSlot.objects.all(), "fair"),
            wishes_count=_counted(Wish.objects.all(), "fair"),
            musts_count=_counted(Wish.objects.filter(priority=Wish.Priority.MUST), "fair"),
            meetings_count=_counted(meetings, "wish__fair"),
            held_count=_counted(meetings.filter(wish__priority=Wish.Priority.MUST), "wish__fair"),
            locked_count=_counted(meetings.filter(locked=True), "wish__fair"),
        )
        .get()
    )
    return Figures(
        row.companies_count,
        row.tables_count,
        row.interpreters_count,
        row.slots_count,
        row.wishes_count,
        row.musts_count,
        row.meetings_count,
        row.held_count,
        row.locked_count,
    )


def unfinished_run(fair: Fair) -> SolveRun | None:
    """The search that runs or waits to run, if any; one that is lost is not waited for."""
    run = SolveRun.objects.filter(fair=fair, state__in=SolveRun.UNFINISHED).first()
    return None if run is None or run.is_lost else run


def latest_run(fair: Fair) -> SolveRun | None:
    """The last search asked for, in whatever state."""
    return SolveRun.objects.filter(fair=fair).first()


def open_proposal(fair: Fair) -> Proposal | None:
    """The proposal that waits for a decision, if any."""
    return Proposal.objects.filter(fair=fair, state=Proposal.State.OPEN).first()


def _counted(rows: QuerySet, path: str) -> Coalesce:  # type: ignore[type-arg]
    """How many of ``rows`` belong to the outer fair, counted apart so that counts do not multiply."""
    of_fair = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(number=Count("pk"))
    return Coalesce(Subquery(of_fair.values("number"), output_field=IntegerField()), 0)
