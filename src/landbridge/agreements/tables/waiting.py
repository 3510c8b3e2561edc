"""What of approvals and agreements waits for somebody on their first page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Agreement, Evidence
from landbridge.agreements.queries.agreements import answerable_evidence, visible_agreements
from landbridge.agreements.queries.approvals import waiting_for
from landbridge.agreements.tables.scorecard import STATE_TAGS
from landbridge.base.text import Trilingual
from landbridge.people.models import Role, User
from landbridge.people.queries.today import MOST, Matter, Pile, waits


@waits(10)
def documents_before(user: User) -> Pile | None:
    """The documents that somebody may decide now, their own and those of whom they stand in for."""
    steps = waiting_for(user).select_related("approval", "assignee")[:MOST]
    matters = []
    for step in steps:
        said = step.approval.title
        title = Trilingual(said.get("ko", ""), said.get("zh-hans", ""), said.get("en", ""), said.get("original", ""))
        text, language = title.read(get_language() or "en")
        href = reverse("agreements:approval", args=[step.approval_id])
        tone = "warn" if step.assignee_id == user.pk else "river"
        matters.append(Matter(text, href, language, tag=step.get_duty_display(), tone=tone))
    return Pile(_("Documents before you"), matters, reverse("agreements:approvals"), _("All approvals"))


@waits(60)
def agreements_signed(user: User) -> Pile | None:
    """For partners, who come for nothing else: what the bodies they speak for have signed."""
    if user.role != Role.PARTNER:
        return None
    matters = []
    for one in visible_agreements(user).order_by("-signed_on", "-pk")[:MOST]:
        text, language = one.title.read(get_language() or "en")
        tone = STATE_TAGS.get(Agreement.State(one.state), "")
        href = reverse("agreements:agreement", args=[one.pk])
        matters.append(Matter(text, href, language, tag=one.get_state_display(), tone=tone))
    return Pile(_("Agreements"), matters, reverse("agreements:agreements"), _("All agreements"))


@waits(40)
def claims_to_answer(user: User) -> Pile | None:
    """What the other side says it did, and nobody of the own side answered."""
    rows = answerable_evidence(user).filter(confirmed_at=None, disputed_because="")
    claims: list[Evidence] = list(rows.select_related("obligation").order_by("added_at", "pk")[:MOST])
    matters = []
    for one in claims:
        text, language = one.obligation.title.read(get_language() or "en")
        href = reverse("agreements:agreement", args=[one.obligation.agreement_id])
        matters.append(Matter(text, href, language, note=one.note, note_language=one.note_language))
    return Pile(_("The other side says this was done"), matters)
