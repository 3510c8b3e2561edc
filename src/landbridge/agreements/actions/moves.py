"""An agreement's states: drafted → text agreed → approved on each side → signed → in force → its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.actions.agreements import FACTS, State, add_agreement, take_back
from landbridge.agreements.actions.indexing import index_agreement
from landbridge.agreements.models import Agreement
from landbridge.agreements.queries.agreements import SUBJECT
from landbridge.agreements.queries.approvals import is_approved
from landbridge.agreements.queries.obligations import begins_on
from landbridge.agreements.queries.terms import next_expiry, notice_deadline, renews_itself
from landbridge.agreements.rules.agreements import Can
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import Side, User

REOPENED = gettext_lazy("The agreement was made a draft again.")
SIDES = (Side.HOST.value, Side.GUEST.value)
CONTINUED = ("kind", "title_ko", "title_zh", "title_en", "original", "governing", "renewal", "renewal_months",
             "notice_months")  # fmt: skip


@transaction.atomic
def agree_text(agreement: Agreement, *, by: User | None, version: int) -> Agreement:
    """Say that both sides agree on the text; after this each side asks for its approval.

    :raises Stale: if the agreement changed since ``version``.
    :raises ValidationError: if a side has no party, a text is missing, or it is no draft.
    """
    _claim(agreement, State.DRAFTED, by=by, version=version)
    sides = set(agreement.parties.values_list("side", flat=True))
    written = set(agreement.texts.exclude(body="").values_list("language", flat=True))
    if sides != set(SIDES):
        raise ValidationError(_("Each side needs a party: choose the bodies that sign."))
    if agreement.original not in written:
        raise ValidationError(_("The text in the language it is written in is missing."))
    if agreement.governing and agreement.governing not in written:
        raise ValidationError(_("The text in the governing language is missing."))
    return _move(agreement, State.AGREED, "agreements.text_agreed", by=by)


@transaction.atomic
def reopen_text(agreement: Agreement, *, by: User | None, version: int) -> Agreement:
    """Go back to a draft; what was approved is approved no more.

    :raises ValidationError: if it is a draft, or signed.
    """
    _claim(agreement, State.AGREED, State.APPROVED, by=by, version=version)
    take_back(agreement, by=by, because=REOPENED)
    return agreement


def settle_approvals(agreement: Agreement, *, by: User | None) -> None:
    """Called when a side has approved: once both have approved the text as it is now, the agreement is approved."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.state == State.AGREED and all(is_approved(SUBJECT, locked, side) for side in SIDES):
        _move(locked, State.APPROVED, "agreements.agreement_approved", by=by)


@transaction.atomic
def sign_agreement(
    agreement: Agreement, *, by: User | None, version: int, signed_on: date, number: str = ""
) -> Agreement:
    """Write down that it was signed. If its day has come it is in force at once.

    :raises ValidationError: if a side has not approved the text as it is now, or the day has not come.
    """
    _claim(agreement, State.APPROVED, by=by, version=version)
    if not all(is_approved(SUBJECT, agreement, side) for side in SIDES):
        raise ValidationError(_("What was approved is not what stands here now."))
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if agreement.expires_on and agreement.expires_on <= (agreement.in_force_on or signed_on):
        raise ValidationError({"signed_on": _("It would have ended before it was signed.")})
    agreement.signed_on, agreement.number = signed_on, number.strip()
    agreement.full_clean(exclude=["created_by"], validate_constraints=False)
    agreement.save(update_fields=["signed_on", "number", "updated_at"])
    _move(agreement, State.SIGNED, "agreements.agreement_signed", by=by, signed_on=signed_on)
    index_agreement(agreement)
    move_by_day(agreement, timezone.localdate())
    return agreement


@transaction.atomic
def move_by_day(agreement: Agreement, on: date) -> Agreement:
    """What a day does to a signed agreement: it comes into force, renews itself, or expires. Says nothing twice."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    begins = begins_on(locked)
    if locked.state == State.SIGNED and begins is not None and begins <= on:
        _move(locked, State.IN_FORCE, "agreements.agreement_in_force", by=None)
        if locked.renews is not None and locked.renews.state in {State.IN_FORCE, State.EXPIRED}:
            _move(locked.renews, State.RENEWED, "agreements.agreement_renewed", by=None)
    if locked.state == State.IN_FORCE and locked.expires_on is not None and locked.expires_on < on:
        if renews_itself(locked):
            before, locked.expires_on = locked.expires_on, next_expiry(locked, on)
            locked.save(update_fields=["expires_on", "updated_at"])
            changes = {"expires_on": [before, locked.expires_on]}
            record("agreements.agreement_extended", locked, by=None, changes=changes)
        else:
            _move(locked, State.EXPIRED, "agreements.agreement_expired", by=None)
    agreement.refresh_from_db()
    return agreement


@transaction.atomic
def give_notice(agreement: Agreement, *, by: User, version: int) -> Agreement:
    """Say for one's own side that the agreement shall not renew itself.

    :raises ValidationError: if it does not renew itself, or the time for notice has passed.
    """
    _claim(agreement, State.SIGNED, State.IN_FORCE, by=by, version=version)
    deadline = notice_deadline(agreement)
    if not renews_itself(agreement) or deadline is None:
        raise ValidationError(_("It does not renew itself, so there is nothing to give notice of."))
    if timezone.localdate() > deadline:
        raise ValidationError(_("The time to give notice has passed."))
    agreement.notice_on, agreement.notice_by = timezone.localdate(), by.side
    agreement.save(update_fields=["notice_on", "notice_by", "updated_at"])
    record("agreements.notice_given", agreement, by=by, changes={"side": by.side})
    return agreement


@transaction.atomic
def plan_review(agreement: Agreement, *, by: User | None, version: int, review_on: date | None) -> Agreement:
    """Set the day on which both sides look at the agreement again; None for no such day."""
    if by is not None:
        require(by, Can.MOVE_AGREEMENT, agreement)
    claim_version(agreement, version)
    agreement.refresh_from_db()
    before, agreement.review_on = agreement.review_on, review_on
    agreement.save(update_fields=["review_on", "updated_at"])
    record("agreements.review_planned", agreement, by=by, changes={"review_on": [before, review_on]})
    return agreement


@transaction.atomic
def renew_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """Draft the agreement that follows this one: with its parties, texts and terms, and without its promises.

    When the new one comes into force, the old one is renewed.

    :raises ValidationError: if this one is not in force or expired, or one that follows is there already.
    """
    require(by, Can.ADD_AGREEMENT)
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.state not in {State.IN_FORCE, State.EXPIRED}:
        raise ValidationError(_("Only an agreement in force, or one that has expired, can be renewed."))
    if Agreement.objects.filter(renews=locked).exists():
        raise ValidationError(_("The agreement that follows this one is drafted already."))
    facts: dict[str, Any] = {name: getattr(locked, name) for name in CONTINUED if name in FACTS}
    if facts["renewal"] == Agreement.Renewal.AUTOMATIC:
        facts["renewal"] = Agreement.Renewal.NONE  # until it is said when the new one would end
    draft = add_agreement(
        by=by,
        side=by.side,
        parties=[
            {"body": one.body, "signatory_title": one.signatory_title} for one in locked.parties.select_related("body")
        ],
        texts={text.language: text.body for text in locked.texts.all()},
        **facts,
    )
    draft.renews = locked
    draft.save(update_fields=["renews"])
    return draft


def _claim(agreement: Agreement, *states: str, by: User | None, version: int) -> None:
    if by is not None:
        require(by, Can.MOVE_AGREEMENT, agreement)
    claim_version(agreement, version)
    agreement.refresh_from_db()
    if agreement.state not in states:
        raise ValidationError(
            _("This is not possible while the agreement is: %(state)s.") % {"state": agreement.get_state_display()}
        )


def _move(agreement: Agreement, state: str, verb: str, *, by: User | None, **more: Any) -> Agreement:
    before, agreement.state = agreement.state, state
    agreement.save(update_fields=["state", "updated_at"])
    record(verb, agreement, by=by, changes={"state": [before, state]} | more)
    return agreement
