"""The ranking and a selection as rows of a page and of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut
from landbridge.people.models import User
from landbridge.programmes.models import Selection, SelectionRow
from landbridge.programmes.queries.ranking import Place, Ranking
from landbridge.programmes.queries.selections import clauses_of, row_of
from landbridge.programmes.tables.applicants import Name, applicant_names
from landbridge.programmes.wording.screening import REASONS

TAGS = {"selected": "good", "reserve": "warn", "rejected": "", "ineligible": "bad"}


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One application: its name, its figures, and what follows, in words."""

    row: SelectionRow
    name: Name
    tag: str
    because: str
    place: Place | None = None


def ranked_rows(ranking: Ranking, reader: User) -> list[RankedRow]:
    """The ranking of now. Its rows are not saved."""
    places = ranking.places
    return _rows([row_of(place, Selection()) for place in places], reader, get_language() or "en", places)


def selected_rows(rows: Sequence[SelectionRow], reader: User, language: str) -> list[RankedRow]:
    """The rows of a selection."""
    return _rows(rows, reader, language, ())


def _rows(rows: Sequence[SelectionRow], reader: User, language: str, places: Sequence[Place]) -> list[RankedRow]:
    names = applicant_names([row.application for row in rows], reader)
    by_key = {place.application.pk: place for place in places}
    clauses = clauses_of([row for row in rows if row.result == SelectionRow.Result.INELIGIBLE], language)
    return [
        RankedRow(
            row,
            names[row.application_id],
            TAGS[row.result],
            str(REASONS[row.reason]) if row.reason in REASONS else clauses.get(row.application_id, ""),
            by_key.get(row.application_id),
        )
        for row in rows
    ]


def workbook_of(selection: Selection, rows: Sequence[RankedRow]) -> bytes:
    """A selection as a workbook, in the reader's language; no cell starts a formula."""
    book = BookOut(title=str(selection.call.programme), created=selection.made_at.replace(tzinfo=None))
    sheet = book.sheet(_("Ranking"))
    heads = (_("Rank"), _("Number"), _("Applicant"), _("Mark"), _("Bonus points"), _("Total"), _("Result"), _("Reason"))
    sheet.put_row(0, heads, {"bold": True})
    for number, one in enumerate(rows, 1):
        row = one.row
        sheet.put_row(
            number,
            (
                row.rank, row.application.number, one.name.text, _number(row.rubric), _number(row.bonus),
                _number(row.total), str(SelectionRow.Result(row.result).label), one.because,
            ),
        )  # fmt: skip
    for column, width in enumerate((7, 9, 32, 9, 13, 9, 18, 48)):
        sheet.raw.set_column(column, column, width)
    sheet.raw.freeze_panes(1, 0)
    return book.bytes()


def _number(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)
