"""How our workbooks look: the colours of the house, on paper."""

from __future__ import annotations

from landbridge.base.sheets_out import SheetOut, Style, display_width

TITLE: Style = {"bold": True, "font_size": 15, "font_color": "#084A5A"}
NOTE: Style = {"font_color": "#6B6F73"}
HEADING: Style = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#0B5F73",
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#CFC9BD",
}
OPTIONAL: Style = {**HEADING, "font_color": "#084A5A", "bg_color": "#E2F0F2"}
CELL: Style = {"border": 1, "border_color": "#E4E0D8", "text_wrap": True}
CODE: Style = {**CELL, "num_format": "@"}
EXAMPLE: Style = {**CELL, "italic": True, "font_color": "#6B6F73"}
MET: Style = {**CELL, "bg_color": "#E2F0F2"}
INTERPRETED: Style = {**CELL, "bg_color": "#F0E9F6"}
CLOSED: Style = {**CELL, "bg_color": "#F3F1EC", "pattern": 1}
GOOD: Style = {**CELL, "font_color": "#2F6F4F", "bold": True}
OPEN: Style = {**CELL, "font_color": "#B4512C", "bold": True}

NARROWEST, WIDEST = 9.0, 46.0


def fit(sheet: SheetOut, column: int, texts: list[str], style: Style = CELL) -> None:
    """Make a column wide enough for its texts, within reason; ``style`` is that of its empty cells."""
    width = max((display_width(text) for text in texts), default=0) + 2.5
    sheet.raw.set_column(column, column, min(WIDEST, max(NARROWEST, width)), sheet.book.format(style))


def for_paper(sheet: SheetOut, heading_row: int, *, landscape: bool = True) -> None:
    """One page wide on A4, headings on every page, page numbers below."""
    if landscape:
        sheet.raw.set_landscape()
    sheet.raw.set_paper(9)
    sheet.raw.fit_to_pages(1, 0)
    sheet.raw.repeat_rows(heading_row)
    sheet.raw.set_footer("&L&F · &A&R&P / &N")
