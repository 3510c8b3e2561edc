"""What the program is, and whose work it uses: some of it asks to be named to everybody who sees it."""

from __future__ import annotations

from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from landbridge.base.access import public
from landbridge.matching.planning.lexicon import lexicon_sources


@require_safe
@public
def about(request: HttpRequest) -> HttpResponse:
    """Version and licence, and the packages whose words are in use."""
    context = {"version": version("landbridge"), "sources": [one for one in lexicon_sources() if one.present]}
    return render(request, "site/about.html", context)
