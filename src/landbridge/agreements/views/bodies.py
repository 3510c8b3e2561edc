"""Public bodies: the list with their rate of fulfilment, one's page with ties and exchanges, who speaks for it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions import bodies as actions
from landbridge.agreements.forms.bodies import BodyForm, RepresentativeForm
from landbridge.agreements.models import Body
from landbridge.agreements.queries.agreements import (
    editable_bodies,
    visible_agreements,
    visible_bodies,
    visible_exchanges,
    visible_ties,
)
from landbridge.agreements.queries.bodies import exchanges_by_field, obligations_of
from landbridge.agreements.queries.obligations import fulfilment, fulfilment_of, standing_of, with_evidence
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.tables.scorecard import STATE_TAGS
from landbridge.agreements.views.forms import form_page
from landbridge.agreements.views.places import first_words
from landbridge.base.access import allowed, needs
from landbridge.people.models import Side
from landbridge.people.views.places import reader

LATEST = 20  #: exchanges on a body's page


@require_safe
@needs(Can.SEE_BODIES)
def body_list(request: HttpRequest) -> HttpResponse:
    """The public bodies of both sides, each with its rate of fulfilment."""
    user, today = reader(request), timezone.localdate()
    rows = list(visible_bodies(user))
    promises = obligations_of(rows, visible_agreements(user))
    distinct = {one.pk: one for each in promises.values() for one in each}
    standings = {one.pk: standing_of(one, today) for one in with_evidence(distinct.values())}
    kept = [
        (body, fulfilment_of([standings[one.pk] for one in promises[body.pk]], today), len(promises[body.pk]))
        for body in rows
    ]
    context = {
        "rows": kept,
        "all": fulfilment_of(standings.values(), today),
        "may_add": allowed(user, Can.KEEP_BODY),
        "sees_exchanges": allowed(user, Can.SEE_EXCHANGES),
    }
    return render(request, "agreements/bodies.html", context)


@require_safe
@needs(Can.SEE_BODIES)
def body(request: HttpRequest, body_id: int) -> HttpResponse:
    """A public body: what it signed, its ties, its exchanges by field, who speaks for it."""
    user = reader(request)
    one = get_object_or_404(visible_bodies(user), pk=body_id)
    between = Q(host=one) | Q(guest=one)
    agreements = visible_agreements(user).filter(parties__body=one).order_by("-signed_on", "-pk")
    exchanges = visible_exchanges(user).filter(between)
    sees_representatives = allowed(user, Can.SEE_REPRESENTATIVES, one)
    may_keep = allowed(user, Can.KEEP_BODY, one)
    context = {
        "body": one,
        "agreements": [(each, STATE_TAGS.get(each.state, "")) for each in agreements],
        "kept": fulfilment(obligations_of([one], visible_agreements(user))[one.pk], timezone.localdate()),
        "ties": visible_ties(user).filter(between).select_related("host", "guest", "agreement"),
        "by_field": exchanges_by_field(exchanges),
        "exchanges": exchanges.select_related("host", "guest")[:LATEST],
        "exchange_count": exchanges.count(),
        "representatives": one.representatives.filter(ended_at=None).select_related("user")
        if sees_representatives
        else None,
        "form": RepresentativeForm(body=one) if may_keep else None,
        "may_keep": may_keep,
        "may_keep_ties": allowed(user, Can.KEEP_TIE),
        "may_add_exchange": allowed(user, Can.KEEP_EXCHANGE),
    }
    return render(request, "agreements/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_BODY)
def body_add(request: HttpRequest) -> HttpResponse:
    """Enter a public body of one's own side."""
    user = reader(request)
    form, made = BodyForm(request.POST or None, side=user.side), list[Body]()
    return form_page(
        request,
        form,
        lambda _version: made.append(actions.add_body(by=user, side=user.side, **form.facts())),
        heading=_("New public body"),
        lead=Side(user.side).label,
        crumbs=[(_("Public bodies"), reverse("agreements:bodies"))],
        done=_("The public body was entered."),
        to=lambda: reverse("agreements:body", args=[made[0].pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_BODY)
def body_edit(request: HttpRequest, body_id: int) -> HttpResponse:
    """Change a public body of one's own side."""
    user = reader(request)
    one = get_object_or_404(editable_bodies(user), pk=body_id)
    form = BodyForm(request.POST or None, instance=one, side=one.side)
    here = reverse("agreements:body", args=[one.pk])
    return form_page(
        request,
        form,
        lambda version: actions.edit_body(one, by=user, version=version, **form.facts()),
        heading=_("Edit"),
        crumbs=[(_("Public bodies"), reverse("agreements:bodies")), (one, here)],
        done=_("The changes were saved."),
        to=here,
        version=one.version,
    )


@require_POST
@needs(Can.KEEP_BODY)
def representative_add(request: HttpRequest, body_id: int) -> HttpResponse:
    """Let an account speak for a body of one's own side."""
    user = reader(request)
    one = get_object_or_404(editable_bodies(user), pk=body_id)
    form = RepresentativeForm(request.POST, body=one)
    try:
        if not form.is_valid():
            raise ValidationError([message for errors in form.errors.values() for message in errors])
        actions.appoint_representative(one, form.cleaned_data["user"], by=user)
    except ValidationError as refused:
        messages.error(request, first_words(refused))
    else:
        messages.success(request, _("The account speaks for this body from now on."))
    return redirect("agreements:body", one.pk)


@require_POST
@needs(Can.KEEP_BODY)
def representative_end(request: HttpRequest, body_id: int, representative_id: int) -> HttpResponse:
    """Let an account speak for a body no more."""
    one = get_object_or_404(editable_bodies(reader(request)), pk=body_id)
    row = get_object_or_404(one.representatives.select_related("body"), pk=representative_id)
    actions.end_representation(row, by=reader(request))
    messages.success(request, _("The account no longer speaks for this body."))
    return redirect("agreements:body", one.pk)
