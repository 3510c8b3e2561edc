"""An approval on paper: the document, everybody who signed, its number and its digest."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from landbridge.agreements.models import Approval
from landbridge.agreements.queries.trails import trail_of
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.tables.approvals import read_document
from landbridge.agreements.views.approvals import approval_at
from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.printing import STYLES, print_pdf
from landbridge.people.views.places import reader

LANGUAGES = dict(settings.LANGUAGES)


@require_safe
@needs(Can.SEE_APPROVALS)
def approval_pdf(request: HttpRequest, approval_id: int) -> HttpResponse:
    """The document with its trail, in ``?language`` or the reader's; what is not approved says so."""
    shown = approval_at(request, approval_id)
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else get_language() or "en"
    with override(language):
        document, trail = read_document(shown, reader(request)), trail_of(shown)
    context = {
        "approval": shown,
        "document": document,
        "trail": trail,
        "is_approved": shown.state == Approval.State.APPROVED,
    }
    content = print_pdf("agreements/approval_pdf.html", context, language, styles=(*STYLES, "agreements/approval.css"))
    name = f"approval-{shown.side}-{document.number or shown.pk}-{language}.pdf"
    return attachment(content, name, "application/pdf")
