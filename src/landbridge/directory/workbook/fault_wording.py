"""Every fault of a file of organisations in words: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[str | Promise, str | Promise]

_SAVE_AS_XLSX = _("Open it in Excel and save it as “Excel Workbook (.xlsx)”.")
_CORRECT_ROW = _("Correct the row and upload the corrected file.")
_CORRECT_CELL = _("Correct the cell and upload the corrected file.")

#: The file as a whole; codes of ``base.sheets.Refused`` and of ``opening``.
FILE: Mapping[str, Words] = {
    "empty_file": (_("The file is empty."), _("Choose the file again.")),
    "old_excel": (_("This is a workbook of the old Excel format (.xls), whatever its name says."), _SAVE_AS_XLSX),
    "password": (
        _("The workbook is protected by a password and cannot be opened."),
        _("Open it in Excel, remove the password under “Protect Workbook”, and save it again."),
    ),
    "html_file": (_("This is a web page saved under the name of a workbook."), _SAVE_AS_XLSX),
    "not_excel": (_("This file is neither an Excel workbook nor a CSV file."), _SAVE_AS_XLSX),
    "broken": (
        _("The workbook is damaged and cannot be read; it may not have been copied completely."),
        _("Open it in Excel, let Excel repair it, save it under a new name, and try again."),
    ),
    "broken_csv": (
        _("The CSV file has a quotation mark in line %(row)s that is never closed."),
        _("Close it, or save the file as “Excel Workbook (.xlsx)”."),
    ),
    "bad_encoding": (
        _("The text of this CSV file is in an encoding that cannot be told."),
        _("Save it as “CSV UTF-8”, or as “Excel Workbook (.xlsx)”."),
    ),
    "unsafe": (
        _("The file is built in a way that no spreadsheet program writes, so it was not opened."),
        _("Open it in Excel and save it under a new name."),
    ),
    "file_too_large": (
        _("The file is larger than %(megabytes)s MB."),
        _("Remove pictures and sheets that are not needed, and save it again."),
    ),
    "too_costly": (
        _("Unpacking this workbook would take too much memory or time, so it was stopped."),
        _("Copy the rows of the table, and nothing else, into a new workbook and save that."),
    ),
    "too_many_sheets": (
        _("The workbook has more than %(limit)s sheets."),
        _("Remove the sheets that are not needed."),
    ),
    "too_many_rows": (
        _("The sheet “%(sheet)s” has more than %(limit)s rows."),
        _("Delete the rows below the data, or split the file into several."),
    ),
    "too_many_columns": (
        _("The sheet “%(sheet)s” has more than %(limit)s columns."),
        _("Delete the columns to the right of the data."),
    ),
    "too_many_cells": (
        _("The workbook holds more than %(limit)s filled cells, or cells very far apart (sheet “%(sheet)s”)."),
        _("Copy the rows of the table, and nothing else, into a new workbook, or split it into several."),
    ),
    "no_table": (
        _("No sheet of the file holds a table with headings."),
        _("Write headings such as “Name” and “Registration number” into the row above the data."),
    ),
    "too_many_entries": (
        _("The list has more than %(most)s rows."),
        _("Split it into several files."),
    ),
    "sheet_gone": (_("The sheet “%(sheet)s” is not in the file."), _("Upload the file again.")),
}

#: One row.
ROW: Mapping[str, Words] = {
    "no_name": (_("The organisation has no name."), _("Fill in its name in at least one language.")),
    "no_country": (
        _("It cannot be told which country the organisation is in."),
        _("Fill in the country, or choose one for all rows without it."),
    ),
    "unknown_country": (_("“%(found)s” is no country."), _("Write its name, or its two letters: KR, CN.")),
    "unknown_kind": (
        _("“%(found)s” is no kind of organisation."),
        _("Write one of these: company, agency, local government, industrial park, university, laboratory."),
    ),
    "unknown_register": (
        _("“%(found)s” is no register that is known here."),
        _("Write BRN (Korea), USCC (China) or “other”, or leave it empty."),
    ),
    "too_long": (_("The text has more than %(limit)s characters."), _("Shorten it.")),
    "not_whole": (_("“%(found)s” is not a whole number."), _("Write one number, such as 120.")),
    "bad_year": (_("“%(found)s” is not a year between %(first)s and %(last)s."), _("Write the year: 2012.")),
    "bad_website": (_("“%(found)s” is no address of a website."), _("Write it like https://www.example.com.")),
    "bad_email": (_("“%(found)s” is no e-mail address."), _("Write one address, like name@example.com.")),
    "bad_phone": (
        _("“%(found)s” is no telephone number."),
        _("Write it with the code of its country, like +82 10 1234 5678."),
    ),
    "no_contact_name": (
        _("A contact has an e-mail address, a telephone or a position, but no name."),
        _("Fill in the name; with several contacts in one cell, one line for each in every column."),
    ),
    "unknown_currency": (_("“%(found)s” is no currency that is known here."), _("Write KRW, CNY, USD or EUR.")),
    "no_export_year": (
        _("It is not said which year the exports are of."),
        _("Add a column for the year, or write the year into the heading: “Exports 2025”."),
    ),
    "negative": (_("Exports cannot be less than nothing."), _CORRECT_CELL),
    "bad_industry": (
        _("“%(found)s” is no industry code."),
        _("Write the code, if need be after its classification: KSIC 29271, GB/T 4754 C3670."),
    ),
    "only_yes": (_("“%(found)s” says that there is one, but not which."), _("Write its name, or leave it empty.")),
    "error_cell": (_("The cell shows an error, such as #N/A."), _("Replace the formula by its value.")),
    "contradicts": (
        _("Row %(row)s of this file is about the same organisation and says otherwise (%(fields)s)."),
        _("Keep one of the two rows, or make them agree."),
    ),
    "refused": (_("%(said)s"), _CORRECT_ROW),
}

#: What is told, and hinders nothing.
NOTICE: Mapping[str, Words] = {
    "error_left_out": (
        _("Cells that show an error, such as #N/A, were taken for empty: %(count)s."),
        _("Nothing has to be done if the value is not known."),
    ),
    "formulas": (
        _("Cells are calculated by formulas: %(count)s. The values Excel last saw were used."),
        _("Nothing has to be done if they were up to date when the file was saved."),
    ),
    "total_row": (_("Row %(row)s sums up those above, and was left out."), _("Nothing has to be done.")),
    "hidden_sheet": (_("The sheet “%(sheet)s” is hidden in the workbook."), _("Make sure that it is the one meant.")),
}
NOTICES = frozenset(NOTICE)

WORDING: Mapping[str, Words] = {**FILE, **ROW, **NOTICE}
#: What to do about faults that ``base`` words itself.
REMEDIES: Mapping[str, str | Promise] = {"number": _CORRECT_CELL, "amount": _CORRECT_CELL, "date": _CORRECT_CELL}
