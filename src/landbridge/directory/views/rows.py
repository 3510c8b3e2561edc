"""The rows below an organisation, a page for each kind: offers and seeks, exports, industries, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from landbridge.base.access import needs
from landbridge.base.versions import Stale
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.forms.row_sets import BaseRows, row_set, with_one_more, without_gone
from landbridge.directory.forms.rows import FORMS
from landbridge.directory.models import Organisation
from landbridge.directory.queries.row_aids import aids_of
from landbridge.directory.rules import Can
from landbridge.directory.views.places import editable_at, reader


@dataclass(frozen=True, slots=True)
class Wording:
    """What the page of a kind of rows says."""

    title: str | Promise
    lead: str | Promise


KINDS: Mapping[str, Wording] = {
    "items": Wording(
        gettext_lazy("Offers and seeks"),
        gettext_lazy("One thing in a row, each in the language it is best said in; partners are found by these words."),
    ),
    "exports": Wording(
        gettext_lazy("Exports"),
        gettext_lazy("One row for each year. Only your side and the organisation’s editors see these figures."),
    ),
    "industries": Wording(
        gettext_lazy("Industries"),
        gettext_lazy("What the organisation does, by the classification of either country or the international one."),
    ),
    "certifications": Wording(
        gettext_lazy("Certificates"),
        gettext_lazy("Those with a last day are marked sixty days before it, and once it has passed."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_ORGANISATION)
def rows_edit(request: HttpRequest, organisation_id: int, rows: str) -> HttpResponse:
    """Change all rows of a kind at once. What somebody else saved meanwhile is shown beside what was sent (409)."""
    organisation = editable_at(request, organisation_id)
    if rows not in KINDS:
        raise Http404
    if request.method != "POST":
        return _page(request, organisation, rows, row_set(rows, organisation, None))
    if "more" in request.POST:
        return _page(request, organisation, rows, row_set(rows, organisation, with_one_more(request.POST)))
    sent = row_set(rows, organisation, request.POST)
    version = request.POST.get("version", "")
    if not sent.is_valid():
        return _page(request, organisation, rows, sent, status=422)
    try:
        change_rows(
            organisation,
            rows,
            sent.said,
            by=reader(request),
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        )
    except Stale:
        organisation = editable_at(request, organisation_id)
        there = [FORMS[rows].said_of(row) for row in getattr(organisation, rows).all()]
        again = without_gone(request.POST, [row["pk"] for row in there], organisation.version)
        sent = row_set(rows, organisation, again)
        sent.is_valid()
        return _page(request, organisation, rows, sent, status=409, stored=_stored(rows, there))
    except ValidationError as error:
        return _page(request, organisation, rows, sent, status=422, faults=error.messages)
    messages.success(request, _("The changes were saved."))
    return redirect("directory:organisation", organisation.pk)


def _stored(kind: str, there: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows as they are stored now, as a table."""
    bound = FORMS[kind].base_fields
    shown = [name for name in bound if name != "pk"]
    lines = []
    for row in there:
        choices = {name: dict(getattr(bound[name], "choices", ())) for name in shown}
        lines.append([choices[name].get(row[name], row[name]) for name in shown])
    return {"headings": [bound[name].label for name in shown], "lines": lines}


def _page(
    request: HttpRequest,
    organisation: Organisation,
    kind: str,
    rows: BaseRows,
    *,
    status: int = 200,
    stored: Mapping[str, Any] | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    if "more" in request.POST:  # the new row is what is written next
        rows.forms[-1].visible_fields()[0].field.widget.attrs["autofocus"] = True
    context = {
        "organisation": organisation,
        "wording": KINDS[kind],
        "rows": rows,
        "stored": stored,
        "faults": faults or [],
        "version": organisation.version if stored else request.POST.get("version", organisation.version),
        "has_errors": status == 422,
        "aids": aids_of(organisation, kind),
    }
    return render(request, "directory/rows.html", context, status=status)
