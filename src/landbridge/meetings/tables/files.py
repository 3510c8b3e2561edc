"""The types of the files that the wing hands out."""

from __future__ import annotations

from landbridge.base.table_files import TableFormat

XLSX = TableFormat.XLSX.media_type
ICS = "text/calendar; charset=utf-8"
