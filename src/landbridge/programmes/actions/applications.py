"""Applying: a draft is begun, written, submitted in versions, and withdrawn.

Whether a submission is in time, the database's clock decides, after the call's row is locked: whoever moves the
deadline holds that row too, so that a submission is in or out, and never half.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale, claim_version
from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import editable_organisations
from landbridge.people.models import Person, Role, User
from landbridge.people.queries.notices import reading_language
from landbridge.programmes.actions.unsettling import settle_application, unsettle_selection
from landbridge.programmes.actions.verdicts import judge_version
from landbridge.programmes.models import Application, ApplicationVersion, Call
from landbridge.programmes.queries.applications import database_now, latest_version
from landbridge.programmes.queries.drafts import with_files
from landbridge.programmes.queries.forms import current_form, form_of, prefilled
from landbridge.programmes.questions.answers import check_answers, clean_answers, tidy
from landbridge.programmes.questions.digests import canonical, digest
from landbridge.programmes.questions.faults import Fault
from landbridge.programmes.rules.applications import Can, is_open

State = Application.State
MOST_BYTES = 400_000  #: of one draft


class CallClosed(ValidationError):
    """The call does not take applications now: not yet, or no longer."""

    def __init__(self, call: Call) -> None:
        super().__init__(_("This call takes no applications now."), code="closed")
        self.call = call


class Incomplete(ValidationError):
    """Answers that can't be submitted; ``faults`` by place."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__([f"{fault.place()}: {fault.message()}" for fault in faults.values()], code="incomplete")
        self.faults = faults


class NotEligible(ValidationError):
    """A rule is not met, and whoever submits has not said that they know."""

    def __init__(self) -> None:
        super().__init__(_("A condition of the call is not met."), code="ineligible")


@transaction.atomic
def start_application(call: Call, *, by: User | None, organisation: Organisation | None = None) -> Application:
    """Begin an application, with what the house knows filled in; the one begun before, if there is one.

    :param organisation: one of those ``by`` keeps, where organisations apply; a person applies as who they are.
    :raises CallClosed: if the call is not open now.
    :raises PermissionDenied: if it is not addressed to them.
    """
    require(by, Can.APPLY, call)
    assert by is not None  # noqa: S101 - nobody who is not signed in holds a permission
    person = None
    if organisation is not None:
        if not editable_organisations(by).filter(pk=organisation.pk).exists():
            raise PermissionDenied(Can.APPLY)
        applicant: dict[str, Organisation | Person] = {"organisation": organisation}
    else:
        person = Person.objects.filter(user=by, erased_at=None).first()
        if person is None or by.role != Role.TALENT:
            raise PermissionDenied(Can.APPLY)
        applicant = {"person": person}
    there = Application.objects.filter(call=call, **applicant).exclude(state=State.WITHDRAWN)
    if found := there.first():
        return found
    form = current_form(call)
    if form is None or not is_open(call, database_now()):
        raise CallClosed(call)
    language = reading_language(by)
    answers = prefilled(form_of(form), organisation=organisation, person=person, language=language)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                call=call, **applicant, side=by.side, language=language, form=form, answers=answers, created_by=by
            )
    except IntegrityError:  # begun in the same instant by a colleague
        return there.get()
    record("programmes.application_started", application, by=by, changes={"call": call.pk})
    return application


@transaction.atomic
def save_draft(
    application: Application, answers: Mapping[str, Any], *, by: User | None, version: int, language: str = ""
) -> Application:
    """Keep what was typed so far, as it was typed; nothing of it counts before it is submitted.

    :raises Stale: if somebody else wrote meanwhile.
    :raises ValidationError: if it is more than a draft may hold.
    """
    require(by, Can.EDIT_APPLICATION, application)
    kept = tidy(form_of(application.form), answers)
    if len(canonical(kept)) > MOST_BYTES:
        raise ValidationError(_("These answers are too long to be kept. Put long texts into a file."), code="too_long")
    if kept == application.answers and language in {"", application.language} and version == application.version:
        return application
    claim_version(application, version)
    application.answers = kept
    application.language = language or application.language
    application.save(update_fields=["answers", "language", "updated_at"])
    record("programmes.draft_saved", application, by=by)
    return application


@transaction.atomic
def submit_application(
    application: Application, *, by: User | None, version: int, although_ineligible: bool = True
) -> ApplicationVersion:
    """Submit what stands in the draft, as the next version; the rules of the call judge it in the same transaction.

    What was submitted already, unchanged, is not submitted again: the version there is comes back.

    :param although_ineligible: whether it is submitted although a rule is not met.
    :raises CallClosed: if the database's clock, once the call is locked, says that it is not open.
    :raises Incomplete: if the answers are not complete and right.
    :raises NotEligible: if a rule is not met and ``although_ineligible`` is false; nothing is submitted then.
    :raises Stale: if the draft is another by now.
    """
    require(by, Can.EDIT_APPLICATION, application)
    call = Call.objects.select_for_update().get(pk=application.call_id)
    at = database_now()
    if not is_open(call, at):
        raise CallClosed(call)
    # Written by whoever got here first, perhaps: what counts is what stands there under the lock.
    application = Application.objects.select_related("form", "organisation", "person").get(pk=application.pk)
    require(by, Can.EDIT_APPLICATION, application)
    form = form_of(application.form)
    answers = with_files(application, application.answers)
    if faults := check_answers(form, answers):
        raise Incomplete(faults)
    cleaned = clean_answers(form, answers)
    latest = latest_version(application)
    if latest is not None and latest.form_id == application.form_id and latest.answers == cleaned:
        return latest
    if application.version != version:
        raise Stale(application)
    claim_version(application, version)
    number = application.number or (call.applications.aggregate(last=Max("number"))["last"] or 0) + 1
    submitted = ApplicationVersion(
        application=application,
        number=latest.number + 1 if latest else 1,
        form=application.form,
        language=application.language,
        answers=cleaned,
        submitted_by=by,
        submitted_at=at,
    )
    application.number, application.submitted_at, application.state = number, at, State.SUBMITTED
    submitted.sha256 = digest(sealed(submitted))
    application.save(update_fields=["number", "submitted_at", "state", "updated_at"])
    submitted.save()
    judge_version(submitted, by=by)
    settle_application(application)  # whose sheets are in stays scored, should the call have been made longer
    application.refresh_from_db(fields=["state"])
    if application.state == State.INELIGIBLE and not although_ineligible:
        raise NotEligible
    changes = {"version": submitted.number, "sha256": submitted.sha256}
    record("programmes.application_submitted", application, by=by, changes=changes)
    return submitted


@transaction.atomic
def withdraw_application(application: Application, *, by: User | None, reason: str = "") -> Application:
    """Take an application back, or throw a draft away; its applicant may begin another while the call is open.

    ``reason`` is kept in the log, and names nobody: it is chosen, not written (see the form).
    """
    # The call first, as everybody does who holds both: a selection is announced with this application or without it.
    Call.objects.select_for_update().get(pk=application.call_id)
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    require(by, Can.WITHDRAW_APPLICATION, locked)
    take_back(locked, by=by, reason=reason)
    application.state, application.withdrawn_at = locked.state, locked.withdrawn_at
    application.version = locked.version
    return application


def take_back(locked: Application, *, by: User | None, reason: str) -> None:
    """What withdrawing does to an application, for whoever holds its row and has seen that it may be done."""
    was = locked.state
    locked.state, locked.withdrawn_at, locked.version = State.WITHDRAWN, timezone.now(), locked.version + 1
    locked.save(update_fields=["state", "withdrawn_at", "version", "updated_at"])
    if was in {State.ELIGIBLE, State.SCORED}:
        unsettle_selection(locked.call, by=by, because="withdrawn")
    record("programmes.application_withdrawn", locked, by=by, changes={"was": was}, reason=reason[:300])


def sealed(version: ApplicationVersion) -> dict[str, Any]:
    """What the digest of a version is taken of: whoever holds its parts can take it again."""
    application = version.application
    return {
        "call": application.call.slug,
        "number": application.number,
        "version": version.number,
        "form": version.form.sha256,
        "language": version.language,
        "submitted_at": version.submitted_at.isoformat(),
        "answers": version.answers,
    }


def is_whole(version: ApplicationVersion) -> bool:
    """Whether a version still says all that was submitted: an erasure empties answers, and their digest stays."""
    return digest(sealed(version)) == version.sha256
