"""What can be wrong with a plan, each kind under its own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """One rule that a plan breaks. Pages and workbooks word it; ``Violation.detail`` says where."""

    # the plan names something the problem does not define
    UNKNOWN_WISH = "unknown_wish"
    UNKNOWN_SLOT = "unknown_slot"
    UNKNOWN_TABLE = "unknown_table"
    UNKNOWN_INTERPRETER = "unknown_interpreter"
    # two things at once
    DOUBLE_BOOKED_PARTICIPANT = "double_booked_participant"
    DOUBLE_BOOKED_TABLE = "double_booked_table"
    DOUBLE_BOOKED_INTERPRETER = "double_booked_interpreter"
    # not there
    PARTICIPANT_UNAVAILABLE = "participant_unavailable"
    TABLE_UNAVAILABLE = "table_unavailable"
    INTERPRETER_UNAVAILABLE = "interpreter_unavailable"
    # in whose words
    INTERPRETER_MISSING = "interpreter_missing"
    INTERPRETER_NEEDLESS = "interpreter_needless"
    INTERPRETER_CANNOT_COVER = "interpreter_cannot_cover"
    # too much
    TOO_MANY_TABLES = "too_many_tables"
    TOO_MANY_MEETINGS = "too_many_meetings"
    ROUNDS_IN_A_ROW = "rounds_in_a_row"
    ROUNDS_IN_A_DAY = "rounds_in_a_day"
    # not where the wish, the order or a lock wants it
    WRONG_SESSION = "wrong_session"
    WRONG_SLOT = "wrong_slot"
    WRONG_TABLE = "wrong_table"
    LEAVES_SEGMENT = "leaves_segment"
    ORDER = "order"
    NEVER = "never"
    LOCKED_MOVED = "locked_moved"
    # the plan as a whole
    BREAK_SPREAD = "break_spread"
    NOT_HELD = "not_held"


#: What words a finding: ids and counts, by role.
Detail = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: the wishes whose meetings break it, and the ids and counts that word it.

    ``detail`` draws on the keys ``participant``, ``other``, ``slot``, ``table``, ``interpreter``,
    ``session``, ``day`` (ids) and ``count``, ``limit`` (numbers).
    """

    kind: Kind
    wishes: tuple[str, ...]
    detail: Detail = field(default_factory=lambda: MappingProxyType({}))
