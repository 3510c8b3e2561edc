"""The words of the house's notices, which staff may change."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import allowed, needs, require
from landbridge.people.actions.notice_templates import change_template, check_wording, reset_template
from landbridge.people.forms.notices import NoticeTemplateForm
from landbridge.people.models import NoticeTemplate, User
from landbridge.people.queries.notices import kind_rows, template_of
from landbridge.people.rules import Can
from landbridge.people.tables.notice_previews import Preview, previews
from landbridge.people.wording.notices import NoticeKind, Wording, registered


@require_GET
@needs(Can.SEE_NOTICE_TEMPLATES)
def notice_templates(request: HttpRequest) -> HttpResponse:
    """All kinds of notices, each in three languages."""
    return render(request, "people/notice_templates.html", {"rows": kind_rows(), "languages": settings.LANGUAGES})


@require_http_methods(["GET", "POST"])
@needs(Can.SEE_NOTICE_TEMPLATES)
def notice_template(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """One kind in one language: its words, what they look like filled, and a form. ``preview`` saves nothing."""
    reader = cast("User", request.user)
    if request.method == "POST":
        require(reader, Can.CHANGE_NOTICE_TEMPLATE)
    kind = _kind(code, language)
    template = template_of(code, language)
    words = kind.house_wording(language) if template is None else Wording(template.subject, template.body)
    form = NoticeTemplateForm(
        request.POST or None,
        initial={"subject": words.subject, "body": words.body, "version": template.version if template else 0},
        language=language,
    )
    shown: list[Preview] = [] if form.is_bound else previews(kind, words, language)
    if form.is_bound and form.is_valid():
        try:
            check_wording(kind, form.wording())
            if "preview" not in request.POST:
                change_template(kind, language, by=reader, version=form.cleaned_data["version"], wording=form.wording())
                messages.success(request, _("The wording is saved. It holds for notices from now on."))
                return redirect("notice_template", code, language)
            shown = previews(kind, form.wording(), language)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "kind": kind,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "languages": settings.LANGUAGES,
        "template": template,
        "form": form,
        "previews": shown,
        "can_change": allowed(reader, Can.CHANGE_NOTICE_TEMPLATE),
    }
    return render(request, "people/notice_template.html", context)


@require_POST
@needs(Can.CHANGE_NOTICE_TEMPLATE)
def notice_template_reset(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Go back to the house's own words."""
    _kind(code, language)
    template = get_object_or_404(NoticeTemplate, code=code, language=language)
    version = request.POST.get("version", "")
    reset_template(template, by=cast("User", request.user), version=int(version) if version.isdecimal() else 0)
    messages.success(request, _("The house’s own wording holds again."))
    return redirect("notice_template", code, language)


def _kind(code: str, language: str) -> NoticeKind:
    if code not in registered or language not in dict(settings.LANGUAGES):
        raise Http404
    return registered[code]
