"""The main menu: what exists, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.queries.approvals import documents_waiting
from landbridge.agreements.rules.agreements import Can as Agreements
from landbridge.agreements.rules.approvals import Can as Approvals
from landbridge.base.access import allowed
from landbridge.base.row_count import RowCount
from landbridge.base.rules import Can as Shared
from landbridge.directory.rules import Can as Directory
from landbridge.matching.queries.searches import new_hits
from landbridge.matching.rules.index import Can as Index
from landbridge.matching.rules.searching import Can as Searching
from landbridge.matching.rules.terms import Can as Words
from landbridge.meetings.rules import Can as Meetings
from landbridge.people.models import User
from landbridge.people.queries.notices import unread
from landbridge.people.rules import Can as People
from landbridge.people.tables.privacy_places import PRIVACY, WRITING, Place
from landbridge.programmes.rules.applications import Can as Applications
from landbridge.programmes.rules.calls import Can as Programmes
from landbridge.programmes.rules.participation import Can as Places
from landbridge.programmes.rules.screening import Can as Screening


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the menu: its words, the name of its route, and who may go there (None: everybody signed in)."""

    label: Promise
    route: str
    permission: StrEnum | None = None
    waiting: Callable[[User], QuerySet[Any, Any]] | None = None  #: the rows that wait there, to be counted
    beneath: tuple[str, ...] = ()  #: further routes that this entry stands for


def _routes(places: tuple[Place, ...]) -> tuple[str, ...]:
    return tuple(place.route for place in places)


ENTRIES = (
    Entry(_("Today"), "today"),
    Entry(_("Inbox"), "inbox", waiting=unread),
    Entry(
        _("Find organisations"), "matching:search", Searching.SEARCH, waiting=new_hits, beneath=("matching:searches",)
    ),
    Entry(_("Organisations"), "directory:organisations", Directory.SEE_ORGANISATIONS),
    Entry(
        _("Agreements"),
        "agreements:agreements",
        Agreements.SEE_AGREEMENTS,
        beneath=("agreements:bodies", "agreements:exchanges"),
    ),
    Entry(_("Programmes"), "programmes:programmes", Programmes.SEE_PROGRAMMES),
    Entry(_("Calls"), "programmes:calls"),
    Entry(_("Approvals"), "agreements:approvals", Approvals.SEE_APPROVALS, waiting=documents_waiting),
    Entry(_("Trade meetings"), "meetings:fairs", Meetings.SEE_FAIRS),
    Entry(_("My participation"), "programmes:my_participations", Places.SEE_OWN_PLACES),
    Entry(_("Applications"), "programmes:applications", Applications.SEE_APPLICATIONS),
    Entry(_("Evaluation"), "programmes:marking", Screening.MARK),
    Entry(_("Screening"), "programmes:screening_calls", Screening.SEE_SCREENING),
    Entry(_("Persons"), "persons", People.SEE_PERSONS),
    Entry(_("My data"), "my_data"),
    Entry(_("Team"), "team", People.SEE_TEAM),
    Entry(_("Privacy"), "privacy", People.SEE_RECORDS, beneath=_routes(PRIVACY)),
    Entry(
        _("Words"), "matching:unknown", Words.SEE_TERMS, beneath=("matching:terms", "matching:pairs", "matching:codes")
    ),
    Entry(_("Matching index"), "matching:index", Index.SEE_INDEX, beneath=("matching:congestion",)),
    Entry(_("Working days"), "calendar", Shared.SEE_CALENDAR),
    Entry(_("Exchange rates"), "rates", Shared.SEE_RATES),
    Entry(_("Notices and mail"), "notice_templates", People.SEE_NOTICE_TEMPLATES, beneath=_routes(WRITING)),
    Entry(_("Style"), "style", People.SEE_TEAM),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the page draws it; `current` is the value of aria-current, or empty."""

    label: Promise
    href: str
    current: str
    count: int = 0


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu`, looked up only by a page that draws it, so that error pages need no database."""
    return {"menu": SimpleLazyObject(lambda: list(_links(request)))}


def _links(request: HttpRequest) -> Iterator[Link]:
    user = request.user
    if not isinstance(user, User):
        return
    entries = [entry for entry in ENTRIES if entry.permission is None or allowed(user, entry.permission)]
    counts = _counts(user, entries)
    for entry in entries:
        href = reverse(entry.route)
        yield Link(entry.label, href, _current(href, entry.beneath, request.path), counts.get(entry.route, 0))


def _counts(user: User, entries: Sequence[Entry]) -> dict[str, int]:
    """How much waits at each entry, by its route: one query, as every page asks it."""
    asked = {entry.route: entry.waiting(user) for entry in entries if entry.waiting}
    columns = {f"at_{place}": RowCount(rows) for place, rows in enumerate(asked.values())}
    found = User.objects.filter(pk=user.pk).values_list(*columns.values()).first() if columns else ()
    return dict(zip(asked, found or (), strict=False))


def _current(href: str, beneath: tuple[str, ...], path: str) -> str:
    if path == href:
        return "page"
    above = [href if href != "/" else "", *map(reverse, beneath)]
    return "true" if any(one and f"{path}/".startswith(one.rstrip("/") + "/") for one in above) else ""
