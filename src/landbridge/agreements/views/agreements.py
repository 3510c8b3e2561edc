"""The list of agreements, and the page of one: its scorecard."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from landbridge.agreements.forms.filters import AgreementFilters
from landbridge.agreements.models import Agreement, Obligation, Party
from landbridge.agreements.queries.agreements import (
    SUBJECT,
    agreements_sought,
    removable_files,
    visible_agreements,
    visible_bodies,
    visible_exchanges,
    waits_for,
)
from landbridge.agreements.queries.bodies import exchanges_by_field
from landbridge.agreements.queries.obligations import (
    agreement_standing,
    begins_on,
    fulfilment_of,
    standing_of,
    with_evidence,
)
from landbridge.agreements.queries.panels import coming, figures_of, notes_of, panels_of
from landbridge.agreements.queries.terms import notice_deadline, renews_itself
from landbridge.agreements.queries.trails import approvals_of_subject
from landbridge.agreements.rules.agreements import CONCLUDED, Can
from landbridge.agreements.tables.scorecard import STATE_TAGS, commitments, next_rows, own_dates, step_states
from landbridge.agreements.views.places import agreement_at
from landbridge.base.access import allowed, needs
from landbridge.base.markdown import render_markdown
from landbridge.people.models import Role
from landbridge.people.views.places import reader

PAGE = 30
State = Agreement.State


@require_safe
@needs(Can.SEE_AGREEMENTS)
def agreement_list(request: HttpRequest) -> HttpResponse:
    """Agreements, narrowed by words, state, kind and body, each with its rate of fulfilment."""
    user, today = reader(request), timezone.localdate()
    filters = AgreementFilters(request.GET, bodies=visible_bodies(user))
    rows = agreements_sought(user, filters.sought).prefetch_related(
        Prefetch("parties", queryset=Party.objects.select_related("body"))
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    by_agreement: dict[int, list[Obligation]] = {one.pk: [] for one in page.object_list}
    for obligation in with_evidence(Obligation.objects.filter(agreement__in=list(by_agreement))):
        by_agreement[obligation.agreement_id].append(obligation)
    found = []
    for agreement in page.object_list:
        standings = [standing_of(one, today) for one in by_agreement[agreement.pk]]
        late = sum(one.is_late for one in standings)
        found.append((agreement, STATE_TAGS.get(agreement.state, ""), fulfilment_of(standings, today), late))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "page": page,
        "rows": found,
        "query": query.urlencode(),
        "is_empty": not found and not visible_agreements(user).exists(),
        "may_add": allowed(user, Can.ADD_AGREEMENT),
        "sees_bodies": allowed(user, Can.SEE_BODIES),
    }
    return render(request, "agreements/agreements.html", context)


@require_safe
@needs(Can.SEE_AGREEMENTS)
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The scorecard of an agreement: what was promised, where it stands, what comes next; its texts and terms."""
    user, one, today = reader(request), agreement_at(request, agreement_id), timezone.localdate()
    language = get_language() or "en"
    standings = agreement_standing(one, today)
    exchanges = visible_exchanges(user).filter(agreement=one)
    is_concluded = one.state in CONCLUDED
    waiting = [
        (standing.obligation, evidence)
        for standing in standings
        for evidence in standing.obligation.counted  # type: ignore[attr-defined] # of agreement_standing
        if waits_for(user, evidence)
    ]
    by_field = exchanges_by_field(exchanges)
    context = {
        "agreement": one,
        "state_tag": STATE_TAGS.get(one.state, ""),
        "parties": list(one.parties.select_related("body")),
        "is_office": user.role != Role.PARTNER,
        "is_concluded": is_concluded,
        "begins": begins_on(one),
        "days_to_review": (one.review_on - today).days if one.review_on and one.review_on >= today else None,
        "steps": step_states(one),
        "commitments": commitments(standings, notes_of(one, user), language),
        "kept": fulfilment_of(standings, today),
        "late": sum(standing.is_late for standing in standings),
        "waiting": waiting,
        "next": next_rows([*own_dates(one, standings, language, today), *coming(one, user, today)], today),
        "figures": figures_of(one, user),
        "exchanges": by_field,
        "exchange_persons": sum(one.persons for one in by_field),
        "exchange_count": exchanges.count(),
        "texts": [(text, render_markdown(text.body)) for text in one.texts.exclude(body="")],
        "files": one.files.select_related("document") if allowed(user, Can.SEE_FILES, one) else None,
        "panels": panels_of(one, user),
        "renewed_by": Agreement.objects.filter(renews=one).first() if user.role != Role.PARTNER else None,
        "deadline": notice_deadline(one) if renews_itself(one) else None,
        "approvals": approvals_of_subject(SUBJECT, one, user)
        if user.role != Role.PARTNER and one.state in {State.AGREED, State.APPROVED}
        else None,
        "may_edit": allowed(user, Can.EDIT_AGREEMENT, one),
        "may_move": allowed(user, Can.MOVE_AGREEMENT, one),
        "may_keep_files": allowed(user, Can.KEEP_FILES, one),
        "removable_files": set(removable_files(user, one).values_list("pk", flat=True)),
        "may_give_notice": is_concluded
        and allowed(user, Can.MOVE_AGREEMENT, one)
        and renews_itself(one)
        and today <= (notice_deadline(one) or today),
    }
    return render(request, "agreements/agreement.html", context)
