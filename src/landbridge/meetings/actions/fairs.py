"""A fair's settings, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.engine.timetable.check import check
from landbridge.meetings.actions.rows import Clash, hold
from landbridge.meetings.models import Fair
from landbridge.meetings.queries import fair_plan, fair_problem
from landbridge.meetings.rules import Can
from landbridge.people.models import User

SETTINGS = ("title", "timezone", "max_in_row", "spare_tables")


@transaction.atomic
def change_fair(fair: Fair, *, by: User, version: int, settings: Mapping[str, Any]) -> Fair:
    """Change what ``settings`` names of ``SETTINGS``.

    Raises ``Stale`` where the fair changed since ``version``; ``Clash`` where its timetable would
    break a rule that holds from now on.
    """
    fair = hold(fair)
    require(by, Can.CHANGE_FAIR, fair)
    claim_version(fair, version)
    changes = {}
    for name in SETTINGS:
        if name in settings and getattr(fair, name) != settings[name]:
            changes[name] = [getattr(fair, name), settings[name]]
            setattr(fair, name, settings[name])
    fair.full_clean()
    fair.save(update_fields=[*SETTINGS, "updated_at"])
    if violations := check(fair_problem(fair), fair_plan(fair)):
        raise Clash(violations)
    record("meetings.fair_changed", fair, by=by, changes=changes)
    return fair


@transaction.atomic
def delete_fair(fair: Fair, *, by: User) -> None:
    """Delete a fair with all that belongs to it. The log keeps what was."""
    fair = hold(fair)
    require(by, Can.DELETE_FAIR, fair)
    record("meetings.fair_deleted", fair, by=by, changes={"title": fair.title})
    fair.delete()
