"""Documents: files that were uploaded or made, kept under their digest where no web server gives them out.

Who may open one, the rules of its owner say (an organisation, a person): there is no address of a document as such.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone

from landbridge.base.attachments import attachment
from landbridge.base.files.kinds import EVERY, IMAGES, PAPERS, take
from landbridge.base.files.names import clean_name
from landbridge.base.files.refusals import FileRefused
from landbridge.base.models import Document
from landbridge.base.printing import print_pdf

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

__all__ = [
    "EVERY",
    "IMAGES",
    "PAPERS",
    "FileRefused",
    "forget_document",
    "forget_lost_files",
    "keep_document",
    "open_document",
    "print_pdf",
    "read_document",
]
FOLDER = "documents"
LOST_AFTER = timedelta(days=1)  #: a file without a row is younger while the action that keeps it still runs
logger = logging.getLogger(__name__)


def keep_document(
    content: bytes,
    name: str,
    *,
    by: AbstractBaseUser | None,
    kinds: frozenset[str] = EVERY,
    personal: bool = False,
    person_number: int | None = None,
) -> Document:
    """Check a file, keep it and give its row. The caller's action records why it is here.

    Every kept file has a place of its own, even beside an equal one, so that forgetting one takes nothing from another.
    The file is written before its row; if the caller's transaction fails, ``forget_lost_files`` finds the file.

    :param kinds: what may come in, codes of ``base.files.kinds``.
    :param personal: whether it is about a person; ``person_number`` says about whom, whose erasure deletes it.
    :raises FileRefused: if it is none of ``kinds``, too large, damaged, or holds what acts by itself.
    """
    taken = take(content, name, kinds)
    digest = hashlib.sha256(taken.content).hexdigest()
    path = f"{FOLDER}/{digest[:2]}/{digest}-{secrets.token_hex(8)}"
    return Document.objects.create(
        name=clean_name(name, taken.kind.suffixes),
        media_type=taken.kind.media_type,
        size=len(taken.content),
        sha256=digest,
        file=default_storage.save(path, ContentFile(taken.content)),
        made_by_id=None if by is None else by.pk,
        is_personal=personal or person_number is not None,
        person_number=person_number,
    )


def read_document(document: Document) -> bytes:
    """The content of a document, as it was kept.

    :raises FileNotFoundError: if its file is gone, or was changed behind our back.
    """
    with default_storage.open(document.file.name or "") as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise FileNotFoundError(f"The file of document {document.pk} is not the one that was kept.")
    return content


def open_document(document: Document) -> HttpResponse:
    """A document as an answer: an attachment that no browser sniffs, runs or keeps. The caller has checked who asks.

    :raises Http404: if its file is gone or damaged; the server's log tells the operator.
    """
    try:
        content = read_document(document)
    except FileNotFoundError as error:
        logger.exception("Document %s cannot be opened", document.pk)
        raise Http404 from error
    return attachment(content, document.name, document.media_type)


def forget_document(document: Document) -> None:
    """Delete a document with its file: the row in the caller's transaction, the file once that holds."""
    path = document.file.name
    document.delete()
    if path:
        transaction.on_commit(lambda: default_storage.delete(path))


def forget_lost_files() -> int:
    """Delete files that no row names: of a transaction that failed, or of a process that died. Gives their number."""
    root = Path(default_storage.path(FOLDER))
    old = (timezone.now() - LOST_AFTER).timestamp()
    lost = 0
    for folder in sorted(root.glob("??")):
        files = {f"{FOLDER}/{folder.name}/{file.name}": file for file in folder.iterdir()}
        named = set(Document.objects.filter(file__in=files).values_list("file", flat=True))
        for path, file in files.items():
            if path not in named and file.stat().st_mtime < old:
                file.unlink()
                lost += 1
    return lost
