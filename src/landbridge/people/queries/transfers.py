"""What may cross the border, and how much of it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from landbridge.base.clocks import zone_of_country
from landbridge.people.models import Assessment, Purpose, Side, TransferEntry, TransferFlow, User
from landbridge.people.rules import OTHER_SIDE, is_border_open

#: People a year, from 1 January, from whose number on a transfer of plain personal data needs a standard contract or
#: a certification (CAC, Provisions on Promoting and Regulating Cross-Border Data Flows, 22 March 2024, art. 5 and 8).
#: Sensitive data needs it from the first person on.
YEARLY_LIMIT = 100_000
ALARM_AT = 80_000

#: How many years an assessment says something of today. The house's own rule: no law names a term, but a result of
#: the authority's own assessment holds for three (CAC, Provisions of 22 March 2024, art. 9).
YEARS_CURRENT = 3


def flow_is_on(from_side: str, to_side: str) -> bool:
    """Whether an assessed flow lets persons of one side be shown to the other."""
    return is_border_open(from_side, to_side)


def region_of(side: str) -> str:
    """The country of a side (ISO 3166-1 alpha-2)."""
    return str(settings.LANDBRIDGE_REGIONS[side])


def side_of(region: str) -> str:
    """The side of a country; an empty string if it is neither side's."""
    return next((side for side in OTHER_SIDE if region_of(side) == region), "")


def open_flow(from_side: str, to_side: str) -> TransferFlow | None:
    """The flow that a look across the border is counted in: plain data before sensitive, the oldest first."""
    flows = TransferFlow.objects.filter(
        is_on=True,
        purpose=Purpose.CROSS_BORDER,
        from_region=region_of(from_side),
        to_region=region_of(to_side),
    )
    return flows.order_by("is_sensitive", "pk").first()


def year_of(flow: TransferFlow, at: datetime | None = None) -> int:
    """The year a transfer counts in, by the calendar of the country it leaves."""
    return (at or timezone.now()).astimezone(zone_of_country(flow.from_region)).year


def people_this_year(from_region: str, to_region: str, year: int, *, sensitive: bool | None = None) -> int:
    """How many people's data went one way in a year, each counted once however many flows it went through."""
    entries = TransferEntry.objects.filter(flow__from_region=from_region, flow__to_region=to_region, year=year)
    if sensitive is not None:
        entries = entries.filter(flow__is_sensitive=sensitive)
    return entries.aggregate(people=Count("person", distinct=True))["people"] or 0


@dataclass(frozen=True, slots=True)
class Direction:
    """One way across the border, as this year stands."""

    from_side: str
    to_side: str
    from_region: str
    to_region: str
    is_open: bool
    people: int
    sensitive: int

    @property
    def is_near_limit(self) -> bool:
        """Whether 80 % of the yearly limit are reached."""
        return self.people >= ALARM_AT

    @property
    def percent(self) -> float:
        """How much of the yearly limit is reached, in percent."""
        return self.people * 100 / YEARLY_LIMIT

    @property
    def limit(self) -> int:
        """The yearly limit."""
        return YEARLY_LIMIT


def directions() -> list[Direction]:
    """Both ways across the border."""
    found = []
    for from_side, to_side in OTHER_SIDE.items():
        regions = region_of(from_side), region_of(to_side)
        year = year_of(TransferFlow(from_region=regions[0]))
        found.append(
            Direction(
                from_side,
                to_side,
                *regions,
                is_open=flow_is_on(from_side, to_side),
                people=people_this_year(*regions, year),
                sensitive=people_this_year(*regions, year, sensitive=True),
            )
        )
    return found


def flows() -> QuerySet[TransferFlow]:
    """All flows; both sides know what crosses either way."""
    return TransferFlow.objects.select_related("assessment__following", "switched_by").order_by("from_region", "pk")


@dataclass(frozen=True, slots=True)
class Counted:
    """A flow in one year: people whose data went through it, each once, and how often it did."""

    year: int
    people: int = 0
    times: int = 0


def flow_counts(shown: list[TransferFlow]) -> dict[int, Counted]:
    """For each of the flows, by number, this year's counts; the year is that of the country the data leaves."""
    years = {flow.pk: year_of(flow) for flow in shown}
    rows = (
        TransferEntry.objects.filter(flow__in=years, year__in=set(years.values()))
        .values("flow", "year")
        .annotate(people=Count("pk"), times=Sum("count"))
        .order_by()
    )
    found = {
        row["flow"]: Counted(row["year"], row["people"], row["times"])
        for row in rows
        if row["year"] == years[row["flow"]]
    }
    return {number: found.get(number, Counted(year)) for number, year in years.items()}


def yearly_counts(flow: TransferFlow) -> list[Counted]:
    """A flow's counts of every year in which something went through it, the latest first."""
    rows = flow.entries.values("year").annotate(people=Count("pk"), times=Sum("count")).order_by("-year")
    return [Counted(row["year"], row["people"], row["times"]) for row in rows]


def editable_flows(user: User) -> QuerySet[TransferFlow]:
    """The flows that a side is answerable for: those whose data is its own."""
    if user.side not in OTHER_SIDE:
        return TransferFlow.objects.none()
    return flows().filter(from_region=region_of(user.side))


def visible_assessments(user: User) -> QuerySet[Assessment]:
    """A side's own assessments, the latest first."""
    assessments = Assessment.objects.filter(side=user.side).exclude(side=Side.NONE)
    return assessments.select_related("following", "previous", "created_by").order_by("-done_on", "-pk")


def current_since(day: date | None = None) -> date:
    """The day on which an assessment must have been made, or later, to be current on ``day`` (None: today)."""
    day = day or timezone.localdate()
    return day.replace(year=day.year - YEARS_CURRENT, day=min(day.day, 28) if day.month == 2 else day.day)


def is_current(assessment: Assessment) -> bool:
    """Whether a flow may be switched on by it: made within three years, and no later version takes its place."""
    return assessment.done_on > current_since() and not hasattr(assessment, "following")


def current_assessments(side: str) -> QuerySet[Assessment]:
    """A side's assessments for which ``is_current`` holds."""
    current = Assessment.objects.filter(side=side, done_on__gt=current_since(), following=None)
    return current.order_by("title", "-done_on")


def flows_out_of_date(side: str) -> list[TransferFlow]:
    """A side's flows that are on while their assessment is no longer current."""
    running = flows().filter(from_region=region_of(side), is_on=True)
    return [flow for flow in running if flow.assessment is not None and not is_current(flow.assessment)]
