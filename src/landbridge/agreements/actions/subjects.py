"""What can be approved, for the apps that register it, and the document itself while it is decided about."""

from __future__ import annotations

from django.db.models import Model

from landbridge.agreements.queries.subjects import SubjectKind, register_subject, subject_kind

__all__ = ["SubjectKind", "locked_subject", "register_subject", "subject_kind"]


def locked_subject(kind: SubjectKind, number: int) -> Model | None:
    """The row of a document, held until the end of the transaction; None if it is gone.

    Whoever decides holds first the document and then its approvals, and so does whoever edits it: an action claims the
    version of its row, or calls ``void_approvals``, which holds the row too. Nobody waits in a circle, and what is
    compared with the digest is what everybody else will find.
    """
    return kind.model._base_manager.select_for_update(of=("self",)).filter(pk=number).first()  # noqa: SLF001
