"""Which organisation of the side an imported row is about.

By its registration number, if the names agree; else by a name without its legal form, in the same country and, as far
as both say, the same region. An organisation that was merged into another is that other. A row whose number belongs
to an organisation of a clearly different name is about a new one: a person decides on the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from landbridge.base.text import fold
from landbridge.directory.models import MatchKey, Organisation
from landbridge.directory.queries.matching import name_match_key
from landbridge.directory.queries.standing import NAMES, Standing, standing_of
from landbridge.directory.wording.legal_names import alike, core_name
from landbridge.directory.workbook.rows import OrganisationRow

PREFETCHED = ("exports", "industries", "certifications", "items", "contacts__person__names")
_STEP = 400


@dataclass(frozen=True, slots=True)
class Matched:
    """The organisation a row is about; ``merged`` says that it was found as one that is part of it now."""

    standing: Standing
    merged: bool = False


@dataclass(slots=True)
class _Gone:
    """An organisation that was merged, and where it went."""

    standing: Standing
    into: int


class Matcher:
    """Finds the organisation of each row, batch by batch.

    Call ``look_up`` before the rows of a batch, ``add`` for every organisation that is made, and ``forget`` after
    the batch has been committed, unless it is a rehearsal, which must remember what it pretends to have made.
    """

    def __init__(self, side: str) -> None:
        self.side = side
        self._by_number: defaultdict[str, list[Standing]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Standing]] = defaultdict(list)
        self._by_pk: dict[int, Standing] = {}
        self._gone = _merged(side)
        #: What rows of this file said, by organisation: it outlives the batch.
        self._said: dict[int, tuple[int, dict[str, object]]] = {}

    def look_up(self, rows: Sequence[OrganisationRow]) -> None:
        """Load the organisations that the rows of a batch may be about."""
        keys = {key for row in rows for key in self._keys(row)}
        wanted = self._sharing(keys) - self._by_pk.keys()
        for one in (gone for gones in self._gone_of(rows) for gone in gones):
            if one.into not in self._by_pk:
                wanted.add(one.into)
        for organisation in _loaded(wanted):
            self.add(standing_of(organisation))

    def match(self, row: OrganisationRow) -> Matched | None:
        """The organisation a row is about; None if it is new."""
        number = str(row.facts.get("number", ""))
        if number and (found := _best_named(self._by_number[number], row)):
            return Matched(found)
        cores = _cores(row)
        for core in cores.values():
            for known in self._by_name[core]:
                if _could_be(known, row):
                    return Matched(known)
        for gone in self._gone_among(row):
            if gone.into in self._by_pk:
                return Matched(self._by_pk[gone.into], merged=True)
        return None

    def add(self, standing: Standing) -> None:
        """Let an organisation be found from now on."""
        if standing.pk is not None:
            self._by_pk[standing.pk] = standing
            if standing.pk in self._said:
                standing.first_row, standing.said = self._said[standing.pk]
        if number := standing.facts.get("number"):
            self._by_number[number].append(standing)
        for core in set(standing.cores().values()):
            self._by_name[core].append(standing)

    def rename(self, standing: Standing) -> None:
        """Let an organisation be found by what it has become, too."""
        number = standing.facts.get("number")
        if number and standing not in self._by_number[number]:
            self._by_number[number].append(standing)
        for core in set(standing.cores().values()):
            if standing not in self._by_name[core]:
                self._by_name[core].append(standing)

    def forget(self) -> None:
        """Let go of what was loaded; the next batch finds it in the database. What rows said is kept."""
        for pk, standing in self._by_pk.items():
            if standing.first_row is not None:
                self._said[pk] = (standing.first_row, standing.said)
        self._by_number.clear()
        self._by_name.clear()
        self._by_pk.clear()

    def remember(self, pk: int, number: int, row: OrganisationRow) -> None:
        """Remember what a row said before the import was interrupted."""
        first, said = self._said.get(pk, (number, {}))
        self._said[pk] = (first, {**row.facts, **said})

    def _keys(self, row: OrganisationRow) -> Iterable[str]:
        if number := row.facts.get("number"):
            yield f"{self.side[0]}#{number}"
        for key in NAMES:
            if name := row.facts.get(key):
                yield name_match_key(name)

    def _sharing(self, keys: Iterable[str]) -> set[int]:
        wanted = sorted(keys)
        found: set[int] = set()
        for start in range(0, len(wanted), _STEP):
            rows = MatchKey.objects.filter(key__in=wanted[start : start + _STEP], organisation__side=self.side)
            found.update(rows.values_list("organisation_id", flat=True))
        return found

    def _gone_of(self, rows: Sequence[OrganisationRow]) -> Iterable[list[_Gone]]:
        return (self._gone_among(row) for row in rows) if self._gone else ()

    def _gone_among(self, row: OrganisationRow) -> list[_Gone]:
        if not self._gone:
            return []
        number = str(row.facts.get("number", ""))
        near = self._gone.get(f"#{number}", []) if number else []
        near = near + [gone for core in _cores(row).values() for gone in self._gone.get(core, ())]
        return [
            gone
            for gone in near
            if _could_be(gone.standing, row) or (number and gone.standing.facts.get("number") == number)
            if _best_named([gone.standing], row)
        ]


def _cores(row: OrganisationRow) -> dict[str, str]:
    return {key: core_name(row.facts[key]) for key in NAMES if row.facts.get(key)}


def _best_named(candidates: Sequence[Standing], row: OrganisationRow) -> Standing | None:
    """Of organisations with the row's number, the one whose name agrees best; None if all are called otherwise."""
    mine = _cores(row)
    likely = None
    for known in candidates:
        theirs = known.cores()
        shared = mine.keys() & theirs.keys()
        if any(mine[key] == theirs[key] for key in shared):
            return known
        # Names in different languages alone say nothing against the number.
        if likely is None and (not shared or any(alike(mine[key], theirs[key]) for key in shared)):
            likely = known
    return likely


def _could_be(known: Standing, row: OrganisationRow) -> bool:
    """Whether one of an equal name may be the same: its number, country and region do not say otherwise."""
    return all(
        not (mine := row.facts.get(key)) or not (theirs := known.facts.get(key)) or fold(mine) == fold(theirs)
        for key in ("number", "country", "region")
    )


def _loaded(numbers: Iterable[int]) -> Iterable[Organisation]:
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _STEP):
        rows: QuerySet[Organisation] = Organisation.objects.filter(pk__in=wanted[start : start + _STEP])
        yield from rows.filter(merged_into=None).prefetch_related(*PREFETCHED)


def _merged(side: str) -> dict[str, list[_Gone]]:
    """The merged organisations of a side by number and name, each with the one that it is a part of in the end."""
    rows = {one.pk: one for one in Organisation.objects.filter(side=side, merged_into__isnull=False)}
    found: defaultdict[str, list[_Gone]] = defaultdict(list)
    for one in rows.values():
        into, seen = one.merged_into_id, {one.pk}
        while into in rows and into not in seen:
            seen.add(into)
            into = rows[into].merged_into_id
        facts = {key: getattr(one, key) for key in (*NAMES, "number", "country", "region") if getattr(one, key)}
        gone = _Gone(Standing(one.pk, facts), into or 0)
        if one.number:
            found[f"#{one.number}"].append(gone)
        for core in set(gone.standing.cores().values()):
            found[core].append(gone)
    return dict(found)
