"""Answers when something goes wrong: what happened, what to do next, and the number to ask about it with.

They are drawn without context processors, so that they need neither the database nor a signed-in person; and in the
reader's language, even when the error came before the language was known. To htmx they are a toast.
"""

from __future__ import annotations

import logging

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from landbridge.base import request_id
from landbridge.base.access import public

logger = logging.getLogger(__name__)


def answer(request: HttpRequest, status: int, page: str, **context: object) -> HttpResponse:
    """The page errors/<page>.html, or its gist for a part of a page that htmx wanted."""
    asked_by_htmx = request.headers.get("HX-Request") == "true"
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    known = {
        "request": request,
        "csrf_token": get_token(request),
        "request_id": request_id.current.get(),
        "status": status,
        "back": _page_before(request),
        "frame": "errors/toast.html" if asked_by_htmx else "errors/page.html",
    }
    with translation.override(language):
        response = HttpResponse(get_template(f"errors/{page}.html").render(known | context), status=status)
        response.headers["Content-Language"] = language
    if asked_by_htmx:
        response.headers["HX-Retarget"] = "#toasts"
        response.headers["HX-Reswap"] = "beforeend"
    return response


def _page_before(request: HttpRequest) -> str:
    """The page of ours that led here, or nothing."""
    page = request.headers.get("Referer", "")
    try:
        ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    except DisallowedHost:
        return ""
    return page if ours and page != request.build_absolute_uri() else ""


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where the request was larger than the house takes."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return answer(request, 413, "too_large")
    return answer(request, 400, "bad_request")


@public
def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    return answer(request, 403, "denied")


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return answer(request, 404, "not_found")


@public
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where the page's token was missing or old: an expired page far more often than an attack."""
    logger.warning("CSRF check failed: %s", reason)
    return answer(request, 403, "csrf_failed")


@public
def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413."""
    return answer(request, 413, "too_large")


@public
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: tried too often, for example to sign in."""
    return answer(request, 429, "too_many")


@public
def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return answer(request, 500, "failed")
