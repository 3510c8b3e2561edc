"""The ranking, the selection proposed from it, its decision and its announcement."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from landbridge.agreements.queries.trails import approvals_of_subject
from landbridge.base.access import allowed, needs
from landbridge.base.attachments import attachment
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.views.places import reader
from landbridge.programmes.actions.selections import announce, propose_selection, why_not_ready
from landbridge.programmes.actions.unsettling import OPEN, SELECTION
from landbridge.programmes.forms.screening import VersionForm
from landbridge.programmes.models import Selection
from landbridge.programmes.queries.ranking import ranking_of
from landbridge.programmes.queries.screening import current_selection
from landbridge.programmes.queries.selections import rows_of, still_stands
from landbridge.programmes.rules.screening import Can
from landbridge.programmes.tables.ranking import ranked_rows, selected_rows, workbook_of
from landbridge.programmes.views.screening_places import call_at, led_call_at, led_selection_at, selection_at

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Can.SEE_SCREENING)
def ranking(request: HttpRequest, call_id: int) -> HttpResponse:
    """The ranking as it is now: what is missing, how far evaluators are apart, and what would follow.

    The side that does not lead reads it once it is whole, and not how far evaluators are apart: both tell single marks.
    """
    call, user = call_at(request, call_id), reader(request)
    now, leads = ranking_of(call), allowed(user, Can.SEE_MARKS, call)
    rows = ranked_rows(now, user) if leads or now.is_ready else []
    disclose_in(request, {row.name.person for row in rows if row.name.person is not None}, "list")
    selection = current_selection(call)
    is_announced = selection is not None and selection.state == Selection.State.ANNOUNCED
    context = {
        "call": call,
        "ranking": now,
        "rows": rows,
        "wait": "" if now.is_ready else why_not_ready(now),
        "selection": selection,
        "stands": selection is not None and not is_announced and still_stands(selection),
        "is_announced": is_announced,
        "leads": leads,
        "may_propose": allowed(user, Can.SELECT, call) and not is_announced and call.closes_at <= timezone.now(),
    }
    return render(request, "programmes/ranking.html", context)


@require_POST
@needs(Can.SELECT)
def selection_propose(request: HttpRequest, call_id: int) -> HttpResponse:
    """Make the ranking of now the proposal."""
    call = led_call_at(request, call_id)
    try:
        selection = propose_selection(call, by=reader(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("programmes:ranking", call_id)
    messages.success(request, _("The selection was proposed. Ask for the decision next."))
    return redirect("programmes:selection", selection.pk)


@require_safe
@needs(Can.SEE_SCREENING)
def selection(request: HttpRequest, selection_id: int) -> HttpResponse:
    """A selection: its rows, where its approval is, and what comes next."""
    return _page(request, selection_at(request, selection_id))


@require_POST
@needs(Can.SELECT)
def selection_announce(request: HttpRequest, selection_id: int) -> HttpResponse:
    """Announce it to every applicant."""
    shown = led_selection_at(request, selection_id)
    form = VersionForm(request.POST)
    try:
        announce(shown, by=reader(request), version=form.cleaned_data["version"] if form.is_valid() else 0)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The result is announced. Every applicant is told in their language."))
    return redirect("programmes:selection", selection_id)


@require_safe
@needs(Can.EXPORT_RANKING)
def ranking_workbook(request: HttpRequest, selection_id: int) -> HttpResponse:
    """The approved ranking as a workbook."""
    shown = selection_at(request, selection_id)
    if shown.state not in (Selection.State.APPROVED, Selection.State.ANNOUNCED):
        raise Http404
    rows = selected_rows(list(rows_of(shown)), reader(request), get_language() or "en")
    disclose_in(
        request, {row.name.person for row in rows if row.name.person is not None}, "export", reason=_("Ranking")
    )
    return attachment(workbook_of(shown, rows), f"ranking-{shown.call.slug}.xlsx", WORKBOOK)


def _page(request: HttpRequest, shown: Selection) -> HttpResponse:
    user, call = reader(request), shown.call
    rows = selected_rows(list(rows_of(shown)), user, get_language() or "en")
    disclose_in(request, {row.name.person for row in rows if row.name.person is not None}, "list")
    side = call.programme.side
    stands = shown.state not in OPEN or still_stands(shown)
    may_select = allowed(user, Can.SELECT, call)
    context = {
        "selection": shown,
        "call": call,
        "rows": rows,
        "stands": stands,
        "approvals": approvals_of_subject(SELECTION, shown, user, sides=(side,)),
        "may_announce": may_select and stands and shown.state == Selection.State.APPROVED,
        "may_propose": may_select and not stands,
        "may_export": allowed(user, Can.EXPORT_RANKING, call)
        and shown.state in (Selection.State.APPROVED, Selection.State.ANNOUNCED),
    }
    return render(request, "programmes/selection.html", context)
