"""Pairs to decide, and what a merge would keep."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from landbridge.base.access import allowed
from landbridge.directory.models import DuplicatePair, Merge, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import User

#: What is chosen together when two organisations become one, and the columns it stands in.
MERGED_FACTS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "country": ("country",),
    "region": ("region",),
    "name_ko": ("name_ko",),
    "name_zh": ("name_zh",),
    "name_en": ("name_en",),
    "number": ("number_kind", "number"),
    "founded": ("founded",),
    "employees": ("employees",),
    "website": ("website",),
    "phone": ("phone",),
    "about": ("about", "about_language"),
}


def fuller_facts(kept: Organisation, gone: Organisation) -> set[str]:
    """The facts that ``kept`` lacks and ``gone`` has."""
    told_by = {fact: "about" if fact == "about" else columns[-1] for fact, columns in MERGED_FACTS.items()}
    return {fact for fact, name in told_by.items() if not getattr(kept, name) and getattr(gone, name)}


def visible_pairs(user: User) -> QuerySet[DuplicatePair]:
    """The pairs of a person's own side; those with one that was merged meanwhile are out."""
    if not allowed(user, Can.SEE_DUPLICATES):
        return DuplicatePair.objects.none()
    return DuplicatePair.objects.filter(
        one__side=user.side, one__merged_into=None, other__merged_into=None
    ).select_related("one", "other")


def visible_merges(user: User) -> QuerySet[Merge]:
    """The merges of a person's own side."""
    if not allowed(user, Can.SEE_DUPLICATES):
        return Merge.objects.none()
    return Merge.objects.filter(kept__side=user.side).select_related("kept", "gone", "by", "undone_by")


def merges_of(organisation: Organisation) -> QuerySet[Merge]:
    """What was merged into an organisation, and perhaps parted again."""
    return Merge.objects.filter(Q(kept=organisation)).select_related("gone", "by", "undone_by")


def successor(organisation: Organisation) -> Organisation:
    """The organisation that stands where this one was: itself, or the one it was merged into at last."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation
