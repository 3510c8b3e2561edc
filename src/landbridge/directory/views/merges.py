"""What was merged: what it did, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from landbridge.base.access import allowed, needs
from landbridge.directory.actions.merges import undo_merge
from landbridge.directory.queries.merges import later_merge, visible_merges
from landbridge.directory.rules import Can
from landbridge.directory.tables.merging import changed_facts, moved_counts
from landbridge.directory.views.places import first_words, reader


@require_GET
@needs(Can.SEE_DUPLICATES)
def merge_page(request: HttpRequest, merge_id: int) -> HttpResponse:
    """One merge: who made it, which facts changed, what moved, and whether it can be undone."""
    trail = get_object_or_404(visible_merges(reader(request)), pk=merge_id)
    context = {
        "merge": trail,
        "facts": changed_facts(trail),
        "moved": moved_counts(trail),
        "later": later_merge(trail) if trail.undone_at is None else None,
        "may_undo": allowed(reader(request), Can.MERGE_ORGANISATIONS, trail.kept) and trail.undone_at is None,
    }
    return render(request, "directory/merge.html", context)


@require_POST
@needs(Can.MERGE_ORGANISATIONS)
def merge_undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Part the two again."""
    trail = get_object_or_404(visible_merges(reader(request)), pk=merge_id)
    try:
        gone = undo_merge(trail, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
        return redirect("directory:merge", trail.pk)
    messages.success(request, _("The two are apart again."))
    return redirect("directory:organisation", gone.pk)
