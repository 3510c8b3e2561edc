"""Files as answers: always as an attachment, under a name that any system can save."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

#: No page of ours: should a browser show the file after all, it runs nothing, and stands on no site.
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A download: never shown in the page, whatever somebody put into it, and kept by no cache."""
    response = HttpResponse(content, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    if disposition is not None:
        response.headers["Content-Disposition"] = disposition
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
