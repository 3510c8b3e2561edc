"""Kinds of programmes, as data."""

from __future__ import annotations

from importlib.resources import files

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader
from landbridge.programmes.actions.kinds import add_kind, change_kind
from landbridge.programmes.forms.kinds import KindForm
from landbridge.programmes.models import ProgrammeKind
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.wording.kpis import KPIS


@require_safe
@needs(Can.SEE_KINDS)
def kind_list(request: HttpRequest) -> HttpResponse:
    """All kinds in their order."""
    context = {"kinds": ProgrammeKind.objects.all(), "may_keep": allowed(reader(request), Can.KEEP_KINDS)}
    return render(request, "programmes/kinds.html", context)


@require_safe
@needs(Can.SEE_KINDS)
def kind_page(request: HttpRequest, kind_code: str) -> HttpResponse:
    """What a new programme of a kind starts with."""
    kind = get_object_or_404(ProgrammeKind, code=kind_code)
    kpis = [(name, KPIS.get(name, name)) for name in kind.kpis]
    context = {"kind": kind, "kpis": kpis, "may_keep": allowed(reader(request), Can.KEEP_KINDS)}
    return render(request, "programmes/kind.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_KINDS)
def kind_new(request: HttpRequest) -> HttpResponse:
    """Add a kind by its data; the form begins with that of the first kind, as an example."""
    form = KindForm(request.POST or None, initial={"text": _example()})
    if request.method == "POST" and form.is_valid():
        facts = dict(form.facts)
        try:
            kind = add_kind(by=reader(request), code=facts.pop("code"), **facts)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The kind was added. Programmes of it can be planned now."))
            return redirect("programmes:kind", kind.code)
    return render(request, "programmes/kind_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs(Can.KEEP_KINDS)
def kind_offer(request: HttpRequest, kind_code: str) -> HttpResponse:
    """Offer a kind for new programmes, or no longer."""
    kind = get_object_or_404(ProgrammeKind, code=kind_code)
    change_kind(kind, by=reader(request), is_active=request.POST.get("offer") == "yes")
    return redirect("programmes:kind", kind_code)


def _example() -> str:
    return files("landbridge.programmes.wording.kinds").joinpath("10_economic_summit.toml").read_text("utf-8")
