"""An evaluator's sheet: a draft that is saved as often as they like, then submitted once and for all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale, claim_version
from landbridge.people.models import User
from landbridge.programmes.actions.unsettling import settle_application, unsettle_selection
from landbridge.programmes.criteria.rubrics import Criterion, faults_of, read_mark, read_rubric
from landbridge.programmes.models import Assignment, Call, ScoreSheet
from landbridge.programmes.queries.conflicts import conflict_between
from landbridge.programmes.queries.screening import MARKED
from landbridge.programmes.rules.screening import Can
from landbridge.programmes.wording.screening import say_fault

COMMENT_MOST = 2000


@transaction.atomic
def save_marks(
    assignment: Assignment, *, by: User, version: int, marks: Mapping[str, str], comment: str = ""
) -> ScoreSheet:
    """Keep a draft: any of the marks, each one that can be given.

    :param version: that of the sheet as it was shown.
    :raises Stale: if the sheet was saved elsewhere meanwhile.
    :raises ValidationError: by criterion; or if the sheet is submitted.
    """
    sheet, _call = _opened(assignment, by, version)
    _write(sheet, read_rubric(assignment.application.call.rubric), marks, comment, whole=False)
    sheet.save(update_fields=["marks", "comment", "updated_at"])
    return sheet


@transaction.atomic
def submit_marks(
    assignment: Assignment, *, by: User, version: int, marks: Mapping[str, str], comment: str = ""
) -> ScoreSheet:
    """Submit the sheet: every criterion is marked, and nothing changes any more. The last one makes it scored.

    :raises Stale: if the sheet was saved elsewhere meanwhile.
    :raises ValidationError: by criterion; or if the sheet is submitted already.
    """
    sheet, call = _opened(assignment, by, version)
    _write(sheet, read_rubric(call.rubric), marks, comment, whole=True)
    sheet.submitted_at = timezone.now()
    sheet.sha256 = digest_of(sheet)
    sheet.save(update_fields=["marks", "comment", "updated_at", "submitted_at", "sha256"])
    Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.SUBMITTED, version=assignment.version + 1)
    unsettle_selection(call, by=by, because="sheet")
    record("programmes.sheet_submitted", assignment, by=by, changes={"sha256": sheet.sha256})
    settle_application(assignment.application)
    return sheet


def digest_of(sheet: ScoreSheet) -> str:
    """SHA-256 of what was submitted: the application, the evaluator, marks and comment."""
    said = {
        "application": sheet.assignment.application_id,
        "evaluator": sheet.assignment.evaluator_id,
        "marks": sheet.marks,
        "comment": sheet.comment,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _opened(assignment: Assignment, by: User, version: int) -> tuple[ScoreSheet, Call]:
    """The evaluator's sheet, claimed at its version, behind the call's row."""
    call = (
        Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=assignment.application.call_id)
    )
    assignment.refresh_from_db()
    require(by, Can.MARK, assignment)
    if assignment.application.state not in MARKED or conflict_between(by, assignment.application):
        raise PermissionDenied
    sheet, is_new = ScoreSheet.objects.get_or_create(assignment=assignment)
    if is_new and version != sheet.version:
        raise Stale(sheet)
    if sheet.submitted_at is not None or assignment.state == Assignment.State.SUBMITTED:
        raise ValidationError(_("This sheet is submitted. Nothing in it can be changed any more."), code="submitted")
    claim_version(sheet, version)
    return sheet, call


def _write(
    sheet: ScoreSheet, rubric: Sequence[Criterion], marks: Mapping[str, str], comment: str, *, whole: bool
) -> None:
    """Put marks and comment into the sheet.

    :raises ValidationError: by the field of the form: ``mark_team``, ``comment``.
    """
    said = {code: str(mark).strip() for code, mark in marks.items()}
    faults = faults_of(rubric, said, whole=whole)
    errors = {
        f"mark_{one.code}": say_fault(faults[one.code], most=one.most_said, step=one.step_said)
        for one in rubric
        if one.code in faults
    }
    if unknown := [code for code, fault in faults.items() if fault == "unknown"]:
        errors |= {f"mark_{code}": _("This is no criterion of the call.") for code in unknown}
    comment = comment.replace("\r\n", "\n").strip()  # a browser counts a line's end as one, and sends two
    if len(comment) > COMMENT_MOST or "\0" in comment:
        errors["comment"] = _("At most %(most)s characters.") % {"most": COMMENT_MOST}
    if errors:
        raise ValidationError(errors)
    sheet.marks = {
        one.code: format(mark.normalize(), "f")
        for one in rubric
        if said.get(one.code) and (mark := read_mark(said[one.code])) is not None
    }
    sheet.comment = comment
