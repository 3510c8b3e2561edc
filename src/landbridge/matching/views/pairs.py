"""Blocked pairs: two words a dictionary takes for one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.matching.actions.terms import block_pair, unblock_pair
from landbridge.matching.forms.terms import PairForm
from landbridge.matching.models import BlockedPair
from landbridge.matching.rules.terms import Can
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader

PAGE = 40


@require_safe
@needs(Can.SEE_TERMS)
def pairs(request: HttpRequest) -> HttpResponse:
    """All blocked pairs, the latest first."""
    user = reader(request)
    rows = BlockedPair.objects.select_related("by")
    page = keyset_page(rows, order=("-pk",), cursor=request.GET.get("at", ""), size=PAGE)
    context = {"page": page, "reader": user, "may_keep": allowed(user, Can.KEEP_TERMS)}
    return render(request, "matching/pairs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TERMS)
def pair_new(request: HttpRequest) -> HttpResponse:
    """Block a pair."""
    asked = {name: request.GET.get(name, "")[:120] for name in ("one", "other")}
    form = PairForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            block_pair(by=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The pair was blocked. Profiles that hold its words are read again."))
            return redirect("matching:pairs")
    return render(request, "matching/pair_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs(Can.KEEP_TERMS)
def pair_unblock(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Unblock a pair."""
    unblock_pair(get_object_or_404(BlockedPair, pk=pair_id), by=reader(request))
    messages.success(request, _("The pair was unblocked."))
    return redirect("matching:pairs")
