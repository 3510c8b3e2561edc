"""Ties between local governments, and their exchanges."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions import exchanges as exchange_actions
from landbridge.agreements.actions import ties as tie_actions
from landbridge.agreements.forms.bodies import ExchangeForm, TieEndForm, TieForm, TieSignForm
from landbridge.agreements.forms.filters import ExchangeFilters
from landbridge.agreements.models import Tie
from landbridge.agreements.queries.agreements import editable_exchanges, visible_exchanges, visible_ties
from landbridge.agreements.queries.bodies import exchanges_by_field
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.views.forms import Crumb, form_page
from landbridge.base.access import allowed, needs
from landbridge.base.versions import version_of
from landbridge.people.views.places import reader

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TIE)
def tie_add(request: HttpRequest) -> HttpResponse:
    """Propose a tie."""
    user = reader(request)
    form = TieForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda _version: tie_actions.propose_tie(by=user, **form.facts()),
        heading=_("New tie"),
        lead=_("A sister tie needs a council’s vote before it is signed; a friendly exchange does not."),
        crumbs=_crumbs(),
        done=_("The tie was proposed."),
        to=lambda: reverse("agreements:body", args=[form.cleaned_data["host"].pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TIE)
def tie_edit(request: HttpRequest, tie_id: int) -> HttpResponse:
    """Change a tie that has not ended."""
    user, tie = reader(request), _tie_at(request, tie_id)
    form = TieForm(request.POST or None, instance=tie)
    return form_page(
        request,
        form,
        lambda version: tie_actions.edit_tie(tie, by=user, version=version, **form.facts()),
        heading=_("Edit"),
        crumbs=[*_crumbs(), (tie, _body_of(tie))],
        done=_("The changes were saved."),
        to=_body_of(tie),
        version=tie.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TIE)
def tie_sign(request: HttpRequest, tie_id: int) -> HttpResponse:
    """Write down that a tie was signed."""
    user, tie = reader(request), _tie_at(request, tie_id)
    form = TieSignForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda version: tie_actions.sign_tie(tie, by=user, version=version, **form.cleaned_data),
        heading=_("Signed"),
        crumbs=[*_crumbs(), (tie, _body_of(tie))],
        done=_("The signature was entered."),
        to=_body_of(tie),
        label=_("Enter the signature"),
        version=tie.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_TIE)
def tie_end(request: HttpRequest, tie_id: int) -> HttpResponse:
    """Write down that a tie has ended; a proposed one is given up."""
    user, tie = reader(request), _tie_at(request, tie_id)
    form, to = TieEndForm(request.POST or None), _body_of(tie)
    is_signed = tie.state == Tie.State.SIGNED
    return form_page(
        request,
        form,
        lambda version: tie_actions.end_tie(tie, by=user, version=version, **form.cleaned_data),
        heading=_("End the tie") if is_signed else _("Give the tie up"),
        lead="" if is_signed else _("It was never signed, so it is taken out of the list."),
        crumbs=[*_crumbs(), (tie, to)],
        done=_("The tie has ended.") if is_signed else _("The tie was given up."),
        to=to,
        label=_("End the tie") if is_signed else _("Give the tie up"),
        version=tie.version,
    )


@require_safe
@needs(Can.SEE_EXCHANGES)
def exchange_list(request: HttpRequest) -> HttpResponse:
    """Exchanges between local governments, counted by field."""
    user = reader(request)
    filters = ExchangeFilters(request.GET)
    rows = visible_exchanges(user)
    counted = exchanges_by_field(rows)
    for name in ("field", "direction"):
        if said := filters.cleaned_data.get(name):
            rows = rows.filter(**{name: said})
    page = Paginator(rows.select_related("host", "guest", "tie", "agreement"), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "by_field": counted,
        "total": sum(one.count for one in counted),
        "page": page,
        "query": query.urlencode(),
        "is_narrowed": bool(filters.cleaned_data.get("field") or filters.cleaned_data.get("direction")),
        "may_add": allowed(user, Can.KEEP_EXCHANGE),
        "side": user.side,
    }
    return render(request, "agreements/exchanges.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_EXCHANGE)
def exchange_add(request: HttpRequest) -> HttpResponse:
    """Record an exchange."""
    user = reader(request)
    form = ExchangeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda _version: exchange_actions.add_exchange(by=user, side=user.side, **form.facts()),
        heading=_("New exchange"),
        crumbs=_crumbs_to_exchanges(),
        done=_("The exchange was recorded."),
        to=reverse("agreements:exchanges"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_EXCHANGE)
def exchange_edit(request: HttpRequest, exchange_id: int) -> HttpResponse:
    """Change what one's own side recorded."""
    user = reader(request)
    exchange = get_object_or_404(editable_exchanges(user), pk=exchange_id)
    form = ExchangeForm(request.POST or None, instance=exchange)
    return form_page(
        request,
        form,
        lambda version: exchange_actions.edit_exchange(exchange, by=user, version=version, **form.facts()),
        heading=exchange,
        crumbs=_crumbs_to_exchanges(),
        done=_("The changes were saved."),
        to=reverse("agreements:exchanges"),
        version=exchange.version,
    )


@require_POST
@needs(Can.KEEP_EXCHANGE)
def exchange_remove(request: HttpRequest, exchange_id: int) -> HttpResponse:
    """Take out what one's own side recorded by mistake."""
    user = reader(request)
    exchange = get_object_or_404(editable_exchanges(user), pk=exchange_id)
    exchange_actions.remove_exchange(exchange, by=user, version=version_of(request))
    messages.success(request, _("The exchange was removed."))
    return redirect("agreements:exchanges")


def _tie_at(request: HttpRequest, tie_id: int) -> Tie:
    return get_object_or_404(visible_ties(reader(request)).select_related("host", "guest"), pk=tie_id)


def _body_of(tie: Tie) -> str:
    return reverse("agreements:body", args=[tie.host_id])


def _crumbs() -> list[Crumb]:
    return [(_("Public bodies"), reverse("agreements:bodies"))]


def _crumbs_to_exchanges() -> list[Crumb]:
    return [(_("Exchanges"), reverse("agreements:exchanges"))]
