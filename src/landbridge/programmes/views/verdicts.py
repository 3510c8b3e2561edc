"""The verdicts on an application, for the staff of its side, and deciding what the facts do not tell."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.errors import put_errors
from landbridge.people.rules import acting_side
from landbridge.people.views.places import reader
from landbridge.programmes.actions.verdicts import BY_RULES, decide_verdict
from landbridge.programmes.forms.rules import DecideForm
from landbridge.programmes.models import Application, Verdict
from landbridge.programmes.queries.applications import latest_version, read_applications
from landbridge.programmes.queries.verdicts import bonus_of, shown_verdicts
from landbridge.programmes.rules.criteria import Can
from landbridge.programmes.tables.applicants import applicant_names, persons_in


def _application_at(request: HttpRequest, application_id: int) -> Application:
    user = reader(request)
    rows = read_applications(user).filter(side=acting_side(user), submitted_at__isnull=False)
    return get_object_or_404(rows, pk=application_id)


@require_safe
@needs(Can.SEE_RULES)
def verdicts(request: HttpRequest, application_id: int) -> HttpResponse:
    """What each rule said of the latest version, and on which facts."""
    application, user = _application_at(request, application_id), reader(request)
    version = latest_version(application)
    names = applicant_names([application], user)
    disclose_in(request, persons_in(names), "view")
    name = names[application.pk]
    context = {
        "application": application,
        "name": name.text,
        "language": name.language,
        "verdicts": shown_verdicts(version) if version else [],
        "bonus": bonus_of(version) if version else 0,
        "may_decide": allowed(user, Can.DECIDE_VERDICT) and application.state in BY_RULES,
    }
    return render(request, "programmes/verdicts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.DECIDE_VERDICT)
def verdict_decide(request: HttpRequest, application_id: int, verdict_id: int) -> HttpResponse:
    """Decide what the facts do not tell."""
    application, user = _application_at(request, application_id), reader(request)
    rows = Verdict.objects.filter(version__application=application).select_related("version__application", "rule_set")
    verdict = get_object_or_404(rows, pk=verdict_id)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_verdict(
                verdict, by=user, is_met=form.cleaned_data["is_met"] == "yes", reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Decided."))
            return redirect("programmes:verdicts", application.pk)
    names = applicant_names([application], user)
    disclose_in(request, persons_in(names), "view")
    name = names[application.pk]
    shown = next((one for one in shown_verdicts(verdict.version) if one.number == verdict.pk), None)
    context = {"application": application, "name": name.text, "language": name.language, "shown": shown, "form": form}
    return render(request, "programmes/verdict_decide.html", context, status=422 if form.errors else 200)
