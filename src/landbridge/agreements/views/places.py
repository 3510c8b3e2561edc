"""From an address to a row: what its reader may not see is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from landbridge.agreements.models import Agreement, Obligation
from landbridge.agreements.queries.agreements import editable_agreements, visible_agreements
from landbridge.agreements.tables.versions import differing
from landbridge.base.versions import Stale
from landbridge.directory.tables.versions import Difference
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader


def agreement_at(request: HttpRequest, agreement_id: int) -> Agreement:
    """The agreement of an address. Raises Http404 where its reader may not see it, as if there were none."""
    return get_object_or_404(visible_agreements(reader(request)), pk=agreement_id)


def editable_at(request: HttpRequest, agreement_id: int) -> Agreement:
    """The agreement of an address, for whoever may still write on it; Http404 for everybody else."""
    return get_object_or_404(editable_agreements(reader(request)), pk=agreement_id)


def obligation_at(request: HttpRequest, agreement_id: int, obligation_id: int) -> Obligation:
    """The promise of an address, of an agreement that its reader may see."""
    rows = agreement_at(request, agreement_id).obligations.select_related("agreement")
    return get_object_or_404(rows, pk=obligation_id)


def first_words(refused: ValidationError) -> str:
    """What an action refused, in one sentence, for a page without a form."""
    return " ".join(refused.messages)


@dataclass(slots=True)
class Attempt:
    """What came of saving a form: done, refused (its errors are in the form), or somebody was faster."""

    is_done: bool = False
    is_stale: bool = False
    version: int | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The status of the page that shows the form again."""
        return 409 if self.is_stale else 422

    def context(self, version: int) -> dict[str, Any]:
        """What the page needs to know; ``version`` is the row's own, where nobody was faster."""
        shown = version if self.version is None else self.version
        return {"version": shown, "is_stale": self.is_stale, "differences": self.differences}


def attempt(
    form: BaseForm, save: Callable[[], object], *, stored: Callable[[Model], Mapping[str, str]] = lambda _row: {}
) -> Attempt:
    """Save a valid form by an action. Who is second sees both versions, and what they typed stays in the form.

    :param stored: what is stored now for fields that are none of the row's own.
    """
    try:
        save()
    except Stale as stale:
        version: int = stale.current.version  # type: ignore[attr-defined] # claim_version looked at it
        return Attempt(
            is_stale=True, version=version, differences=differing(form, stale.current, stored(stale.current))
        )
    except ValidationError as error:
        put_errors(form, error)
        return Attempt()
    return Attempt(is_done=True)
