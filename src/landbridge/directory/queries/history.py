"""What became of an organisation, from the log, as far as its reader may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.access import allowed
from landbridge.base.log import LogEntry
from landbridge.directory.models import Organisation
from landbridge.directory.rules import Can
from landbridge.directory.wording.history import SENTENCES
from landbridge.people.models import User
from landbridge.people.rules import is_staff

#: What is the own side's business: whom it knows there, what papers it holds, what its editors earn abroad.
OWN_SIDES = frozenset(
    verb
    for verb in SENTENCES
    if verb.removeprefix("directory.").startswith(("contact_", "editor_", "document_", "exports_", "merge"))
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: when, what, which facts it touched, by whom (a name or a side), and why."""

    at: datetime
    what: str | Promise
    facts: tuple[str, ...]
    who: str | Promise
    reason: str


def history_of(organisation: Organisation, user: User, *, most: int) -> tuple[list[Event], bool]:
    """The latest ``most`` events, the newest first, and whether there are more.

    Staff of both sides and the organisation's editors have its history; the other side's that of the facts it sees,
    without names and reasons.
    """
    is_own = allowed(user, Can.SEE_CONFIDENTIAL, organisation)
    if not (is_own or is_staff(user)):
        return [], False
    entries = LogEntry.objects.filter(
        app="directory",
        model="organisation",
        object_id=str(organisation.pk),
        verb__in=[verb for verb in SENTENCES if is_own or verb not in OWN_SIDES],
    )
    rows = list(entries.select_related("by").order_by("-pk")[: most + 1])
    return [_event(row, is_own=is_own) for row in rows[:most]], len(rows) > most


def _event(entry: LogEntry, *, is_own: bool) -> Event:
    by = entry.by
    who: str | Promise = _("Landbridge itself")
    if isinstance(by, User):
        who = by.name if is_own else by.get_side_display()
    return Event(entry.at, SENTENCES[entry.verb], _facts(entry), who, entry.reason if is_own else "")


def _facts(entry: LogEntry) -> tuple[str, ...]:
    """The facts an entry names, as forms call them."""
    if entry.verb != "directory.organisation_changed":
        return ()
    names = {field.name: str(field.verbose_name) for field in Organisation._meta.concrete_fields}  # noqa: SLF001
    return tuple(names[name] for name in entry.changes if name in names and name != "about_language")
