"""Concepts taken in from a file. The same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from landbridge.base.log import record
from landbridge.matching.actions.terms import count_up, may_keep, write_words
from landbridge.matching.lexicons.exchanged import OWN, BadFile, ConceptRow
from landbridge.matching.models import BlockedPair, Concept, UnknownTerm
from landbridge.matching.wording.terms import Word, checked_words, one_line
from landbridge.people.models import User

Status = Concept.Status
_FACTS = ("kind", "status", "licence", "note", "broader_id")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many concepts were new, changed, and as they were."""

    new: int
    changed: int
    same: int


@dataclass
class _Taken:
    """One concept of the file, as it is being taken in; ``was`` are its facts before, none of a new one."""

    row: ConceptRow
    words: list[Word]
    concept: Concept
    was: dict[str, object]


@transaction.atomic
def import_concepts(rows: Sequence[ConceptRow], *, by: User | None) -> Imported:
    """Take in the concepts of a file: by source and code, the centre's own by their words.

    What is not in the file stays as it is.

    :raises BadFile: with the line, if words are none, a blocked pair stands in one, or a broader one is nowhere.
    """
    may_keep(by)
    serial = count_up()
    there = {(one.source, one.code): one for one in Concept.objects.exclude(code="").prefetch_related("terms")}
    own = {_by_words(_said(one)): one for one in Concept.objects.filter(code="").prefetch_related("terms")}
    blocked = set(BlockedPair.objects.values_list("one_key", "other_key"))
    taken: dict[tuple[str, str], _Taken] = {}
    for row in rows:
        words = _checked(row, blocked)
        found = own.get(_by_words(words)) if row.code.startswith(OWN) else there.get((row.source, row.code))
        taken[row.source, row.code] = _first(row, words, found, by)
    counts = {"new": 0, "changed": 0, "same": 0}
    keys: set[str] = set()
    for one in taken.values():  # now that each has its number, so that it can stand beneath another
        above = one.row.broader and (
            taken[one.row.broader].concept if one.row.broader in taken else there.get(one.row.broader)
        )
        if one.row.broader and above is None:
            raise BadFile(one.row.line, "broader", value=one.row.broader[1])
        one.concept.broader = above or None
        outcome, touched = _settle(one)
        counts[outcome] += 1
        keys |= touched
    if counts["new"] or counts["changed"]:
        _answer([one.concept.pk for one in taken.values() if one.concept.status == Status.APPROVED])
        last = taken[rows[-1].source, rows[-1].code].concept
        record("matching.concepts_imported", last, by=by, changes={"keys": sorted(keys), "serial": serial, **counts})
    return Imported(**counts)


def _first(row: ConceptRow, words: list[Word], found: Concept | None, by: User | None) -> _Taken:
    was = {} if found is None else {fact: getattr(found, fact) for fact in _FACTS}
    code = "" if row.code.startswith(OWN) else row.code
    concept = found or Concept(source=one_line(row.source), code=code, by=by, decided_by=by, decided_at=timezone.now())
    concept.kind, concept.status = row.kind, row.status
    concept.licence, concept.note = one_line(row.licence), one_line(row.note)
    if found is None:
        concept.save()
    return _Taken(row, words, concept, was)


def _settle(one: _Taken) -> tuple[str, set[str]]:
    """Write what differs; what became of the concept, and the keys that mean something else now."""
    concept = one.concept
    has_words = bool(one.was) and _said(concept) == one.words
    if has_words and all(getattr(concept, fact) == before for fact, before in one.was.items()):
        return "same", set()
    was_in = one.was.get("status") == Status.APPROVED
    touched = {term.key for term in concept.terms.all()} if was_in else set()
    if was_in or concept.status == Status.APPROVED:
        touched |= {word.key for word in one.words}
    concept.version += bool(one.was)
    concept.save()
    if not has_words:
        concept.terms.all().delete()
        write_words(concept, one.words)
    return "changed" if one.was else "new", touched


def _checked(row: ConceptRow, blocked: set[tuple[str, str]]) -> list[Word]:
    try:
        words = checked_words(
            Word(one.language, one.term, one.preferred, one.weight, one.origin, one.confidence) for one in row.terms
        )
    except ValidationError as error:
        raise BadFile(row.line, "words", error=" ".join(error.messages)) from error
    keys = sorted({word.key for word in words})
    if row.status == Status.APPROVED:
        for one, other in ((one, other) for one in keys for other in keys if (one, other) in blocked):
            raise BadFile(row.line, "words", error=f"{one.strip()} ≠ {other.strip()}")
    return words


def _said(concept: Concept) -> list[Word]:
    terms = sorted(concept.terms.all(), key=lambda one: one.pk)
    return [Word(one.language, one.term, one.preferred, one.weight, one.origin, one.confidence) for one in terms]


def _by_words(words: Sequence[Word]) -> frozenset[tuple[str, str]]:
    return frozenset((word.language, word.key) for word in words)


def _answer(concepts: Sequence[int]) -> None:
    """Open terms that a concept in use names now are answered by it."""
    waiting = {row.key: row for row in UnknownTerm.objects.filter(state=UnknownTerm.State.OPEN)}
    for at in range(0, len(concepts), 500):
        found = Concept.objects.filter(pk__in=concepts[at : at + 500], terms__key__in=waiting).values_list(
            "pk", "terms__key"
        )
        for concept, key in found:
            if key in waiting:
                UnknownTerm.objects.filter(pk=waiting[key].pk).update(
                    state=UnknownTerm.State.ANSWERED, concept_id=concept
                )
