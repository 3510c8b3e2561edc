"""Pairs to decide, and what a merge would keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet
from django.db.models.functions import Cast

from landbridge.base.access import allowed
from landbridge.directory.models import (
    Certification,
    Contact,
    DuplicatePair,
    Editorship,
    ExportFigure,
    IndustryCode,
    Item,
    Merge,
    Organisation,
    OrganisationDocument,
)
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

#: The rows that move to the kept one, and what must be unique there: a row with an equal one stays where it is.
MOVED: Mapping[type[Any], tuple[str, ...]] = {
    Contact: ("person_id",),
    Item: ("kind", "language", "text"),
    ExportFigure: ("year",),
    IndustryCode: ("scheme", "code"),
    Certification: (),
    OrganisationDocument: (),
    Editorship: (),
}


def rows_moving(kept: Organisation, gone: Organisation) -> dict[type[Any], tuple[list[int], list[int]]]:
    """By model, the numbers of the rows of ``gone`` that a merge moves, and of those that stay behind."""
    found = {}
    for model, unique in MOVED.items():
        manager = model._default_manager  # noqa: SLF001
        there = set(manager.filter(organisation=kept).values_list(*unique)) if unique else set()
        moving: list[int] = []
        staying: list[int] = []
        for number, *values in manager.filter(organisation=gone).order_by("pk").values_list("pk", *unique):
            (staying if unique and tuple(values) in there else moving).append(number)
        found[model] = (moving, staying)
    return found


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


def decided_pairs(user: User) -> QuerySet[DuplicatePair]:
    """The pairs of a person's own side, whatever became of them."""
    if not allowed(user, Can.SEE_DUPLICATES):
        return DuplicatePair.objects.none()
    return DuplicatePair.objects.filter(one__side=user.side).select_related("one", "other")


def pair_at_rest(pair: DuplicatePair) -> Organisation | None:
    """Where one of a pair is now, if it was merged: into the other, or into a third."""
    for one in (pair.one, pair.other):
        if one.merged_into_id:
            return successor(one)
    return None


def ranked(pairs: QuerySet[DuplicatePair]) -> tuple[QuerySet[DuplicatePair], tuple[str, ...]]:
    """Pairs with the order that ``base.keyset`` takes: the most alike first."""
    rank = Cast(F("score") * 1000, IntegerField())
    return pairs.annotate(rank=rank), ("-rank", "pk")


def counted(pairs: QuerySet[DuplicatePair]) -> dict[str, int]:
    """How many pairs there are for each reason: one query."""
    rows = pairs.order_by().values_list("reason").annotate(n=Count("pk"))
    return dict.fromkeys(DuplicatePair.Reason.values, 0) | dict(rows)


def fuller(one: Organisation, other: Organisation) -> Organisation:
    """Which of two to keep: the one verified further, else the one that more is known of, else the older."""
    return max((other, one), key=lambda row: (row.level, _known(row), -row.pk))


def _known(organisation: Organisation) -> int:
    return sum(bool(getattr(organisation, columns[-1])) for columns in MERGED_FACTS.values())


def visible_merges(user: User) -> QuerySet[Merge]:
    """The merges of a person's own side."""
    if not allowed(user, Can.SEE_DUPLICATES):
        return Merge.objects.none()
    return Merge.objects.filter(kept__side=user.side).select_related("kept", "gone", "by", "undone_by")


def merges_of(organisation: Organisation) -> QuerySet[Merge]:
    """What was merged into an organisation, and perhaps parted again."""
    return Merge.objects.filter(Q(kept=organisation)).select_related("gone", "by", "undone_by")


def later_merge(trail: Merge) -> Merge | None:
    """The latest merge that builds on this one and must be undone before it."""
    either = [trail.kept_id, trail.gone_id]
    later = Merge.objects.filter(Q(kept__in=either) | Q(gone__in=either), pk__gt=trail.pk, undone_at=None)
    return later.select_related("kept", "gone").first()


def successor(organisation: Organisation) -> Organisation:
    """The organisation that stands where this one was: itself, or the one it was merged into at last."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation
