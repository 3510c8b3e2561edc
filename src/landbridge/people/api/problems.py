"""What goes wrong in the API: one shape of answer, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.errors import ValidationError as Unfit
from pydantic import AfterValidator

logger = logging.getLogger(__name__)

PROBLEMS = frozenset({400, 401, 403, 404, 413, 422, 429})


class Problem(Schema):
    """Any answer but the one hoped for. ``fields`` names what in the request it is about."""

    code: str
    message: str
    fields: dict[str, list[str]] = Field(default_factory=dict)


class Refusal(Exception):
    """Ends a request with a problem.

    :param more: further parts of the answer; headers go into ``headers``.
    """

    def __init__(self, status: int, code: str, message: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message
        self.headers = headers or {}


def _plain(text: str) -> str:
    text.encode()  # half of a pair of surrogates is no text (a UnicodeError is a ValueError)
    if "\0" in text:
        raise ValueError("a null character is no text")
    return text


#: The number of something; a database has no larger ones.
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
#: A text that every database can keep.
Text = Annotated[str, AfterValidator(_plain)]


def answer_problems(api: NinjaAPI) -> None:
    """Let whatever an operation raises be answered as a ``Problem``."""

    def told(
        request: HttpRequest, status: int, code: str, message: str, fields: Mapping[str, list[str]] | None = None
    ) -> HttpResponse:
        return api.create_response(request, problem(code, message, fields), status=status)

    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        answer = told(request, error.status, error.code, error.message)
        for name, value in error.headers.items():
            answer[name] = value
        return answer

    def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.error("%s %s failed", request.method, request.path, exc_info=error)
        return told(request, 500, "failed", _("Something went wrong on our side. Nothing was saved."))

    def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
        has_fields = hasattr(error, "error_dict")
        fields: dict[str, list[str]] = error.message_dict if has_fields else {str(NON_FIELD_ERRORS): error.messages}
        return told(request, 422, "invalid", _("Some of what was sent cannot be taken."), fields)

    def unfit(request: HttpRequest, error: Unfit) -> HttpResponse:
        return told(request, 422, "invalid", _("Some of what was sent cannot be taken."), _by_field(error.errors))

    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        Exception: unexpected,
        Refusal: refused,
        ValidationError: wrong,
        Unfit: unfit,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
    api.add_exception_handler(
        PermissionDenied, lambda request, _error: told(request, 403, "denied", _("The key’s owner may not do this."))
    )
    api.add_exception_handler(
        Http404, lambda request, _error: told(request, 404, "not_found", _("There is nothing at this address."))
    )
    api.add_exception_handler(
        RequestDataTooBig, lambda request, _error: told(request, 413, "too_large", _("The request is too large."))
    )
    api.add_exception_handler(
        HttpError, lambda request, _error: told(request, 400, "unreadable", _("The request’s body is not JSON."))
    )


def problem(code: str, message: str, fields: Mapping[str, list[str]] | None = None) -> dict[str, Any]:
    """The body of a ``Problem``."""
    return {"code": code, "message": message, "fields": dict(fields or {})}


def _by_field(errors: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for error in errors:
        # The first two steps say where the request was read (query, or body and the parameter's name).
        _where, *place = error["loc"]
        if _where == "body" and len(place) > 1:
            place = place[1:]
        name = ".".join(str(step) for step in place) or NON_FIELD_ERRORS
        found.setdefault(name, []).append(_in_words(str(error["type"])))
    return found


def _in_words(kind: str) -> str:
    """What is wrong with a value, in words that Django has in every language where it has them."""
    if kind == "missing":
        return str(forms.Field.default_error_messages["required"])
    if kind.startswith("int"):
        return str(forms.IntegerField.default_error_messages["invalid"])
    if kind.startswith("date"):
        return str(forms.DateField.default_error_messages["invalid"])
    if kind == "extra_forbidden":
        return _("There is no field of this name.")
    return _("This value is not one that can stand here.")
