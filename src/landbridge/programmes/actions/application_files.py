"""The files that answer questions: added, and taken out of a draft."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.documents import forget_document, keep_document
from landbridge.base.log import record
from landbridge.people.models import User
from landbridge.programmes.models import Application, ApplicationFile
from landbridge.programmes.queries.drafts import is_submitted
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.questions.shape import Kind
from landbridge.programmes.rules.applications import Can


@transaction.atomic
def add_file(application: Application, question: str, content: bytes, name: str, *, by: User | None) -> ApplicationFile:
    """Answer a question with a file, beside those that are there.

    :raises FileRefused: if it is of no kind that is asked for, or damaged.
    :raises ValidationError: if it is too large for the question, or one too many.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    require(by, Can.EDIT_APPLICATION, application)
    asked = form_of(application.form).find(question)
    if asked is None or asked.kind is not Kind.FILE:
        raise ValidationError(_("No file is asked for here."), code="unasked")
    if len(content) > asked.max_bytes:
        most = f"{asked.max_bytes / 1_000_000:g}"
        raise ValidationError(_("The file is larger than %(megabytes)s MB.") % {"megabytes": most}, code="too_large")
    there = application.files.filter(question=question, removed_at=None).count()
    if asked.most is not None and there >= asked.most:
        said = _("There may be %(most)s files at most. Remove one first.") % {"most": asked.most}
        raise ValidationError(said, code="too_many")
    document = keep_document(
        content,
        name,
        by=by,
        kinds=frozenset(asked.types),
        personal=application.person_id is not None,
        person_number=application.person_id,
    )
    row = ApplicationFile.objects.create(application=application, question=question, document=document, uploaded_by=by)
    changes = {"question": question, "document": document.pk}
    record("programmes.file_added", application, by=by, changes=changes)
    return row


@transaction.atomic
def remove_file(row: ApplicationFile, *, by: User | None) -> None:
    """Take a file out of the draft. One that a submitted version holds stays with it, out of sight."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
    require(by, Can.EDIT_APPLICATION, application)
    record("programmes.file_removed", application, by=by, changes={"question": row.question, "file": row.pk})
    if is_submitted(row):
        ApplicationFile.objects.filter(pk=row.pk, removed_at=None).update(removed_at=timezone.now())
        return
    document = row.document
    row.delete()
    forget_document(document)
