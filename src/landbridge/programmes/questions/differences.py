"""What differs between two sets of answers, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from landbridge.programmes.questions.shape import Form, Kind, Question, rows_of


@dataclass(frozen=True, slots=True)
class Change:
    """One place where they differ: the question, its group and row (from 0) if it is in one, before and after."""

    question: Question
    before: Any
    after: Any
    group: Question | None = None
    row: int = 0


def differences(before: tuple[Form, Mapping[str, Any]], after: tuple[Form, Mapping[str, Any]]) -> Iterator[Change]:
    """From one version to the next, each read by its own form; what is asked no more comes last."""
    old_form, old = before
    new_form, new = after
    for question in new_form:
        yield from _differing(question, old.get(question.code), new.get(question.code))
    asked = {question.code for question in new_form}
    for question in old_form:
        if question.code not in asked:
            yield from _differing(question, old.get(question.code), None)


def _differing(question: Question, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if question.kind is not Kind.GROUP:
        yield Change(question, old, new)
        return
    rows = rows_of(old), rows_of(new)
    for number in range(max(map(len, rows))):
        was, now = (side[number] if number < len(side) else {} for side in rows)
        for one in question.questions:
            if was.get(one.code) != now.get(one.code):
                yield Change(one, was.get(one.code), now.get(one.code), question, number)
