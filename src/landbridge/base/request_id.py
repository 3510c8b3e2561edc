"""A name for each request, so that an answer, its log lines and its log entries find each other."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

current: ContextVar[str] = ContextVar("request_id", default="")


class RequestId:
    """Middleware: gives every request an identifier and sends it back as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under a new identifier. A client's own is not taken over: it could lie."""
        identifier = uuid.uuid4().hex
        # Not reset afterwards: Django writes its line about an error when the middleware is through.
        current.set(identifier)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = identifier
        return response


class RequestIdFilter(logging.Filter):
    """Adds ``request_id`` to log records."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mark the record; none is dropped."""
        record.request_id = current.get() or "-"
        return True
