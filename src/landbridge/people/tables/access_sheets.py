"""A month of the access log as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut
from landbridge.people.models import AccessEntry
from landbridge.people.tables.access import SubjectRow, entry_row
from landbridge.people.workbook.plain import plain_sheet


def month_book(month: date, entries: Iterable[AccessEntry], subjects: Iterable[SubjectRow], *, zone: ZoneInfo) -> bytes:
    """The entries, and the persons they are about: by name only those whom the reader may see."""
    title = _("Access log of %(month)s") % {"month": date_format(month, "YEAR_MONTH_FORMAT")}
    note = _("All times are local times of %(zone)s.") % {"zone": zone.key}
    book = BookOut(title=title)
    plain_sheet(
        book,
        name=_("Entries"),
        title=title,
        note=note,
        headings=[
            *(_("Number"), _("Time"), _("Who looked"), _("How"), _("Page"), _("Persons"), _("Of the other side")),
            *(_("Hour of their day"), _("Unusual"), _("Reason"), _("Address"), "SHA-256"),
        ],
        rows=[
            [
                entry.number,
                entry.at.astimezone(zone).replace(tzinfo=None, microsecond=0),
                str(entry.actor) if entry.actor else _("the house itself"),
                row.action,
                entry.route,
                entry.count,
                entry.across,
                entry.hour,
                " · ".join(row.marks),
                entry.reason,
                entry.ip,
                entry.sha256,
            ]
            for entry in entries
            for row in (entry_row(entry),)
        ],
    )
    plain_sheet(
        book,
        name=_("Persons"),
        title=title,
        note=_("A person whom you may not see stands here by number alone."),
        headings=[_("Person’s number"), _("Name"), _("How often"), _("By how many")],
        rows=[[row.number, row.shown.name.text if row.shown else None, row.looks, row.actors] for row in subjects],
    )
    return book.bytes()
