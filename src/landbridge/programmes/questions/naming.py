"""Answers that name somebody who is erased: what is about them goes, what is about the applicant stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from landbridge.base.mentions import Mentions


def without(answers: Mapping[str, Any], mentions: Mentions) -> dict[str, Any]:
    """The answers in which somebody is named no longer.

    A row of a group that names them (a contact, a member of the team) is about them and is emptied whole, with the
    telephone number beside the name; it keeps its place. Of all else only the words that name them are cut.
    """
    return {code: _without(answer, mentions) for code, answer in answers.items()}


def _without(answer: Any, mentions: Mentions) -> Any:
    if not isinstance(answer, list):
        return mentions.cut_from(answer)
    return [{} if _is_about(one, mentions) else mentions.cut_from(one) for one in answer]


def _is_about(row: Any, mentions: Mentions) -> bool:
    """Whether it is a row of a group that names them; a file that bears their name keeps its digest and its place."""
    return isinstance(row, dict) and "sha256" not in row and mentions.found_in(row)
