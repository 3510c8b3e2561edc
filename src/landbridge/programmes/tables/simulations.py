"""What rules do to applications, as rows of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.models import User
from landbridge.programmes.criteria.weighing import Outcome
from landbridge.programmes.models import Verdict
from landbridge.programmes.queries.simulations import Simulated, Simulation
from landbridge.programmes.tables.applicants import applicant_names, persons_in

OUTCOME_TONES = {Outcome.MET: "good", Outcome.NOT_MET: "bad", Outcome.UNKNOWN: "warn"}


@dataclass(frozen=True, slots=True)
class Line:
    """One application: its applicant's name, and what rules say now and then."""

    name: str
    language: str
    said: Simulated

    @property
    def before(self) -> str:
        """The outcome by the rules as they are, in words."""
        return str(Verdict.Outcome(self.said.before).label)

    @property
    def after(self) -> str:
        """The outcome by the other rules, in words."""
        return str(Verdict.Outcome(self.said.after).label)

    @property
    def tone(self) -> str:
        """How the outcome is coloured."""
        return OUTCOME_TONES[self.said.after]


@dataclass(frozen=True, slots=True)
class Table:
    """A simulation with the names its reader may know."""

    simulation: Simulation
    lines: list[Line]


def simulation_table(request: HttpRequest, simulation: Simulation) -> Table:
    """Name the applicants as far as the reader may know them, and log which persons were named."""
    assert isinstance(request.user, User)  # noqa: S101 - the pages it is on are behind ``@needs``
    names = applicant_names([row.application for row in simulation.rows], request.user)
    disclose_in(request, persons_in(names), "list")
    called = ((names[row.application.pk], row) for row in simulation.rows)
    return Table(simulation, [Line(name.text, name.language, row) for name, row in called])
