"""The files about an organisation."""

from __future__ import annotations

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.documents import IMAGES, PAPERS, forget_document, keep_document
from landbridge.base.log import record
from landbridge.directory.models import Organisation, OrganisationDocument, Verification
from landbridge.directory.rules import Can
from landbridge.people.models import User


@transaction.atomic
def add_document(
    organisation: Organisation, *, by: User, content: bytes, name: str, title: str
) -> OrganisationDocument:
    """Keep a file about an organisation: its registration, a catalogue.

    :raises FileRefused: if it is none of papers and pictures, too large, or damaged.
    """
    require(by, Can.EDIT_ORGANISATION, organisation)
    document = keep_document(content, name, by=by, kinds=PAPERS | IMAGES)
    row = OrganisationDocument(organisation=organisation, document=document, title=title.strip() or document.name[:120])
    row.full_clean()
    row.save()
    record("directory.document_added", organisation, by=by, changes={"document": document.pk})
    return row


@transaction.atomic
def remove_document(row: OrganisationDocument, *, by: User) -> None:
    """Take a file away. One that a verification rests on is kept out of sight, as the verification is."""
    require(by, Can.EDIT_ORGANISATION, row.organisation)
    document = row.document
    record("directory.document_removed", row.organisation, by=by, changes={"document": document.pk})
    row.delete()
    is_proof = Verification.objects.filter(document=document).exists()
    if not is_proof and not OrganisationDocument.objects.filter(document=document).exists():
        forget_document(document)
