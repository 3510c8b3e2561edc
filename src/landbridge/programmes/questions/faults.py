"""What is wrong with an answer: where, and why, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.unreadable import Unreadable
from landbridge.programmes.questions.shape import Question
from landbridge.programmes.wording.forms import ANSWER


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. ``code`` is of ``wording.forms.ANSWER``; ``cause`` words it where it is known better.

    ``group`` and ``row`` (from 0) say where a question in a group stands.
    """

    code: str
    question: Question
    group: Question | None = None
    row: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)
    cause: Unreadable | None = None

    def message(self) -> str:
        """What is wrong, in the active language."""
        return self.cause.message() if self.cause is not None else str(ANSWER[self.code]) % dict(self.params)

    def place(self) -> str:
        """Where, in the active language: the question, and its row in a group."""
        language = get_language() or "en"
        label = self.question.label.read(language)[0]
        if self.group is None:
            return label
        where = {"group": self.group.label.read(language)[0], "row": self.row + 1, "question": label}
        return _("%(group)s, row %(row)s: %(question)s") % where

    @property
    def is_gap(self) -> bool:
        """Whether something is missing only: no fault of a draft, which is still being written."""
        return self.code in {"missing", "not_agreed", "no_file", "too_few_rows"}
