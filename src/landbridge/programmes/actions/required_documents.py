"""Documents that participants owe: asked for, handed in, accepted or returned."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.calendar import add_joint_working_days
from landbridge.base.documents import IMAGES, PAPERS, forget_document, keep_document
from landbridge.base.log import record
from landbridge.base.text import Trilingual
from landbridge.base.versions import claim_version
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.programmes.models import Participation, Programme, RequiredDocument
from landbridge.programmes.queries.participations import applicants_of
from landbridge.programmes.rules.participation import Can
from landbridge.programmes.wording.participation import RETURNED

State = RequiredDocument.State
GRACE = 3  #: joint working days for a document that would be late already when it is asked for


def ask_documents(participation: Participation) -> None:
    """Ask for what the programme's participants owe; part of ``confirm_place``."""
    programme = participation.programme
    for number, owed in enumerate(programme.documents, 1):
        title = owed.get("title") or {}
        words = Trilingual(title.get("ko", ""), title.get("zh-hans", ""), title.get("en", ""))
        RequiredDocument.objects.get_or_create(
            participation=participation,
            code=str(owed.get("code") or f"document_{number}")[:40],
            defaults={
                "title_ko": (words.ko or words.read("ko")[0])[:120],
                "title_zh": (words.zh or words.read("zh-hans")[0])[:120],
                "title_en": (words.en or words.read("en")[0])[:120],
                "due_on": due_on(programme, int(owed.get("days_before") or 0)),
            },
        )


def due_on(programme: Programme, days_before: int) -> date:
    """The last joint working day on or before so many days before the start; a few days from today if that is past."""
    day = add_joint_working_days(programme.starts_on - timedelta(days=days_before - 1), -1)
    today = timezone.localdate()
    return day if day > today else add_joint_working_days(today, GRACE)


def title_of(owed: RequiredDocument) -> str:
    """What a document is called, in the language that is active."""
    return Trilingual(owed.title_ko, owed.title_zh, owed.title_en).read(get_language() or "en")[0]


@transaction.atomic
def hand_in(owed: RequiredDocument, *, by: User, version: int, content: bytes, name: str) -> RequiredDocument:
    """Hand a document in; until it is accepted another may take its place.

    :raises Stale: if it changed since ``version``.
    :raises FileRefused: if it is none of papers and pictures, too large, or damaged.
    :raises ValidationError: if it is accepted already, or nobody takes part any more.
    """
    require(by, Can.HAND_IN, owed.participation)
    _claim(owed, version)
    if owed.state == State.ACCEPTED:
        raise ValidationError(_("This document is accepted already."), code="state")
    before = owed.document
    owed.document = keep_document(
        content, name, by=by, kinds=PAPERS | IMAGES, person_number=owed.participation.application.person_id
    )
    owed.state, owed.note, owed.handed_in_by, owed.handed_in_at = State.RECEIVED, "", by, timezone.now()
    owed.save()
    if before is not None:
        forget_document(before)
    record("programmes.document_handed_in", owed.participation, by=by, changes={"document": owed.code})
    return owed


@transaction.atomic
def accept_document(owed: RequiredDocument, *, by: User, version: int) -> RequiredDocument:
    """Accept a document that was handed in. Raises Stale, and ValidationError where there is none."""
    require(by, Can.KEEP_PARTICIPATION, owed.participation)
    _claim(owed, version)
    _see_received(owed)
    owed.state, owed.note = State.ACCEPTED, ""
    owed.save()
    record("programmes.document_accepted", owed.participation, by=by, changes={"document": owed.code})
    return owed


@transaction.atomic
def return_document(owed: RequiredDocument, *, by: User, version: int, note: str) -> RequiredDocument:
    """Return a document for correction, with what is missing; the participant is told.

    :raises Stale: if it changed since ``version``.
    :raises ValidationError: without a note, or if none was handed in.
    """
    require(by, Can.KEEP_PARTICIPATION, owed.participation)
    _claim(owed, version)
    _see_received(owed)
    note = " ".join(note.split())
    if not note or len(note) > 300:
        raise ValidationError({"note": _("Say what is missing, in at most 300 characters.")})
    owed.state, owed.note = State.RETURNED, note
    owed.save()
    record("programmes.document_returned", owed.participation, by=by, changes={"document": owed.code})
    for user in applicants_of(owed.participation.application):
        notify(
            user,
            RETURNED.code,
            key=f"{RETURNED.code}:{owed.pk}:{owed.version}:{user.pk}",
            params={"programme": owed.participation.programme, "document": lazy(title_of, str)(owed)},
            link=reverse("programmes:participation", args=[owed.participation_id]),
        )
    return owed


def _claim(owed: RequiredDocument, version: int) -> None:
    claim_version(owed, version)
    owed.refresh_from_db()
    if owed.participation.state == Participation.State.WITHDRAWN:
        raise ValidationError(_("This participant has withdrawn."), code="state")


def _see_received(owed: RequiredDocument) -> None:
    if owed.state != State.RECEIVED:
        raise ValidationError(_("No document is waiting here."), code="state")
