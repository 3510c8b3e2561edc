"""Keys for programs that act for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.people.actions.tokens import make_token, revoke_token
from landbridge.people.forms.tokens import SCOPES, TokenForm
from landbridge.people.queries.tokens import own_tokens
from landbridge.people.rules import Can
from landbridge.people.views.places import reader


@require_http_methods(["GET", "POST"])
@needs(Can.MAKE_TOKEN)
def tokens(request: HttpRequest) -> HttpResponse:
    """One's keys, and a new one, which is shown in this answer and never again."""
    user = reader(request)
    form = TokenForm(request.POST or None)
    made = key = None
    if request.method == "POST" and form.is_valid():
        try:
            made, key = make_token(by=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            form = TokenForm()
    rows = [(token, [SCOPES[scope] for scope in SCOPES if scope in token.scopes]) for token in own_tokens(user)]
    return render(request, "people/tokens.html", {"form": form, "rows": rows, "made": made, "key": key})


@require_POST
@needs(Can.REVOKE_TOKEN)
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a key at once."""
    revoke_token(get_object_or_404(own_tokens(reader(request)), pk=token_id), by=reader(request))
    messages.success(request, _("The key is revoked. Whatever still uses it is refused from now on."))
    return redirect("tokens")
