"""The files that answer an application's questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from landbridge.programmes.models import Application


def with_files(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's answers with its files among them, as ``questions`` has them."""
    whole = dict(answers)
    for row in application.files.filter(removed_at=None).select_related("document").order_by("pk"):
        document = row.document
        told = {"id": row.pk, "name": document.name, "size": document.size, "sha256": document.sha256}
        whole.setdefault(row.question, []).append(told)
    return whole
