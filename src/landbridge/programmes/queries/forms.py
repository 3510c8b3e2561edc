"""The form of a call, and what the house knows already of who answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from landbridge.base.identifiers import display_number
from landbridge.directory.models import Organisation
from landbridge.people.models import Person
from landbridge.people.wording.names import display_name
from landbridge.programmes.models import Application, ApplicationVersion, Call, FormVersion
from landbridge.programmes.questions.building import paths
from landbridge.programmes.questions.numbers import plain
from landbridge.programmes.questions.reading import read_form
from landbridge.programmes.questions.shape import Form, Kind, Question


def current_form(call: Call) -> FormVersion | None:
    """The form that is asked now; None for a call that has none yet."""
    return call.forms.order_by("-number").first()


def prefilled(form: Form, *, organisation: Organisation | None, person: Person | None, language: str) -> dict[str, Any]:
    """The answers the house can give: what is wrong in them is the applicant's to correct, here and at its source."""
    answers: dict[str, Any] = {}
    for question in form:
        if question.kind is Kind.GROUP or not question.prefill:
            continue
        known = _of_organisation(question, organisation) if organisation else _of_person(question, person, language)
        if known:
            answers[question.code] = known
    return answers


def form_of(version: FormVersion) -> Form:
    """The questions of a version."""
    return read_form(version.questions)


def answered_codes(call: Call) -> set[str]:
    """The questions that somebody has answered, in a draft or a version: their codes, and group.code within groups."""
    applications = Application.objects.filter(call=call)
    versions = ApplicationVersion.objects.filter(application__call=call)
    found: set[str] = set()
    for answers in (*applications.values_list("answers", flat=True), *versions.values_list("answers", flat=True)):
        for code, answer in answers.items():
            found.add(code)
            if isinstance(answer, list):
                found |= {f"{code}.{inner}" for row in answer if isinstance(row, dict) for inner in row}
    files = applications.filter(files__isnull=False).values_list("files__question", flat=True)
    return (found & set(_asked(call))) | set(files)


def _asked(call: Call) -> Iterator[str]:
    """Every question that any version of the form asks or asked."""
    for questions in call.forms.values_list("questions", flat=True):
        yield from paths(questions)


def _of_organisation(question: Question, organisation: Organisation) -> Any:
    if question.prefill == "number":
        register = organisation.number_kind
        if question.kind is Kind.REGISTRATION_NUMBER:
            fits = question.register in {"any", register}
            return {"register": register, "number": display_number(register, organisation.number)} if fits else None
        return display_number(register, organisation.number)
    if question.prefill == "exports":
        figure = organisation.exports.order_by("-year").first()
        if figure is None:
            return None
        amount = plain(figure.amount)
        return {"amount": amount, "currency": figure.currency} if question.kind is Kind.MONEY else amount
    fact = _FACTS.get(question.prefill)
    return str(fact(organisation) or "") if fact and question.kind in _TYPED else None


def _of_person(question: Question, person: Person | None, language: str) -> Any:
    if person is None or question.kind not in _TYPED:
        return None
    if question.prefill == "name":
        return display_name(person.names.all(), language)[0]
    return {"email": person.email, "phone": person.phone}.get(question.prefill)


_TYPED = {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER}
_FACTS: Mapping[str, Callable[[Organisation], Any]] = {
    "name": str,
    **{
        name: attrgetter(name)
        for name in ("name_ko", "name_zh", "name_en", "region", "website", "phone", "founded", "employees")
    },
}
