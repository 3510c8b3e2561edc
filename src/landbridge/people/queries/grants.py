"""Who holds which role, and whom a side knows."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from landbridge.base.access import allowed
from landbridge.base.log import LogEntry
from landbridge.people.models import Grant, User
from landbridge.people.rules import Can


def open_grants(user: User) -> QuerySet[Grant]:
    """The roles a person holds now, the oldest first."""
    return Grant.objects.filter(user=user, ended_at=None).order_by("granted_at", "pk")


def other_grants(user: User) -> QuerySet[Grant]:
    """The roles a person can switch to: all they hold but the one they act in."""
    return open_grants(user).exclude(role=user.role, side=user.side)


def visible_team(user: User) -> QuerySet[User]:
    """The accounts that hold or held a role on one's own side; ``held`` on each: those roles, open ones first.

    What somebody is for the other side, that side alone knows. Twin of ``Can.SEE_TEAM``.
    """
    if not allowed(user, Can.SEE_TEAM):
        return User.objects.none()
    here = Grant.objects.filter(side=user.side)
    held = here.select_related("granted_by").order_by("-ended_at", "granted_at", "pk")
    return (
        User.objects.filter(pk__in=here.values("user"))
        .annotate(has_role_here=Exists(here.filter(user=OuterRef("pk"), ended_at=None)))
        .select_related("person")
        .prefetch_related(Prefetch("grants", held, to_attr="held"))
    )


def team_found(user: User, *, words: str = "", role: str = "") -> QuerySet[User]:
    """Those of the team whose name or address holds ``words``, and who hold ``role`` here now."""
    team = visible_team(user)
    if words:
        team = team.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if role:
        team = team.filter(pk__in=Grant.objects.filter(side=user.side, role=role, ended_at=None).values("user"))
    return team


_ROLE_VERBS = ("people.role_granted", "people.role_ended", "people.account_opened")
_ACCOUNT_VERBS = ("people.account_closed", "people.account_reopened")


def role_history(other: User, *, side: str) -> QuerySet[LogEntry]:
    """Who changed on this side what somebody may do, the latest first; what the other side decided stays there."""
    about = LogEntry.objects.filter(app="people", model="user", object_id=str(other.pk))
    here = Q(verb__in=_ROLE_VERBS, changes__side=side) | Q(verb__in=_ACCOUNT_VERBS)
    return about.filter(here).select_related("by").order_by("-pk")


def editable_grants(user: User) -> QuerySet[Grant]:
    """The open roles a person may take away: those on the side they manage. Twin of ``Can.END_GRANT``."""
    if not allowed(user, Can.END_GRANT):
        return Grant.objects.none()
    return Grant.objects.filter(side=user.side, ended_at=None).select_related("user")
