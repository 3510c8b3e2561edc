"""What the engine says, in the reader's language: said once here for pages, workbooks and the command line.

``names`` words the things of a fair · ``violations`` broken rules · ``causes`` why a wish is not
held · ``remedies`` what would let it be · ``levels`` what a timetable is judged on.
"""

from landbridge.meetings.wording.causes import cause_label, cause_text
from landbridge.meetings.wording.levels import level_named, level_text, phase_text, status_text
from landbridge.meetings.wording.names import Names, language, sentences
from landbridge.meetings.wording.remedies import remedy_text
from landbridge.meetings.wording.violations import violation_text

__all__ = [
    "Names",
    "cause_label",
    "cause_text",
    "language",
    "level_named",
    "level_text",
    "phase_text",
    "remedy_text",
    "sentences",
    "status_text",
    "violation_text",
]
