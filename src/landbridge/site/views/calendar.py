"""Working days of both countries: a year, its days, and a count of joint working days."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import allowed, needs
from landbridge.base.actions import add_calendar_day, change_calendar_day, fill_calendar, remove_calendar_day
from landbridge.base.calendar import BOTH, JointDay, count_joint_working_days
from landbridge.base.models import CalendarDay
from landbridge.base.rules import Can
from landbridge.people.models import User
from landbridge.site.calendar_year import day_name, months_of
from landbridge.site.forms import CalendarChangeForm, CalendarDayForm, CountForm

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@require_GET
@needs(Can.SEE_CALENDAR)
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A year of both countries side by side."""
    this_year = timezone.localdate().year
    year = _year(request.GET.get("year", ""), this_year)
    form = CountForm(request.GET if "after" in request.GET else None, initial={"after": timezone.localdate()})
    counted, beyond = _counted(form)
    months = months_of(year, get_language() or "en")
    entries = [entry for month in months for line in month.lines for entry in (line.korea, line.china) if entry]
    context = {
        "year": year,
        "before": year - 1 if year > _FIRST_YEAR else None,
        "after": year + 1 if year < _LAST_YEAR else None,
        "months": months,
        "joint": sum(month.joint for month in months),
        "is_filled": {entry.row.country for entry in entries} == set(BOTH),
        "is_provisional": any(entry.row.is_provisional for entry in entries),
        "form": form,
        "counted": counted,
        "beyond": beyond,
        "may_change": allowed(request.user, Can.CHANGE_CALENDAR),
    }
    return render(request, "site/calendar.html", context)


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_CALENDAR)
def calendar_new(request: HttpRequest) -> HttpResponse:
    """A day that is not as its weekday says."""
    form = CalendarDayForm(request.POST or None, initial={"kind": CalendarDay.Kind.HOLIDAY})
    if request.method == "POST" and form.is_valid():
        try:
            row = add_calendar_day(by=_reader(request), **form.cleaned_data)
        except IntegrityError:  # added by somebody else since the form looked
            form.add_error("day", _("This day has an entry already."))
        else:
            messages.success(request, _("The day was added."))
            return redirect(_at(row.day.year))
    return render(request, "site/calendar_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_CALENDAR)
def calendar_day(request: HttpRequest, day_id: int) -> HttpResponse:
    """What a day is, and who says so."""
    row = get_object_or_404(CalendarDay, pk=day_id)
    form = CalendarChangeForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = dict(form.cleaned_data)
        version = facts.pop("version")
        change_calendar_day(get_object_or_404(CalendarDay, pk=day_id), by=_reader(request), version=version, **facts)
        messages.success(request, _("The day was saved."))
        return redirect(_at(row.day.year))
    name, language = day_name(row, get_language() or "en")
    return render(request, "site/calendar_day.html", {"row": row, "form": form, "name": name, "language": language})


@require_POST
@needs(Can.CHANGE_CALENDAR)
def calendar_remove(request: HttpRequest, day_id: int) -> HttpResponse:
    """Let a day be as its weekday says."""
    row = get_object_or_404(CalendarDay, pk=day_id)
    sent = request.POST.get("version", "")
    remove_calendar_day(row, by=_reader(request), version=int(sent) if sent.isdecimal() and len(sent) < 9 else 0)
    messages.success(request, _("The entry was removed: the day is as its weekday says."))
    return redirect(_at(row.day.year))


@require_POST
@needs(Can.CHANGE_CALENDAR)
def calendar_fill(request: HttpRequest) -> HttpResponse:
    """Take over a year as it is known."""
    year = _year(request.POST.get("year", ""), timezone.localdate().year)
    fill_calendar(year, by=_reader(request))
    messages.success(request, _("The holidays of %(year)s were entered.") % {"year": year})
    return redirect(_at(year))


def _counted(form: CountForm) -> tuple[JointDay | None, bool]:
    """The day counted to, and whether that lies beyond the calendar."""
    if not (form.is_bound and form.is_valid()):
        return None, False
    try:
        return count_joint_working_days(form.cleaned_data["after"], form.cleaned_data["days"]), False
    except ValueError:
        return None, True


def _year(said: str, otherwise: int) -> int:
    return int(said) if len(said) == 4 and said.isdecimal() and _FIRST_YEAR <= int(said) <= _LAST_YEAR else otherwise


def _at(year: int) -> str:
    return f"{reverse('calendar')}?year={year}"


def _reader(request: HttpRequest) -> User:
    return cast("User", request.user)  # @needs lets nobody else in
