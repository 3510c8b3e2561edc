"""What a fair is made of, and what must never happen to it (as constraints in the database).

``fair`` the fair and its places and people · ``wishes`` who asked to meet whom ·
``timetable`` the meetings that are held, and why the others are not ·
``runs`` the searches, what they propose, and every change of the board.
"""

from landbridge.meetings.models.fair import Company, Fair, FairInterpreter, FairSlot, FairTable
from landbridge.meetings.models.runs import BoardChange, Proposal, SolveRun
from landbridge.meetings.models.timetable import Meeting, MeetingRound, MeetingSeat, UnmetWish
from landbridge.meetings.models.uploads import Upload
from landbridge.meetings.models.wishes import NeverPair, Wish, WishCompany, WishOrder

__all__ = [
    "BoardChange",
    "Company",
    "Fair",
    "FairInterpreter",
    "FairSlot",
    "FairTable",
    "Meeting",
    "MeetingRound",
    "MeetingSeat",
    "NeverPair",
    "Proposal",
    "SolveRun",
    "UnmetWish",
    "Upload",
    "Wish",
    "WishCompany",
    "WishOrder",
]
