"""The centre's concepts: list, one, and what staff do with it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.base.versions import version_of
from landbridge.matching.actions.terms import (
    approve_concept,
    edit_concept,
    propose_concept,
    restore_concept,
    retire_concept,
)
from landbridge.matching.forms.terms import ConceptForm
from landbridge.matching.models import Concept
from landbridge.matching.planning.lexicon import lexicon_sources
from landbridge.matching.queries.concepts import concept_counts, concepts_sought, history_of
from landbridge.matching.rules.terms import Can
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader

PAGE = 40
Status = Concept.Status


@require_safe
@needs(Can.SEE_TERMS)
def terms(request: HttpRequest) -> HttpResponse:
    """Concepts in one status, found by any of their words."""
    words = request.GET.get("q", "")[:120].replace("\0", "")
    status = request.GET.get("show", Status.APPROVED)
    status = status if status in Status.values else Status.APPROVED
    page = keyset_page(concepts_sought(words, status), order=("-pk",), cursor=request.GET.get("at", ""), size=PAGE)
    asked = ({"q": words} if words else {}) | ({"show": status} if status != Status.APPROVED else {})
    context = {
        "page": page,
        "words": words,
        "status": status,
        "statuses": [(one, counted) for one, counted in concept_counts().items()],
        "labels": dict(Status.choices),
        "query": urlencode(asked),
        "may_keep": allowed(reader(request), Can.KEEP_TERMS),
    }
    return render(request, "matching/terms.html", context)


@require_safe
@needs(Can.SEE_TERMS)
def sources(request: HttpRequest) -> HttpResponse:
    """The packages whose words are known, with the licences under which they are."""
    return render(request, "matching/sources.html", {"sources": lexicon_sources()})


@require_safe
@needs(Can.SEE_TERMS)
def term(request: HttpRequest, concept_id: int) -> HttpResponse:
    """One concept, its words, and what became of it."""
    user = reader(request)
    concept = get_object_or_404(Concept.objects.select_related("broader"), pk=concept_id)
    context = {
        "concept": concept,
        "words": list(concept.terms.order_by("language", "-preferred", "pk")),
        "answers": list(concept.answers.order_by("pk")[:20]),
        "events": history_of(concept, user),
        "may_keep": allowed(user, Can.KEEP_TERMS),
    }
    return render(request, "matching/term.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TERMS)
def term_new(request: HttpRequest) -> HttpResponse:
    """Write a concept down, for others to approve or at once for the lexicon."""
    form = ConceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = reader(request)
        try:
            facts = {"kind": form.cleaned_data["kind"], "note": form.cleaned_data["note"]}
            concept = propose_concept(by=user, words=form.words(), **facts)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The concept was proposed. It counts once it is approved."))
            return redirect("matching:term", concept.pk)
    return render(request, "matching/term_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TERMS)
def term_edit(request: HttpRequest, concept_id: int) -> HttpResponse:
    """Change a concept's words."""
    concept = get_object_or_404(Concept, pk=concept_id)
    form = ConceptForm(request.POST or None, concept=concept)
    if request.method == "POST" and form.is_valid():
        facts = {"kind": form.cleaned_data["kind"], "note": form.cleaned_data["note"]}
        try:
            edit_concept(concept, by=reader(request), version=version_of(request), words=form.words(), **facts)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("matching:term", concept.pk)
    context = {"form": form, "concept": concept, "version": request.POST.get("version", concept.version)}
    return render(request, "matching/term_edit.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.KEEP_TERMS)
def term_approve(request: HttpRequest, concept_id: int) -> HttpResponse:
    """Take a proposed concept into the lexicon."""
    said = _("The concept was approved. Profiles that hold its words are read again.")
    return _moved(request, concept_id, approve_concept, said)


@require_POST
@needs(Can.KEEP_TERMS)
def term_retire(request: HttpRequest, concept_id: int) -> HttpResponse:
    """Take a concept out of the lexicon."""
    said = _("The concept was retired. Searches are as they were without it.")
    return _moved(request, concept_id, retire_concept, said)


@require_POST
@needs(Can.KEEP_TERMS)
def term_restore(request: HttpRequest, concept_id: int) -> HttpResponse:
    """Take a retired concept up again."""
    return _moved(request, concept_id, restore_concept, _("The concept is in use again."))


def _moved(request: HttpRequest, concept_id: int, action: Callable[..., Concept], said: str) -> HttpResponse:
    """Carry out what a button of a concept's page asks for, and say so, or why not."""
    concept = get_object_or_404(Concept, pk=concept_id)
    try:
        action(concept, by=reader(request), version=version_of(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return redirect("matching:term", concept_id)
