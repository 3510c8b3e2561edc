"""A person's inbox."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from landbridge.base.access import signed_in
from landbridge.people.actions.notices import mark_all_read, mark_read
from landbridge.people.models import User
from landbridge.people.queries.notices import inbox, unread

ROWS = 30


@require_GET
@signed_in
def inbox_page(request: HttpRequest) -> HttpResponse:
    """One's own notices, the unread first."""
    page = Paginator(inbox(_reader(request)), ROWS).get_page(request.GET.get("page"))
    has_unread = any(notice.read_at is None for notice in page) or unread(_reader(request)).exists()
    return render(request, "people/inbox.html", {"page": page, "has_unread": has_unread})


@require_GET
@signed_in
def notice_page(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice of one's own; having been opened, it is read."""
    reader = _reader(request)
    notice = mark_read(get_object_or_404(inbox(reader), pk=notice_id), by=reader)
    return render(request, "people/notice.html", {"notice": notice})


@require_POST
@signed_in
def inbox_read(request: HttpRequest) -> HttpResponse:
    """Let all unread notices be."""
    if mark_all_read(by=_reader(request)):
        messages.success(request, _("All notices are marked as read."))
    return redirect("inbox")


def _reader(request: HttpRequest) -> User:
    return cast("User", request.user)
