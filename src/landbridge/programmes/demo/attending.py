"""Participants: places confirmed, deposits, documents, having taken part, settled."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from landbridge.base.documents import keep_document
from landbridge.base.log import record_each
from landbridge.people.models import User
from landbridge.programmes.actions.participations import confirm_place, move_application
from landbridge.programmes.actions.programmes import move_programme
from landbridge.programmes.actions.required_documents import ask_documents
from landbridge.programmes.actions.settling import complete, settle
from landbridge.programmes.demo.applying import PAPER
from landbridge.programmes.demo.calling import Office
from landbridge.programmes.demo.plans import Plan
from landbridge.programmes.models import Application, Call, Participation, Programme, RequiredDocument

Deposit = Participation.Deposit


def attend(one: Plan, call: Call, office: Office) -> None:
    """Let those to whom places were offered go as far as the plan says; one offer in an announced call is answered."""
    by = office.managers[one.side]
    programme = move_programme(call.programme, Programme.State.SELECTING, by=by)
    places = list(
        programme.participations.select_related("application__organisation", "application__created_by").order_by(
            "place"
        )
    )
    if one.stage == "announced":
        for participation in [row for row in places if row.application.created_by is None][:2]:
            _confirm(participation, programme)
        return
    for participation in places:
        _confirm(participation, programme)
    _see_to_documents(one, programme)
    programme = move_programme(programme, Programme.State.CONFIRMED, by=by)
    for stage in (Programme.State.RUNNING, Programme.State.COMPLETED, Programme.State.SETTLED):
        if not one.came_to(stage):
            return
        if stage == Programme.State.COMPLETED:
            _complete(programme, office)
        if stage == Programme.State.SETTLED:
            _settle(programme, office)
        programme = move_programme(programme, stage, by=by)


def _confirm(participation: Participation, programme: Programme) -> None:
    """Confirm a place: by the account that applied, or as ``confirm_place`` does for one of nobody here."""
    account: User | None = participation.application.created_by
    if account is not None:
        confirm_place(participation, by=account, version=participation.version)
    else:
        participation.state, participation.answered_at = Participation.State.CONFIRMED, timezone.now()
        if programme.deposit_amount is not None:
            participation.deposit, participation.deposit_on = Deposit.DUE, timezone.localdate()
        participation.version += 1
        participation.save()
        move_application(participation, Application.State.CONFIRMED)
        ask_documents(participation)
        record_each("programmes.place_confirmed", [(participation, {"place": participation.place})], by=None)
    if programme.deposit_amount is not None and (participation.place or 0) % 4 != 0:
        Participation.objects.filter(pk=participation.pk).update(deposit=Deposit.PAID)


def _see_to_documents(one: Plan, programme: Programme) -> None:
    """Documents that are in: all once it has begun, before that most; one was returned, some wait for a look."""
    owed = RequiredDocument.objects.filter(participation__programme=programme).order_by("pk")
    begun = one.came_to("running")
    paper = keep_document(PAPER, "document.pdf", by=None)
    due = list(owed.select_related("participation__application"))
    for number, row in enumerate(due):
        own = row.participation.application.created_by_id is not None
        row.due_on = min(row.due_on, programme.starts_on - timedelta(days=2))
        if begun or (number % 3 and not own):
            row.state, row.document = RequiredDocument.State.ACCEPTED, paper
        elif not own:
            row.state = RequiredDocument.State.RECEIVED
            row.document = keep_document(PAPER, "document.pdf", by=None)
        elif number % 2:
            row.state, row.note = RequiredDocument.State.RETURNED, "직인이 빠졌습니다. / 缺少公章。"
        if row.document is not None:
            row.handed_in_at = timezone.now()
    RequiredDocument.objects.bulk_update(due, ["state", "document", "note", "due_on", "handed_in_at"])


def _complete(programme: Programme, office: Office) -> None:
    for participation in programme.participations.filter(state=Participation.State.CONFIRMED):
        complete(participation, by=office.managers[participation.side], version=participation.version)


def _settle(programme: Programme, office: Office) -> None:
    rows = programme.participations.filter(state=Participation.State.COMPLETED)
    rows.exclude(deposit=Deposit.NONE).update(deposit=Deposit.RETURNED)
    for participation in rows:
        settle(participation, by=office.managers[participation.side], version=participation.version)
