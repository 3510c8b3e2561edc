"""A fair as a workbook: read with every fault in its place, written back as a timetable."""
