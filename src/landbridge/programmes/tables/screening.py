"""Screening as its pages draw it: evaluators by name or number, the matrix, the ranking's rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from landbridge.people.models import User
from landbridge.programmes.models import Application, Assignment, Call, Evaluator
from landbridge.programmes.queries.screening import evaluators_of, own_evaluators
from landbridge.programmes.tables.applicants import Name, applicant_names
from landbridge.programmes.wording.screening import CONFLICTS


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between an application and an evaluator: a word, its sign, and a longer reason."""

    sign: str
    word: str
    because: str = ""
    state: str = ""


SIGNS = {"assigned": "○", "submitted": "●", "conflict": "✕", "ended": "–"}


def evaluator_names(call: Call, reader: User) -> dict[int, str]:
    """The evaluators as a reader knows them: those of their own side by name, the others by number."""
    own = set(own_evaluators(reader, call).values_list("pk", flat=True))
    return {
        one.pk: str(one.user) if one.pk in own else _("Evaluator %(number)s") % {"number": number}
        for number, one in enumerate(evaluators_of(call), 1)
    }


def cell_of(assignment: Assignment | None) -> Cell:
    """One cell of the matrix."""
    if assignment is None:
        return Cell("", _("not given"))
    state = Assignment.State(assignment.state)
    because = str(CONFLICTS[assignment.because]) if assignment.because in CONFLICTS else ""
    return Cell(SIGNS[state.value], str(state.label), because, state.value)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One application and what stands between it and each evaluator."""

    application: Application
    name: Name
    cells: tuple[Cell, ...]
    has: int
    lacks: int


def matrix(call: Call, evaluators: list[Evaluator], applications: list[Application], reader: User) -> list[MatrixRow]:
    """The matrix of a call, in the order of the applications' numbers."""
    names = applicant_names(applications, reader)
    held = Assignment.objects.filter(application__in=applications)
    by_pair = {(one.application_id, one.evaluator_id): one for one in held}
    rows = []
    for one in applications:
        found = [by_pair.get((one.pk, who.pk)) for who in evaluators]
        has = sum(row is not None and row.state in ("assigned", "submitted") for row in found)
        lacks = max(0, call.evaluations_each - has)
        rows.append(MatrixRow(one, names[one.pk], tuple(map(cell_of, found)), has, lacks))
    return rows
