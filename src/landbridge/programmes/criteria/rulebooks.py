"""The rules of a call, read from JSON and checked once."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from landbridge.base.text import Trilingual
from landbridge.programmes.criteria.conditions import BadRules, Condition, read_condition

MOST_RULES = 60
LONGEST = 400
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_POINTS = re.compile(r"\d{1,3}(\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``points`` is 0 for eligibility."""

    code: str
    kind: str  # eligibility, bonus
    text: Trilingual
    when: Condition
    points: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in their order, and what all bonus points come to at most (None: no limit)."""

    rules: tuple[Rule, ...]
    cap: Decimal | None = None

    def find(self, code: str) -> Rule | None:
        """The rule of a code, if it is here."""
        return next((rule for rule in self.rules if rule.code == code), None)


def read_rules(said: Any) -> RuleBook:
    """The rules in a JSON list.

    :raises BadRules: by place; ``rules``, ``code``, ``twice``, ``kind``, ``text``, ``points``, or of a condition.
    """
    if not isinstance(said, list) or len(said) > MOST_RULES:
        raise BadRules("rules", "rules")
    rules: list[Rule] = []
    cap: Decimal | None = None
    seen: set[str] = set()
    for number, one in enumerate(said):
        where = f"rules.{number}"
        match one:
            case {"code": str(code), "kind": "eligibility" | "bonus" | "cap" as kind, "text": dict(text)}:
                pass
            case {"code": str(), "text": dict()}:
                raise BadRules("kind", where)
            case _:
                raise BadRules("rules", where)
        if not _CODE.fullmatch(code):
            raise BadRules("code", where)
        if code in seen or (kind == "cap" and cap is not None):
            raise BadRules("twice", where)
        seen.add(code)
        points = _points(one, kind, where)
        if kind == "cap":
            cap = points
            continue
        rules.append(Rule(code, kind, _text(text, where), read_condition(one.get("when"), f"{where}.when"), points))
    return RuleBook(tuple(rules), cap)


def digest_of_rules(said: Any) -> str:
    """SHA-256 of rules in their canonical form."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _text(said: dict[Any, Any], where: str) -> Trilingual:
    texts = [said.get(language, "") for language in ("ko", "zh-hans", "en")]
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts) or not any(map(str.strip, texts)):
        raise BadRules("text", where)
    return Trilingual(*texts)


def _points(said: dict[str, Any], kind: str, where: str) -> Decimal:
    points = said.get("points")
    if kind == "eligibility":
        return Decimal(0)
    if not isinstance(points, str) or not _POINTS.fullmatch(points) or not Decimal(points):
        raise BadRules("points", where)
    return Decimal(points)
