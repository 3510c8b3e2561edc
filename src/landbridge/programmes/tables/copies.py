"""What an applicant answered, in the copy of their data: each question with its answer, as it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from landbridge.people.tables.subject_copy import tells
from landbridge.programmes.models import Application, ApplicationVersion, FormVersion
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.tables.answers import plain_said


@tells("programmes.Application", "answers")
def draft_in_words(application: Application) -> str:
    """The draft."""
    return _in_words(application.form, application.answers)


@tells("programmes.ApplicationVersion", "answers")
def version_in_words(version: ApplicationVersion) -> str:
    """What was submitted."""
    return _in_words(version.form, version.answers)


def _in_words(asked: FormVersion, answers: Mapping[str, Any]) -> str:
    language = get_language() or "en"
    lines = [
        f"{one.label.read(language)[0]}: {plain_said(one, answers[one.code], language)}"
        for one in form_of(asked)
        if answers.get(one.code) not in (None, "", [], {})
    ]
    return "\n".join(lines)
