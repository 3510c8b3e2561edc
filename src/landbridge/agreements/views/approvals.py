"""Documents on their way: what waits, one document with its trail, and asking for an approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions.approvals import ask_approval, decide, send_back, withdraw_approval
from landbridge.agreements.forms.approvals import DecisionForm, LineForm
from landbridge.agreements.models import Approval
from landbridge.agreements.queries.approvals import documents_waiting, is_as_it_was, visible_approvals, waiting_for
from landbridge.agreements.queries.subjects import registered, subject_kind
from landbridge.agreements.queries.trails import can_withdraw, trail_of, with_trail
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.rules.rights import MOVING, is_member, right_over
from landbridge.agreements.tables.approvals import approval_rows, read_document, read_title
from landbridge.base.access import needs
from landbridge.base.keyset import keyset_page
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import User
from landbridge.people.views.places import reader

PAGE = 50
VIEWS: dict[str, str | Promise] = {
    "waiting": gettext_lazy("Waiting for me"),
    "asked": gettext_lazy("Asked by me"),
    "under_way": gettext_lazy("Under way"),
    "decided": gettext_lazy("Decided"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the list."""

    label: str | Promise
    href: str
    is_current: bool
    count: int | str


@require_safe
@needs(Can.SEE_APPROVALS)
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I asked, what is under way on my side, and what is decided."""
    user = reader(request)
    views = list(VIEWS) if is_member(user) else list(VIEWS)[2:]
    view = request.GET.get("view", "")
    view = view if view in views else views[0]
    page = keyset_page(
        _narrowed(user, view).select_related("drafted_by"),
        order=("-pk",),
        cursor=request.GET.get("page", ""),
        size=PAGE,
    )
    context = {
        "rows": approval_rows(page.rows),
        "view": view,
        "tabs": [_tab(one, view, documents_waiting(user).count() if one == "waiting" else 0) for one in views],
        "next": page.next_cursor,
        "previous": page.previous_cursor,
    }
    return render(request, "agreements/approvals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_APPROVALS)
def approval(request: HttpRequest, approval_id: int) -> HttpResponse:
    """One document: what is to be approved, its trail, and the decision where it waits for the reader."""
    user, shown = reader(request), approval_at(request, approval_id)
    right = right_over(user, shown)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"version": shown.version})
    if request.method == "POST":
        if not is_member(user):
            raise Http404
        if form.is_valid() and (answer := _decided(request, shown, form)):
            return answer
    context = {
        "approval": shown,
        "reason": gettext(shown.voided_because) if shown.voided_because else "",
        "has_changed": shown.state in Approval.OPEN and not is_as_it_was(shown),
        "document": read_document(shown, user),
        "trail": trail_of(shown),
        "right": right,
        "form": form,
        "may_withdraw": can_withdraw(user, shown),
    }
    return render(request, "agreements/approval.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.WITHDRAW_APPROVAL)
def approval_withdraw(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Take a document back."""
    shown = approval_at(request, approval_id)
    said = request.POST.get("version", "")
    if not said.isdecimal() or len(said) > 9:
        raise Http404
    try:
        withdraw_approval(shown, by=reader(request), version=int(said))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Taken back."))
    return redirect("agreements:approval", shown.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ASK_APPROVAL)
def approval_ask(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Choose who reviews, is consulted and approves, and send a document on its way."""
    user = reader(request)
    if kind not in registered:
        raise Http404
    document = subject_kind(kind)
    subject = get_object_or_404(document.model._base_manager, pk=subject_id)  # noqa: SLF001 - its own rule decides
    if not document.may_ask(user, subject):
        raise Http404
    form = LineForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_approval(kind, subject, by=user, side=user.side, steps=form.steps())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("It is on its way."))
            return redirect("agreements:approval", asked.pk)
    title, language = read_title(document, subject)
    context = {
        "kind": document,
        "title": title,
        "title_language": language,
        "subject_url": document.url(subject),
        "form": form,
        "has_approvers": form.fields["approver"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "agreements/approval_ask.html", context, status=422 if form.errors else 200)


def approval_at(request: HttpRequest, approval_id: int) -> Approval:
    """The approval of an address, with its trail; Http404 where the reader may not see it."""
    return with_trail(get_object_or_404(visible_approvals(reader(request)), pk=approval_id).pk)


def _decided(request: HttpRequest, shown: Approval, form: DecisionForm) -> HttpResponse | None:
    """Decide as the pressed button says; None where the form has to be shown again."""
    decision, user = request.POST.get("decision"), reader(request)
    said: dict[str, Any] = {"version": form.cleaned_data["version"], "comment": form.cleaned_data["comment"]}
    try:
        done = send_back(shown, by=user, **said) if decision == "return" else decide(shown, by=user, **said)
    except ValidationError as error:
        put_errors(form, error)
        return None
    except PermissionDenied:
        messages.error(request, _("Nothing here waits for you now."))
        return redirect("agreements:approval", shown.pk)
    _say(request, done)
    return redirect("agreements:approval", shown.pk)


def _say(request: HttpRequest, done: Approval) -> None:
    match done.state:
        case Approval.State.APPROVED:
            messages.success(request, _("Approved, with number %(number)s.") % {"number": f"{done.year}-{done.number}"})
        case Approval.State.RETURNED:
            messages.success(request, _("Sent back."))
        case Approval.State.VOID:
            messages.error(request, _("Not approved: the document was changed meanwhile, so this approval is void."))
        case _:
            messages.success(request, _("Done. It goes on to the next."))


def _tab(view: str, current: str, count: int) -> Tab:
    return Tab(VIEWS[view], f"{reverse('agreements:approvals')}?view={view}", view == current, count or "")


def _narrowed(user: User, view: str) -> QuerySet[Approval]:
    rows = visible_approvals(user)
    match view:
        case "waiting":
            return rows.filter(pk__in=waiting_for(user).order_by().values("approval"))
        case "asked":
            return rows.filter(drafted_by=user)
        case "under_way":
            return rows.filter(state__in=MOVING)
    return rows.exclude(state__in=MOVING).exclude(state=Approval.State.DRAFT)
