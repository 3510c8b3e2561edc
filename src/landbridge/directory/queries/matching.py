"""Which organisations may be the same, found by equal keys and then compared.

The keys of an organisation are its number, its whole names, and pieces of its names proper in Latin letters: a slip
of the pen leaves the beginning or the end intact. Comparing those that share a key costs time in proportion to the
directory, where comparing all pairs would cost its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from landbridge.base.text import fold, language_of
from landbridge.directory.models import DuplicatePair, MatchKey, Organisation
from landbridge.directory.wording.legal_names import core_name
from landbridge.directory.wording.likeness import ALIKE, likeness
from landbridge.directory.wording.name_parts import NameParts, take_apart
from landbridge.directory.wording.trades import place_meant

PIECE = 5  #: letters of a piece; shorter names than two pieces are matched whole
CROWDED = 200  #: a piece that more organisations share than this tells nothing
_STEP = 400


@dataclass(frozen=True, slots=True)
class Likely:
    """Another organisation that may be the same, why, and how likely (0 to 1)."""

    other: Organisation
    reason: DuplicatePair.Reason
    score: float


def names_of(organisation: Organisation) -> dict[str, str]:
    """Its legal names by language, those it has."""
    names = {"ko": organisation.name_ko, "zh-hans": organisation.name_zh, "en": organisation.name_en}
    return {language: name for language, name in names.items() if name}


def parts_of(organisation: Organisation) -> list[NameParts]:
    """Its names taken apart."""
    return [take_apart(name, language) for language, name in names_of(organisation).items()]


def name_match_key(name: str) -> str:
    """The key of a whole name."""
    return f"={core_name(name)}"[:80]


def keys_of(organisation: Organisation) -> set[str]:
    """What an organisation is matched by. Whole names are for both sides; the rest begins with its side."""
    keys = {name_match_key(name) for name in names_of(organisation).values()}
    side = organisation.side[0]
    if organisation.number:
        keys.add(f"{side}#{organisation.number}")
    for parts in parts_of(organisation):
        keys |= {f"{side}{piece}" for piece in _pieces(parts)}
    return keys


def likely_the_same(organisations: Sequence[Organisation]) -> dict[int, list[Likely]]:
    """For each of ``organisations``, by number, the others of its side that may be the same.

    Merged ones are left out. Three queries for every ``_STEP`` organisations.
    """
    found: dict[int, list[Likely]] = {}
    for start in range(0, len(organisations), _STEP):
        found |= _likely(organisations[start : start + _STEP])
    return found


def _likely(organisations: Sequence[Organisation]) -> dict[int, list[Likely]]:
    keys = {organisation.pk: keys_of(organisation) for organisation in organisations}
    sharing = _sharing({key for one in keys.values() for key in one})
    candidates = {
        number: {other for key in one for other in sharing.get(key, ())} - {number} for number, one in keys.items()
    }
    others = Organisation.objects.filter(merged_into=None).in_bulk(
        list({other for found in candidates.values() for other in found})
    )
    parts: dict[int, list[NameParts]] = {}
    found: dict[int, list[Likely]] = {}
    for organisation in organisations:
        likely = (
            compare(organisation, others[number], parts)
            for number in sorted(candidates[organisation.pk] & others.keys())
        )
        found[organisation.pk] = [one for one in likely if one]
    return found


def compare(
    organisation: Organisation, other: Organisation, parts: dict[int, list[NameParts]] | None = None
) -> Likely | None:
    """Whether two organisations may be the same. ``parts`` remembers names taken apart from call to call."""
    if organisation.side != other.side:
        return None
    if organisation.number and other.number == organisation.number and other.number_kind == organisation.number_kind:
        return Likely(other, DuplicatePair.Reason.NUMBER, 1.0)
    if organisation.country != other.country or _elsewhere(organisation.region, other.region):
        return None
    parts = {} if parts is None else parts
    for one in (organisation, other):
        if one.pk not in parts:
            parts[one.pk] = parts_of(one)
    score = likeness(parts[organisation.pk], parts[other.pk])
    if score < ALIKE:
        return None
    shared = {one.language for one in parts[organisation.pk]} & {one.language for one in parts[other.pk]}
    return Likely(other, DuplicatePair.Reason.NAME if shared else DuplicatePair.Reason.SCRIPT, round(score, 3))


def _elsewhere(region: str, other: str) -> bool:
    """Whether two regions are surely different: spellings in two scripts may be one place."""
    one, two = place_meant(fold(region)), place_meant(fold(other))
    return bool(one and two) and one != two and language_of(one) == language_of(two)


def _pieces(parts: NameParts) -> Iterable[str]:
    yield f"~{parts.latin}"[:40]
    if len(parts.latin) >= 2 * PIECE:
        yield f"<{parts.latin[:PIECE]}"
        yield f">{parts.latin[-PIECE:]}"


def _sharing(keys: Collection[str]) -> dict[str, list[int]]:
    """Who has which key; keys that too many have are left out."""
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    wanted = sorted(keys)
    for start in range(0, len(wanted), _STEP):
        rows = MatchKey.objects.filter(key__in=wanted[start : start + _STEP])
        for key, number in rows.values_list("key", "organisation_id").order_by():
            sharing[key].append(number)
    return {key: numbers for key, numbers in sharing.items() if len(numbers) <= CROWDED}
