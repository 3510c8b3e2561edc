"""Every fault of a workbook in words: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[str | Promise, str | Promise]

#: The file as a whole.
FILE: Mapping[str, Words] = {
    "empty_file": (
        _("The file is empty."),
        _("Choose the workbook again, or start from the template."),
    ),
    "old_excel": (
        _("This is a workbook of the old Excel format (.xls), whatever its name says."),
        _("Open it in Excel and save it as “Excel Workbook (.xlsx)”."),
    ),
    "password": (
        _("The workbook is protected by a password and cannot be opened."),
        _("Open it in Excel, remove the password under “Protect Workbook”, and save it again."),
    ),
    "text_file": (
        _("This is a text file (such as CSV), not a workbook, whatever its name says."),
        _("A fair has several sheets: copy the data into the template and save it as .xlsx."),
    ),
    "html_file": (
        _("This is a web page saved under the name of a workbook."),
        _("Open it in Excel and save it as “Excel Workbook (.xlsx)”."),
    ),
    "not_excel": (
        _("This file is not an Excel workbook."),
        _("Save the fair as “Excel Workbook (.xlsx)”, or start from the template."),
    ),
    "broken": (
        _("The workbook is damaged and cannot be read; it may not have been copied completely."),
        _("Open it in Excel, let Excel repair it, save it under a new name, and try again."),
    ),
    "unsafe": (
        _("The file is built in a way that no spreadsheet program writes, so it was not opened."),
        _("Open it in Excel and save it under a new name, or copy the data into the template."),
    ),
    "file_too_large": (
        _("The file is larger than %(megabytes)s MB."),
        _("Remove pictures and sheets that do not belong to the fair, and save it again."),
    ),
    "too_costly": (
        _("Unpacking this workbook would take too much memory or time, so it was stopped."),
        _("Copy the rows of the fair, and nothing else, into the template and save that."),
    ),
    "too_many_sheets": (
        _("The workbook has more than %(limit)s sheets."),
        _("Remove the sheets that do not belong to the fair."),
    ),
    "too_many_rows": (
        _("The sheet “%(sheet)s” has more than %(limit)s rows."),
        _("Delete the rows below the data, or split the fair into several workbooks."),
    ),
    "too_many_columns": (
        _("The sheet “%(sheet)s” has more than %(limit)s columns."),
        _("Delete the columns to the right of the data."),
    ),
    "too_many_cells": (
        _("The workbook holds more than %(limit)s filled cells, or cells very far apart (sheet “%(sheet)s”)."),
        _("Copy the rows of the fair, and nothing else, into the template and save that."),
    ),
    "more_faults": (
        _("%(count)s more faults were found and are not listed."),
        _("Correct those listed and upload the workbook again; what remains will then be shown."),
    ),
}

#: Sheets, headings and merged cells.
LAYOUT: Mapping[str, Words] = {
    "missing_sheet": (
        _("The sheet “%(sheet)s” is missing."),
        _("Add a sheet named “%(name)s” with the columns %(columns)s, or copy it from the template."),
    ),
    "duplicate_sheet": (
        _("This sheet means the same as the sheet “%(first)s”."),
        _("Put all rows into one of the two and delete or rename the other."),
    ),
    "no_header": (
        _("No row of headings was found in the first %(rows)s rows."),
        _("Write the headings %(columns)s into one row above the data."),
    ),
    "no_rows": (
        _("The sheet has no rows below its headings."),
        _("Fill in at least one row."),
    ),
    "missing_column": (
        _("The column “%(name)s” is missing."),
        _("Add a column with the heading “%(name)s”."),
    ),
    "duplicate_column": (
        _("This column means the same as column %(first)s."),
        _("Keep one of the two and delete or rename the other."),
    ),
    "merged_header": (
        _("One heading is merged over several columns that hold data (%(range)s)."),
        _("Unmerge the heading and give each column a heading of its own."),
    ),
    "merged_cells": (
        _("The cells %(range)s are merged, so it is unclear which rows their value is for."),
        _("Unmerge them and write the value into every row that it is meant for."),
    ),
    "unknown_sheet": (
        _("The sheet “%(sheet)s” is not one of a fair’s sheets and was not read."),
        _("Leave it as it is, or rename it if it was meant to be read."),
    ),
    "unknown_column": (
        _("The column “%(name)s” is not known and was not read."),
        _("Leave it as it is, or rename it if it was meant to be read. Known here: %(columns)s."),
    ),
    "unnamed_column": (
        _("This column has no heading and was not read."),
        _("Give it a heading if it was meant to be read."),
    ),
    "unknown_key": (
        _("The entry “%(name)s” is not known and was not read."),
        _("Leave it as it is, or rename it if it was meant to be read. Known here: %(columns)s."),
    ),
    "duplicate_key": (
        _("“%(name)s” was already given in row %(first)s."),
        _("Keep one of the two rows and delete the other."),
    ),
    "missing_key": (
        _("The entry “%(name)s” is missing."),
        _("Add a row with “%(name)s” in the first column and its value in the second."),
    ),
}

#: What stands in one cell.
CELLS: Mapping[str, Words] = {
    "formula_cell": (
        _("The cell is calculated by a formula, so its value depends on who opened the file last."),
        _("Copy the cell and paste it in the same place as a value."),
    ),
    "error_cell": (
        _("The cell shows an Excel error such as #N/A or #REF!."),
        _("Write the value itself into the cell, or empty it."),
    ),
    "required": (
        _("A value is missing here."),
        _("Fill in “%(name)s”; it is needed in every row."),
    ),
    "too_long": (
        _("The text is longer than %(limit)s characters."),
        _("Shorten it."),
    ),
    "bad_code": (
        _("The code “%(value)s” contains a comma, a semicolon or a line break."),
        _("Codes are listed with commas between them: use letters, digits, hyphens or spaces."),
    ),
    "code_is_a_date": (
        _("Excel has turned this code into a date or a time."),
        _("Format the column as “Text” and type the code again."),
    ),
    "not_text": (
        _("The cell holds a date, a time or yes/no where text is expected."),
        _("Format the cell as “Text” and type the text again."),
    ),
    "not_a_number": (
        _("“%(value)s” is not a whole number."),
        _("Write a whole number in digits, such as 4."),
    ),
    "too_small": (
        _("%(value)s is too small: the least is %(least)s."),
        _("Write a whole number that is %(least)s or more."),
    ),
    "too_large": (
        _("%(value)s is too large: the most is %(most)s."),
        _("Write a whole number that is %(most)s or less."),
    ),
    "not_a_day": (
        _("“%(value)s” is not a date."),
        _("Write the date as 2026-12-12, or format the cell as a date."),
    ),
    "not_a_time": (
        _("“%(value)s” is not a time of day."),
        _("Write the time as 09:30, or format the cell as a time."),
    ),
    "unknown_language": (
        _("“%(value)s” is not a language code."),
        _("Write languages as two-letter codes with commas between them, such as ko, zh, en."),
    ),
    "bad_level": (
        _("“%(value)s” is not a language level."),
        _(
            "Write the level after a colon: 1 for courtesies, 2 for able to negotiate, 3 for fluent, such as en:2. "
            "Without a level, 3 is assumed."
        ),
    ),
    "duplicate_language": (
        _("The language “%(value)s” is given twice in this cell."),
        _("Keep one of the two."),
    ),
    "unknown_priority": (
        _("“%(value)s” is not a priority."),
        _("Use one of: %(choices)s."),
    ),
    "unknown_timezone": (
        _("“%(value)s” is not a time zone."),
        _("Write the zone by its IANA name, such as Asia/Seoul or Asia/Shanghai."),
    ),
}

#: What contradicts another row.
CROSS: Mapping[str, Words] = {
    "duplicate_code": (
        _("The code “%(value)s” was already used in row %(first)s."),
        _("Give each row a code of its own."),
    ),
    "unknown_slot": (
        _("There is no slot “%(value)s” on the sheet of slots."),
        _("Correct the code, or add the slot there."),
    ),
    "unknown_table": (
        _("There is no table “%(value)s” on the sheet of tables."),
        _("Correct the code, or add the table there."),
    ),
    "unknown_company": (
        _("There is no company “%(value)s” on the sheet of companies."),
        _("Correct the code, or add the company there."),
    ),
    "unknown_wish": (
        _("There is no wish “%(value)s” on the sheet of wishes."),
        _("Correct the code, or add the wish there."),
    ),
    "unknown_session": (
        _("No slot belongs to the session “%(value)s”."),
        _("Correct the name, or write it into the session column of the slots that belong to it."),
    ),
    "dates_reversed": (
        _("The fair ends on %(end)s, before it starts on %(start)s."),
        _("Correct one of the two dates."),
    ),
    "day_outside": (
        _("The slot is on %(day)s, but the fair runs from %(start)s to %(end)s."),
        _("Correct the day, or the dates on the sheet of the event."),
    ),
    "end_before_start": (
        _("The slot ends at %(end)s, which is not after its start at %(start)s."),
        _("Correct the start or the end; a slot ends on the day it starts."),
    ),
    "overlapping_slots": (
        _("The slot “%(value)s” overlaps with the slot “%(other)s” in row %(first)s."),
        _("Correct the times so that one ends before the other starts."),
    ),
    "too_many_spare": (
        _("%(value)s tables are to stay free, but there are only %(tables)s tables."),
        _("Keep fewer tables free, or add tables."),
    ),
    "same_company_twice": (
        _("The company “%(value)s” is to meet itself."),
        _("Correct one of the two companies."),
    ),
    "never_self": (
        _("The company “%(value)s” is paired with itself."),
        _("Name two different companies, or delete the row."),
    ),
    "order_self": (
        _("The wish “%(value)s” is to come before itself."),
        _("Name two different wishes, or delete the row."),
    ),
    "order_cycle": (
        _("These wishes wait for each other in a circle: %(cycle)s."),
        _("Delete one of the rows that make the circle."),
    ),
    "same_pair": (
        _("The same companies already have the wish “%(other)s” in row %(first)s; both wishes count."),
        _("Delete one of the two if only one meeting is meant."),
    ),
    "wish_excluded": (
        _("This wish cannot be met: %(one)s and %(other)s are on the sheet of pairs that must not meet."),
        _("Delete the wish, or the pair that excludes it."),
    ),
    "too_long_meeting": (
        _("This wish cannot be met: it takes %(value)s slots in a row, and at most %(most)s follow each other."),
        _("Ask for fewer slots, or add slots without a pause between them."),
    ),
    "repeated_row": (
        _("This row says the same as row %(first)s."),
        _("Delete one of the two."),
    ),
}

#: A timetable read back against its fair.
TIMETABLE: Mapping[str, Words] = {
    "held_twice": (
        _("The wish “%(value)s” already has a meeting in row %(first)s."),
        _("Delete one of the two rows."),
    ),
    "differs_from_fair": (
        _("The row says “%(value)s”, but by the fair it is “%(expected)s”."),
        _("Correct the cell, or the codes in this row."),
    ),
    "unmet_but_held": (
        _("The wish “%(value)s” is said to be unmet, but has a meeting in row %(first)s."),
        _("Delete this row, or the meeting."),
    ),
    "wish_lost": (
        _("The wish “%(value)s” has no meeting and is not among the unmet wishes either."),
        _("Give it a meeting, or list it as unmet."),
    ),
    "summary_differs": (
        _("The summary says %(value)s for “%(name)s”, but the meetings give %(expected)s."),
        _("Write the timetable again, or correct the summary."),
    ),
}

#: Codes that leave the workbook usable: they are told, and nothing more.
NOTICES = frozenset(
    {
        "unknown_sheet",
        "unknown_column",
        "unnamed_column",
        "unknown_key",
        "same_pair",
        "wish_excluded",
        "too_long_meeting",
        "repeated_row",
        "more_faults",
    }
)

WORDING: Mapping[str, Words] = {**FILE, **LAYOUT, **CELLS, **CROSS, **TIMETABLE}
