"""Concepts and blocked pairs. Whatever changes the lexicon counts its serial up and says which keys are touched."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.engine.matching.text import key_of
from landbridge.matching.models import BlockedPair, Concept, ConceptTerm, LexiconSerial, UnknownTerm
from landbridge.matching.rules.terms import Can
from landbridge.matching.wording.terms import Word, checked_words, one_line
from landbridge.people.models import User

Status = Concept.Status
OWN = "staff"  #: the source of what people of the house said
#: A number that was rolled back must not come again for other words, or a process would take them for those.
_LONGEST_STEP = 2**20
_TWO_LANGUAGES = 2
_BY = ("by", "decided_by")  # nobody, where the house itself does it


@transaction.atomic
def propose_concept(
    *, by: User | None, words: Sequence[Word], kind: str, note: str = "", broader: Concept | None = None
) -> Concept:
    """Write a concept down; it is in the lexicon once it is approved.

    :raises ValidationError: if a word is none, the words are of one language, or stand in one concept already.
    """
    may_keep(by)
    concept = Concept(kind=kind, source=OWN, note=one_line(note), broader=broader, by=by)
    concept.full_clean(exclude=_BY)
    kept = checked_words(words)
    _refuse_twins(concept, kept)
    concept.save()
    write_words(concept, kept)
    record("matching.concept_proposed", concept, by=by, changes={"words": len(kept)})
    return concept


@transaction.atomic
def approve_concept(concept: Concept, *, by: User | None, version: int) -> Concept:
    """Take a proposed concept into the lexicon, as it was seen at ``version``.

    :raises Stale: if it changed since.
    :raises ValidationError: if it is not proposed, or a blocked pair stands in its way.
    """
    return _take_in(concept, by=by, version=version, then=Status.PROPOSED)


@transaction.atomic
def restore_concept(concept: Concept, *, by: User | None, version: int) -> Concept:
    """Take a retired concept up again; raises as ``approve_concept`` does."""
    return _take_in(concept, by=by, version=version, then=Status.RETIRED)


@transaction.atomic
def retire_concept(concept: Concept, *, by: User | None, version: int, reason: str = "") -> Concept:
    """Take a concept out of the lexicon. It stays, and the words it answered are open again.

    :raises Stale: if it changed since.
    :raises ValidationError: if it is retired already.
    """
    may_keep(by)
    serial = count_up()
    claim_version(concept, version)
    concept = Concept.objects.get(pk=concept.pk)
    if concept.status == Status.RETIRED:
        raise ValidationError(_("This concept is retired already."))
    was = concept.status
    _decide(concept, Status.RETIRED, by)
    if was == Status.APPROVED:
        changes = {"keys": _keys(concept), "serial": serial}
        record("matching.concept_retired", concept, by=by, changes=changes, reason=one_line(reason))
    else:
        record("matching.concept_declined", concept, by=by, reason=one_line(reason))
    concept.answers.filter(state=UnknownTerm.State.ANSWERED).update(state=UnknownTerm.State.OPEN, concept=None)
    return concept


@transaction.atomic
def edit_concept(concept: Concept, *, by: User | None, version: int, words: Sequence[Word], **facts: Any) -> Concept:
    """Let a concept have these words and facts (``kind``, ``note``, ``broader``).

    :raises Stale: if it changed since ``version``.
    :raises ValidationError: as ``propose_concept`` and ``approve_concept`` do, or if ``broader`` is beneath it.
    """
    may_keep(by)
    serial = count_up()
    claim_version(concept, version)
    concept = Concept.objects.get(pk=concept.pk)
    kept, before = checked_words(words), _keys(concept)
    changed = [name for name, value in facts.items() if getattr(concept, name) != value]
    for name in changed:
        setattr(concept, name, one_line(facts[name]) if name == "note" else facts[name])
    _refuse_circles(concept)
    concept.full_clean(exclude=_BY)
    if concept.status == Status.APPROVED:
        _refuse_blocked(kept)
    if concept.status != Status.RETIRED:
        _refuse_twins(concept, kept)
    if _said(concept) != [_facts(word) for word in kept]:
        changed.append("words")
        concept.terms.all().delete()
        write_words(concept, kept)
    concept.save()
    if concept.status == Status.APPROVED and "words" in changed:
        keys = sorted({*before, *_keys(concept)})
        _answer(concept)
        _reopen(concept)
        record("matching.concept_changed", concept, by=by, changes={"keys": keys, "serial": serial, "fields": changed})
    elif changed:
        record("matching.concept_edited", concept, by=by, changes={"fields": changed})
    return concept


@transaction.atomic
def block_pair(*, by: User | None, one: str, other: str, reason: str = "") -> BlockedPair:
    """Say that two words are not one meaning, whatever a dictionary says.

    :raises ValidationError: if they are no words, the same, of one language, blocked already, or one concept's.
    """
    may_keep(by)
    serial = count_up()
    pair = BlockedPair(one=one_line(one), other=one_line(other), reason=one_line(reason), by=by)
    keys = (key_of(pair.one), key_of(pair.other))
    for name, key in zip(("one", "other"), keys, strict=True):
        if not key:
            raise ValidationError({name: _("There is no word in it.")})
    if keys[0] == keys[1]:
        raise ValidationError({"other": _("This is the same word.")})
    # One order for both ways of saying it.
    if keys[0] > keys[1]:
        pair.one, pair.other, keys = pair.other, pair.one, (keys[1], keys[0])
    pair.one_key, pair.other_key = keys
    if BlockedPair.objects.filter(one_key=keys[0], other_key=keys[1]).exists():
        raise ValidationError(_("This pair is blocked already."))
    if both := _concepts_with(keys, least=2):
        raise ValidationError(
            _("Both stand in one concept of yours: %(words)s. Change or retire that first."),
            params={"words": _named(both[0])},
        )
    pair.full_clean(exclude=_BY)
    pair.save()
    record("matching.pair_blocked", pair, by=by, changes={"keys": sorted(keys), "serial": serial})
    return pair


@transaction.atomic
def unblock_pair(pair: BlockedPair, *, by: User | None) -> None:
    """Let the dictionaries have their say again about two words. Nothing happens if somebody did so already."""
    may_keep(by)
    serial = count_up()
    if found := BlockedPair.objects.filter(pk=pair.pk).first():
        changes = {"keys": sorted((found.one_key, found.other_key)), "serial": serial}
        record("matching.pair_unblocked", found, by=by, changes=changes)
        found.delete()


def may_keep(by: User | None) -> None:
    """Refuse who may not keep terms; None is the house itself, at the command line."""
    if by is not None:
        require(by, Can.KEEP_TERMS)


def count_up() -> int:
    """The serial of this change; until it is committed no other change of the lexicon gets beyond this line."""
    row, _made = LexiconSerial.objects.get_or_create(pk=1)
    LexiconSerial.objects.filter(pk=row.pk).update(serial=F("serial") + 1 + secrets.randbelow(_LONGEST_STEP))
    return LexiconSerial.objects.values_list("serial", flat=True).get(pk=row.pk)


def _take_in(concept: Concept, *, by: User | None, version: int, then: str) -> Concept:
    may_keep(by)
    serial = count_up()
    claim_version(concept, version)
    concept = Concept.objects.get(pk=concept.pk)
    if concept.status != then:
        raise ValidationError(
            _("This concept is not proposed any more.")
            if then == Status.PROPOSED
            else _("This concept is not retired any more.")
        )
    words = _words_of(concept)
    _refuse_blocked(words)
    _refuse_twins(concept, words)
    _decide(concept, Status.APPROVED, by)
    _answer(concept)
    changes = {"keys": _keys(concept), "serial": serial, "restored": then == Status.RETIRED}
    record("matching.concept_approved", concept, by=by, changes=changes)
    return concept


def _decide(concept: Concept, status: str, by: User | None) -> None:
    concept.status, concept.decided_by, concept.decided_at = status, by, timezone.now()
    concept.save(update_fields=["status", "decided_by", "decided_at"])


def write_words(concept: Concept, words: Iterable[Word]) -> None:
    """Write the words of a concept that has none."""
    ConceptTerm.objects.bulk_create(ConceptTerm(concept=concept, **_facts(word)) for word in words)


def _facts(word: Word) -> dict[str, Any]:
    return {
        "language": word.language,
        "term": word.term,
        "key": word.key,
        "preferred": word.preferred,
        "weight": word.weight,
        "origin": word.origin,
        "confidence": word.confidence,
    }


def _words_of(concept: Concept) -> list[Word]:
    return [
        Word(term.language, term.term, term.preferred, term.weight, term.origin, term.confidence)
        for term in concept.terms.order_by("pk")
    ]


def _said(concept: Concept) -> list[dict[str, Any]]:
    return [_facts(word) for word in _words_of(concept)]


def _keys(concept: Concept) -> list[str]:
    return sorted(set(concept.terms.values_list("key", flat=True)))


def _refuse_twins(concept: Concept, words: Collection[Word]) -> None:
    """Two concepts may share a word that has two meanings; those that share it in two languages are one."""
    shared = _concepts_with({word.key for word in words}, least=_TWO_LANGUAGES, languages=True)
    others = [one for one in shared if one.pk != concept.pk]
    if others:
        raise ValidationError(
            _("These words stand together in a concept already: %(words)s."), params={"words": _named(others[0])}
        )


def _concepts_with(keys: Collection[str], *, least: int, languages: bool = False) -> list[Concept]:
    """Concepts in use or proposed that hold at least so many of the keys (or of languages they are said in)."""
    counted = Count("terms__language" if languages else "terms__key", distinct=True)
    found = Concept.objects.exclude(status=Status.RETIRED).filter(terms__key__in=keys, code="")
    return list(found.annotate(held=counted).filter(held__gte=least).order_by("pk")[:5])


def _named(concept: Concept) -> str:
    return " · ".join(concept.terms.order_by("-preferred", "pk").values_list("term", flat=True)[:4])


def _refuse_blocked(words: Collection[Word]) -> None:
    keys = {word.key: word.term for word in words}
    pair = BlockedPair.objects.filter(one_key__in=keys, other_key__in=keys).first()
    if pair is not None:
        raise ValidationError(
            _("“%(one)s” and “%(other)s” are a blocked pair. Unblock it first, or leave one of them out."),
            params={"one": pair.one, "other": pair.other},
        )


def _refuse_circles(concept: Concept) -> None:
    above, seen = concept.broader, {concept.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"broader": _("A concept can’t stand beneath itself.")})
        seen.add(above.pk)
        above = above.broader


def _answer(concept: Concept) -> None:
    waiting = UnknownTerm.objects.filter(key__in=_keys(concept), state=UnknownTerm.State.OPEN)
    waiting.update(state=UnknownTerm.State.ANSWERED, concept=concept)


def _reopen(concept: Concept) -> None:
    gone = concept.answers.filter(state=UnknownTerm.State.ANSWERED).exclude(key__in=_keys(concept))
    gone.update(state=UnknownTerm.State.OPEN, concept=None)
