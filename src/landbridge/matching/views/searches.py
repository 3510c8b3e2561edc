"""Kept searches: keep one, rename it, see what is new, forget it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.base.versions import Stale, version_of
from landbridge.directory.views.places import reader
from landbridge.matching.actions.searches import change_search, keep_search, mark_seen, remove_search
from landbridge.matching.forms.searching import SavedSearchForm, SearchForm, again, query_of
from landbridge.matching.models import SavedSearch
from landbridge.matching.planning.searching import search
from landbridge.matching.queries.searches import searches_of
from landbridge.matching.rules.searching import Can
from landbridge.matching.views.searching import answered

LOOKED_AT = 100  #: organisations that a search finds when it is kept, and that are not new later


@require_GET
@needs(Can.KEEP_SEARCH)
def searches(request: HttpRequest) -> HttpResponse:
    """What the reader keeps, and how much of it is new."""
    rows = [(one, again(one)) for one in searches_of(reader(request)).select_related("user")]
    return render(request, "matching/searches.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_SEARCH)
def search_keep(request: HttpRequest) -> HttpResponse:
    """Keep the search whose words and filters the address carries."""
    user, language = reader(request), get_language() or "en"
    asked = SearchForm(request.GET, user=user)
    back = f"{reverse('matching:search')}?{asked.query()}"
    if not asked.words:
        messages.info(request, _("Write what you look for first; then the search can be kept."))
        return redirect(back)
    form = SavedSearchForm(request.POST or None, user=user, initial={"name": asked.words[:80]})
    if request.method == "POST" and form.is_valid():
        found = search(user, asked.words, filters=asked.filters, language=language, most=LOOKED_AT)
        keep_search(
            by=user,
            words=asked.words,
            filters=asked.kept,
            language=language,
            found=[row.organisation.pk for row in found.rows],
            **form.cleaned_data,
        )
        messages.success(request, _("The search is kept. What it finds anew stands here."))
        return redirect("matching:searches")
    context = {"form": form, "back": back, "asked": asked}
    return render(request, "matching/search_keep.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_SEARCH)
def saved_search(request: HttpRequest, search_id: int) -> HttpResponse:
    """Rename a kept search, or have it tell or not."""
    user = reader(request)
    kept = get_object_or_404(searches_of(user), pk=search_id)
    form = SavedSearchForm(request.POST or None, user=user, instance=SavedSearch.objects.get(pk=kept.pk))
    version, status = kept.version, 200
    if request.method == "POST":
        version, status = version_of(request), 422
        if form.is_valid():
            try:
                change_search(kept, by=user, version=version, **form.cleaned_data)
            except Stale as stale:
                version, status = stale.current.version, 409  # type: ignore[attr-defined]
                form.add_error(None, _("You changed this search elsewhere meanwhile. If you save again, this counts."))
            else:
                messages.success(request, _("The changes were saved."))
                return redirect("matching:searches")
    context = {
        "form": form,
        "kept": kept,
        "version": version,
        "back": reverse("matching:searches"),
        "asked": again(kept),
    }
    return render(request, "matching/search_keep.html", context, status=status)


@require_GET
@needs(Can.KEEP_SEARCH)
def saved_results(request: HttpRequest, search_id: int) -> HttpResponse:
    """What a kept search finds now, with what is new marked."""
    kept = get_object_or_404(searches_of(reader(request)), pk=search_id)
    new = frozenset(kept.hits.filter(is_new=True).values_list("organisation_id", flat=True))
    context = answered(request, again(kept), new=new)
    address = query_of(kept.words, kept.filters).urlencode()
    return render(
        request, "matching/saved_results.html", context | {"kept": kept, "news": len(new), "address": address}
    )


@require_POST
@needs(Can.KEEP_SEARCH)
def search_seen(request: HttpRequest, search_id: int) -> HttpResponse:
    """Nothing of it is new any more."""
    user = reader(request)
    mark_seen(get_object_or_404(searches_of(user), pk=search_id), by=user)
    return redirect("matching:searches")


@require_POST
@needs(Can.KEEP_SEARCH)
def search_remove(request: HttpRequest, search_id: int) -> HttpResponse:
    """Forget a kept search."""
    user = reader(request)
    kept = get_object_or_404(searches_of(user), pk=search_id)
    name = kept.name
    remove_search(SavedSearch.objects.get(pk=kept.pk), by=user)
    messages.success(request, _("The search “%(name)s” was removed.") % {"name": name})
    return redirect("matching:searches")
