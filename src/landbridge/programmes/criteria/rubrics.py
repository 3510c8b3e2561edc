"""The rubric of a call: what evaluators mark, how much each counts, and what an application's mark comes to.

A rubric is a JSON list of criteria, in the order they are marked::

    [{"code": "market", "label": {"ko": "시장성", "zh-hans": "市场前景", "en": "Market"},
      "help": {…}, "weight": "40", "most": "10", "step": "0.5"}, …]

``code`` is unique (a-z, 0-9, ``_``), ``label`` has at least one language. ``weight`` is what the criterion counts
beside the others, more than 0; ``most`` the highest mark (10), the lowest is 0; ``step`` what marks may differ by (1).
Numbers are texts or whole numbers. ``help`` may be absent.

An evaluator's mark for an application is from 0 to 100: the share of each criterion's highest mark, weighted. The
mark of an application is the mean of its evaluators', to two decimals, halves up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from landbridge.base.text import Trilingual

MOST_CRITERIA = 20
LONGEST = 400
CENT = Decimal("0.01")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,2})?")


class BadRubric(ValueError):
    """A rubric that cannot be read. ``code``: rubric, code, twice, label, number, step; ``where``: ``rubric.2``."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{where}: {code}")
        self.code, self.where = code, where


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is marked, from 0 to ``most`` in steps."""

    code: str
    label: Trilingual
    help: Trilingual
    weight: Decimal
    most: Decimal
    step: Decimal

    @property
    def most_said(self) -> str:
        """The highest mark as it is written: 10."""
        return f"{self.most.normalize():f}"

    @property
    def step_said(self) -> str:
        """The step as it is written: 0.5."""
        return f"{self.step.normalize():f}"

    def holds(self, mark: Decimal) -> bool:
        """Whether a mark is one of those that can be given."""
        return 0 <= mark <= self.most and mark % self.step == 0


def read_rubric(said: Any) -> tuple[Criterion, ...]:
    """The criteria of a rubric; none where there is nothing to mark.

    :raises BadRubric: if it has another shape.
    """
    if not isinstance(said, list) or len(said) > MOST_CRITERIA:
        raise BadRubric("rubric", "rubric")
    criteria: list[Criterion] = []
    for number, one in enumerate(said):
        where = f"rubric.{number}"
        if not isinstance(one, dict):
            raise BadRubric("rubric", where)
        code = one.get("code")
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise BadRubric("code", where)
        if any(code == before.code for before in criteria):
            raise BadRubric("twice", where)
        label = _text(one.get("label"), where)
        if not any((label.ko, label.zh, label.en)):
            raise BadRubric("label", where)
        weight = _number(one.get("weight"), where)
        most, step = _number(one.get("most", "10"), where), _number(one.get("step", "1"), where)
        if most % step:
            raise BadRubric("step", where)
        criteria.append(Criterion(code, label, _text(one.get("help", {}), where), weight, most, step))
    return tuple(criteria)


def read_mark(said: object) -> Decimal | None:
    """A mark as somebody types it (``8``, ``8.5``, ``8,5``, ``８．５``), or None where it is none.

    >>> read_mark(" 8,5 "), read_mark("８．５"), read_mark("-1"), read_mark("8e1")
    (Decimal('8.5'), Decimal('8.5'), None, None)
    """
    text = unicodedata.normalize("NFKC", str(said)).strip().replace(",", ".")
    return Decimal(text) if text.isascii() and _NUMBER.fullmatch(text) else None


def faults_of(rubric: Sequence[Criterion], marks: Mapping[str, str], *, whole: bool) -> dict[str, str]:
    """What is wrong with marks, by criterion: ``missing`` (only where the sheet must be ``whole``) or ``mark``.

    What belongs to no criterion is ``unknown``.
    """
    faults = dict.fromkeys(marks.keys() - {one.code for one in rubric}, "unknown")
    for one in rubric:
        said = marks.get(one.code, "")
        if said == "":
            if whole:
                faults[one.code] = "missing"
            continue
        mark = read_mark(said)
        if mark is None or not one.holds(mark):
            faults[one.code] = "mark"
    return faults


def is_whole(rubric: Sequence[Criterion], marks: Mapping[str, str]) -> bool:
    """Whether every criterion is marked."""
    return all(one.code in marks for one in rubric)


def mark_of(rubric: Sequence[Criterion], marks: Mapping[str, str]) -> Decimal:
    """One evaluator's mark, from 0 to 100 and not rounded. Every criterion must be marked.

    :raises KeyError: if one is not.
    """
    weights = sum((one.weight for one in rubric), Decimal(0))
    weighted = sum((one.weight * Decimal(marks[one.code]) / one.most for one in rubric), Decimal(0))
    return 100 * weighted / weights if weights else Decimal(0)


def mean_of(marks: Iterable[Decimal]) -> Decimal:
    """The mean of marks to two decimals; halves go up.

    >>> mean_of([Decimal(80), Decimal("80.01")])
    Decimal('80.01')

    :raises ValueError: if there is none.
    """
    found = list(marks)
    if not found:
        raise ValueError("no mark, no mean")
    return (sum(found, Decimal(0)) / len(found)).quantize(CENT, ROUND_HALF_UP)


def _text(said: Any, where: str) -> Trilingual:
    if not isinstance(said, dict):
        raise BadRubric("label", where)
    texts = [said.get(language, "") for language in ("ko", "zh-hans", "en")]
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
        raise BadRubric("label", where)
    return Trilingual(*texts)


def _number(said: Any, where: str) -> Decimal:
    text = str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""
    if not _NUMBER.fullmatch(text) or not Decimal(text):
        raise BadRubric("number", where)
    return Decimal(text)
