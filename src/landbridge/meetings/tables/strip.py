"""The strip above the board: how good the timetable is as it stands, and what was proved of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from django.core.cache import cache
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from landbridge.base.log import LogEntry
from landbridge.meetings.models import BoardChange, Fair, SolveRun
from landbridge.meetings.planning import scored
from landbridge.meetings.queries import fair_plan, fair_problem

KEPT = 3600  #: seconds that figures of one version of a fair are kept


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip, as the ``stat`` component takes it."""

    label: str
    value: str
    whole: str = ""
    note: str = ""
    tone: str = ""


class Standing(TypedDict):
    """What is counted once for each version of a fair."""

    values: dict[str, int]
    held: int
    wishes: int
    worth: int
    companies: int
    worked: int
    on_shift: int


def strip(fair: Fair) -> list[Figure]:
    """Wishes and priority met, breaks, changes of table, and how busy the interpreters are."""
    counted = _counted(fair)
    values, companies = counted["values"], counted["companies"]
    figures = [
        Figure(_("Wishes met"), number_format(counted["held"]), number_format(counted["wishes"])),
        _priority(fair, counted),
    ]
    if companies:
        figures.append(Figure(_("Breaks per company"), number_format(values["breaks"] / companies, 1)))
    figures.append(Figure(_("Table changes"), number_format(values["table_changes"])))
    if counted["on_shift"]:
        most = _("busiest: %(rounds)s rounds") % {"rounds": number_format(values["interpreter_load"])}
        figures.append(Figure(_("Interpreter load"), _percent(counted["worked"], counted["on_shift"], 0), note=most))
    return figures


def _priority(fair: Fair, counted: Standing) -> Figure:
    value, worth = counted["values"]["priority"], counted["worth"]
    label, share = _("Priority met"), _percent(value, worth, 1)
    bound = _bound(fair, counted["values"])
    if bound is None or not counted["held"]:
        return Figure(label, share)
    if bound <= value:
        return Figure(label, share, note=_("proved best"), tone="good")
    return Figure(label, share, note=_("at most %(share)s possible") % {"share": _percent(bound, worth, 1)})


def _percent(part: int, whole: int, decimals: int) -> str:
    """Rounded down, so that 100 % is said only of all."""
    scale = 10**decimals
    floor = (part * 100 * scale // whole) / scale if whole else 0
    return f"{number_format(floor, decimals)}%"


def _bound(fair: Fair, values: dict[str, int]) -> int | None:
    """What no timetable can exceed in priority, as far as the last search proved it and it still holds.

    It was proved for timetables that hold as many musts, under the locks and settings of then.
    """
    finished = (SolveRun.State.DONE, SolveRun.State.STOPPED)
    run = SolveRun.objects.filter(fair=fair, state__in=finished).first()
    if run is None or _loosened(fair, run):
        return None
    bounds: dict[str, int | None] = {level["name"]: level["bound"] for level in run.levels}
    return bounds.get("priority") if bounds.get("musts") == values["musts"] else None


def _loosened(fair: Fair, run: SolveRun) -> bool:
    """Whether more is allowed now than when ``run`` began: settings changed, or a lock was given up."""
    changed = LogEntry.objects.filter(
        app=fair._meta.app_label,  # noqa: SLF001 - Django's own public way to a model's names
        object_id=str(fair.pk),
        verb="meetings.fair_changed",
        at__gte=run.created_at,
    )
    if changed.exists():
        return True
    since = BoardChange.objects.filter(fair=fair, at__gte=run.created_at).values_list("before", "after")
    return any(
        spot and spot["locked"] and not (after[wish] or {}).get("locked")
        for before, after in since
        for wish, spot in before.items()
    )


def _counted(fair: Fair) -> Standing:
    key = f"meetings.strip.{fair.pk}.{fair.version}"
    counted: Standing | None = cache.get(key)
    if counted is None:
        counted = _count(fair)
        cache.set(key, counted, KEPT)
    return counted


def _count(fair: Fair) -> Standing:
    problem, plan = fair_problem(fair), fair_plan(fair)
    lengths = {wish.id: wish.length for wish in problem.wishes}
    return Standing(
        values={level.name: level.value for level in scored(problem, plan)},
        held=len(plan),
        wishes=len(problem.wishes),
        worth=sum(wish.worth for wish in problem.wishes),
        companies=len(problem.participants),
        worked=sum(lengths[wish] for wish, place in plan.items() if place.interpreter is not None),
        on_shift=sum(len(problem.slots) - len(person.unavailable) for person in problem.interpreters),
    )
