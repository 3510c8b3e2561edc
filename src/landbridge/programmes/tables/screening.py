"""Screening as its pages draw it: evaluators by name or number, the matrix, the ranking's rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.text import Trilingual, language_of
from landbridge.people.models import User
from landbridge.people.queries.persons import visible_persons
from landbridge.people.wording.names import display_name
from landbridge.programmes.models import Application, Assignment, Call, Evaluator
from landbridge.programmes.queries.screening import evaluators_of, own_evaluators
from landbridge.programmes.wording.screening import CONFLICTS


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its language; ``person`` is whose it is, where it is a person's and must be disclosed."""

    text: str
    language: str
    person: int | None = None


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


def applicant_names(applications: list[Application], reader: User) -> dict[int, Name]:
    """The applicants by application: organisations by name, persons where the reader may see them, else by number."""
    language = get_language() or "en"
    numbers = [one.person_id for one in applications if one.person_id is not None]
    persons = {}
    if numbers:
        persons = {one.pk: one for one in visible_persons(reader).filter(pk__in=numbers).prefetch_related("names")}
    names = {}
    for one in applications:
        if one.organisation is not None:
            held = one.organisation
            text, said = Trilingual(held.name_ko, held.name_zh, held.name_en).read(language)
            names[one.pk] = Name(text, said)
        elif one.person_id in persons:
            text, said = display_name(persons[one.person_id].names.all(), language)
            names[one.pk] = Name(text, said, one.person_id)
        else:
            text = _("Application %(number)s") % {"number": one.number}
            names[one.pk] = Name(text, language_of(text))
    return names


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
