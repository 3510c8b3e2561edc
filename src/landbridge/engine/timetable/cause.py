"""Why a wish is not held, and what would let it be: the words that explanations are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from landbridge.engine.timetable.problem import Place

#: Ids, counts and languages that word a cause or a step, by role.
Particulars = Mapping[str, str | int | tuple[str, ...]]


class Cause(StrEnum):
    """One family of rules. It is a cause of a wish if the wish could be held without it.

    Beside each stands what its detail holds; every detail also has ``participants`` (of the wish)
    and ``slots`` (where this alone stands in the way, or these together).
    """

    NEVER = "never"  # an excluded pair
    NO_LANGUAGE = "no_language"  # who: without any working language
    NO_COMMON_SLOT = "no_common_slot"  # common: slots that presence, session and fixed slot leave to all
    PARTICIPANT_FULL = "participant_full"  # who: at their most meetings
    PARTICIPANT_BUSY = "participant_busy"  # who: meets others then
    TABLES_FULL = "tables_full"
    HOME_TABLE_BUSY = "home_table_busy"  # table, holders (wishes)
    FIXED_TABLE_TAKEN = "fixed_table_taken"  # table, holders (wishes)
    NO_INTERPRETER = "no_interpreter"  # languages: nobody covers them
    INTERPRETERS_BUSY = "interpreters_busy"  # languages, interpreters (who cover them)
    INTERPRETERS_AWAY = "interpreters_away"  # languages, interpreters
    ROUNDS_IN_A_ROW = "rounds_in_a_row"  # languages, interpreters
    ROUNDS_IN_A_DAY = "rounds_in_a_day"  # languages, interpreters
    ORDER = "order"  # wishes: those it has to stand before or after
    NO_LONG_GAP = "no_long_gap"  # length: slots in a row that it asks for
    BREAK_SPREAD = "break_spread"  # limit
    SEVERAL = "several"  # no single one; Unmet.causes names the fewest that are enough together
    PLACE_FREE = "place_free"  # nothing: there is a place for it now


class Action(StrEnum):
    """One thing an organiser can do, with what its detail holds."""

    MOVE_MEETING = "move_meeting"  # wish, slot, table, interpreter (absent: none)
    UNLOCK_MEETING = "unlock_meeting"  # wish
    GIVE_UP_MEETING = "give_up_meeting"  # wish
    RAISE_MOST_MEETINGS = "raise_most_meetings"  # participant, limit (the new one)
    USE_SPARE_TABLES = "use_spare_tables"  # limit: how many stay spare
    ADD_TABLES = "add_tables"  # tables (new ids), slots
    USE_OTHER_TABLE = "use_other_table"  # table
    ADD_INTERPRETER = "add_interpreter"  # interpreter (new id), languages, slots
    EXTEND_SHIFT = "extend_shift"  # interpreter, slots
    ALLOW_ROUNDS_IN_A_ROW = "allow_rounds_in_a_row"  # interpreter, limit
    ALLOW_ROUNDS_IN_A_DAY = "allow_rounds_in_a_day"  # interpreter, limit
    MAKE_AVAILABLE = "make_available"  # participant, slots
    ALLOW_SESSIONS = "allow_sessions"  # sessions
    FREE_SLOT = "free_slot"  # slot: the fixed one
    SHORTEN = "shorten"  # length
    LIFT_ORDER = "lift_order"  # first, second (wishes)
    ALLOW_PAIR = "allow_pair"  # participant, other
    STATE_LANGUAGE = "state_language"  # participant, languages
    ALLOW_BREAK_SPREAD = "allow_break_spread"  # limit


@dataclass(frozen=True, slots=True)
class Step:
    """One action with its particulars."""

    action: Action
    detail: Particulars = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Remedy:
    """The cheapest way found to hold a wish: once all ``steps`` are taken, ``place`` is free for it."""

    place: Place
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that is not held.

    ``cause`` is what to tell first. ``causes`` is the smallest set of families without which the
    wish could be held while everything else stays where it is: just ``cause``, unless that is
    SEVERAL. ``also`` names other families any one of which would be enough as well.
    """

    wish: str
    cause: Cause
    detail: Particulars
    causes: tuple[Cause, ...]
    also: tuple[Cause, ...]
    remedy: Remedy
