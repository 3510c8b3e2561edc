"""Two people edited one thing: the second sees both versions side by side, and decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from landbridge.base.versions import Stale
from landbridge.site.views.errors import answer


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its name in words, what the reader sent, and what is stored now."""

    label: str
    mine: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.mine != self.theirs


class StaleEdits:
    """Middleware: an action that raised Stale is answered with 409 and both versions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer Stale; leave every other exception to the house."""
        if not isinstance(exception, Stale):
            return None
        return answer(
            request, 409, "stale", current=exception.current, differences=list(differences(request, exception.current))
        )


def differences(request: HttpRequest, current: Model) -> Iterator[Difference]:
    """The sent values whose names are fields of the row, beside the row's own; `version` itself is no news."""
    for name in request.POST:
        if name == "version":
            continue
        try:
            field = current._meta.get_field(name)  # noqa: SLF001 — Django's own public way to a model's fields
        except FieldDoesNotExist:
            continue
        if isinstance(field, Field):
            yield Difference(str(field.verbose_name), _said(field, request.POST[name], current), _shown(field, current))


def _said(field: Field[object, object], sent: str, current: Model) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(sent, sent))
    # Of other rows nothing is known here, not even whether the reader may see them: one is named if it is the stored.
    if field.related_model and sent == str(getattr(current, field.attname)):
        return _shown(field, current)
    return sent


def _shown(field: Field[object, object], current: Model) -> str:
    if field.choices:
        return str(getattr(current, f"get_{field.name}_display")())
    value = getattr(current, field.name)
    return "" if value is None else str(value)
