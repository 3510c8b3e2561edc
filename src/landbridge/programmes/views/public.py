"""What everybody may read: the calls that are published, in three languages, and the season's calendar."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landbridge.base.access import allowed, public
from landbridge.base.text import LANGUAGES
from landbridge.people.models import User
from landbridge.programmes.forms.filters import SeasonFilters
from landbridge.programmes.models import Call
from landbridge.programmes.queries.programmes import phase, public_calls
from landbridge.programmes.queries.season import Reader, happenings, programmes_in
from landbridge.programmes.queries.texts import shown_text
from landbridge.programmes.rules.applications import Can
from landbridge.programmes.tables.calendars import season_calendar
from landbridge.programmes.tables.season import months_of

SHOWN = 60  #: closed calls on the public list; older ones keep their address


@require_safe
@public
def public_list(request: HttpRequest) -> HttpResponse:
    """The calls that are open, to come, and lately closed."""
    _speak(request)
    now, language = timezone.now(), get_language() or "en"
    rows = list(public_calls().prefetch_related("texts").order_by("-closes_at", "-pk")[: 4 * SHOWN])
    listed: dict[str, list[tuple[Call, object]]] = {"open": [], "coming": [], "closed": []}
    for call in rows:
        shown = shown_text(call, language)
        if shown.text is not None:
            listed[phase(call, now)].append((call, shown))
    listed["open"].reverse()  # what closes first stands first
    listed["coming"].sort(key=lambda one: one[0].opens_at)
    context = {**listed, "closed": listed["closed"][:SHOWN], "languages": LANGUAGES}
    return render(request, "programmes/public_calls.html", context)


@require_safe
@public
def public_call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: to come, open or closed. A withdrawn one says why; any other unpublished one is not there."""
    _speak(request)
    call = get_object_or_404(Call.objects.select_related("programme__kind").prefetch_related("texts"), slug=slug)
    now = timezone.now()
    where = phase(call, now)
    if where == "hidden":
        raise Http404
    shown = shown_text(call, get_language() or "en")
    context = {
        "call": call, "programme": call.programme, "phase": where, "shown": shown, "languages": LANGUAGES,
        "may_apply": where == "open" and _may_apply(request, call),
    }  # fmt: skip
    return render(request, "programmes/public_call.html", context)


@require_safe
@public
def season(request: HttpRequest) -> HttpResponse:
    """The season's calendar: what the reader may know of, by month."""
    filters, year = _asked(request)
    programmes = programmes_in(_reader(request), year, **_narrowed(filters))
    found = happenings(programmes, year)
    context = {
        "filters": filters,
        "year": year,
        "months": months_of(year, programmes, found),
        "is_empty": not found,
        "is_staff": isinstance(request.user, User) and request.user.role in {"manager", "auditor"},
        "today": timezone.localdate(),
    }
    return render(request, "programmes/season.html", context)


@require_safe
@public
def season_ics(request: HttpRequest) -> HttpResponse:
    """The same as a file for a calendar."""
    filters, year = _asked(request)
    programmes = programmes_in(_reader(request), year, **_narrowed(filters))
    title = _("Programmes of %(year)s") % {"year": year}
    content = season_calendar(programmes, title=title, house=settings.LANDBRIDGE_URL)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="programmes-{year}.ics"'
    return answer


def _may_apply(request: HttpRequest, call: Call) -> bool:
    """Whoever is not signed in is led to signing in first; then only those to whom the call is addressed."""
    return not request.user.is_authenticated or allowed(request.user, Can.APPLY, call)


def _asked(request: HttpRequest) -> tuple[SeasonFilters, int]:
    filters = SeasonFilters(request.GET)
    return filters, filters.cleaned_data.get("year") or timezone.localdate().year


def _narrowed(filters: SeasonFilters) -> dict[str, str]:
    return {name: filters.cleaned_data.get(name) or "" for name in ("field", "side")}


def _reader(request: HttpRequest) -> Reader:
    return request.user


def _speak(request: HttpRequest) -> None:
    """Answer in the language that the address asks for, so that a link can be sent in one."""
    asked = request.GET.get("lang", "").lower()
    if asked in LANGUAGES:
        translation.activate(asked)
        request.LANGUAGE_CODE = asked
