"""Every change of a fair, verb first: check permission, write, log, in one transaction.

``imports`` a workbook into a fair · ``fairs`` its settings, its end · ``searches`` asking for a
timetable, stopping, what a search says · ``plans`` storing a verified plan, accepting a proposal ·
``board`` moving one meeting, and undoing it. All take the acting user as ``by``.
"""

from landbridge.meetings.actions.board import (
    lock_meeting,
    move_meeting,
    place_wish,
    remove_meeting,
    undo_last,
    unlock_meeting,
)
from landbridge.meetings.actions.fairs import change_fair, delete_fair
from landbridge.meetings.actions.imports import import_fair, keep_upload, refuse_upload
from landbridge.meetings.actions.plans import Clash, accept_proposal, discard_proposal, propose, save_plan
from landbridge.meetings.actions.searches import ask_solve, ask_stop, fail_run, finish_run, note_progress, start_run

__all__ = [
    "Clash",
    "accept_proposal",
    "ask_solve",
    "ask_stop",
    "change_fair",
    "delete_fair",
    "discard_proposal",
    "fail_run",
    "finish_run",
    "import_fair",
    "keep_upload",
    "lock_meeting",
    "move_meeting",
    "note_progress",
    "place_wish",
    "propose",
    "refuse_upload",
    "remove_meeting",
    "save_plan",
    "start_run",
    "undo_last",
    "unlock_meeting",
]
