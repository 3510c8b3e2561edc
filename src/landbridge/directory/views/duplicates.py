"""Pairs of organisations that may be the same: the queue, and deciding about one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.base.versions import Stale
from landbridge.directory.actions.duplicate_searches import ask_search
from landbridge.directory.actions.duplicates import keep_apart, reopen_pair
from landbridge.directory.actions.merges import merge
from landbridge.directory.forms.merging import MergeForm
from landbridge.directory.models import DuplicatePair, DuplicateSearch
from landbridge.directory.queries.contacts import contacts_shown
from landbridge.directory.queries.merges import (
    counted,
    decided_pairs,
    pair_at_rest,
    ranked,
    visible_merges,
    visible_pairs,
)
from landbridge.directory.rules import Can
from landbridge.directory.tables.merging import fact_rows, moving_rows
from landbridge.directory.tables.organisations import names_of
from landbridge.directory.views.places import first_words, reader
from landbridge.people.actions.disclosures import disclose_in

PAGE = 30
State = DuplicatePair.State


@require_GET
@needs(Can.SEE_DUPLICATES)
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs to decide about, the most alike first; those kept apart, and what was merged, to be undone."""
    user, language = reader(request), get_language() or "en"
    show = request.GET.get("show", "")
    show = show if show in {"different", "merged"} else "open"
    reason = request.GET.get("reason", "")
    reason = reason if reason in DuplicatePair.Reason.values else ""
    cursor = request.GET.get("at", "")
    waiting = visible_pairs(user).filter(state=State.OPEN)
    counts = counted(waiting)
    context: dict[str, object] = {
        "show": show,
        "reason": reason,
        "reasons": [(value, label, counts[value]) for value, label in DuplicatePair.Reason.choices],
        "total": sum(counts.values()),
        "search": DuplicateSearch.objects.filter(side=user.side).first(),
        "may_merge": allowed(user, Can.MERGE_ORGANISATIONS),
        "query": urlencode({"show": show} | ({"reason": reason} if reason else {})),
    }
    if request.GET.get("part") == "search":
        return render(request, "directory/parts/duplicate_search.html", context)
    if show == "merged":
        context["page"] = keyset_page(visible_merges(user), order=("-pk",), cursor=cursor, size=PAGE)
    else:
        pairs = visible_pairs(user).filter(state=show)
        rows, order = ranked(pairs.filter(reason=reason) if reason else pairs)
        page = keyset_page(rows, order=order, cursor=cursor, size=PAGE)
        context["page"] = page
        context["pairs"] = [(pair, names_of(pair.one, language), names_of(pair.other, language)) for pair in page.rows]
    return render(request, "directory/duplicates.html", context)


@require_POST
@needs(Can.MERGE_ORGANISATIONS)
def duplicates_search(request: HttpRequest) -> HttpResponse:
    """Compare all organisations of one's side; the queue shows how far that is."""
    ask_search(by=reader(request))
    return redirect("directory:duplicates")


@require_GET
@needs(Can.SEE_DUPLICATES)
def duplicate(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two organisations side by side: choose whose facts stay, see what would become of them, and decide."""
    pair = get_object_or_404(decided_pairs(reader(request)), pk=pair_id)
    if (kept := pair_at_rest(pair)) is not None:
        messages.info(request, _("One of the two was merged already."))
        return redirect("directory:organisation", kept.pk)
    return _page(request, pair, MergeForm(request.GET or None, pair=pair))


@require_POST
@needs(Can.MERGE_ORGANISATIONS)
def duplicate_merge(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Make the two one, as was chosen."""
    pair = get_object_or_404(decided_pairs(reader(request)), pk=pair_id)
    form = MergeForm(request.POST, pair=pair)
    versions = {
        pair.one_id: _number(request.POST.get("version_one")),
        pair.other_id: _number(request.POST.get("version_other")),
    }
    try:
        trail = merge(form.kept, form.gone, by=reader(request), take=form.take(), versions=versions)
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
        return redirect("directory:duplicate", pair.pk)
    except Stale:
        pair.refresh_from_db()
        form = MergeForm(request.POST, pair=get_object_or_404(decided_pairs(reader(request)), pk=pair_id))
        return _page(request, form.pair, form, is_stale=True)
    messages.success(request, _("The two are one now. This can be undone at any time."))
    return redirect("directory:organisation", trail.kept_id)


@require_POST
@needs(Can.MERGE_ORGANISATIONS)
def duplicate_apart(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Decide that the two are not the same, and go on to the next."""
    pair = get_object_or_404(decided_pairs(reader(request)), pk=pair_id)
    try:
        keep_apart(pair, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
    else:
        messages.success(request, _("Noted: the two are not the same. They are not put before anybody again."))
    return redirect("directory:duplicates")


@require_POST
@needs(Can.MERGE_ORGANISATIONS)
def duplicate_reopen(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Take back that the two are not the same."""
    pair = get_object_or_404(decided_pairs(reader(request)), pk=pair_id)
    try:
        reopen_pair(pair, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
        return redirect("directory:duplicates")
    return redirect("directory:duplicate", pair.pk)


def _page(request: HttpRequest, pair: DuplicatePair, form: MergeForm, *, is_stale: bool = False) -> HttpResponse:
    user, language = reader(request), get_language() or "en"
    contacts, _hidden = contacts_shown(form.gone, user, language)
    disclose_in(request, [contact.person for contact in contacts], "view")
    named = {one.contact.pk: one.name for one in contacts}
    facts = fact_rows(form)
    context = {
        "pair": pair,
        "form": form,
        "facts": facts,
        "rows": moving_rows(form.kept, form.gone, named),
        "ones": names_of(pair.one, language),
        "others": names_of(pair.other, language),
        "kept": form.kept,
        "gone": form.gone,
        "is_stale": is_stale,
        "may_merge": allowed(user, Can.MERGE_ORGANISATIONS, pair.one),
        "back": reverse("directory:duplicates"),
    }
    return render(request, "directory/duplicate.html", context, status=409 if is_stale else 200)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
