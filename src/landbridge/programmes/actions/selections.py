"""The selection: proposed from the ranking, decided through approvals, announced to everybody at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.agreements.actions.approvals import ask_approval
from landbridge.agreements.models import Approval
from landbridge.agreements.models.approvals import ApprovalStep
from landbridge.agreements.queries.approvals import is_approved
from landbridge.agreements.queries.subjects import digest_of_content
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User
from landbridge.programmes.actions.announcements import tell_result
from landbridge.programmes.actions.participations import lock_programme, offer_places
from landbridge.programmes.actions.unsettling import SELECTION, unsettle_selection
from landbridge.programmes.models import Application, Call, Selection, SelectionRow
from landbridge.programmes.queries.ranking import Ranking, ranking_of
from landbridge.programmes.queries.selections import content_of, row_of, still_stands
from landbridge.programmes.rules.screening import Can

Result = SelectionRow.Result


@transaction.atomic
def propose_selection(call: Call, *, by: User | None) -> Selection:
    """Make the ranking of now the proposal of a call; an earlier one that is not announced is replaced.

    :raises ValidationError: if something is still to be judged or marked, or the result is announced.
    """
    if by is not None:
        require(by, Can.SELECT, call)
    call = _locked(call)
    if call.selections.filter(state=Selection.State.ANNOUNCED).exists():
        raise ValidationError(_("The result is announced, and stays."), code="announced")
    if call.closes_at > timezone.now():
        raise ValidationError(_("A selection is made once the call is closed."), code="open")
    ranking = ranking_of(call)
    if not ranking.is_ready:
        raise ValidationError(why_not_ready(ranking), code="not_ready")
    unsettle_selection(call, by=by, because="proposed_anew")
    selection = Selection.objects.create(call=call, made_by=by, sha256="")
    SelectionRow.objects.bulk_create(row_of(place, selection) for place in ranking.places)
    selection.sha256 = digest_of_content(content_of(selection))
    selection.save(update_fields=["sha256"])
    record("programmes.selection_proposed", selection, by=by, changes={"sha256": selection.sha256})
    return selection


def why_not_ready(ranking: Ranking) -> str:
    """What a proposal waits for, in one sentence."""
    if ranking.unjudged:
        return _("The rules have not been decided for %(count)s applications.") % {"count": ranking.unjudged}
    if ranking.waiting:
        return _("%(count)s sheets are not submitted yet. Wait for them, or take these applications back.") % {
            "count": ranking.waiting
        }
    if ranking.unmarked:
        return _("%(count)s applications have no mark. Give them to an evaluator.") % {"count": ranking.unmarked}
    return _("There is no application to select from.")


@transaction.atomic
def ask_decision(
    selection: Selection, *, by: User, version: int, steps: Sequence[tuple[ApprovalStep.Duty, User]]
) -> Approval:
    """Put the proposal before those who decide, on the side that leads the programme.

    :raises Stale: if the selection changed since ``version``.
    :raises ValidationError: if it no longer says what is so, or is with them already; or of ``ask_approval``.
    """
    require(by, Can.SELECT, selection.call)
    call = _locked(selection.call)
    claim_version(selection, version)
    selection.refresh_from_db()
    if selection.state != Selection.State.DRAFT:
        raise ValidationError(_("This selection is before those who decide, or decided."), code="state")
    _must_stand(selection)
    approval = ask_approval(SELECTION, selection, by=by, side=call.programme.side, steps=steps)
    selection.refresh_from_db()
    return approval


@transaction.atomic
def announce(selection: Selection, *, by: User | None, version: int | None = None) -> Selection:
    """Tell every applicant the result in their language, and offer the places. It is approved, and still stands.

    :raises Stale: if the selection changed since ``version``.
    :raises ValidationError: if it is not approved, or something changed since.
    """
    if by is not None:
        require(by, Can.SELECT, selection.call)
    lock_programme(selection.call.programme_id)  # before its call, as whoever cancels it does
    call = _locked(selection.call)
    claim_version(selection, selection.version if version is None else version)
    selection.refresh_from_db()
    list(Application.objects.select_for_update().filter(call=call).order_by("pk").values_list("pk", flat=True))
    if selection.state != Selection.State.APPROVED:
        raise ValidationError(_("Only an approved selection can be announced."), code="state")
    _must_stand(selection)
    if not is_approved(SELECTION, selection, call.programme.side):
        raise ValidationError(_("The approval no longer holds: the selection was changed since."), code="void")
    for result in (Result.SELECTED, Result.RESERVE, Result.REJECTED):
        numbers = selection.rows.filter(result=result).values("application")
        Application.objects.filter(pk__in=numbers).update(state=str(result), updated_at=timezone.now())
    selection.state, selection.announced_at, selection.announced_by = Selection.State.ANNOUNCED, timezone.now(), by
    selection.save(update_fields=["state", "announced_at", "announced_by"])
    record("programmes.selection_announced", selection, by=by, changes={"rows": selection.rows.count()})
    tell_result(selection)
    offer_places(selection, by=by)
    return selection


def _must_stand(selection: Selection) -> None:
    if not still_stands(selection):
        raise ValidationError(
            _("Applications, verdicts or marks changed since this was proposed. Propose a selection anew."),
            code="changed",
        )


def _locked(call: Call) -> Call:
    locked = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    if locked.state != Call.State.PUBLISHED:
        raise ValidationError(_("The call was withdrawn."), code="withdrawn")
    return locked
