"""The people of one's side: their roles given and ended, their accounts closed and opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from landbridge.base.access import allowed, needs, signed_in
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.accounts import close_account, reopen_account
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.actions.grants import GrantEnded, LastManager, end_grant, grant_role, switch_grant
from landbridge.people.forms.team import RoleForm, TeamSearch
from landbridge.people.models import Role, User
from landbridge.people.queries.grants import editable_grants, open_grants, role_history, team_found, visible_team
from landbridge.people.rules import Can
from landbridge.people.tables.roles import told
from landbridge.people.views.places import reader

PAGE = 50
HISTORY = 100  #: changes shown of one person; the log has all


@require_GET
@needs(Can.SEE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """Who works here, as what, and when they were last in."""
    user = reader(request)
    form = TeamSearch(request.GET)
    form.is_valid()
    find, role = form.cleaned_data.get("find", ""), form.cleaned_data.get("role", "")
    page = keyset_page(
        team_found(user, words=find, role=role), order=("name", "pk"), cursor=request.GET.get("from", ""), size=PAGE
    )
    _disclose(request, page.rows, "list")
    context = {"page": page, "form": form, "narrowed": bool(find or role), "may_invite": allowed(user, Can.INVITE)}
    return render(request, "people/team.html", context)


@require_GET
@needs(Can.SEE_TEAM)
def member(request: HttpRequest, user_id: int) -> HttpResponse:
    """One of them: all roles they hold and held here."""
    other = get_object_or_404(visible_team(reader(request)), pk=user_id)
    _disclose(request, [other], "view")
    return _member_page(request, other)


@require_POST
@needs(Can.GRANT_ROLE)
def give_role(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a further role."""
    by = reader(request)
    other = get_object_or_404(visible_team(by), pk=user_id)
    form = RoleForm(request.POST, user=other, side=by.side)
    if not form.is_valid():
        return _member_page(request, other, form)
    grant = grant_role(other, form.cleaned_data["role"], by=by)
    messages.success(request, _("The role was given: %(role)s.") % {"role": grant.get_role_display()})
    return redirect("team_member", other.pk)


@require_POST
@needs(Can.END_GRANT)
def take_role(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Take a role away."""
    by = reader(request)
    grant = get_object_or_404(editable_grants(by), pk=grant_id)
    try:
        end_grant(grant, by=by)
    except LastManager:
        messages.error(request, _("Somebody must manage this side. Make somebody else a manager first."))
    else:
        messages.success(request, _("The role was ended: %(role)s.") % {"role": grant.get_role_display()})
    if grant.user_id == by.pk and by.role != Role.MANAGER:
        return redirect("today")
    return redirect("team_member", grant.user_id)


@require_POST
@needs(Can.CLOSE_ACCOUNT)
def close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Shut an account."""
    other = get_object_or_404(visible_team(reader(request)), pk=user_id)
    close_account(other, by=reader(request))
    messages.success(request, _("The account is closed."))
    return redirect("team_member", other.pk)


@require_POST
@needs(Can.CLOSE_ACCOUNT)
def reopen(request: HttpRequest, user_id: int) -> HttpResponse:
    """Open an account again."""
    other = get_object_or_404(visible_team(reader(request)), pk=user_id)
    reopen_account(other, by=reader(request))
    messages.success(request, _("The account is open again."))
    return redirect("team_member", other.pk)


@signed_in
@require_POST
def switch(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Act in another of one's own roles; the page one was on may not be for it, so Today follows."""
    grant = get_object_or_404(open_grants(reader(request)), pk=grant_id)
    try:
        switch_grant(grant, by=reader(request))
    except GrantEnded:
        messages.error(request, _("You no longer hold this role."))
    return redirect("today")


@signed_in
@require_GET
def no_role(request: HttpRequest) -> HttpResponse:
    """What somebody sees whose every role was ended."""
    if reader(request).role:
        return redirect("today")
    return render(request, "people/no_role.html")


def _member_page(request: HttpRequest, other: User, form: RoleForm | None = None) -> HttpResponse:
    by = reader(request)
    context = {
        "member": other,
        "form": form or RoleForm(user=other, side=by.side),
        "may_grant": other.is_active and allowed(by, Can.GRANT_ROLE, other),
        "may_end": allowed(by, Can.END_GRANT),
        "may_close": allowed(by, Can.CLOSE_ACCOUNT, other),
        "history": list(map(told, role_history(other, side=by.side)[:HISTORY])),
    }
    return render(request, "people/member.html", context, status=422 if form else 200)


def _disclose(request: HttpRequest, users: list[User], action: str) -> None:
    # An account is personal data once the house knows whose it is. Who works for both sides may be known as a person
    # to the other: shown is the account, which has a role here, and nothing of that record, so nothing crosses.
    side = reader(request).side
    known = [user.person for user in users if hasattr(user, "person") and user.person.side == side]
    disclose_in(request, known, action)  # type: ignore[arg-type]
