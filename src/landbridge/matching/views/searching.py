"""The search: one box, answered as one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.directory.views.places import reader
from landbridge.matching.forms.searching import SearchForm
from landbridge.matching.planning.searching import Found, search
from landbridge.matching.planning.unknown import note_searched
from landbridge.matching.rules.searching import Can
from landbridge.matching.tables.searching import NOTICES, found_rows
from landbridge.people.models import Role

SHOWN = 20


@require_GET
@needs(Can.SEARCH)
def search_page(request: HttpRequest) -> HttpResponse:
    """The page; for htmx, the part of it that changes as one types.

    Words that no concept names are noted once a search is carried out, not while it is typed.
    """
    form = SearchForm(request.GET, user=reader(request))
    context = answered(request, form)
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "matching/parts/found.html", context)
        # The address follows what is typed, and is not a step back each time.
        answer["HX-Replace-Url"] = f"{request.path}?{form.query()}"
    else:
        if form.words and reader(request).role != Role.AUDITOR:
            note_searched(form.words, by=reader(request))
        answer = render(request, "matching/search.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def answered(request: HttpRequest, form: SearchForm, *, new: frozenset[int] = frozenset()) -> dict[str, object]:
    """What the page of an answer is drawn from. ``new``: the organisations to be marked as such."""
    language = get_language() or "en"
    found = (
        search(reader(request), form.words, filters=form.filters, language=language, most=SHOWN)
        if form.words
        else Found([], 0)
    )
    return {
        "form": form,
        "words": form.words,
        "rows": found_rows(found, form.words, language=language, new=new),
        "total": found.total,
        "shown": len(found.rows),
        "notice_text": NOTICES.get(found.notice, ""),
        "query": form.query(),
    }
