"""Lists of a programme's participants as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut
from landbridge.directory.models import Organisation
from landbridge.directory.tables.organisations import names_of
from landbridge.matching.models import Recommendation
from landbridge.matching.tables.lists import Text, place_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = {"bold": True, "text_wrap": True}
WIDTHS = (8, 32, 6, 8, 32, 8, 36, 36, 36, 36)


def lists_file(lists: Iterable[tuple[Organisation, Sequence[Recommendation]]], language: str) -> bytes:
    """A row for each place: who, whom, how well it fits, and the offers and needs it rests on."""
    book = BookOut(title=_("Recommended partners"))
    sheet = book.sheet(_("Recommended partners"))
    heads = (
        _("No."), _("Participant"), _("Rank"), _("Partner no."), _("Partner"), _("Fit"), _("Sought"),
        _("Offered for it"), _("Sought by the partner"), _("Offered to the partner"),
    )  # fmt: skip
    sheet.put_row(0, heads, HEAD)
    row = 0
    for one, places in lists:
        name = names_of(one, language)[0].text
        for place in place_rows(places, language):
            row += 1
            ways = (place.there, place.back)
            said = [_plain(end) for way in ways for end in ((way.seek, way.offer) if way else (None, None))]
            sheet.put_row(
                row, (one.pk, name, place.number, place.other.pk, place.name.text, round(place.fit_share, 3), *said)
            )
    for column, width in enumerate(WIDTHS):
        sheet.raw.set_column(column, column, width)
    sheet.raw.freeze_panes(1, 0)
    return book.bytes()


def _plain(text: Text | None) -> str:
    return "".join(piece.text for piece in text.pieces) if text else ""
