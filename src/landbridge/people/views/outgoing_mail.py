"""The outbox: what went out by e-mail, what waits, and what failed."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.base.mail import STUCK
from landbridge.base.models import OutgoingMail
from landbridge.people.actions.outgoing_mail import retry_failed_mail, retry_mail
from landbridge.people.models import User
from landbridge.people.queries.outgoing_mail import oldest_waiting, outbox, outbox_figures
from landbridge.people.rules import Can
from landbridge.people.tables.outbox import outbox_rows, outbox_tabs

ROWS = 50


@require_GET
@needs(Can.SEE_OUTBOX)
def outbox_page(request: HttpRequest) -> HttpResponse:
    """All mail, the newest first; ``?state=`` narrows it."""
    state = request.GET.get("state", "")
    page = keyset_page(outbox(state), order=("-pk",), cursor=request.GET.get("from", ""), size=ROWS)
    figures, oldest = outbox_figures(), oldest_waiting()
    context = {
        "rows": outbox_rows(page.rows),
        "next": page.next_cursor,
        "previous": page.previous_cursor,
        "state": state if state in OutgoingMail.State.values else "",
        "figures": figures,
        "tabs": outbox_tabs(figures),
        "oldest": oldest if oldest and oldest < timezone.now() - STUCK else None,
        "can_retry": allowed(request.user, Can.RETRY_MAIL),
    }
    return render(request, "people/outbox.html", context)


@require_POST
@needs(Can.RETRY_MAIL)
def mail_retry(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Try a failed mail again."""
    if retry_mail(get_object_or_404(outbox(), pk=mail_id), by=cast("User", request.user)):
        messages.success(request, _("The mail waits to be sent again."))
    else:
        messages.info(request, _("The mail had not failed; nothing was changed."))
    return redirect("outbox")


@require_POST
@needs(Can.RETRY_MAIL)
def mail_retry_all(request: HttpRequest) -> HttpResponse:
    """Try all failed mail again."""
    count = retry_failed_mail(by=cast("User", request.user))
    said = ngettext("%(count)s mail waits to be sent again.", "%(count)s mails wait to be sent again.", count)
    messages.success(request, said % {"count": count})
    return redirect("outbox")
