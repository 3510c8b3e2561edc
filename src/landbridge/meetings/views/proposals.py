"""Delays and changes reported, and what a repair or a new search would move: seen, then decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.meetings.actions import Clash, accept_proposal, discard_proposal, propose
from landbridge.meetings.forms.delay import DelayForm
from landbridge.meetings.models import Fair, Proposal
from landbridge.meetings.planning import mend
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.moves import absence_rows, move_rows
from landbridge.meetings.tables.refusals import refusals
from landbridge.meetings.views.places import fair_at, may, part_at, reader


@require_http_methods(["GET", "POST"])
@needs(Can.SOLVE_FAIR)
def delay(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Report who or what is away; the repaired timetable is proposed, not yet made."""
    fair = fair_at(request, fair_id)
    form = DelayForm(fair, request.POST or None)
    broken: list[str] = []
    if request.method == "POST" and form.is_valid():
        absences = form.absences()
        found = mend(fair, absences, now=form.cleaned_data["begin"])
        if found.conflicts:
            broken = [
                _("Locked meetings stand in the way: %(wishes)s. Unlock them, and report again.")
                % {"wishes": ", ".join(found.conflicts)}
            ]
        else:
            proposal = propose(
                fair, found.plan, by=reader(request), kind=Proposal.Kind.REPAIR, unmet=found.unmet,
                levels=found.levels, absences=absences,
            )  # fmt: skip
            return redirect("meetings:proposal", fair.pk, proposal.pk)
    context = {"fair": fair, "form": form, "broken": broken}
    return render(request, "meetings/delay.html", context, status=409 if broken else 200)


@require_GET
@needs(Can.SEE_FAIRS)
def proposal_page(request: HttpRequest, fair_id: int, proposal_id: int) -> HttpResponse:
    """Who moves, what drops, what comes: against the timetable as it is now."""
    fair = fair_at(request, fair_id)
    return _page(request, fair, part_at(fair, Proposal, proposal_id))


@require_POST
@needs(Can.SOLVE_FAIR)
def proposal_accept(request: HttpRequest, fair_id: int, proposal_id: int) -> HttpResponse:
    """Make it the timetable, if the fair is still as it was when the comparison was shown."""
    fair = fair_at(request, fair_id)
    proposal = part_at(fair, Proposal, proposal_id)
    shown = request.POST.get("version", "")
    try:
        accept_proposal(proposal, by=reader(request), version=int(shown) if shown.isdigit() else 0)
    except Clash as clash:
        return _page(request, fair, proposal, refusals(fair, clash.violations))
    messages.success(request, _("The new timetable stands. You can undo it on the board."))
    return redirect("meetings:board", fair.pk)


@require_POST
@needs(Can.SOLVE_FAIR)
def proposal_discard(request: HttpRequest, fair_id: int, proposal_id: int) -> HttpResponse:
    """Leave everything as it is."""
    fair = fair_at(request, fair_id)
    discard_proposal(part_at(fair, Proposal, proposal_id), by=reader(request))
    messages.success(request, _("The proposal was discarded; the timetable is as it was."))
    return redirect("meetings:fair", fair.pk)


def _page(request: HttpRequest, fair: Fair, proposal: Proposal, broken: list[str] | None = None) -> HttpResponse:
    context = {
        "fair": fair,
        "proposal": proposal,
        "open": proposal.state == Proposal.State.OPEN,
        "moves": move_rows(fair, proposal),
        "absences": absence_rows(fair, proposal),
        "broken": broken,
        **may(request),
    }
    return render(request, "meetings/proposal.html", context, status=409 if broken else 200)
