"""What of the directory is to be compared, and what of it the index holds."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, QuerySet

from landbridge.directory.models import IndustryCode, Item
from landbridge.matching.models import IndexBuild, IndexedItem, TextVector

State = IndexBuild.State
_HEAVY = ("space", "centres")
_AT_ONCE = 500


def live_build() -> IndexBuild | None:
    """The index in use, without what is heavy in it; None before the first was made."""
    return IndexBuild.objects.defer(*_HEAVY).filter(state=State.LIVE).first()


def busy_build() -> IndexBuild | None:
    """The index that waits or is being made."""
    return IndexBuild.objects.defer(*_HEAVY).filter(state__in=IndexBuild.BUSY).order_by("pk").first()


def last_builds(most: int = 5) -> list[IndexBuild]:
    """The latest builds, with who asked for them."""
    return list(IndexBuild.objects.defer(*_HEAVY).select_related("asked_by")[:most])


def builds_kept_up() -> list[IndexBuild]:
    """The builds that a change has to reach: the one in use and the one being made."""
    return list(IndexBuild.objects.defer(*_HEAVY).filter(state__in=(State.LIVE, State.BUILDING)).order_by("pk"))


def items_held(build: IndexBuild) -> int:
    """How many items a build holds."""
    return IndexedItem.objects.filter(build=build, is_gone=False).count()


def current_items() -> QuerySet[Item]:
    """Offers and needs that are open, of organisations that are there."""
    return Item.objects.filter(is_open=True, organisation__merged_into=None)


def missing_items(build: IndexBuild) -> QuerySet[Item]:
    """Current items that a build does not hold yet, in the order of their numbers."""
    held = IndexedItem.objects.filter(build=build, is_gone=False)
    return current_items().exclude(pk__in=held.values("number")).order_by("pk")


def numbers_gone(build: IndexBuild, organisations: Collection[int] | None = None) -> set[int]:
    """Items that a build holds and that are not current: of all, or as ``organisations`` have or had them."""
    held = IndexedItem.objects.filter(build=build, is_gone=False)
    if organisations is not None:
        held = held.filter(organisation__in=organisations)
    return set(held.exclude(item__in=current_items().values("pk")).values_list("number", flat=True)) | set(
        held.filter(item=None).values_list("number", flat=True)
    )


def strayed_items(build: IndexBuild) -> set[int]:
    """Items that were changed, or moved to another organisation, without the build having heard of it."""
    held = IndexedItem.objects.filter(build=build, is_gone=False, item__isnull=False)
    moved = held.exclude(organisation=F("item__organisation")) | held.exclude(kind=F("item__kind"))
    strayed = set(moved.values_list("number", flat=True))
    rows = held.values_list("number", "sha256", "item__text", "language", "item__language")
    for number, sha256, text, language, said_in in rows.iterator(chunk_size=2000):
        if language != said_in or sha256 != sha256_of(text):
            strayed.add(number)
    return strayed


def industry_codes(organisations: Collection[int]) -> dict[int, list[str]]:
    """The codes of organisations' industries as ``scheme:code``, by organisation."""
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for some in _pieces(sorted(organisations)):
        rows = IndustryCode.objects.filter(organisation__in=some).order_by("scheme", "code")
        for organisation, scheme, code in rows.values_list("organisation_id", "scheme", "code"):
            codes[organisation].append(f"{scheme}:{code}")
    return dict(codes)


def kept_vectors(digests: Collection[str], encoder_build: str) -> dict[str, bytes]:
    """The kept vectors of texts by one encoder, as they are kept."""
    found: dict[str, bytes] = {}
    for some in _pieces(sorted(digests)):
        rows = TextVector.objects.filter(encoder_build=encoder_build, sha256__in=some)
        found.update((digest, bytes(vector)) for digest, vector in rows.values_list("sha256", "vector"))
    return found


def sha256_of(text: str) -> str:
    """What a text's vector is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()


def _pieces(values: list[Any]) -> Iterator[list[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
