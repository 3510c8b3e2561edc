"""A form being built: questions as JSON, added, moved, replaced and taken out, each step a new list.

A question is named by its path: ``exports``, or ``contacts.email`` within a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from landbridge.programmes.questions.shape import Kind

Questions = list[dict[str, Any]]

#: What a new question of a kind must have before anybody has said anything of it.
_BEGINNINGS: dict[Kind, dict[str, Any]] = {
    Kind.CHOICE: {"options": [{"code": "a", "label": {"en": "A"}}, {"code": "b", "label": {"en": "B"}}]},
    Kind.CHOICES: {"options": [{"code": "a", "label": {"en": "A"}}, {"code": "b", "label": {"en": "B"}}]},
    Kind.FILE: {"types": ["pdf"]},
    Kind.GROUP: {"least": 1, "most": 10, "questions": [{"code": "name", "kind": "text", "label": {"en": "Name"}}]},
}


def paths(questions: Questions, within: str = "") -> Iterator[str]:
    """The paths of all questions, groups before what is in them."""
    for one in questions:
        code = str(one.get("code", ""))
        yield f"{within}{code}"
        yield from paths(one.get("questions", []), f"{within}{code}.")


def find(questions: Questions, path: str) -> dict[str, Any] | None:
    """The question of a path; None if there is none."""
    first, _, rest = path.partition(".")
    found = next((one for one in questions if one.get("code") == first), None)
    return find(found.get("questions", []), rest) if found is not None and rest else found


def begun(kind: Kind, questions: Questions, within: str = "", *, label: str) -> tuple[Questions, str]:
    """The form with a new question at the end of it, or of the group ``within``; and the question's path."""
    taken = {path.rpartition(".")[2] for path in paths(questions)}
    code = next(f"question_{number}" for number in count(1) if f"question_{number}" not in taken)
    question = {"code": code, "kind": kind.value, "label": {"en": label}, **_BEGINNINGS.get(kind, {})}
    if not within:
        return [*questions, question], code
    return _changed(questions, within, lambda group: [_with(group, question)]), f"{within}.{code}"


def replaced(questions: Questions, path: str, question: dict[str, Any]) -> Questions:
    """The form with another question in the place of one."""
    return _changed(questions, path, lambda _old: [question])


def without(questions: Questions, path: str) -> Questions:
    """The form without a question."""
    return _changed(questions, path, lambda _old: [])


def moved(questions: Questions, path: str, by: int) -> Questions:
    """The form with a question so many places further down, or up; no further than its ends."""
    group, _, code = path.rpartition(".")
    if group:
        return _changed(questions, group, lambda old: [{**old, "questions": moved(old["questions"], code, by)}])
    here = next((place for place, one in enumerate(questions) if one.get("code") == code), None)
    if here is None:
        return questions
    rest = [one for one in questions if one.get("code") != code]
    there = max(0, min(len(rest), here + by))
    return [*rest[:there], questions[here], *rest[there:]]


def _with(group: dict[str, Any], question: dict[str, Any]) -> dict[str, Any]:
    return {**group, "questions": [*group.get("questions", []), question]}


def _changed(questions: Questions, path: str, change: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> Questions:
    first, _, rest = path.partition(".")
    made: Questions = []
    for one in questions:
        if one.get("code") != first:
            made.append(one)
        elif rest:
            made.append({**one, "questions": _changed(one.get("questions", []), rest, change)})
        else:
            made += change(one)
    return made
