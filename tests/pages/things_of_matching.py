"""Terms, kept searches and proposed codes, for the walk through every page."""

from __future__ import annotations

from landbridge.matching.models import SavedSearch, UnknownTerm
from landbridge.people.models import Role, User
from tests.directory.facts import made
from tests.house.others import Places
from tests.matching.test_terms import proposed
from tests.programmes.rows import a_firm, an_editor


def of_terms(user: User) -> Places:
    """A concept, and a word that no concept names: they are one for both sides."""
    concept = {"concept_id": proposed(user).pk}
    unknown = UnknownTerm.objects.create(key="ko 무인지게차", text="무인지게차", language="ko", in_profiles=3)
    return {
        "matching:term": concept,
        "matching:term_edit": concept,
        "matching:unknown_term": {"term_id": unknown.pk},
    }


def of_account(user: User) -> Places:
    """What somebody has who may search: a kept search, and an organisation whose codes they write."""
    if user.role not in (Role.MANAGER, Role.AUDITOR, Role.COMPANY):
        return {}
    kept = SavedSearch.objects.create(user=user, name="수원의 라이다 激光雷达", words="라이다", language=user.language)
    at = {"search_id": kept.pk}
    if user.role == Role.COMPANY:
        firm = a_firm(user.side, "Searching")
        an_editor(firm, user)
    else:
        firm = made(user, name_en="Searching") if user.role == Role.MANAGER else a_firm(user.side, "Searching")
    codes = {"organisation_id": firm.pk, "scheme": "hs"}
    mine = {"organisation_id": firm.pk}
    return {
        "matching:saved_search": at,
        "matching:saved_results": at,
        "matching:codes_proposed": codes,
        "matching:matches": mine,
    }
