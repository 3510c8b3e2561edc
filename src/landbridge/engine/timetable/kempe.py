"""The annealing loop: Kempe chains and insertions on flat lists of whole numbers.

One source serves twice. As it stands it is plain Python on lists; ``accelerator.compiled`` turns
the same functions into machine code on arrays. Both give the same answer to the last bit: the
random numbers are whole (Marsaglia's multiply-with-carry, which fits 63 bits), costs are whole,
and the acceptance threshold is a product of two floats read from a table, so that no library's
``exp`` can differ in its last digit.

Words. A *row* is whatever holds one meeting at a time: the participants first, then the pinned
tables. A *position* is a slot number with an empty position between segments, so that the
neighbours of a slot can be looked at without asking where a segment ends. A *family* is a set of
needs whose meetings share a number of places per slot: family 0 is every meeting and the tables,
the others are the sets of Hall's condition on interpreters.

A Kempe move exchanges two slots along the connected chain of meetings around one meeting: it
never makes a clash. An insertion holds a meeting that is not held and ejects those in its way.
Method: Kempe-chain annealing as used for edge colouring and examination timetables (Thompson and
Dowsland, "Variants of simulated annealing for the examination timetabling problem", 1996).
"""

from __future__ import annotations

from typing import NamedTuple

Ints = list[int]


class Rules(NamedTuple):
    """What does not change while a search runs. Lists marked M are by meeting, R by row."""

    width: int  # positions of a row
    segments: int
    paying: int  # rows below this one are participants, whose breaks cost
    row_first: Ints  # M + 1: where the rows of a meeting begin in ``rows``
    rows: Ints
    start_first: Ints  # M + 1: where the first positions a meeting may take begin in ``starts``
    starts: Ints
    may: Ints  # M * width: 1 where a meeting may start
    length: Ints  # M
    value: Ints  # M: cost of not holding it
    worth: Ints  # M
    frozen: Ints  # M: 1 where a meeting neither moves nor goes
    family_first: Ints  # M + 1
    families: Ints
    room: Ints  # families * width
    most: Ints  # R
    due: Ints  # R: what the row may expect; 0 where hardship does not count
    price: Ints  # cost of k breaks in one row
    hardship_price: int
    slack: int  # what an insertion may gain by breaks
    pair_first: Ints  # M + 1: order against other meetings
    pair_other: Ints
    pair_sense: Ints  # 1: this one ends first; 0: the other one does
    segment: Ints  # width
    home: Ints  # M: position from which moving costs, or -1
    move_price: int


class State(NamedTuple):
    """What a search changes. ``score`` has the entries named below."""

    place: Ints  # M: first position, or -1
    held_at: Ints  # R * width: the meeting there, or -1
    runs: Ints  # R * segments
    breaks: Ints  # R
    meetings: Ints  # R: how many it has
    got: Ints  # R: worth
    used: Ints  # families * width
    order: Ints  # M: the held meetings, then the others
    whereabouts: Ints  # M: where a meeting stands in ``order``
    held: Ints  # [how many are held]
    mark: Ints  # M: stamp of the last chain it was in
    chain: Ints  # room for one chain
    was: Ints  # room for what an insertion ejects: their positions
    journal: Ints  # meeting, former position: what changed since the best
    best: Ints  # M
    score: Ints


#: Entries of ``score``: cost, breaks, best cost, length of the journal, whether the best plan is
#: written out, random number, and the stamp of the last chain.
COST, BREAKS, BEST, JOURNAL, KEPT, RANDOM, STAMP = range(7)


def hardship(due: int, got: int) -> int:
    """What one participant adds to the level of that name (decision 004)."""
    if due <= got or due == 0:
        return 0
    lack = due - got
    return (1000 * lack * lack * lack) // (due * due * due)


def occupy(row: int, position: int, meeting: int, rules: Rules, state: State) -> None:
    """Seat a meeting in a free position of a row (or free it: -1), and keep its runs and breaks."""
    here = row * rules.width + position
    alone = 1 - (state.held_at[here - 1] >= 0) - (state.held_at[here + 1] >= 0)
    state.held_at[here] = meeting
    run = row * rules.segments + rules.segment[position]
    old = state.runs[run]
    new = old + alone if meeting >= 0 else old - alone
    state.runs[run] = new
    change = (new - 1 if new > 0 else 0) - (old - 1 if old > 0 else 0)
    if change and row < rules.paying:
        state.breaks[row] += change
        state.score[BREAKS] += change


def fill(meeting: int, position: int, there: int, rules: Rules, state: State) -> int:
    """Hold a meeting (``there`` 1) or let it go (0) at a position; returns the change of cost.

    Its rows must be free there, or its own. Keeps every count of the state.
    """
    sign = 2 * there - 1
    worth = sign * rules.worth[meeting]
    cost = -sign * rules.value[meeting]
    if rules.home[meeting] >= 0 and rules.home[meeting] != position:
        cost += sign * rules.move_price
    value = meeting if there else -1
    end = position + rules.length[meeting]
    for at in range(rules.row_first[meeting], rules.row_first[meeting + 1]):
        row = rules.rows[at]
        was = state.breaks[row]
        for here in range(position, end):
            occupy(row, here, value, rules, state)
        cost += rules.price[state.breaks[row]] - rules.price[was]
        state.meetings[row] += sign
        had = state.got[row]
        state.got[row] = had + worth
        if rules.hardship_price and rules.due[row]:
            due = rules.due[row]
            cost += rules.hardship_price * (hardship(due, had + worth) - hardship(due, had))
    for at in range(rules.family_first[meeting], rules.family_first[meeting + 1]):
        base = rules.families[at] * rules.width
        for spot in range(base + position, base + end):
            state.used[spot] += sign
    state.place[meeting] = position if there else -1
    # The held meetings stand first in ``order``: exchange with the first not held, or the last held.
    border = state.held[0] + there - 1
    other = state.order[border]
    mine = state.whereabouts[meeting]
    state.order[border] = meeting
    state.order[mine] = other
    state.whereabouts[other] = mine
    state.whereabouts[meeting] = border
    state.held[0] += sign
    return cost


def fits(meeting: int, position: int, rules: Rules, state: State) -> bool:
    """Whether tables and interpreters have room for one more such meeting there."""
    end = position + rules.length[meeting]
    for at in range(rules.family_first[meeting], rules.family_first[meeting + 1]):
        base = rules.families[at] * rules.width
        for here in range(base + position, base + end):
            if state.used[here] >= rules.room[here]:
                return False
    return True


def in_order(  # noqa: PLR0917 (machine code has no keyword arguments)
    meeting: int, position: int, stamp: int, shift: int, rules: Rules, state: State
) -> bool:
    """Whether the "before" pairs of a meeting allow it a position.

    Meetings marked with ``stamp`` move too: to ``shift`` less their present position, or out of
    the timetable where ``shift`` is negative.
    """
    for at in range(rules.pair_first[meeting], rules.pair_first[meeting + 1]):
        other = rules.pair_other[at]
        theirs = state.place[other]
        if theirs >= 0 and state.mark[other] == stamp:
            theirs = shift - theirs if shift >= 0 else -1
        if theirs < 0:
            continue
        if rules.pair_sense[at]:
            if position + rules.length[meeting] > theirs:
                return False
        elif theirs + rules.length[other] > position:
            return False
    return True


def recall(state: State) -> None:
    """Write the best plan into ``best`` by taking back what the journal holds."""
    if state.score[KEPT]:
        return
    for meeting in range(len(state.place)):
        state.best[meeting] = state.place[meeting]
    at = state.score[JOURNAL]
    while at > 0:
        at -= 2
        state.best[state.journal[at]] = state.journal[at + 1]
    state.score[KEPT] = 1


def note(meeting: int, former: int, state: State) -> None:
    """Write down one change since the best plan (``anneal`` sees to it that there is room)."""
    if not state.score[KEPT]:
        size = state.score[JOURNAL]
        state.journal[size] = meeting
        state.journal[size + 1] = former
        state.score[JOURNAL] = size + 2


def draw(below: int, state: State) -> int:
    """A whole number from 0 to ``below`` - 1."""
    seed = state.score[RANDOM]
    seed = 698769069 * (seed & 4294967295) + (seed >> 32)
    state.score[RANDOM] = seed
    return ((seed & 4294967295) * below) >> 32


def shift_families(size: int, both: int, rules: Rules, state: State) -> bool:
    """Count a chain's meetings in the slots they go to, if every family has the room there."""
    chain, place, used, width = state.chain, state.place, state.used, rules.width
    done, sign = 0, 1
    while True:
        for at in range(size):
            here = chain[at]
            leaves = place[here]
            for spot in range(rules.family_first[here], rules.family_first[here + 1]):
                base = rules.families[spot] * width
                used[base + leaves] -= sign
                used[base + both - leaves] += sign
        if sign < 0:
            return False
        good = True
        while good and done < size:
            here = chain[done]
            done += 1
            enters = both - place[here]
            for spot in range(rules.family_first[here], rules.family_first[here + 1]):
                at = rules.families[spot] * width + enters
                if used[at] > rules.room[at]:
                    good = False
        if good:
            return True
        sign = -1


def exchange(  # noqa: C901, PLR0912, PLR0915 (calls would cost more than they explain)
    meeting: int, other: int, limit: float, rules: Rules, state: State
) -> int:
    """Exchange two slots along the chain of meetings around ``meeting``; the number moved, or 0.

    ``meeting`` goes to position ``other``; done if the cost rises by ``limit`` at most.
    """
    width, segments = rules.width, rules.segments
    held_at, place, chain, mark = state.held_at, state.place, state.chain, state.mark
    row_first, rows = rules.row_first, rules.rows
    mine = place[meeting]
    both = mine + other
    state.score[STAMP] += 1
    stamp = state.score[STAMP]
    chain[0] = meeting
    mark[meeting] = stamp
    size, seen = 1, 0
    change = 0
    one_segment = rules.segment[mine] == rules.segment[other]
    while seen < size:
        here = chain[seen]
        seen += 1
        leaves = place[here]
        enters = both - leaves
        if rules.frozen[here] or rules.length[here] > 1 or not rules.may[here * width + enters]:
            return 0
        if rules.home[here] == enters:
            change -= rules.move_price
        elif rules.home[here] == leaves:
            change += rules.move_price
        for at in range(row_first[here], row_first[here + 1]):
            row = rows[at]
            next_one = held_at[row * width + enters]
            if next_one >= 0:
                if mark[next_one] != stamp:
                    if size >= len(chain):
                        return 0
                    mark[next_one] = stamp
                    chain[size] = next_one
                    size += 1
            elif row < rules.paying:
                base = row * width
                gone = 1 - (held_at[base + leaves - 1] >= 0) - (held_at[base + leaves + 1] >= 0)
                left = held_at[base + enters - 1] >= 0 and enters - 1 != leaves
                right = held_at[base + enters + 1] >= 0 and enters + 1 != leaves
                came = 1 - left - right
                was = state.breaks[row]
                if one_segment:
                    now = was + came - gone
                else:
                    old = state.runs[row * segments + rules.segment[leaves]]
                    now = was - (old - 1) + (old - gone - 1 if old > gone else 0)
                    old = state.runs[row * segments + rules.segment[enters]]
                    now += old + came - 1 - (old - 1 if old > 0 else 0)
                change += rules.price[now] - rules.price[was]
    if change > limit:
        return 0
    if rules.pair_first[len(place)]:
        for at in range(size):
            here = chain[at]
            if not in_order(here, both - place[here], stamp, both, rules, state):
                return 0
    if not shift_families(size, both, rules, state):
        return 0
    for at in range(size):
        here = chain[at]
        leaves = place[here]
        note(here, leaves, state)
        for spot in range(row_first[here], row_first[here + 1]):
            occupy(rows[spot], leaves, -1, rules, state)
    for at in range(size):
        here = chain[at]
        enters = both - place[here]
        place[here] = enters
        for spot in range(row_first[here], row_first[here + 1]):
            occupy(rows[spot], enters, here, rules, state)
    state.score[COST] += change
    return size


def in_the_way(meeting: int, position: int, rules: Rules, state: State) -> int:
    """List in ``chain`` what must go for a meeting to be held at a position; its number, or -1.

    -1 where a frozen meeting is in the way. A participant that has its most meetings already, and
    loses none by the clash itself, gives up one drawn by lot.
    """
    width = rules.width
    state.score[STAMP] += 1
    stamp = state.score[STAMP]
    size = 0
    for at in range(rules.row_first[meeting], rules.row_first[meeting + 1]):
        row = rules.rows[at]
        base = row * width
        gives = 0
        for here in range(base + position, base + position + rules.length[meeting]):
            other = state.held_at[here]
            if other >= 0:
                gives = 1
                if state.mark[other] != stamp:
                    if rules.frozen[other] or size >= len(state.chain):
                        return -1
                    state.mark[other] = stamp
                    state.chain[size] = other
                    size += 1
        if not gives and state.meetings[row] >= rules.most[row]:
            here = draw(width, state)
            steps = 0
            while steps < width and (state.held_at[base + here] < 0 or rules.frozen[state.held_at[base + here]]):
                here = here + 1 if here + 1 < width else 0
                steps += 1
            if steps == width or size >= len(state.chain):
                return -1
            other = state.held_at[base + here]
            if state.mark[other] != stamp:
                state.mark[other] = stamp
                state.chain[size] = other
                size += 1
    return size


def crowding(meeting: int, position: int, rules: Rules, state: State) -> int:
    """A meeting drawn by lot that takes up the place ``meeting`` lacks at a position, or -1."""
    for at in range(rules.family_first[meeting], rules.family_first[meeting + 1]):
        base = rules.families[at] * rules.width
        if state.used[base + position] < rules.room[base + position]:
            continue
        for _ in range(8):
            other = state.held_at[draw(len(state.meetings), state) * rules.width + position]
            if other < 0 or rules.frozen[other] or rules.length[other] > 1:
                continue
            for spot in range(rules.family_first[other], rules.family_first[other + 1]):
                if rules.families[spot] == rules.families[at]:
                    return other
        return -1
    return -1


def outlook(meeting: int, position: int, size: int, rules: Rules, state: State) -> int:
    """What an insertion would cost at least, told before any count is touched.

    Exact where all lengths are one and hardship has no price: then a participant in two of the
    meetings concerned stays as busy as it was.
    """
    width, chain = rules.width, state.chain
    change = -rules.value[meeting]
    plain = rules.length[meeting] == 1
    for at in range(size):
        change += rules.value[chain[at]]
        plain = plain and rules.length[chain[at]] == 1 and state.place[chain[at]] == position
    for at in range(rules.row_first[meeting], rules.row_first[meeting + 1]):
        row = rules.rows[at]
        if plain and row < rules.paying and state.held_at[row * width + position] < 0:
            change += toggled(row, position, 1, rules, state)
        if rules.hardship_price:
            due, got = rules.due[row], state.got[row]
            change -= rules.hardship_price * (hardship(due, got) - hardship(due, got + rules.worth[meeting]))
    if not plain:
        return change - rules.slack
    for at in range(size):
        for spot in range(rules.row_first[chain[at]], rules.row_first[chain[at] + 1]):
            row = rules.rows[spot]
            shared = False
            for mine in range(rules.row_first[meeting], rules.row_first[meeting + 1]):
                shared = shared or rules.rows[mine] == row
            if row < rules.paying and not shared:
                change += toggled(row, position, -1, rules, state)
    return change


def toggled(row: int, position: int, sign: int, rules: Rules, state: State) -> int:
    """The price of breaks when a participant becomes busy (1) or idle (-1) in a position."""
    here = row * rules.width + position
    alone = 1 - (state.held_at[here - 1] >= 0) - (state.held_at[here + 1] >= 0)
    if alone == 0:
        return 0
    old = state.runs[row * rules.segments + rules.segment[position]]
    new = old + sign * alone
    was = state.breaks[row]
    now = was + (new - 1 if new > 0 else 0) - (old - 1 if old > 0 else 0)
    return rules.price[now] - rules.price[was]


def insert(meeting: int, position: int, limit: float, rules: Rules, state: State) -> int:
    """Hold a meeting at a position and eject what is in its way; meetings touched, or 0.

    Done if the cost rises by ``limit`` at most.
    """
    chain, was = state.chain, state.was
    size = in_the_way(meeting, position, rules, state)
    if size < 0:
        return 0
    stamp = state.score[STAMP]
    if rules.pair_first[len(state.place)] and not in_order(meeting, position, stamp, -1, rules, state):
        return 0
    change = outlook(meeting, position, size, rules, state)
    if change > limit:
        return 0
    if size == 0 and not fits(meeting, position, rules, state):
        other = crowding(meeting, position, rules, state)
        if other < 0 or change + rules.value[other] > limit:
            return 0
        chain[0] = other
        size = 1
    change = 0
    for at in range(size):
        was[at] = state.place[chain[at]]
        change += fill(chain[at], was[at], 0, rules, state)
    if fits(meeting, position, rules, state):
        change += fill(meeting, position, 1, rules, state)
        if change <= limit:
            note(meeting, -1, state)
            for at in range(size):
                note(chain[at], was[at], state)
            state.score[COST] += change
            return size + 1
        fill(meeting, position, 0, rules, state)
    for at in range(size):
        fill(chain[size - 1 - at], was[size - 1 - at], 1, rules, state)
    return 0


def relocate(meeting: int, position: int, limit: float, rules: Rules, state: State) -> int:
    """Move a long meeting, which no chain can carry, and eject what is in its way; meetings touched, or 0."""
    former = state.place[meeting]
    size = state.score[JOURNAL]
    note(meeting, former, state)
    change = fill(meeting, former, 0, rules, state)
    state.score[COST] += change
    done = insert(meeting, position, limit - change, rules, state)
    if not done:
        state.score[COST] -= change
        state.score[JOURNAL] = size
        fill(meeting, former, 1, rules, state)
    return done


def anneal(  # noqa: PLR0917 (machine code has no keyword arguments)
    moves: int, heat: float, cooling: float, logs: list[float], goal: int, rules: Rules, state: State
) -> float:
    """Make ``moves`` moves, multiplying ``heat`` by ``cooling`` after each; the heat reached.

    ``logs`` holds -log of 4096 evenly spread numbers in (0, 1): a move is accepted when it costs
    at most ``heat`` times one of them drawn by lot, which is Metropolis' rule. Ends early, with
    heat -1, once everything is held with ``goal`` breaks or fewer.
    """
    score, place, order, held = state.score, state.place, state.order, state.held
    meetings = len(place)
    for _ in range(moves):
        heat *= cooling
        if not score[KEPT] and score[JOURNAL] + 2 * len(state.chain) + 8 > len(state.journal):
            recall(state)
        limit = heat * logs[draw(4096, state)]
        waiting = meetings - held[0]
        done = 0
        if waiting and draw(10, state) < 3:
            meeting = order[held[0] + draw(waiting, state)]
            first = rules.start_first[meeting]
            choice = rules.start_first[meeting + 1] - first
            if choice:
                done = insert(meeting, rules.starts[first + draw(choice, state)], limit, rules, state)
        elif held[0]:
            meeting = order[draw(held[0], state)]
            first = rules.start_first[meeting]
            choice = rules.start_first[meeting + 1] - first
            if choice and not rules.frozen[meeting]:
                position = rules.starts[first + draw(choice, state)]
                if position != place[meeting]:
                    if rules.length[meeting] == 1:
                        done = exchange(meeting, position, limit, rules, state)
                    else:
                        done = relocate(meeting, position, limit, rules, state)
        if done and score[COST] < score[BEST]:
            score[BEST] = score[COST]
            score[JOURNAL] = 0
            score[KEPT] = 0
            if score[BREAKS] <= goal and held[0] == meetings:
                return -1.0
    return heat
