"""Inviting people, and the page an invitation leads to."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import allowed, needs, public
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.invitations import (
    InvitationGone,
    OtherAccount,
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from landbridge.people.forms.invitations import InvitationForm, NewAccountForm
from landbridge.people.models import Invitation, User
from landbridge.people.queries.accounts import account_of
from landbridge.people.queries.invitations import invitation_of, visible_invitations
from landbridge.people.rules import Can
from landbridge.people.views.places import reader

PAGE = 50


@require_GET
@needs(Can.SEE_TEAM)
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Who was invited to one's side, and what became of it."""
    user = reader(request)
    page = keyset_page(visible_invitations(user), order=("-pk",), cursor=request.GET.get("from", ""), size=PAGE)
    return render(request, "people/invitations.html", {"page": page, "may_invite": allowed(user, Can.INVITE)})


@require_http_methods(["GET", "POST"])
@needs(Can.INVITE)
def new_invitation(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    user = reader(request)
    form = InvitationForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(by=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The invitation for %(email)s is on its way.") % {"email": invitation.email})
            return redirect("invitations")
    return render(request, "people/invite.html", {"form": form, "side": user.get_side_display()})


@require_POST
@needs(Can.CHANGE_INVITATION)
def resend(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Send a new link."""
    invitation = get_object_or_404(visible_invitations(reader(request)), pk=invitation_id)
    try:
        resend_invitation(invitation, by=reader(request))
    except InvitationGone:
        messages.error(request, _("This invitation was accepted or withdrawn meanwhile."))
    else:
        messages.success(request, _("A new link is on its way; the old one no longer works."))
    return redirect("invitations")


@require_POST
@needs(Can.CHANGE_INVITATION)
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(visible_invitations(reader(request)), pk=invitation_id)
    try:
        withdraw_invitation(invitation, by=reader(request))
    except InvitationGone:
        messages.error(request, _("This invitation was accepted meanwhile."))
    else:
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("invitations")


@public
@require_http_methods(["GET", "POST"])
def invitation_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the link of an invitation shows: who invites to what, and the one step that accepts it."""
    if (refusal := consume_or_429(request, action="invitation")) is not None:
        return cast("HttpResponse", refusal)
    invitation = invitation_of(token)
    if invitation is None or not invitation.is_open:
        return _gone(request, invitation)
    user = request.user if isinstance(request.user, User) else None
    known = account_of(invitation.email)
    context = {"invitation": invitation, "here": request.path}
    if user is not None and user != known:
        return render(request, "people/invitation_other.html", context, status=403)
    if user is None and known is not None:
        page = "people/invitation_sign_in.html" if known.is_active else "account/account_inactive.html"
        return render(request, page, context)
    form = None if user else NewAccountForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, token, user, {} if form is None else form.cleaned_data)
    return render(request, "people/invitation.html", context | {"form": form})


def _accept(request: HttpRequest, token: str, user: User | None, values: dict[str, str]) -> HttpResponseBase:
    try:
        accepted = accept_invitation(token, by=user, **values)
    except InvitationGone:
        return _gone(request, invitation_of(token))
    except OtherAccount:  # opened in another window meanwhile
        return redirect(request.path)
    if user is not None:
        messages.success(request, _("You have a further role. Switch to it in the menu under your name."))
        return redirect("today")
    messages.success(request, _("Your account is open. You can sign in more safely, and faster, with a passkey."))
    login = Login(user=accepted, email_verification="none", redirect_url=reverse("mfa_index"))
    record_authentication(request, accepted, method="password")  # just chosen: not asked for again to add a passkey
    answer: HttpResponseBase = perform_login(request, login)
    return answer


def _gone(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    # 410 for a link that once worked; whoever holds it may know why it no longer does.
    context = {"state": invitation.state if invitation else "unknown"}
    return render(request, "people/invitation_gone.html", context, status=410 if invitation else 404)
