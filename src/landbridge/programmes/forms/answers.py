"""A call's form as HTML has it: what a browser sends, read into answers, and what a page draws for each question.

The name of a field is the place of its question, with ``.amount``, ``.currency``, ``.number`` or ``.register`` behind
it where an answer has two parts; ``contacts.rows`` says how many rows of a group were on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from landbridge.base.dates import BadDate, read_date
from landbridge.base.files.kinds import KINDS as FILE_KINDS
from landbridge.directory.models import NumberKind
from landbridge.programmes.questions.faults import Fault
from landbridge.programmes.questions.shape import Form, Kind, Question, rows_of

_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question as the page draws it. ``value`` and ``second`` are what was typed (amount and currency, …)."""

    path: str
    id: str
    kind: str
    label: str
    language: str
    help: str
    help_language: str
    is_required: bool
    is_hidden: bool
    fault: str
    value: str = ""
    second: str = ""
    unit: str = ""
    most: int = 0
    bounds: tuple[str, str] = ("", "")
    options: tuple[tuple[str, str, str, bool], ...] = ()  # code, label, its language, chosen
    seconds: tuple[tuple[str, str], ...] = ()  # currencies, registers
    files: Sequence[Mapping[str, Any]] = ()
    accept: str = ""
    megabytes: str = ""
    rows: tuple[tuple[Drawn, ...], ...] = ()
    may_add: bool = False


def posted_answers(form: Form, data: QueryDict) -> dict[str, Any]:
    """The answers that a browser sent, as a draft has them; files are sent one by one, elsewhere."""
    answers = {one.code: _posted(one, one.code, data) for one in form if one.kind is not Kind.FILE}
    for question in form:
        if question.kind is Kind.GROUP:
            sent = data.get(f"{question.code}.rows", "0")
            count = min(int(sent), _MOST_ROWS) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else 0
            rows = [_row(question, number, data) for number in range(count)]
            answers[question.code] = _with_buttons(question, rows, data)
    return answers


def drawn(form: Form, answers: Mapping[str, Any], faults: Mapping[str, Fault], language: str) -> list[Drawn]:
    """The form with what was answered and what is wrong, in the order it is asked."""
    groups = (one for one in form if one.kind is Kind.GROUP)
    begun: dict[str, list[dict[str, Any]]] = {one.code: [{}] * int(one.least or 0) for one in groups}
    whole = {**answers, **{code: rows for code, rows in begun.items() if not rows_of(answers.get(code))}}
    page = _Page(form.visible(whole), faults, language)
    return [_drawn(one, one.code, whole.get(one.code), page) for one in form]


def _row(question: Question, number: int, data: QueryDict) -> dict[str, Any]:
    return {one.code: _posted(one, f"{question.code}.{number}.{one.code}", data) for one in question.questions}


def _with_buttons(question: Question, rows: list[dict[str, Any]], data: QueryDict) -> list[dict[str, Any]]:
    """Rows after the button that was pressed: one more, or one less."""
    if data.get("row_add") == question.code:
        return [*rows, {}]
    code, _, number = data.get("row_remove", "").partition(".")
    if code == question.code and number.isdecimal() and int(number) < len(rows):
        return [row for place, row in enumerate(rows) if place != int(number)]
    return rows


def _posted(question: Question, path: str, data: QueryDict) -> Any:
    match question.kind:
        case Kind.MONEY:
            return {"amount": data.get(f"{path}.amount", ""), "currency": data.get(f"{path}.currency", "")}
        case Kind.REGISTRATION_NUMBER:
            return {"number": data.get(f"{path}.number", ""), "register": data.get(f"{path}.register", "")}
        case Kind.CHOICES:
            return data.getlist(path)
        case Kind.CONSENT:
            return path in data
        case _:
            return data.get(path, "")


@dataclass(frozen=True, slots=True)
class _Page:
    """What all questions of a page are drawn by."""

    asked: frozenset[str]
    faults: Mapping[str, Fault]
    language: str


def _drawn(question: Question, path: str, answer: Any, page: _Page) -> Drawn:
    label, in_language = question.label.read(page.language)
    told, help_language = question.help.read(page.language)
    fault = page.faults.get(path)
    if question.kind is Kind.GROUP:
        more = _group(question, path, answer, page)
    else:
        more = _PARTS[question.kind](question, answer, page.language)
    return Drawn(
        path=path,
        id=f"q-{path.replace('.', '-')}",
        kind=question.kind.value,
        label=label,
        language=in_language,
        help=told,
        help_language=help_language,
        is_required=question.required or bool(question.kind is Kind.GROUP and question.least),
        is_hidden=path not in page.asked,
        fault=fault.message() if fault else "",
        **more,
    )


def _group(question: Question, path: str, answer: Any, page: _Page) -> dict[str, Any]:
    rows = rows_of(answer)
    drawn_rows = (
        tuple(_drawn(one, f"{path}.{number}.{one.code}", row.get(one.code), page) for one in question.questions)
        for number, row in enumerate(rows)
    )
    return {"rows": tuple(drawn_rows), "may_add": question.most is None or len(rows) < question.most}


def _typed(question: Question, answer: Any, language: str) -> dict[str, Any]:
    most = int(question.most or 0) if question.kind is not Kind.NUMBER else 0
    return {"value": str(answer or ""), "unit": question.unit.read(language)[0], "most": most}


def _money(question: Question, answer: Any, _language: str) -> dict[str, Any]:
    parts = answer if isinstance(answer, Mapping) else {}
    return {
        "value": str(parts.get("amount", "")),
        "second": str(parts.get("currency") or question.currencies[0]),
        "seconds": tuple((one, one) for one in question.currencies),
    }


def _registration_number(question: Question, answer: Any, _language: str) -> dict[str, Any]:
    parts, is_open = answer if isinstance(answer, Mapping) else {}, question.register == "any"
    registers = tuple((one, str(NumberKind(one).label)) for one in ("brn", "uscc", "other"))
    return {
        "value": str(parts.get("number", "")),
        "second": str(parts.get("register", "")) if is_open else question.register,
        "seconds": registers if is_open else (),
    }


def _choices(question: Question, answer: Any, language: str) -> dict[str, Any]:
    chosen = answer if isinstance(answer, list) else [answer]
    return {"options": tuple((one.code, *one.label.read(language), one.code in chosen) for one in question.options)}


def _files(question: Question, answer: Any, _language: str) -> dict[str, Any]:
    files = answer if isinstance(answer, list) else []
    return {
        "files": files,
        "accept": ", ".join(suffix for one in question.types for suffix in FILE_KINDS[one].suffixes),
        "megabytes": f"{question.max_bytes / 1_000_000:g}",
        "may_add": question.most is None or len(files) < question.most,
    }


def _date(question: Question, answer: Any, _language: str) -> dict[str, Any]:
    first, last = (one.isoformat() if one else "" for one in (question.first, question.last))
    try:
        value = read_date(answer if isinstance(answer, str) else "").isoformat()
    except BadDate:  # a browser's field of dates shows nothing that is no date; what was typed stays in the draft
        value = ""
    return {"value": value, "bounds": (first, last)}


def _consent(_question: Question, answer: Any, _language: str) -> dict[str, Any]:
    return {"value": "1" if answer is True else ""}


_PARTS: Mapping[Kind, Callable[[Question, Any, str], dict[str, Any]]] = {
    Kind.TEXT: _typed,
    Kind.LONG_TEXT: _typed,
    Kind.NUMBER: _typed,
    Kind.MONEY: _money,
    Kind.CHOICE: _choices,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.FILE: _files,
    Kind.REGISTRATION_NUMBER: _registration_number,
    Kind.CONSENT: _consent,
}
