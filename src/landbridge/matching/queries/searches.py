"""Kept searches: whose they are, what is new in them, and which are to be looked up again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone

from landbridge.base.access import allowed
from landbridge.directory.models import Item, Organisation
from landbridge.matching.models import IndexBuild, SavedSearch, SearchHit
from landbridge.matching.rules.searching import Can
from landbridge.people.models import User

#: The index hears of a change later than the rows: what changed so shortly before a look may have been missed.
MARGIN = timedelta(minutes=2)
NIGHT = timedelta(hours=20)


def searches_of(user: User) -> QuerySet[SavedSearch]:
    """What somebody keeps, each with ``news``, how many organisations are new to them."""
    if not allowed(user, Can.KEEP_SEARCH):
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(user=user).annotate(news=Count("hits", filter=Q(hits__is_new=True)))


def new_hits(user: User) -> QuerySet[SearchHit]:
    """What somebody's kept searches found and they did not look at yet."""
    return SearchHit.objects.filter(search__user=user, is_new=True)


def searches_due() -> list[SavedSearch]:
    """Those that something changed for since they were looked up, and all that were not for a night."""
    rows = SavedSearch.objects.select_related("user").filter(user__is_active=True)
    now = timezone.now()
    due = Q(looked_at=None) | Q(looked_at__lt=now - NIGHT)
    if changed := _last_change():
        due |= Q(looked_at__lt=changed + MARGIN) & Q(looked_at__lt=now - MARGIN / 2)
    return list(rows.filter(due).order_by(F("looked_at").asc(nulls_first=True), "pk"))


def _last_change() -> datetime | None:
    moments = [
        Organisation.objects.aggregate(at=Max("updated_at"))["at"],
        Item.objects.aggregate(at=Max("updated_at"))["at"],
        IndexBuild.objects.aggregate(at=Max("finished_at"))["at"],
        IndexBuild.objects.aggregate(at=Max("measured_at"))["at"],
    ]
    return max((one for one in moments if one is not None), default=None)
