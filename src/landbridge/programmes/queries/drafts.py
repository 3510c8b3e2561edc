"""What stands in an application's draft."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from landbridge.programmes.models import Application, ApplicationFile, ApplicationVersion
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.questions.answers import Wrong, clean_answers
from landbridge.programmes.questions.shape import Form


def with_files(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's answers with its files among them, as ``questions`` has them."""
    whole = dict(answers)
    for row in application.files.filter(removed_at=None).select_related("document").order_by("pk"):
        document = row.document
        told = {"id": row.pk, "name": document.name, "size": document.size, "sha256": document.sha256}
        whole.setdefault(row.question, []).append(told)
    return whole


def as_kept(form: Form, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """A draft's answers as they would be submitted; while one of them can't be read, as they were typed."""
    with suppress(Wrong):
        return clean_answers(form, answers)
    return answers


def is_ahead(application: Application, version: ApplicationVersion) -> bool:
    """Whether the draft says something else than what was submitted last."""
    if application.form_id != version.form_id:
        return True
    form = form_of(version.form)
    return bool(as_kept(form, with_files(application, application.answers)) != version.answers)


def is_submitted(row: ApplicationFile) -> bool:
    """Whether a file is in a version that was submitted: then it stays, and staff may open it."""
    versions = ApplicationVersion.objects.filter(application=row.application_id).values_list("answers", flat=True)
    return any(row.pk == one.get("id") for answers in versions for one in answers.get(row.question, ()))
