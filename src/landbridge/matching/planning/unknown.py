"""Finding unknown words: in what people search for, and in all profiles."""

from __future__ import annotations

from collections import defaultdict

from landbridge.matching.actions.unknown import Met, count_in_profiles, note_met
from landbridge.matching.planning.lexicon import current_lexicon
from landbridge.matching.planning.unknown_words import UnknownWord, parted, unknown_words
from landbridge.matching.queries.unknown import is_a_name, open_items, queued_keys
from landbridge.people.models import User

#: Words of one search that are noted, and terms the queue holds.
MOST_SEARCHED, MOST_COUNTED = 8, 3_000
#: A compound of known words is one of the queue's where several profiles have it.
LEAST_COMPOUND = 2


def note_searched(words: str, *, by: User) -> None:
    """Remember the words of a search that was carried out and that no concept names.

    Names of persons and organisations are not noted, nor anything with an @ in it; the number of people who looked
    decides whether a word is ever shown (``UnknownTerm``).
    """
    plain = " ".join(part for part in words[:200].split() if "@" not in part)
    unknown = [one for one in unknown_words(plain, current_lexicon()) if not is_a_name(one.text)]
    note_met([_met(one) for one in unknown[:MOST_SEARCHED]], by=by)


def count_unknown() -> int:
    """Count the unknown words of all open items anew, by the organisations that use them; gives how many are new."""
    lexicon = current_lexicon()
    holders: defaultdict[str, set[int]] = defaultdict(set)
    words: dict[str, UnknownWord] = {}
    for organisation, text in open_items():
        for one in unknown_words(text, lexicon):
            words.setdefault(one.key, one)
            holders[one.key].add(organisation)
    whole = {key for key, one in words.items() if not one.is_compound and one.language != "en"}
    alone = whole | queued_keys()
    for key in sorted(whole):
        parts = parted(key, alone)
        if len(parts) > 1:
            for part in parts:
                words.setdefault(part, UnknownWord(part, part, words[key].language))
                holders[part] |= holders[key]
            del holders[key]
    counts = {
        key: (_met(words[key]), len(found))
        for key, found in holders.items()
        if len(found) >= (LEAST_COMPOUND if words[key].is_compound else 1)
    }
    most = sorted(counts.items(), key=lambda count: (-count[1][1], count[0]))[:MOST_COUNTED]
    return count_in_profiles(dict(most))


def _met(word: UnknownWord) -> Met:
    return Met(word.key, word.text, word.language)
