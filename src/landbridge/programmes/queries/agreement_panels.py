"""What programmes tell on an agreement's page: which of them keep a promise, and what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Agreement
from landbridge.agreements.queries.panels import Coming, Figure, Note, comes_next, measures, notes_obligations
from landbridge.base.access import allowed
from landbridge.people.models import User
from landbridge.programmes.models import Call, Participation, Programme
from landbridge.programmes.queries.programmes import visible_programmes
from landbridge.programmes.rules.calls import Can

TAKEN = (Participation.State.CONFIRMED, Participation.State.COMPLETED, Participation.State.SETTLED)


def _known(agreement: Agreement, user: User) -> QuerySet[Programme]:
    """The agreement's programmes that a reader may know of; a partner reads of those that were published."""
    of_agreement = Programme.objects.filter(agreement=agreement).exclude(state=Programme.State.CANCELLED)
    if allowed(user, Can.SEE_PROGRAMMES):
        return of_agreement.filter(pk__in=visible_programmes(user).values("pk"))
    return of_agreement.filter(call__state=Call.State.PUBLISHED)


def _address(programme: Programme, user: User, slug: str) -> str:
    if allowed(user, Can.SEE_PROGRAMMES):
        return reverse("programmes:programme", args=[programme.pk])
    return reverse("programmes:call", args=[slug]) if slug else ""


@notes_obligations
def programmes_of(agreement: Agreement, user: User) -> Mapping[int, Sequence[Note]]:
    """The programmes of each promise, by the day they begin."""
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    rows = _known(agreement, user).filter(obligation__isnull=False).select_related("call").order_by("starts_on", "pk")
    for one in rows:
        name, language = one.name.read(get_language() or "en")
        notes[one.obligation_id or 0].append(Note(name, language, _address(one, user, _slug(one))))
    return notes


@measures
def participants_of(agreement: Agreement, user: User) -> Iterable[Figure]:
    """How many places of the agreement's programmes are taken by those who confirmed them."""
    programmes = _known(agreement, user)
    number = programmes.count()
    if not number:
        return
    taken = Participation.objects.filter(programme__in=programmes.values("pk"), state__in=TAKEN).count()
    note = ngettext("in %(number)s programme", "in %(number)s programmes", number) % {"number": number}
    yield Figure(_("Participants"), taken, note=note)


@comes_next
def dates_of(agreement: Agreement, user: User, on: date) -> Iterable[Coming]:
    """When calls open and close, and programmes begin."""
    now = timezone.now()
    for one in _known(agreement, user).filter(ends_on__gte=on).select_related("call").order_by("starts_on", "pk"):
        yield from _dates(one, user, on, now)


def _dates(one: Programme, user: User, on: date, now: object) -> Iterator[Coming]:
    name, language = one.name.read(get_language() or "en")
    href = _address(one, user, _slug(one))
    call = getattr(one, "call", None)
    if call is not None and call.state == Call.State.PUBLISHED:
        zone = ZoneInfo(one.zone)
        for moment, note in ((call.opens_at, _("The call opens")), (call.closes_at, _("The call closes"))):
            if moment > now:
                yield Coming(moment.astimezone(zone).date(), name, language, note, href, moment)
    if one.starts_on >= on:
        yield Coming(one.starts_on, name, language, _("The programme begins"), href)


def _slug(programme: Programme) -> str:
    call: Call | None = getattr(programme, "call", None)
    return call.slug if call is not None and call.state == Call.State.PUBLISHED else ""
