"""Applications as rows of a list, and of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.base.sheets_out import Cell
from landbridge.base.table_files import TableFormat, table_file
from landbridge.base.text import language_of
from landbridge.people.models import User
from landbridge.people.wording.names import display_name
from landbridge.programmes.models import Application, ApplicationVersion
from landbridge.programmes.queries.applications import state_shown
from landbridge.programmes.questions.shape import Form
from landbridge.programmes.tables.answers import plain_said


@dataclass(frozen=True, slots=True)
class Row:
    """One application in a list: whose it is and to what, each with the language it is written in."""

    number: int
    given: int | None
    applicant: tuple[str, str]
    programme: tuple[str, str]
    side: str
    side_name: str
    state: tuple[str, str]
    submitted_at: datetime | None
    closes_at: datetime
    is_own: bool


def applicant_of(application: Application, language: str) -> tuple[str, str]:
    """The name of who applies, for whoever may see it, and its language; names of a person are prefetched."""
    if application.person is not None:
        name, name_language = display_name(application.person.names.all(), language)
        return (name, name_language) if name else (_("erased applicant"), language)
    name = str(application.organisation)
    return name, language_of(name)


def rows_of(applications: Iterable[Application], user: User, language: str) -> list[Row]:
    """The rows of a page."""
    return [
        Row(
            one.pk,
            one.number,
            applicant_of(one, language),
            one.call.programme.name.read(language),
            one.side,
            one.get_side_display(),
            state_shown(one, user),
            one.submitted_at,
            one.call.closes_at,
            one.side == user.side,
        )
        for one in applications
    ]


def application_file(
    kind: str,
    applications: Iterable[tuple[Application, ApplicationVersion | None]],
    *,
    form: Form | None,
    user: User,
    language: str,
) -> tuple[bytes, str]:
    """A file of applications and its name.

    :param applications: each with its latest version, or None where its answers are not the reader's to read.
    :param form: whose questions are columns; None where applications to several calls are in it.
    """
    with override(language):
        title = _("Applications")
        headings = [_("Number"), _("Applicant"), _("Side"), _("Programme"), _("State"), _("Submitted at")]
        headings += [_("Version"), "SHA-256"]
        headings += [one.label.read(language)[0] for one in form] if form else []
        rows = _cells(applications, form, user, language)
        content = table_file(kind, title, headings, rows)
    return content, f"{title}.{TableFormat(kind).value}"


def _cells(
    applications: Iterable[tuple[Application, ApplicationVersion | None]],
    form: Form | None,
    user: User,
    language: str,
) -> Iterator[list[Cell]]:
    for one, version in applications:
        at = one.submitted_at
        cells: list[Cell] = [
            one.number,
            applicant_of(one, language)[0],
            one.get_side_display(),
            one.call.programme.name.read(language)[0],
            state_shown(one, user)[0],
            f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}" if at else "",
        ]
        cells += [version.number, version.sha256] if version else ["", ""]
        answers = version.answers if version else {}
        cells += [plain_said(question, answers.get(question.code), language) for question in form] if form else []
        yield cells
