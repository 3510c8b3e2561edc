"""What the nightly sweep lets go of in programmes: drafts nobody submitted, and answers of persons who were refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from landbridge.people.actions.sweeps import also_sweeps
from landbridge.people.queries.erasure import open_holds
from landbridge.programmes.actions.forgetting import empty_applications
from landbridge.programmes.models import Application, ApplicationFile, ApplicationVersion
from landbridge.programmes.wording.retention import DRAFTS, REFUSED

State = Application.State


def drafts(before: datetime) -> QuerySet[Application]:
    """The drafts, and those thrown away, of calls that closed before a moment."""
    return _free(before).filter(submitted_at=None)


def refused(before: datetime) -> QuerySet[Application]:
    """Of the persons who were not selected to such calls, the applications that still hold something."""
    holding = Exists(ApplicationVersion.objects.filter(application=OuterRef("pk")).exclude(answers={}))
    return _free(before).filter(
        holding | ~Q(answers={}) | Exists(ApplicationFile.objects.filter(application=OuterRef("pk"))),
        person__isnull=False,
        submitted_at__isnull=False,
        state__in=(State.INELIGIBLE, State.REJECTED, State.WITHDRAWN),
    )


def delete_drafts(applications: QuerySet[Any]) -> None:
    """Delete drafts with their files."""
    empty_applications(applications)
    applications.delete()


def _free(before: datetime) -> QuerySet[Application]:
    """The applications to calls that closed before a moment, but those of whom a hold keeps."""
    is_held = Exists(open_holds().filter(person=OuterRef("person")))
    return Application.objects.filter(~is_held, call__closes_at__lt=before)


also_sweeps(DRAFTS, drafts, delete_drafts)
also_sweeps(REFUSED, refused, empty_applications)
