"""The centre's concepts as a file has them: in an order that their content decides, so that it is always the same."""

from __future__ import annotations

from django.db.models import Prefetch

from landbridge.matching.lexicons.exchanged import LANGUAGES, OWN, ConceptRow, TermRow
from landbridge.matching.models import Concept, ConceptTerm


def exported_concepts() -> list[ConceptRow]:
    """All concepts. The centre's own have no code: the file gives them their place in it."""
    terms = Prefetch("terms", ConceptTerm.objects.order_by("pk"))
    concepts = list(Concept.objects.prefetch_related(terms))
    coded = sorted((one for one in concepts if one.code), key=lambda one: (one.source, one.code))
    own = sorted((one for one in concepts if not one.code), key=lambda one: (one.source, repr(_words(one)), one.pk))
    names = {one.pk: (one.source, one.code) for one in coded}
    names |= {one.pk: (one.source, f"{OWN}{place}") for place, one in enumerate(own, 1)}
    return [_row(one, names) for one in (*own, *coded)]


def _row(concept: Concept, names: dict[int, tuple[str, str]]) -> ConceptRow:
    broader = names[concept.broader_id] if concept.broader_id else None
    source, code = names[concept.pk]
    return ConceptRow(
        source, code, _words(concept), concept.kind, concept.status, concept.licence, concept.note, broader
    )


def _words(concept: Concept) -> tuple[TermRow, ...]:
    terms = sorted(concept.terms.all(), key=lambda one: (LANGUAGES.index(one.language), not one.preferred))
    return tuple(
        TermRow(one.language, one.term, one.preferred, one.weight, one.origin, one.confidence) for one in terms
    )
