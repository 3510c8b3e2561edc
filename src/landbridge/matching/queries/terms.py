"""The centre's own words as the lexicon takes them, and what a concept is called in each language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from landbridge.engine.matching.lexicon import Concept as Meaning
from landbridge.engine.matching.lexicon import Layer, Term, layer_of
from landbridge.engine.matching.text import Script, script_of
from landbridge.matching.models import BlockedPair, Concept, ConceptTerm, LexiconSerial


def serial_now() -> int:
    """The number of the last change of terms or pairs; 0 before the first. Another number means other words."""
    return LexiconSerial.objects.values_list("serial", flat=True).first() or 0


def own_layers(more: Sequence[Meaning] = ()) -> list[Layer]:
    """Approved concepts as layers: imported taxonomies, and over them what staff keep, and ``more`` as if approved."""
    meanings: dict[bool, dict[int, list[Term]]] = {True: {}, False: {}}
    rows = ConceptTerm.objects.filter(concept__status=Concept.Status.APPROVED).order_by("concept_id", "pk")
    for concept, code, term, weight in rows.values_list("concept_id", "concept__code", "term", "weight"):
        meanings[bool(code)].setdefault(concept, []).append(Term(term, weight))
    return [_layer("imported", meanings[True], ()), _layer("staff", meanings[False], more)]


def _layer(name: str, meanings: dict[int, list[Term]], more: Sequence[Meaning]) -> Layer:
    concepts = [*(Meaning(str(concept), tuple(terms)) for concept, terms in meanings.items()), *more]
    said = repr([(one.id, *((term.text, term.weight) for term in one.terms)) for one in concepts])
    digest = hashlib.sha256(said.encode())
    return layer_of(f"{name}-{digest.hexdigest()[:12]}", concepts)


def blocked_keys() -> set[tuple[str, str]]:
    """Blocked pairs as the lexicon's links are named, both ways; of an English term of several words each."""
    pairs = set()
    for one, other in BlockedPair.objects.values_list("one_key", "other_key"):
        pairs |= {(left, right) for left in _links(one) for right in _links(other)}
    return pairs | {(right, left) for left, right in pairs}


def _links(key: str) -> list[str]:
    return key.split() if script_of(key.strip()) is Script.LATIN else [key]


def names_of_concepts(concepts: Iterable[int | str]) -> dict[str, dict[str, str]]:
    """What concepts are called: by id (as the lexicon has it) and language the preferred term, else the first.

    Those that are no more are left out.
    """
    numbers = {int(one) for one in concepts if str(one).isascii() and str(one).isdecimal()}
    names: dict[str, dict[str, str]] = {}
    rows = ConceptTerm.objects.filter(concept__in=numbers).order_by("concept_id", "language", "-preferred", "pk")
    for concept, language, term in rows.values_list("concept_id", "language", "term"):
        names.setdefault(str(concept), {}).setdefault(language, term)
    return names
