"""A programme's participants as matching takes them, and the runs over them."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.base.access import allowed
from landbridge.directory.models import Organisation
from landbridge.matching.models import MatchRun
from landbridge.matching.rules.lists import Can
from landbridge.people.models import User
from landbridge.people.rules import acting_side
from landbridge.programmes.models import Programme
from landbridge.programmes.queries.programmes import visible_programmes


def matched_programmes(user: User) -> QuerySet[Programme]:
    """The programmes whose recommendations somebody may see: those their side leads, and joint ones."""
    rows = visible_programmes(user)
    if not allowed(user, Can.SEE_RUNS):
        return rows.none()
    return (rows.filter(side=acting_side(user)) | rows.filter(is_joint=True)).distinct()


def taking_part(programme: Programme) -> QuerySet[Organisation]:
    """The organisations that hold a place in a programme, offered ones among them; merged ones are out."""
    rows = Organisation.objects.filter(
        applications__participation__programme=programme, applications__participation__place__isnull=False
    )
    return rows.filter(merged_into=None).distinct().order_by("pk")


def latest_run(programme: Programme) -> MatchRun | None:
    """The last run that was asked for."""
    return MatchRun.objects.filter(programme=programme).first()
