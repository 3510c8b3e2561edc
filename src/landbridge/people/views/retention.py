"""How long data stays: the rules, and what they let go."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.people.actions.sweeps import edit_rule, propose
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.retention import RuleForm
from landbridge.people.models import RetentionRule
from landbridge.people.queries.erasure import proposals
from landbridge.people.queries.retention import due, retention_rules
from landbridge.people.rules import Can
from landbridge.people.views.places import reader
from landbridge.people.wording.retention import KEPT


@require_safe
@needs(Can.SEE_RECORDS)
def retention(request: HttpRequest) -> HttpResponse:
    """Every rule, with how much it would let go today."""
    user = reader(request)
    context = {
        "rows": [(rule, KEPT[rule.code], due(rule, user.side)) for rule in retention_rules()],
        "proposals": proposals(user.side),
        "may_change": allowed(user, Can.CHANGE_RETENTION),
    }
    return render(request, "people/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_RETENTION)
def retention_rule(request: HttpRequest, kind: str) -> HttpResponse:
    """Change one rule."""
    rule = get_object_or_404(RetentionRule, code=kind, code__in=KEPT)
    form = RuleForm(request.POST or None, rule=rule)
    if request.method == "POST" and form.is_valid():
        try:
            edit_rule(rule, by=reader(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("retention")
    context = {"form": form, "rule": rule, "kept": KEPT[rule.code]}
    return render(request, "people/retention_rule.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.CHANGE_RETENTION)
def retention_propose(request: HttpRequest) -> HttpResponse:
    """Rehearse now what the rule about persons would do tonight."""
    rehearsal = propose(reader(request).side)
    if rehearsal is None:
        messages.info(request, _("There is nobody of whom nothing was heard for so long."))
        return redirect("retention")
    return redirect("erasure", rehearsal.pk)
