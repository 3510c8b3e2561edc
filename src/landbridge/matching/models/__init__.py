"""Matching's rows.

``terms`` the centre's own words · ``index`` builds, items, vectors, exposure · ``lists`` recommendations and
exclusions · ``searches`` kept searches · ``tables`` published codes.
"""

from landbridge.matching.models.index import Exposure, IndexBuild, IndexedItem, TextVector
from landbridge.matching.models.lists import Exclusion, MatchingChoice, MatchRun, Recommendation
from landbridge.matching.models.searches import SavedSearch, SearchHit
from landbridge.matching.models.tables import CodeRow, CodeTable
from landbridge.matching.models.terms import BlockedPair, Concept, ConceptTerm, LexiconSerial, UnknownTerm

__all__ = [
    "BlockedPair",
    "CodeRow",
    "CodeTable",
    "Concept",
    "ConceptTerm",
    "Exclusion",
    "Exposure",
    "IndexBuild",
    "IndexedItem",
    "LexiconSerial",
    "MatchRun",
    "MatchingChoice",
    "Recommendation",
    "SavedSearch",
    "SearchHit",
    "TextVector",
    "UnknownTerm",
]
