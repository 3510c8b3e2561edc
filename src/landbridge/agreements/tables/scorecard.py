"""The scorecard of an agreement: what both sides promised, where it stands, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.models import Agreement
from landbridge.agreements.queries.obligations import Course, Standing
from landbridge.agreements.queries.panels import Coming, Note
from landbridge.agreements.queries.terms import notice_deadline, renews_itself
from landbridge.base.clocks import side_zones
from landbridge.base.templatetags.ui.places import to_bcp47

COURSES: Mapping[Course, tuple[Promise, str]] = {
    Course.DONE: (gettext_lazy("done"), "good"),
    Course.ON_COURSE: (gettext_lazy("on course"), "river"),
    Course.BEHIND: (gettext_lazy("behind"), "warn"),
    Course.OVERDUE: (gettext_lazy("overdue"), "bad"),
    Course.NOT_BEGUN: (gettext_lazy("not begun"), ""),
    Course.DROPPED: (gettext_lazy("dropped"), ""),
}
STATE_TAGS: Mapping[str, str] = {
    Agreement.State.IN_FORCE: "good",
    Agreement.State.SIGNED: "river",
    Agreement.State.APPROVED: "river",
    Agreement.State.AGREED: "river",
    Agreement.State.EXPIRED: "warn",
}
#: The way of an agreement, as steps at the head of its page.
STEPS = (
    Agreement.State.DRAFTED,
    Agreement.State.AGREED,
    Agreement.State.APPROVED,
    Agreement.State.SIGNED,
    Agreement.State.IN_FORCE,
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row of the scorecard."""

    standing: Standing
    title: str
    lang: str
    href: str
    notes: Sequence[Note] = field(default_factory=tuple)

    @property
    def course(self) -> Promise:
        """Where it stands, in words."""
        return COURSES[self.standing.course][0]

    @property
    def tag(self) -> str:
        """The colour of these words."""
        return COURSES[self.standing.course][1]

    @property
    def tone(self) -> str:
        """The colour of the bar."""
        if self.standing.course == Course.DONE:
            return "good"
        return "late" if self.standing.is_late else ""

    @property
    def shown(self) -> int:
        """How far the bar goes: no further than its end."""
        return min(self.standing.done, self.standing.target)


@dataclass(frozen=True, slots=True)
class Next:
    """A line of what comes: its day, its clocks or how far away it is, what it is."""

    coming: Coming
    lang: str
    clocks: str
    days: int


def commitments(standings: Iterable[Standing], notes: Mapping[int, Sequence[Note]], language: str) -> list[Commitment]:
    """The rows of a scorecard, in the agreement's order."""
    rows = []
    for standing in standings:
        one = standing.obligation
        title, said_in = one.title.read(language)
        href = reverse("agreements:obligation", args=[one.agreement_id, one.pk])
        rows.append(Commitment(standing, title, to_bcp47(said_in), href, notes.get(one.pk, ())))
    return rows


def own_dates(agreement: Agreement, standings: Iterable[Standing], language: str, on: date) -> list[Coming]:
    """What the agreement itself says that comes: promises due, notice, review, its end."""
    dates = []
    for standing in standings:
        one = standing.obligation
        if standing.course in {Course.ON_COURSE, Course.BEHIND, Course.NOT_BEGUN}:
            title, said_in = one.title.read(language)
            note = _("Due: %(done)s of %(target)s done") % {"done": standing.done, "target": standing.target}
            href = reverse("agreements:obligation", args=[one.agreement_id, one.pk])
            dates.append(Coming(one.due_on, title, said_in, note, href))
    if agreement.review_on:
        dates.append(Coming(agreement.review_on, _("Review by both sides")))
    if agreement.state in {Agreement.State.SIGNED, Agreement.State.IN_FORCE} and agreement.expires_on:
        deadline = notice_deadline(agreement)
        if renews_itself(agreement) and deadline:
            dates.append(Coming(deadline, _("Last day to give notice")))
            dates.append(Coming(agreement.expires_on, _("It renews itself")))
        else:
            dates.append(Coming(agreement.expires_on, _("Its last day")))
    return [one for one in dates if one.on >= on]


def next_rows(dates: Iterable[Coming], on: date, *, most: int = 8) -> list[Next]:
    """The lines of "Next", the earliest first."""
    first = sorted(dates, key=lambda one: (one.on, one.at is None, one.at.timestamp() if one.at else 0.0))[:most]
    return [
        Next(one, to_bcp47(one.language) if one.language else "", both_clocks(one.at) if one.at else "",
             (one.on - on).days)
        for one in first
    ]  # fmt: skip


def both_clocks(at: datetime) -> str:
    """A moment on the clocks of both sides: ``10:00 KST · 09:00 CST``; once where both have the same."""
    said = []
    for zone in side_zones():
        local = at.astimezone(zone)
        said.append(f"{local:%H:%M} {local.tzname()}")
    return " · ".join(dict.fromkeys(said))


def step_states(agreement: Agreement) -> list[tuple[str, str]]:
    """The steps of an agreement's way with what each is now: done, current or still to come."""
    if agreement.state not in STEPS:
        return []
    now = STEPS.index(Agreement.State(agreement.state))
    return [
        (str(state.label), "done" if place < now else "current" if place == now else "")
        for place, state in enumerate(STEPS)
    ]
