"""What a receipt says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from landbridge.base.printing import print_pdf
from landbridge.programmes.actions.applications import is_whole
from landbridge.programmes.models import ApplicationVersion
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.tables.answers import answered
from landbridge.programmes.tables.applications import applicant_of
from landbridge.programmes.tables.instants import on_each_clock


def receipt_pdf(version: ApplicationVersion) -> bytes:
    """The receipt in the language of the application: what was submitted, when, and under which digest."""
    with override(version.language):
        return print_pdf("programmes/receipt_pdf.html", _told(version), version.language)


def _told(version: ApplicationVersion) -> dict[str, Any]:
    application = version.application
    return {
        "application": application,
        "version": version,
        "is_whole": is_whole(version),
        "programme": application.call.programme.name.read(version.language)[0],
        "applicant": applicant_of(application, version.language)[0],
        "instants": on_each_clock(version.submitted_at),
        "answers": answered(form_of(version.form), version.answers, version.language),
    }
