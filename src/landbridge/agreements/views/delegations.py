"""Who decides in whose place: the list, giving it, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions.delegations import end_delegation, give_delegation
from landbridge.agreements.forms.approvals import DelegationForm, kinds_in_words
from landbridge.agreements.models import Delegation
from landbridge.agreements.queries.delegations import delegation_rows, visible_delegations
from landbridge.agreements.rules.approvals import Can
from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader

PAGE = 50


@require_safe
@needs(Can.SEE_APPROVALS)
def delegations(request: HttpRequest) -> HttpResponse:
    """Who decides in whose place on one's own side, the latest first."""
    user = reader(request)
    rows = visible_delegations(user).select_related("of", "to", "granted_by")
    page = keyset_page(rows, order=("-pk",), cursor=request.GET.get("page", ""), size=PAGE)
    names = dict(kinds_in_words())
    context = {
        "rows": [(row, _kinds(row.delegation, names)) for row in delegation_rows(user, page.rows)],
        "may_give": allowed(user, Can.GIVE_DELEGATION),
        "next": page.next_cursor,
        "previous": page.previous_cursor,
    }
    return render(request, "agreements/delegations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.GIVE_DELEGATION)
def delegation_new(request: HttpRequest) -> HttpResponse:
    """Let somebody decide in one's own place, or enter that a superior is away."""
    form = DelegationForm(request.POST if request.method == "POST" else None, user=reader(request))
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            given = give_delegation(by=reader(request), **said)
        except ValidationError as error:
            put_errors(form, error)
        else:
            said_of = {"deputy": given.to, "superior": given.of}
            messages.success(request, _("%(deputy)s may decide in the place of %(superior)s.") % said_of)
            return redirect("agreements:delegations")
    return render(request, "agreements/delegation_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs(Can.END_DELEGATION)
def delegation_end(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take it back."""
    delegation = get_object_or_404(visible_delegations(reader(request)), pk=delegation_id)
    end_delegation(delegation, by=reader(request))
    messages.success(request, _("Taken back. What was decided by it stays decided."))
    return redirect("agreements:delegations")


def _kinds(delegation: Delegation, names: dict[str, str]) -> list[str]:
    return [names.get(code, code) for code in delegation.subject_kinds]
