"""Answers as their reader has them: beside the question of the form they were given to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landbridge.base.identifiers import display_number
from landbridge.base.text import language_of
from landbridge.directory.models import NumberKind
from landbridge.programmes.questions.differences import Change
from landbridge.programmes.questions.shape import Form, Kind, Question, rows_of


@dataclass(frozen=True, slots=True)
class File:
    """A file that answers a question; ``number`` is that of the application's file."""

    number: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer: ``text`` in ``answer_language``, or files, or the rows of a group."""

    label: str
    language: str
    text: str = ""
    answer_language: str = ""
    files: tuple[File, ...] = ()
    rows: tuple[tuple[Answered, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What one version said and the next says, at one place."""

    label: str
    language: str
    group: str
    row: int
    before: Answered
    after: Answered


def answered(form: Form, answers: Mapping[str, Any], language: str) -> list[Answered]:
    """Everything that was answered, in the order it was asked, for a reader of ``language``."""
    return [_answered(one, answers[one.code], language) for one in form if one.code in answers]


def changed(changes: Iterable[Change], language: str) -> list[Changed]:
    """What differs between two versions."""
    rows = []
    for change in changes:
        label, in_language = change.question.label.read(language)
        group = change.group.label.read(language)[0] if change.group else ""
        before, after = (_answered(change.question, side, language) for side in (change.before, change.after))
        rows.append(Changed(label, in_language, group, change.row + 1, before, after))
    return rows


def said(question: Question, answer: Any, language: str) -> tuple[str, str]:
    """One answer in words, and the language they are in."""
    if answer in (None, "", [], {}):
        return "", language
    word = _WORDS.get(question.kind)
    try:
        return (word(question, answer, language), language) if word else (str(answer), language_of(str(answer)))
    except (AttributeError, KeyError, TypeError, ArithmeticError, ValueError):  # a draft's, not readable yet
        typed = " ".join(map(str, answer.values())) if isinstance(answer, Mapping) else str(answer)
        return typed, language_of(typed)


def plain_said(question: Question, answer: Any, language: str) -> str:
    """One answer for a cell: files by their names, a row of a group on one line."""
    if question.kind is Kind.FILE:
        return "\n".join(str(one.get("name", "")) for one in answer or ())
    if question.kind is Kind.GROUP:
        lines = ([said(one, row.get(one.code), language)[0] for one in question.questions] for row in rows_of(answer))
        return "\n".join(" · ".join(filter(None, line)) for line in lines)
    return said(question, answer, language)[0]


def _answered(question: Question, answer: Any, language: str) -> Answered:
    label, in_language = question.label.read(language)
    if question.kind is Kind.FILE:
        files = tuple(File(one.get("id", 0), one.get("name", ""), one.get("size", 0)) for one in answer or ())
        return Answered(label, in_language, files=files)
    if question.kind is Kind.GROUP:
        rows = tuple(
            tuple(_answered(one, row[one.code], language) for one in question.questions if one.code in row)
            for row in rows_of(answer)
        )
        return Answered(label, in_language, rows=rows)
    text, answer_language = said(question, answer, language)
    return Answered(label, in_language, text, answer_language)


def _figure(number: str) -> str:
    return f"{Decimal(number):,f}"


def _chosen(question: Question, answer: Any, language: str) -> str:
    labels = {one.code: one.label.read(language)[0] for one in question.options}
    chosen = answer if isinstance(answer, list) else [answer]
    return ("、" if language == "zh-hans" else ", ").join(labels.get(one, str(one)) for one in chosen)


def _number(question: Question, answer: Any, language: str) -> str:
    return f"{_figure(answer)} {question.unit.read(language)[0]}".strip()


def _money(_question: Question, answer: Any, _language: str) -> str:
    return f"{_figure(answer['amount'])} {answer['currency']}"


def _date(_question: Question, answer: Any, _language: str) -> str:
    day = parse_date(answer)
    return date_format(day, "DATE_FORMAT") if day else str(answer)


def _registration_number(_question: Question, answer: Any, _language: str) -> str:
    register = answer.get("register", "")
    return f"{display_number(register, answer['number'])} ({NumberKind(register).label})"


def _agreed(_question: Question, _answer: Any, _language: str) -> str:
    return _("agreed")


_WORDS: Mapping[Kind, Callable[[Question, Any, str], str]] = {
    Kind.CHOICE: _chosen,
    Kind.CHOICES: _chosen,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.REGISTRATION_NUMBER: _registration_number,
    Kind.CONSENT: _agreed,
}
