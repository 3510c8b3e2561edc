"""What of programmes waits for applicants, evaluators and those who keep places, on their first page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from landbridge.base.access import allowed
from landbridge.people.models import Role, User
from landbridge.people.queries.today import MOST, Matter, Pile, waits
from landbridge.programmes.actions.required_documents import title_of
from landbridge.programmes.models import (
    Application,
    Assignment,
    Call,
    Participation,
    Programme,
    RequiredDocument,
    Selection,
)
from landbridge.programmes.queries.applications import own_applications, read_applications, state_shown
from landbridge.programmes.queries.participations import visible_participations
from landbridge.programmes.queries.programmes import public_calls
from landbridge.programmes.queries.screening import given_assignments, led_calls, openable
from landbridge.programmes.rules.participation import Can

SOON = timedelta(days=7)


def _named(programme: Programme) -> tuple[str, str]:
    return programme.name.read(get_language() or "en")


@waits(15)
def sheets_to_fill(user: User) -> Pile | None:
    """Applications that were given to an evaluator, and whose sheets are not in; a call is one matter."""
    if user.role != Role.JUDGE:
        return None
    rows = openable(user, given_assignments(user).filter(state=Assignment.State.ASSIGNED).order_by("pk"))
    open_sheets = Counter(row.application.call_id for row in rows)
    calls = {row.application.call_id: row.application.call for row in rows}
    matters = []
    for number, count in sorted(open_sheets.items())[:MOST]:
        name, language = _named(calls[number].programme)
        said = ngettext("%(count)s sheet to submit", "%(count)s sheets to submit", count) % {"count": count}
        matters.append(Matter(name, reverse("programmes:marking"), language, note=said))
    return Pile(_("To be marked"), matters, reverse("programmes:marking"), _("All applications before you"))


@waits(28)
def selections_to_announce(user: User) -> Pile | None:
    """Selections of the own side that are approved, and nobody was told of yet."""
    if user.role != Role.MANAGER:
        return None
    rows = Selection.objects.filter(call__in=led_calls(user), state=Selection.State.APPROVED)
    matters = []
    for one in rows.select_related("call__programme").order_by("pk")[:MOST]:
        name, language = _named(one.call.programme)
        matters.append(Matter(name, reverse("programmes:selection", args=[one.pk]), language))
    return Pile(_("Selections to announce"), matters)


@waits(20)
def offers_to_answer(user: User) -> Pile | None:
    """Places that are offered to the reader, or to an organisation of theirs."""
    if not allowed(user, Can.ANSWER_OFFER):
        return None
    rows = visible_participations(user).filter(state=Participation.State.OFFERED).select_related("programme")
    matters = []
    for one in rows.select_related("application__organisation").order_by("answer_by", "pk")[:MOST]:
        name, language = _named(one.programme)
        href = reverse("programmes:participation", args=[one.pk])
        matters.append(Matter(name, href, language, note=str(one.application.organisation or ""), due=one.answer_by))
    return Pile(_("Places offered to you"), matters, reverse("programmes:my_participations"), _("My places"))


@waits(22)
def drafts_to_submit(user: User) -> Pile | None:
    """Applications begun and not submitted, while their calls are open."""
    now = timezone.now()
    rows = own_applications(user).filter(
        state=Application.State.DRAFT, call__state=Call.State.PUBLISHED, call__closes_at__gt=now
    )
    matters = []
    for one in rows.order_by("call__closes_at", "pk")[:MOST]:
        name, language = _named(one.call.programme)
        is_soon = one.call.closes_at - now < SOON
        href = reverse("programmes:application_edit", args=[one.pk])
        matters.append(
            Matter(
                name,
                href,
                language,
                note=str(one.organisation or ""),
                tag=_("closes soon") if is_soon else "",
                tone="warn",
                due=one.call.closes_at,
            )
        )
    return Pile(_("Applications not submitted yet"), matters, reverse("programmes:applications"), _("My applications"))


@waits(24)
def documents_to_hand_in(user: User) -> Pile | None:
    """Documents that the reader's places ask for."""
    if not allowed(user, Can.ANSWER_OFFER):
        return None
    rows = RequiredDocument.objects.filter(
        participation__in=visible_participations(user).filter(state=Participation.State.CONFIRMED),
        state__in=(RequiredDocument.State.DUE, RequiredDocument.State.RETURNED),
    ).select_related("participation__programme", "participation__application__organisation")
    return Pile(_("Documents due"), [_of_firm(one) for one in rows.order_by("due_on", "pk")[:MOST]])


@waits(26)
def documents_to_check(user: User) -> Pile | None:
    """Documents that the own side's participants handed in."""
    if not allowed(user, Can.KEEP_PARTICIPATION):
        return None
    rows = RequiredDocument.objects.filter(
        participation__in=visible_participations(user), state=RequiredDocument.State.RECEIVED
    ).select_related("participation__programme", "participation__application__organisation")
    return Pile(_("Documents to check"), [_of_firm(one) for one in rows.order_by("handed_in_at", "pk")[:MOST]])


@waits(30)
def verdicts_to_decide(user: User) -> Pile | None:
    """Applications of the own side on which the rules could not be told."""
    if user.role != Role.MANAGER:
        return None
    rows = read_applications(user).filter(state=Application.State.SUBMITTED).order_by("submitted_at", "pk")[:MOST]
    matters = []
    for one in rows:
        name, language = _named(one.call.programme)
        note = str(one.organisation or "")
        matters.append(Matter(name, reverse("programmes:application", args=[one.pk]), language, note=note))
    return Pile(_("Rules to decide by hand"), matters)


@waits(50)
def applications_under_way(user: User) -> Pile | None:
    """The reader's own applications on which nothing is announced, or that are on a reserve list."""
    under_way = ("submitted", "eligible", "scored", "reserve")
    matters = []
    for one in own_applications(user).filter(state__in=under_way).order_by("-pk")[:MOST]:
        name, language = _named(one.call.programme)
        state, tone = state_shown(one, user)
        href = reverse("programmes:application", args=[one.pk])
        matters.append(Matter(name, href, language, note=str(one.organisation or ""), tag=state, tone=tone))
    return Pile(_("Applications under way"), matters, reverse("programmes:applications"), _("My applications"))


@waits(60)
def open_calls(user: User) -> Pile | None:
    """Calls that are open, for those who may apply or help on the day: the next to close first."""
    if user.role not in {Role.COMPANY, Role.TALENT, Role.INTERPRETER, Role.FLOOR}:
        return None
    now = timezone.now()
    rows = public_calls().filter(opens_at__lte=now, closes_at__gt=now)
    if user.role in {Role.COMPANY, Role.TALENT}:
        applicants = "persons" if user.role == Role.TALENT else "organisations"
        rows = rows.filter(for_side__in=("", user.side), programme__kind__applicants=applicants)
    matters = []
    for call in rows.order_by("closes_at", "pk")[:MOST]:
        name, language = _named(call.programme)
        matters.append(Matter(name, reverse("programmes:call", args=[call.slug]), language, due=call.closes_at))
    return Pile(_("Open calls"), matters, reverse("programmes:calls"), _("All calls"))


def _of_firm(one: RequiredDocument) -> Matter:
    """With the firm it is of, as many owe the same; a person's name is for the page, which accounts for it."""
    owed, organisation = _owed(one), one.participation.application.organisation
    return replace(owed, note=f"{organisation} · {owed.note}", note_language="") if organisation else owed


def _owed(one: RequiredDocument) -> Matter:
    name, language = _named(one.participation.programme)
    is_back = one.state == RequiredDocument.State.RETURNED
    return Matter(
        title_of(one),
        reverse("programmes:participation", args=[one.participation_id]),
        note=name,
        note_language=language,
        tag=one.get_state_display() if is_back else "",
        tone="warn",
        due=one.due_on,
    )
