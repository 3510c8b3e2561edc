"""The files of an agreement: the signed copy, minutes."""

from __future__ import annotations

from django.db import transaction

from landbridge.agreements.models import Agreement, AgreementFile
from landbridge.agreements.rules.agreements import Can
from landbridge.base.access import require
from landbridge.base.documents import IMAGES, PAPERS, forget_document, keep_document
from landbridge.base.log import record
from landbridge.people.models import User


@transaction.atomic
def add_file(agreement: Agreement, *, by: User, content: bytes, name: str, title: str = "") -> AgreementFile:
    """Keep a file of an agreement; both sides' staff may open it.

    :raises FileRefused: if it is none of papers and pictures, too large, or damaged.
    """
    require(by, Can.KEEP_FILES, agreement)
    document = keep_document(content, name, by=by, kinds=PAPERS | IMAGES)
    title = title.strip() or document.name[:120]
    row = AgreementFile(agreement=agreement, document=document, title=title, added_by=by)
    row.full_clean(exclude=["added_by"])
    row.save()
    record("agreements.file_added", agreement, by=by, changes={"document": document.pk})
    return row


@transaction.atomic
def remove_file(row: AgreementFile, *, by: User) -> None:
    """Take a file away that one's own side added: neither side takes the signed copy from the other."""
    require(by, Can.REMOVE_FILE, row)
    record("agreements.file_removed", row.agreement, by=by, changes={"document": row.document_id})
    document = row.document
    row.delete()
    forget_document(document)
