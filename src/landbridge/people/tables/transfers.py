"""The cross-border register as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landbridge.base.countries import country_name
from landbridge.base.sheets_out import BookOut, Cell
from landbridge.people.models import TransferFlow
from landbridge.people.queries.transfers import Counted, Direction
from landbridge.people.workbook.plain import plain_sheet


def register_book(
    directions: Iterable[Direction], rows: Iterable[tuple[TransferFlow, Counted]], *, language: str, now: datetime
) -> bytes:
    """Both ways and every flow, in two sheets of the reader's language."""
    title = _("Register of transfers across the border")
    local = timezone.localtime(now)
    note = _("As of %(date)s (%(zone)s)") % {
        "date": date_format(local, "DATETIME_FORMAT"),
        "zone": str(timezone.get_current_timezone()),
    }
    book = BookOut(title=title)
    plain_sheet(
        book,
        name=_("Both ways"),
        title=title,
        note=note,
        headings=[
            _("From"),
            _("To"),
            _("People since 1 January"),
            _("Sensitive data"),
            _("Yearly limit"),
            _("Of the yearly limit"),
        ],
        rows=[
            [
                country_name(way.from_region, language),
                country_name(way.to_region, language),
                way.people,
                way.sensitive,
                way.limit,
                f"{way.percent:.1f} %",
            ]
            for way in directions
        ],
    )
    plain_sheet(
        book,
        name=_("Flows"),
        title=title,
        note=note,
        headings=[
            *(_("Code"), _("Flow"), _("From"), _("To"), _("Recipient"), _("Purpose"), _("Basis"), _("Data")),
            *(_("Sensitive data"), _("Assessment"), _("Assessed on"), _("State"), _("Year"), _("People"), _("Times")),
        ],
        rows=[_row(flow, counted, language) for flow, counted in rows],
    )
    return book.bytes()


def _row(flow: TransferFlow, counted: Counted, language: str) -> list[Cell]:
    assessment = flow.assessment
    return [
        flow.code,
        flow.name,
        country_name(flow.from_region, language),
        country_name(flow.to_region, language),
        flow.recipient,
        flow.get_purpose_display(),
        flow.get_basis_display(),
        flow.items,
        _("yes") if flow.is_sensitive else _("no"),
        assessment.title if assessment else None,
        assessment.done_on if assessment else None,
        _("on") if flow.is_on else _("off"),
        counted.year,
        counted.people,
        counted.times,
    ]
