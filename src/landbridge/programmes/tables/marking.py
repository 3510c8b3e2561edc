"""What an evaluator reads of an application: each question with its answer, as the form of that version asked it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landbridge.base.identifiers import display_number
from landbridge.base.money import Money, spell
from landbridge.base.phones import without_phones
from landbridge.base.text import language_of
from landbridge.programmes.models import ApplicationVersion
from landbridge.programmes.questions.reading import read_form
from landbridge.programmes.questions.shape import Kind, Question, rows_of

#: Of an applicant of the other side an evaluator reads what is proposed, not whom to call.
PERSONAL = frozenset({"email", "phone"})
HOLDING_PEOPLE = frozenset({Kind.GROUP, Kind.FILE})
_ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and its answer, each with its language; ``files`` are (number, name) of what was uploaded."""

    label: str
    label_language: str
    text: str
    language: str
    files: tuple[tuple[int, str], ...] = ()
    withheld: bool = False


def answers_of(version: ApplicationVersion, language: str, *, across: bool) -> list[Answer]:
    """The answers of a version, in the form's order; what was not asked is not there.

    :param across: whether the reader is of the other side. Groups, which hold people, addresses and telephone numbers
        are withheld then, and so are files, as nobody can say whom they name.
    """
    form = read_form(version.form.questions)
    asked = form.visible(version.answers)
    rows: list[Answer] = []
    for question in form:
        if question.code in asked and question.kind is not Kind.CONSENT:
            rows += _said(question, version.answers.get(question.code), language, across)
    return rows


def _said(question: Question, answer: Any, language: str, across: bool) -> Iterator[Answer]:
    label, label_language = question.label.read(language)
    if across and (question.kind in HOLDING_PEOPLE or question.prefill in PERSONAL):
        yield Answer(label, label_language, "", "", withheld=True)
        return
    if question.kind is Kind.GROUP:
        for number, row in enumerate(rows_of(answer), 1):
            for one in question.questions:
                if row.get(one.code) not in (None, "", []):
                    within, within_language = one.label.read(language)
                    text = _text(one, row[one.code], language)
                    yield Answer(f"{label} {number}: {within}", within_language, text, language_of(text))
        return
    files = tuple(_files(answer)) if question.kind is Kind.FILE else ()
    text = "" if files else _text(question, answer, language)
    if across:
        text = without_phones(_ADDRESS.sub(_("[address withheld]"), text), _("[telephone withheld]"))
    yield Answer(label, label_language, text, language_of(text), files)


def _text(question: Question, answer: Any, language: str) -> str:  # noqa: PLR0911 - one line a kind
    if answer in (None, "", []):
        return ""
    match question.kind, answer:
        case Kind.MONEY, {"amount": str(amount), "currency": str(currency)}:
            return spell(Money(Decimal(amount), currency), language)
        case Kind.NUMBER, str(number):
            unit = question.unit.read(language)[0]
            return f"{Decimal(number):,f} {unit}".strip()
        case Kind.DATE, str(day):
            return date_format(date.fromisoformat(day))
        case Kind.REGISTRATION_NUMBER, {"number": str(number), **more}:
            return display_number(str(more.get("register", "")), number)
        case ((Kind.CHOICE | Kind.CHOICES), chosen):
            codes = chosen if isinstance(chosen, list) else [chosen]
            return ", ".join(one.label.read(language)[0] for one in question.options if one.code in codes)
    return str(answer)


def _files(answer: Any) -> Iterator[tuple[int, str]]:
    for one in rows_of(answer):
        match one:
            case {"id": int(number), "name": str(name)}:
                yield number, name


def file_numbers(answers: Iterable[Answer]) -> frozenset[int]:
    """The numbers of the files among answers as their reader has them: what is withheld can't be opened either."""
    return frozenset(number for answer in answers for number, _name in answer.files)
