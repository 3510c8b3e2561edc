"""Answers: checked question by question, and brought into the form they are kept in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from landbridge.base.amounts import BadAmount, read_amount
from landbridge.base.dates import BadDate, read_date
from landbridge.base.identifiers import BadNumber, check_number, guess_kind
from landbridge.base.plain_text import visible
from landbridge.base.unreadable import Unreadable
from landbridge.programmes.questions.conditions import is_answered
from landbridge.programmes.questions.faults import Fault
from landbridge.programmes.questions.numbers import decimal_of, plain
from landbridge.programmes.questions.shape import Form, Kind, Question, rows_of

LONGEST = 20_000  #: characters of one answer that are kept at all
_MOST_ROWS = 60


class Wrong(Exception):
    """An answer that can't be taken; ``code`` as in ``Fault``."""

    def __init__(self, code: str, cause: Unreadable | None = None, **params: Any) -> None:
        super().__init__(code)
        self.code, self.cause, self.params = code, cause, params


def check_answers(form: Form, answers: Mapping[str, Any], *, complete: bool = True) -> dict[str, Fault]:
    """What is wrong, by place; nothing if the answers can be submitted.

    ``complete=False`` checks a draft: what is not answered yet is no fault.
    """
    asked = form.visible(answers)
    faults: dict[str, Fault] = {}
    for question in form:
        if question.code not in asked:
            continue
        answer = answers.get(question.code)
        if fault := _fault(question, answer):
            faults[question.code] = fault
        if question.kind is Kind.GROUP:
            for number, row in enumerate(rows_of(answer)[:_MOST_ROWS]):
                for one in question.questions:
                    place = f"{question.code}.{number}.{one.code}"
                    if place in asked and (fault := _fault(one, row.get(one.code), question, number)):
                        faults[place] = fault
    return faults if complete else {place: fault for place, fault in faults.items() if not fault.is_gap}


def clean_answers(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they are kept: read, and without what was not asked or not answered.

    :raises Wrong: if one can't be read; ``check_answers`` has said so before.
    """
    asked = form.visible(answers)
    cleaned: dict[str, Any] = {}
    for question in form:
        answer = answers.get(question.code)
        if question.code not in asked or not is_answered(answer):
            continue
        if question.kind is Kind.GROUP:
            cleaned[question.code] = [
                {
                    one.code: read_answer(one, row[one.code])
                    for one in question.questions
                    if f"{question.code}.{number}.{one.code}" in asked and is_answered(row.get(one.code))
                }
                for number, row in enumerate(rows_of(answer))
            ]
        else:
            cleaned[question.code] = read_answer(question, answer)
    return cleaned


def tidy(form: Form, answers: Any) -> dict[str, Any]:
    """What somebody sent as a draft, without what no question asked for; what was typed stays as it was typed.

    Files are not among them: which files there are, the database says, not who sends a form.
    """
    sent = answers if isinstance(answers, Mapping) else {}
    kept: dict[str, Any] = {}
    for question in form:
        if question.kind is Kind.GROUP:
            rows = rows_of(sent.get(question.code))[:_MOST_ROWS]
            if rows:
                kept[question.code] = [dict(_tidied(question.questions, row)) for row in rows]
        elif question.kind is not Kind.FILE:
            kept |= dict(_tidied((question,), sent))
    return kept


def read_answer(question: Question, answer: Any) -> Any:
    """One answer as it is kept.

    :raises Wrong: if it can't be read as one.
    """
    return _READERS[question.kind](question, answer)


def _fault(question: Question, answer: Any, group: Question | None = None, row: int = 0) -> Fault | None:
    if not is_answered(answer):
        return Fault(_gap(question), question, group, row, {"least": question.least}) if _gap(question) else None
    try:
        read_answer(question, answer)
    except Wrong as wrong:
        return Fault(wrong.code, question, group, row, wrong.params, wrong.cause)
    return None


def _gap(question: Question) -> str:
    """What is missing if there is no answer, or nothing."""
    if question.kind is Kind.GROUP:
        return "too_few_rows" if question.least else "missing" if question.required else ""
    if not question.required:
        return ""
    return {Kind.CONSENT: "not_agreed", Kind.FILE: "no_file"}.get(question.kind, "missing")


def _tidied(questions: tuple[Question, ...], sent: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for question in questions:
        answer = sent.get(question.code)
        if question.kind in {Kind.MONEY, Kind.REGISTRATION_NUMBER}:
            keys = ("amount", "currency") if question.kind is Kind.MONEY else ("number", "register")
            if isinstance(answer, Mapping):
                parts = {key: _typed(answer.get(key)) for key in keys}
                if parts[keys[0]]:
                    yield question.code, parts
        elif question.kind is Kind.CHOICES:
            chosen = [_typed(one) for one in answer[:_MOST_ROWS]] if isinstance(answer, list) else []
            if any(chosen):
                yield question.code, [one for one in chosen if one]
        elif question.kind is Kind.CONSENT:
            if answer is True:
                yield question.code, True
        elif typed := _typed(answer):  # long texts too: what is too long is told, what is far too long is cut
            yield question.code, typed


def _typed(answer: Any) -> str:
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        return ""
    if isinstance(answer, float) and not math.isfinite(answer):
        return ""
    return visible(str(answer)[:LONGEST])


def _text(question: Question, answer: Any) -> str:
    if not isinstance(answer, str):
        raise Wrong("shape")
    said = visible(answer).strip()
    if question.kind is Kind.TEXT:
        said = " ".join(said.split())
    if question.most is not None and len(said) > question.most:
        raise Wrong("too_long", found=f"{len(said):,}", most=f"{question.most:,}")
    return said


def _number(question: Question, answer: Any) -> str:
    number = decimal_of(answer) if isinstance(answer, str) else None
    if number is None:
        raise Wrong("no_number", found=str(answer)[:40])
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > question.decimals:
        raise Wrong("decimals", most=question.decimals) if question.decimals else Wrong("whole")
    if question.least is not None and number < question.least:
        raise Wrong("below", least=_said(question.least))
    if question.most is not None and number > question.most:
        raise Wrong("above", most=_said(question.most))
    return plain(number)


def _money(question: Question, answer: Any) -> dict[str, str]:
    if not isinstance(answer, Mapping):
        raise Wrong("shape")
    try:
        money = read_amount(str(answer.get("amount", ""))[:60], str(answer.get("currency", ""))).rounded()
    except BadAmount as error:
        raise Wrong("unreadable", error) from error
    if money.currency not in question.currencies:
        raise Wrong("currency", wanted=", ".join(question.currencies))
    if money.amount < 0:
        raise Wrong("negative")
    return {"amount": plain(money.amount), "currency": money.currency}


def _choice(question: Question, answer: Any) -> str:
    if not isinstance(answer, str) or answer not in {one.code for one in question.options}:
        raise Wrong("no_choice")
    return answer


def _choices(question: Question, answer: Any) -> list[str]:
    if not isinstance(answer, list):
        raise Wrong("shape")
    chosen = {_choice(question, one) for one in answer}
    return [one.code for one in question.options if one.code in chosen]


def _date(question: Question, answer: Any) -> str:
    try:
        day: date = read_date(answer if isinstance(answer, str) else "")
    except BadDate as error:
        raise Wrong("unreadable", error) from error
    if question.first and day < question.first:
        raise Wrong("too_early", first=question.first.isoformat())
    if question.last and day > question.last:
        raise Wrong("too_late", last=question.last.isoformat())
    return day.isoformat()


def _files(question: Question, answer: Any) -> list[dict[str, Any]]:
    if not isinstance(answer, list) or not all(isinstance(one, dict) and "sha256" in one for one in answer):
        raise Wrong("shape")
    if question.most is not None and len(answer) > question.most:
        raise Wrong("too_many_files", most=str(question.most))
    return [{key: one.get(key) for key in ("id", "name", "size", "sha256")} for one in answer]


def _registration_number(question: Question, answer: Any) -> dict[str, str]:
    if not isinstance(answer, Mapping):
        raise Wrong("shape")
    number, register = str(answer.get("number", ""))[:100], question.register
    if register == "any":
        chosen = str(answer.get("register", ""))
        register = chosen if chosen in {"brn", "uscc", "other"} else guess_kind(number) or "other"
    try:
        return {"register": register, "number": check_number(register, number)}
    except BadNumber as error:
        raise Wrong("unreadable", error) from error


def _consent(_question: Question, answer: Any) -> bool:
    if answer is not True:
        raise Wrong("shape")
    return True


def _group(question: Question, answer: Any) -> list[Any]:
    """Only how many rows there are; what stands in them is read question by question."""
    if not isinstance(answer, list):
        raise Wrong("shape")
    if question.least is not None and len(answer) < question.least:
        raise Wrong("too_few_rows", least=str(question.least))
    if question.most is not None and len(answer) > question.most:
        raise Wrong("too_many_rows", most=str(question.most))
    return answer


def _said(number: Decimal) -> str:
    return f"{number.normalize():,f}"


_READERS: Mapping[Kind, Callable[[Question, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.FILE: _files,
    Kind.REGISTRATION_NUMBER: _registration_number,
    Kind.CONSENT: _consent,
    Kind.GROUP: _group,
}
