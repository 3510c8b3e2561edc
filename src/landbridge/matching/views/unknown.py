"""The queue of unknown terms: what they may mean, and one click to say so."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs, require
from landbridge.base.keyset import keyset_page
from landbridge.matching.actions.unknown import answer_term, dismiss_term, reopen_term
from landbridge.matching.forms.terms import LANGUAGES, ConceptForm
from landbridge.matching.models import UnknownTerm
from landbridge.matching.planning.index import live_index
from landbridge.matching.planning.preview import Place, preview
from landbridge.matching.planning.suggestions import Suggestion, suggestions_for
from landbridge.matching.queries.unknown import queue, queue_counts, shown_terms
from landbridge.matching.rules.terms import Can
from landbridge.matching.wording.terms import checked_words
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader

PAGE = 40
State = UnknownTerm.State


@require_safe
@needs(Can.SEE_TERMS)
def unknown(request: HttpRequest) -> HttpResponse:
    """The words that no concept names, those met most first."""
    state, language = request.GET.get("show", State.OPEN), request.GET.get("language", "")
    state = state if state in State.values else State.OPEN
    language = language if language in LANGUAGES.values() else ""
    page = keyset_page(
        queue(state, language),
        order=("-in_profiles", "-in_searches", "key"),
        cursor=request.GET.get("at", ""),
        size=PAGE,
    )
    asked = ({"show": state} if state != State.OPEN else {}) | ({"language": language} if language else {})
    context = {
        "page": page,
        "state": state,
        "language": language,
        "languages": UnknownTerm._meta.get_field("language").choices,  # noqa: SLF001
        "counts": list(queue_counts().items()),
        "labels": dict(State.choices) | {State.OPEN: _("to be answered")},
        "query": urlencode(asked),
        "may_keep": allowed(reader(request), Can.KEEP_TERMS),
    }
    return render(request, "matching/unknown.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_TERMS)
def unknown_term(request: HttpRequest, term_id: int) -> HttpResponse:
    """One unknown term: suggestions, and the form that answers it. Only who keeps terms may send it."""
    user = reader(request)
    if request.method == "POST":
        require(user, Can.KEEP_TERMS)
    term = get_object_or_404(shown_terms().select_related("concept"), pk=term_id)
    may_keep = allowed(user, Can.KEEP_TERMS)
    suggested = suggestions_for(term.text, term.language) if term.state == State.OPEN else []
    form = ConceptForm(request.POST or None, initial=_initial(term, suggested))
    if request.method == "POST" and form.is_valid():
        facts = {"kind": form.cleaned_data["kind"], "note": form.cleaned_data["note"]}
        try:
            concept = answer_term(term, by=user, words=form.words(), **facts)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            said = _("“%(word)s” was approved. Profiles that hold its words are read again.") % {"word": term.text}
            messages.success(request, said)
            return redirect("matching:term", concept.pk)
    context = {"term": term, "suggestions": suggested, "form": form, "may_keep": may_keep}
    return render(request, "matching/unknown_term.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.KEEP_TERMS)
def unknown_preview(request: HttpRequest, term_id: int) -> HttpResponse:
    """What the words of the form would change among the first ten that are found for the term."""
    user = reader(request)
    term = get_object_or_404(shown_terms(), pk=term_id)
    form = ConceptForm(request.POST)
    places: list[Place] = []
    try:
        words = checked_words(form.words()) if form.is_valid() else []
    except ValidationError:
        words = []
    if words:
        places = preview(words, asked=term.text, language=term.language, user=user)
    context = {"term": term, "places": places, "has_words": bool(words), "is_empty": not len(live_index().index)}
    return render(request, "matching/parts/preview.html", context)


@require_POST
@needs(Can.KEEP_TERMS)
def unknown_dismiss(request: HttpRequest, term_id: int) -> HttpResponse:
    """Say that it is no term."""
    term = get_object_or_404(shown_terms(), pk=term_id)
    try:
        dismiss_term(term, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("“%(word)s” was dismissed.") % {"word": term.text})
    return redirect("matching:unknown")


@require_POST
@needs(Can.KEEP_TERMS)
def unknown_reopen(request: HttpRequest, term_id: int) -> HttpResponse:
    """Take it back into the queue."""
    term = get_object_or_404(shown_terms(), pk=term_id)
    try:
        reopen_term(term, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("“%(word)s” is in the queue again.") % {"word": term.text})
    return redirect("matching:unknown")


def _initial(term: UnknownTerm, suggested: list[Suggestion]) -> dict[str, str]:
    """The form begins with the term and the best suggestion of each other language."""
    fields = {language: name for name, language in LANGUAGES.items()}
    first: dict[str, str] = {}
    for one in suggested:
        first.setdefault(fields[one.language], one.text)
    return first | {fields[term.language]: term.text}
