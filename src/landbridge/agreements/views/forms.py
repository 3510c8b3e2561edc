"""A page of one form that one action saves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from landbridge.agreements.views.places import Attempt, attempt
from landbridge.base.versions import version_of

Crumb = tuple[object, str]  #: words, and where they lead


def form_page(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[[int], object],
    *,
    heading: object,
    crumbs: Sequence[Crumb],
    done: object,
    to: str | Callable[[], str],
    cancel: str = "",
    label: object = "",
    lead: object = "",
    version: int = 0,
) -> HttpResponse:
    """Show a form; when it is sent and valid, call ``save`` with the version that was shown, and go on.

    Refused: 422 with the form as it was sent. Somebody was faster: 409 with both versions.

    :param version: the version of the row that the form changes; 0 where it makes a new one.
    :param to: where to go on, asked for when it is saved.
    """
    tried = Attempt()
    if request.method == "POST" and form.is_valid():
        sent = version_of(request)
        tried = attempt(form, lambda: save(sent))
        if tried.is_done:
            messages.success(request, str(done))
            return redirect(to if isinstance(to, str) else to())
    context: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "crumbs": crumbs,
        "label": label,
        "lead": lead,
        "cancel": cancel or crumbs[-1][1],
    }
    shown = version_of(request) if request.method == "POST" and version else version
    return render(
        request,
        "agreements/form.html",
        context | tried.context(shown),
        status=tried.status if request.method == "POST" else 200,
    )
