"""How often firms stand in the lists of the other side."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.matching.models import Exposure, IndexBuild


def exposures(build: IndexBuild, side: str) -> QuerySet[Exposure]:
    """What was measured of a side, without those that were merged since."""
    rows = Exposure.objects.filter(build=build, organisation__side=side, organisation__merged_into=None)
    return rows.select_related("organisation")


def never_shown(build: IndexBuild, side: str) -> QuerySet[Exposure]:
    """Those in nobody's list, the newest first: they wait least patiently."""
    return exposures(build, side).filter(shown=0).order_by("-organisation")
