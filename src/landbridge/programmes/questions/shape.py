"""A form: its questions, what belongs to each kind, and which of them are asked by the answers before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from landbridge.base.text import Trilingual
from landbridge.programmes.questions.conditions import Condition, holds

#: What the house knows of an applicant and may write into an answer: the directory's facts, or the person's.
PREFILLS = (
    "name", "name_ko", "name_zh", "name_en", "number", "region", "website", "phone", "founded", "employees",
    "exports", "email",
)  # fmt: skip
CURRENCIES = ("USD", "KRW", "CNY", "EUR", "JPY", "HKD", "GBP")
REGISTERS = ("any", "brn", "uscc", "other")
NO_TEXT = Trilingual()


class Kind(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    FILE = "file"
    REGISTRATION_NUMBER = "registration_number"
    CONSENT = "consent"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    code: str
    label: Trilingual


@dataclass(frozen=True, slots=True)
class Question:
    """One question. What does not belong to its kind is empty.

    ``least`` and ``most`` are the smallest and largest number; for texts ``most`` counts characters, for files their
    number, for groups both count rows. ``first`` and ``last`` bound a date.
    """

    code: str
    kind: Kind
    label: Trilingual
    help: Trilingual = NO_TEXT
    required: bool = False
    when: Condition | None = None
    prefill: str = ""
    unit: Trilingual = NO_TEXT
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0
    first: date | None = None
    last: date | None = None
    currencies: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    types: tuple[str, ...] = ()
    max_bytes: int = 0
    register: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The questions of a form, in their order."""

    questions: tuple[Question, ...]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def find(self, path: str) -> Question | None:
        """The question a place is about: ``exports``, ``contacts.1.email``; None if nothing is asked there."""
        first, *rest = path.split(".")
        question = next((one for one in self.questions if one.code == first), None)
        if question is None or not rest:
            return question
        if len(rest) != 2 or not (rest[0].isascii() and rest[0].isdecimal()):
            return None
        return next((one for one in question.questions if one.code == rest[1]), None)

    def visible(self, answers: Mapping[str, Any]) -> frozenset[str]:
        """The places that are asked, by the answers given: those whose condition holds.

        What is hidden counts as not answered, so that a condition never hangs on an answer nobody sees.
        """
        places: set[str] = set()
        seen: dict[str, Any] = {}
        for question in self.questions:
            if not holds(question.when, seen):
                continue
            places.add(question.code)
            seen[question.code] = answers.get(question.code)
            if question.kind is Kind.GROUP:
                for number, row in enumerate(rows_of(answers.get(question.code))):
                    within: dict[str, Any] = {}
                    for one in question.questions:
                        if holds(one.when, {**seen, **within}):
                            places.add(f"{question.code}.{number}.{one.code}")
                            within[one.code] = row.get(one.code)
        return frozenset(places)


def rows_of(answer: Any) -> list[Mapping[str, Any]]:
    """The rows of a group's answer; what is none is an empty row, so that the others keep their numbers."""
    return [row if isinstance(row, Mapping) else {} for row in answer] if isinstance(answer, list) else []
