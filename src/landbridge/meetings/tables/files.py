"""Files as answers: always as an attachment, under a name that any system can save."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS = "text/calendar; charset=utf-8"


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A download: never shown in the page, whatever somebody put into it."""
    response = HttpResponse(content, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    if disposition is not None:
        response.headers["Content-Disposition"] = disposition
    return response
