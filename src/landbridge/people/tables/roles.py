"""Changes of what somebody may do, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.log import LogEntry
from landbridge.people.models import Role

_WORDS = {
    "people.account_opened": _("Account opened"),
    "people.role_granted": _("Role given"),
    "people.role_ended": _("Role ended"),
    "people.account_closed": _("Account closed"),
    "people.account_reopened": _("Account opened again"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the log about an account: what happened, and the role it was about, if any."""

    entry: LogEntry
    what: Promise
    role: str


def told(entry: LogEntry) -> Told:
    """The entry in words; a role that the house no longer knows is told by its code."""
    role = str(entry.changes.get("role", ""))
    return Told(entry, _WORDS[entry.verb], str(Role(role).label) if role in set(Role) else role)
