"""Exchange rates: what is kept, one more, or a whole table."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from landbridge.base.access import allowed, needs
from landbridge.base.actions import add_rate, import_rates
from landbridge.base.keyset import keyset_page
from landbridge.base.models import ExchangeRate
from landbridge.base.rate_files import BadRateFile, read_rates
from landbridge.base.rules import Can
from landbridge.people.models import User
from landbridge.site.forms import RateFileForm, RateForm

_PAGE = 40


@require_GET
@needs(Can.SEE_RATES)
def rates_page(request: HttpRequest) -> HttpResponse:
    """The rates kept, the latest first, of all pairs or of one."""
    rows = ExchangeRate.objects.all()
    pairs = [f"{base}/{quote}" for base, quote in _pairs()]
    pair = request.GET.get("pair", "")
    if pair in pairs:
        base, _sign, quote = pair.partition("/")
        rows = rows.filter(base=base, quote=quote)
    else:
        pair = ""
    page = keyset_page(rows, order=("-day", "base", "quote"), cursor=request.GET.get("at", ""), size=_PAGE)
    context = {"page": page, "pairs": pairs, "pair": pair, "may_change": allowed(request.user, Can.CHANGE_RATES)}
    return render(request, "site/rates.html", context)


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_RATES)
def rate_new(request: HttpRequest) -> HttpResponse:
    """One rate."""
    form = RateForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            add_rate(by=cast("User", request.user), **form.cleaned_data)
        except IntegrityError:  # added by somebody else since the form looked
            form.add_error(None, _("This source has a rate of this pair for the day already."))
        else:
            messages.success(request, _("The rate was added."))
            return redirect("rates")
    return render(request, "site/rate_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_RATES)
def rates_import(request: HttpRequest) -> HttpResponse:
    """A table as the European Central Bank publishes it."""
    form = RateFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            done = import_rates(read_rates(file.read()), by=cast("User", request.user), name=_printable(file.name))
        except BadRateFile as bad:
            form.add_error("file", bad.message())
        else:
            said = _(
                "New: %(new)s. Kept already: %(known)s. Kept already with another figure, left as it was: %(other)s."
            )
            messages.success(request, said % {"new": done.new, "known": done.known, "other": done.different})
            return redirect("rates")
    return render(request, "site/rates_import.html", {"form": form})


def _pairs() -> list[tuple[str, str]]:
    return list(ExchangeRate.objects.order_by("base", "quote").values_list("base", "quote").distinct())


def _printable(name: str) -> str:
    # A file's name is whatever its sender likes, and PostgreSQL keeps no NUL.
    return "".join(character for character in name if character.isprintable())[:200]
