"""The receipt of a submitted version, kept."""

from __future__ import annotations

from django.db import transaction

from landbridge.base.documents import keep_document
from landbridge.base.log import record
from landbridge.base.models import Document
from landbridge.programmes.models import ApplicationVersion


@transaction.atomic
def keep_receipt(version: ApplicationVersion, content: bytes) -> Document:
    """Keep the receipt that was drawn; if another request drew one meanwhile, that one is the receipt."""
    locked = ApplicationVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.receipt is not None:
        return locked.receipt
    application = version.application
    document = keep_document(
        content,
        f"receipt-{application.number}-v{version.number}.pdf",
        by=None,
        kinds=frozenset({"pdf"}),
        personal=application.person_id is not None,
        person_number=application.person_id,
    )
    locked.receipt = document
    locked.save(update_fields=["receipt"])
    record("programmes.receipt_kept", application, by=None, changes={"version": version.number})
    return document
