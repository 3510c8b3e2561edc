"""Changing what a call asks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.actions.approvals import void_approvals
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.programmes.actions.agreeing import tell_changed
from landbridge.programmes.models import Application, Call, FormVersion
from landbridge.programmes.questions.digests import digest
from landbridge.programmes.questions.reading import read_form
from landbridge.programmes.rules.applications import OPEN_STATES, Can

CHANGED = gettext_lazy("The questions of the call were changed.")


@transaction.atomic
def set_form(call: Call, questions: list[dict[str, Any]], *, by: User | None, number: int) -> FormVersion:
    """Ask these questions from now on, as the call's next form; equal ones change nothing.

    Whoever is still writing goes on with the new form: what they answered stays under its question's code. What was
    submitted stays beside the form it answered. An approval of the call does not hold for another form.

    :param number: of the form these questions were made from; 0 for the first.
    :raises BadForm: if they are no form.
    :raises Stale: if the call has another form by now; ``current`` is that.
    :raises ValidationError: if the call is closed, and nobody can answer another form.
    """
    require(by, Can.BUILD_FORM, call)
    read_form(questions)
    call = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
    latest = call.forms.order_by("-number").first()
    if latest is not None and latest.number != number:
        raise Stale(latest)
    sha256 = digest(questions)
    if latest is not None and latest.sha256 == sha256:
        return latest
    if call.state == Call.State.PUBLISHED and call.closes_at <= timezone.now():
        raise ValidationError(_("The call is closed: its questions stay as they were answered."), code="closed")
    form = FormVersion.objects.create(
        call=call, number=latest.number + 1 if latest else 1, questions=questions, sha256=sha256, made_by=by
    )
    writing = Application.objects.filter(call=call, state__in=OPEN_STATES)
    moved = writing.update(form=form, version=F("version") + 1)
    if call.state in {Call.State.AGREEING, Call.State.APPROVED}:
        void_approvals("call", call, by=by, because=CHANGED)
    changes = {"form": form.number, "applications": moved}
    tell_changed(call, record("programmes.form_changed", call, by=by, changes=changes))
    return form
