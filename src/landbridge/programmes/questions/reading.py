"""Reading a form from its JSON: every key is known, every condition is about an earlier question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from landbridge.base.files.kinds import KINDS as FILE_KINDS
from landbridge.base.plain_text import without_turns
from landbridge.base.text import LANGUAGES, Trilingual
from landbridge.programmes.questions.conditions import Condition, read_condition
from landbridge.programmes.questions.numbers import decimal_of
from landbridge.programmes.questions.shape import (
    CURRENCIES,
    PREFILLS,
    REGISTERS,
    Form,
    Kind,
    Option,
    Question,
)
from landbridge.programmes.wording.forms import BadForm

MOST_QUESTIONS = 120
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LONGEST = {Kind.TEXT: (200, 1_000), Kind.LONG_TEXT: (5_000, 20_000)}  # usual, most
_OWN: Mapping[Kind, frozenset[str]] = {
    Kind.TEXT: frozenset({"most"}),
    Kind.LONG_TEXT: frozenset({"most"}),
    Kind.NUMBER: frozenset({"unit", "least", "most", "decimals"}),
    Kind.MONEY: frozenset({"currencies"}),
    Kind.CHOICE: frozenset({"options"}),
    Kind.CHOICES: frozenset({"options"}),
    Kind.DATE: frozenset({"first", "last"}),
    Kind.FILE: frozenset({"types", "max_bytes", "most"}),
    Kind.REGISTRATION_NUMBER: frozenset({"register"}),
    Kind.CONSENT: frozenset(),
    Kind.GROUP: frozenset({"questions", "least", "most"}),
}
_EVERY = frozenset({"code", "kind", "label", "help", "required", "when", "prefill"})
_NOT_IN_GROUPS = frozenset({Kind.GROUP, Kind.FILE, Kind.CONSENT})


def read_form(questions: Any) -> Form:
    """A form from its JSON.

    :raises BadForm: if it is none, with the code of the question and what is wrong, in words.
    """
    if not isinstance(questions, list):
        raise BadForm("shape")
    if len(questions) > MOST_QUESTIONS:
        raise BadForm("too_many", most=MOST_QUESTIONS)
    return Form(_questions(questions, (), within=""))


def _questions(questions: Sequence[Any], before: Iterable[Question], *, within: str) -> tuple[Question, ...]:
    known = {one.code: one for one in before}
    read: list[Question] = []
    for raw in questions:
        if not isinstance(raw, dict):
            raise BadForm("shape")
        question = _question(raw, known, within=within)
        if any(one.code == question.code for one in read) or (within and question.code in known):
            raise BadForm("twice", place=question.code)
        read.append(question)
        known[question.code] = question
    return tuple(read)


def _question(raw: Mapping[str, Any], before: Mapping[str, Question], *, within: str) -> Question:
    code = raw.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise BadForm("code", place=str(code)[:60])
    try:
        kind = Kind(raw.get("kind", ""))
    except ValueError as error:
        raise BadForm("kind", place=code) from error
    if within and kind in _NOT_IN_GROUPS:
        raise BadForm("in_group", place=code)
    if unknown := set(raw) - _EVERY - _OWN[kind]:
        raise BadForm("key", place=code, found=", ".join(sorted(map(str, unknown)))[:80])
    label, prefill = _text(raw.get("label"), code), raw.get("prefill", "")
    if not label.read("en")[0]:
        raise BadForm("label", place=code)
    if prefill not in ("", *PREFILLS):
        raise BadForm("prefill", place=code)
    if not isinstance(raw.get("required", False), bool):
        raise BadForm("value", place=code, found="required")
    return Question(
        code=code,
        kind=kind,
        label=label,
        help=_text(raw.get("help", {}), code),
        required=raw.get("required", False),
        when=_when(raw.get("when"), code, before),
        prefill=prefill,
        **(_rows(raw, code, before) if kind is Kind.GROUP else _OWN_READ[kind](raw, code)),
    )


def _when(raw: Any, code: str, before: Mapping[str, Question]) -> Condition | None:
    if not raw:
        return None
    condition = read_condition(raw, code)
    for named in condition.named():
        if named not in before:
            raise BadForm("when_unknown", place=code, found=named)
    return condition


def _texts(raw: Mapping[str, Any], code: str, kind: Kind) -> dict[str, Any]:
    usual, largest = _LONGEST[kind]
    return {"most": Decimal(_whole(raw, "most", code, usual, largest))}


def _numbers(raw: Mapping[str, Any], code: str) -> dict[str, Any]:
    least, most = _number(raw, "least", code), _number(raw, "most", code)
    if least is not None and most is not None and least > most:
        raise BadForm("bounds", place=code)
    decimals = _whole(raw, "decimals", code, 0, 6, smallest=0)
    return {"unit": _text(raw.get("unit", {}), code), "least": least, "most": most, "decimals": decimals}


def _amounts(raw: Mapping[str, Any], code: str) -> dict[str, Any]:
    return {"currencies": _some_of(raw.get("currencies", list(CURRENCIES[:3])), CURRENCIES, code, "currencies")}


def _dates(raw: Mapping[str, Any], code: str) -> dict[str, Any]:
    first, last = _day(raw, "first", code), _day(raw, "last", code)
    if first and last and first > last:
        raise BadForm("bounds", place=code)
    return {"first": first, "last": last}


def _files(raw: Mapping[str, Any], code: str) -> dict[str, Any]:
    types = _some_of(raw.get("types", ["pdf"]), tuple(FILE_KINDS), code, "types")
    largest = max(FILE_KINDS[one].megabytes for one in types) * 1_000_000
    max_bytes = _whole(raw, "max_bytes", code, largest, largest)
    return {"types": types, "max_bytes": max_bytes, "most": Decimal(_whole(raw, "most", code, 1, 10))}


def _registers(raw: Mapping[str, Any], code: str) -> dict[str, Any]:
    register = raw.get("register", "any")
    if register not in REGISTERS:
        raise BadForm("value", place=code, found="register")
    return {"register": register}


def _rows(raw: Mapping[str, Any], code: str, before: Mapping[str, Question]) -> dict[str, Any]:
    inner = raw.get("questions")
    if not isinstance(inner, list) or not inner:
        raise BadForm("empty_group", place=code)
    least, most = _whole(raw, "least", code, 0, 50, smallest=0), _whole(raw, "most", code, 10, 50)
    if least > most:
        raise BadForm("bounds", place=code)
    questions = _questions(inner, before.values(), within=code)
    return {"questions": questions, "least": Decimal(least), "most": Decimal(most)}


def _text(raw: Any, code: str) -> Trilingual:
    if not isinstance(raw, dict) or set(raw) - set(LANGUAGES) or not all(isinstance(one, str) for one in raw.values()):
        raise BadForm("text", place=code)
    if any(len(one) > 2_000 for one in raw.values()):
        raise BadForm("text", place=code)
    return Trilingual(*(without_turns(raw.get(language, "")) for language in LANGUAGES))


def _options(raw: Any, code: str) -> tuple[Option, ...]:
    if not isinstance(raw, list) or not 2 <= len(raw) <= 60 or not all(isinstance(one, dict) for one in raw):
        raise BadForm("options", place=code)
    options = tuple(Option(one.get("code", ""), _text(one.get("label"), code)) for one in raw)
    codes = [one.code for one in options]
    if not all(isinstance(one, str) and _CODE.fullmatch(one) for one in codes) or len(set(codes)) != len(codes):
        raise BadForm("options", place=code)
    if not all(one.label.read("en")[0] for one in options):
        raise BadForm("options", place=code)
    return options


def _some_of(raw: Any, known: tuple[str, ...], code: str, key: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(one, str) and one in known for one in raw):
        raise BadForm("value", place=code, found=key)
    return tuple(dict.fromkeys(raw))


def _whole(raw: Mapping[str, Any], key: str, code: str, usual: int, largest: int, *, smallest: int = 1) -> int:
    value = raw.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not smallest <= value <= largest:
        raise BadForm("value", place=code, found=key)
    return value


def _number(raw: Mapping[str, Any], key: str, code: str) -> Decimal | None:
    if raw.get(key) in (None, ""):
        return None
    number = decimal_of(str(raw[key]))
    if number is None:
        raise BadForm("value", place=code, found=key)
    return number


def _day(raw: Mapping[str, Any], key: str, code: str) -> date | None:
    if raw.get(key) in (None, ""):
        return None
    try:
        return date.fromisoformat(str(raw[key]))
    except ValueError as error:
        raise BadForm("value", place=code, found=key) from error


_OWN_READ: Mapping[Kind, Callable[[Mapping[str, Any], str], dict[str, Any]]] = {
    Kind.TEXT: partial(_texts, kind=Kind.TEXT),
    Kind.LONG_TEXT: partial(_texts, kind=Kind.LONG_TEXT),
    Kind.NUMBER: _numbers,
    Kind.MONEY: _amounts,
    Kind.CHOICE: lambda raw, code: {"options": _options(raw.get("options"), code)},
    Kind.CHOICES: lambda raw, code: {"options": _options(raw.get("options"), code)},
    Kind.DATE: _dates,
    Kind.FILE: _files,
    Kind.REGISTRATION_NUMBER: _registers,
    Kind.CONSENT: lambda _raw, _code: {},
}
