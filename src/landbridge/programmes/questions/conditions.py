"""When a question is asked: a condition about answers before it.

As JSON, one of::

    {"question": "booth", "is": "own"}            a choice, a consent (true), or a text, compared without capitals
    {"question": "booth", "in": ["own", "none"]}  one of several
    {"question": "area", "at_least": "9"}         a number or an amount; also "at_most"
    {"question": "exports", "at_most": "20000000", "currency": "USD"}
    {"question": "plan", "answered": true}        whether there is an answer at all
    {"all": [...]}   {"any": [...]}   {"not": {...}}

What was chosen several of (``choices``) *is* each of them. A comparison with what was not answered, or is not in the
condition's currency, does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from landbridge.base.amounts import BadAmount, read_amount
from landbridge.base.text import fold
from landbridge.programmes.questions.numbers import decimal_of
from landbridge.programmes.wording.forms import BadForm

DEEPEST = 5
_COMPARISONS = ("is", "in", "at_least", "at_most", "answered")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: ``all``, ``any`` or ``not`` of ``parts``, or a comparison of a question's answer with ``value``."""

    how: str
    parts: tuple[Condition, ...] = ()
    question: str = ""
    value: Any = None
    currency: str = ""

    def named(self) -> Iterator[str]:
        """The questions it asks about."""
        if self.question:
            yield self.question
        for part in self.parts:
            yield from part.named()


def read_condition(raw: Any, place: str, depth: int = 0) -> Condition:
    """A condition from its JSON.

    :raises BadForm: if it is none; ``place`` is the question it belongs to.
    """
    if not isinstance(raw, dict) or depth > DEEPEST:
        raise BadForm("when", place=place)
    if len(raw) == 1:
        how, inner = next(iter(raw.items()))
        if how in {"all", "any"} and isinstance(inner, list) and inner:
            return Condition(how, tuple(read_condition(one, place, depth + 1) for one in inner))
        if how == "not":
            return Condition(how, (read_condition(inner, place, depth + 1),))
        raise BadForm("when", place=place)
    compared = [how for how in _COMPARISONS if how in raw]
    question, currency = raw.get("question"), raw.get("currency", "")
    if len(compared) != 1 or not isinstance(question, str) or not isinstance(currency, str):
        raise BadForm("when", place=place)
    if set(raw) - {"question", "currency", compared[0]}:
        raise BadForm("when", place=place)
    return Condition(compared[0], (), question, _value(compared[0], raw[compared[0]], place), currency)


def holds(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Whether a condition holds for answers, as typed or as cleaned; none always does."""
    if condition is None:
        return True
    if condition.parts:
        parts = (holds(part, answers) for part in condition.parts)
        if condition.how == "all":
            return all(parts)
        return any(parts) is (condition.how == "any")  # "not" has one part, which must not hold
    return _compares(condition, answers.get(condition.question))


def is_answered(answer: Any) -> bool:
    """Whether something stands there: a text, a tick, a row, an amount or a number that was begun."""
    if isinstance(answer, str):
        return bool(answer.strip())
    if isinstance(answer, Mapping):
        # The currency alone is no amount, and the register no number: both stand in a list that begins with one.
        is_measure = answer.keys() <= {"amount", "currency", "register", "number"}
        return any(is_answered(one) for key, one in answer.items() if not is_measure or key in {"amount", "number"})
    if isinstance(answer, list):
        return any(map(is_answered, answer))
    return answer is True or (isinstance(answer, int | float) and not isinstance(answer, bool))


def _compares(condition: Condition, answer: Any) -> bool:
    if condition.how == "answered":
        return is_answered(answer) is bool(condition.value)
    if condition.how in {"is", "in"}:
        wanted = condition.value if condition.how == "in" else (condition.value,)
        given = answer if isinstance(answer, list) else [answer]
        return any(_same(one, other) for one in given for other in wanted)
    number, bound = _measured(answer, condition.currency), Decimal(condition.value)
    if number is None:
        return False
    return number >= bound if condition.how == "at_least" else number <= bound


def _value(how: str, raw: Any, place: str) -> Any:
    if how == "answered" and isinstance(raw, bool):
        return raw
    if how == "is" and isinstance(raw, str | bool):
        return raw
    if how == "in" and isinstance(raw, list) and raw and all(isinstance(one, str) for one in raw):
        return tuple(raw)
    if how in {"at_least", "at_most"} and isinstance(raw, str | int) and not isinstance(raw, bool):
        number = decimal_of(str(raw))
        if number is not None:
            return number
    raise BadForm("when", place=place)


def _same(answer: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(answer, bool):
        return answer is wanted
    return isinstance(answer, str) and isinstance(wanted, str) and fold(answer) == fold(wanted)


def _measured(answer: Any, currency: str) -> Decimal | None:
    if isinstance(answer, str):
        return decimal_of(answer)
    if not isinstance(answer, Mapping):
        return None
    try:
        money = read_amount(str(answer.get("amount", ""))[:60], str(answer.get("currency", "")))
    except BadAmount:
        return None
    return money.amount if not currency or money.currency == currency else None
