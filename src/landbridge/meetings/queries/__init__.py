"""Every read of a fair that is more than one look at one row.

``book`` a fair as the engine and the workbook take it · ``standing`` what is held now and where ·
``fairs`` lists and figures for pages. Each function makes a number of database queries that does
not grow with the fair.
"""

from landbridge.meetings.queries.book import fair_book, fair_problem
from landbridge.meetings.queries.fairs import (
    FairRow,
    Figures,
    fair_figures,
    fair_rows,
    latest_run,
    open_proposal,
    unfinished_run,
    visible_fairs,
)
from landbridge.meetings.queries.standing import Standing, fair_plan, place_of, standing
from landbridge.meetings.queries.unmet import UnmetRow, unmet_rows

__all__ = [
    "FairRow",
    "Figures",
    "Standing",
    "UnmetRow",
    "fair_book",
    "fair_figures",
    "fair_plan",
    "fair_problem",
    "fair_rows",
    "latest_run",
    "open_proposal",
    "place_of",
    "standing",
    "unfinished_run",
    "unmet_rows",
    "visible_fairs",
]
