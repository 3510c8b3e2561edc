"""What was done for a promise: one side says so, the other confirms or disputes it. Only what is confirmed counts."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.agreements.models import Evidence, Obligation
from landbridge.agreements.queries.obligations import begins_on
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.wording.notices import CLAIMED, DISPUTED
from landbridge.base.access import require
from landbridge.base.documents import IMAGES, PAPERS, keep_document
from landbridge.base.log import record
from landbridge.base.text import language_of
from landbridge.base.versions import claim_version
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.people.queries.accounts import managers_of
from landbridge.people.rules import OTHER_SIDE

File = tuple[bytes, str]  #: content and name


@transaction.atomic
def add_evidence(
    obligation: Obligation,
    *,
    by: User,
    happened_on: date,
    count: int,
    note: str,
    note_language: str = "",
    file: File | None = None,
) -> Evidence:
    """Say for one's own side that something was done, and tell the other side's managers.

    :param note: what was done, in ``note_language``, or in the one its script tells.
    :raises PermissionDenied: if the promise is the other side's, or the agreement is not signed.
    :raises ValidationError: if the day has not come, or was before the agreement.
    :raises FileRefused: if the file is none of papers and pictures, too large, or damaged.
    """
    require(by, Can.CLAIM, obligation)
    begins = begins_on(obligation.agreement)
    if happened_on > timezone.localdate():
        raise ValidationError({"happened_on": _("This day has not come yet.")})
    if begins is not None and happened_on < begins:
        raise ValidationError({"happened_on": _("This day was before the agreement came into force.")})
    evidence = Evidence(
        obligation=obligation,
        happened_on=happened_on,
        count=count,
        note=note.strip(),
        note_language=note_language or language_of(note),
        document=keep_document(*file, by=by, kinds=PAPERS | IMAGES) if file else None,
        claimed_by=by.side,
        added_by=by,
    )
    evidence.full_clean(exclude=["added_by", "document", "confirmed_by"])
    evidence.save()
    record("agreements.evidence_added", obligation.agreement, by=by, changes=_named(evidence) | {"count": count})
    for manager in managers_of(OTHER_SIDE[by.side]):
        params = {"obligation": obligation, "agreement": obligation.agreement, "count": count}
        key = f"{CLAIMED.code}:{evidence.pk}:{manager.pk}"
        notify(manager, CLAIMED.code, key=key, params=params, link=_link(obligation), mail=False)
    return evidence


@transaction.atomic
def confirm_evidence(evidence: Evidence, *, by: User, version: int) -> Evidence:
    """Say for the other side that it was done. From now on it counts; the promise may be done by it.

    :raises Stale: if the claim changed since ``version``.
    :raises ValidationError: if it was withdrawn, or is confirmed already.
    """
    _answer(evidence, by=by, version=version)
    if evidence.confirmed_at is not None:
        raise ValidationError(_("This is confirmed already."))
    evidence.confirmed_by, evidence.confirmed_at, evidence.disputed_because = by, timezone.now(), ""
    evidence.save(update_fields=["confirmed_by", "confirmed_at", "disputed_because"])
    record("agreements.evidence_confirmed", evidence.obligation.agreement, by=by, changes=_named(evidence))
    _settle(evidence.obligation, by=by)
    return evidence


@transaction.atomic
def dispute_evidence(evidence: Evidence, *, by: User, version: int, because: str) -> Evidence:
    """Say for the other side that it was not so, and why. What was confirmed before counts no more.

    :raises Stale: if the claim changed since ``version``.
    :raises ValidationError: if it was withdrawn, or no reason is given.
    """
    _answer(evidence, by=by, version=version)
    if not because.strip():
        raise ValidationError({"because": _("Say why.")})
    evidence.confirmed_by = evidence.confirmed_at = None
    evidence.disputed_because = because.strip()
    evidence.full_clean(exclude=["added_by", "document", "confirmed_by", "obligation"])
    evidence.save(update_fields=["confirmed_by", "confirmed_at", "disputed_because"])
    obligation = evidence.obligation
    record("agreements.evidence_disputed", obligation.agreement, by=by, changes=_named(evidence))
    for manager in managers_of(evidence.claimed_by):
        params = {"obligation": obligation, "agreement": obligation.agreement, "because": evidence.disputed_because}
        key = f"{DISPUTED.code}:{evidence.pk}:{evidence.version}:{manager.pk}"
        notify(manager, DISPUTED.code, key=key, params=params, link=_link(obligation), mail=False)
    _settle(obligation, by=by)
    return evidence


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: User, version: int) -> Evidence:
    """Take back what one's own side said. What the other has confirmed stays; they may dispute it first.

    :raises Stale: if the claim changed since ``version``.
    :raises ValidationError: if it is confirmed or withdrawn.
    """
    require(by, Can.WITHDRAW_CLAIM, evidence)
    claim_version(evidence, version)
    evidence.refresh_from_db()
    if evidence.confirmed_at is not None or evidence.withdrawn_at is not None:
        raise ValidationError(_("Only what nobody has confirmed can be withdrawn."))
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_at"])
    record("agreements.evidence_withdrawn", evidence.obligation.agreement, by=by, changes=_named(evidence))
    return evidence


def _answer(evidence: Evidence, *, by: User, version: int) -> None:
    require(by, Can.ANSWER_CLAIM, evidence)
    claim_version(evidence, version)
    evidence.refresh_from_db()
    if evidence.withdrawn_at is not None:
        raise ValidationError(_("This was withdrawn."))


def _settle(obligation: Obligation, *, by: User) -> None:
    """Whether the promise is done, by all that is confirmed. Its row is held: no answer misses another."""
    locked = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if locked.state == Obligation.State.DROPPED:
        return
    confirmed = Evidence.objects.filter(obligation=locked, confirmed_at__isnull=False, withdrawn_at=None)
    is_done = sum(confirmed.values_list("count", flat=True)) >= locked.target
    state = Obligation.State.DONE if is_done else Obligation.State.OPEN
    if locked.state != state:
        before, locked.state = locked.state, state
        locked.save(update_fields=["state"])
        verb = "agreements.obligation_done" if is_done else "agreements.obligation_undone"
        record(verb, locked.agreement, by=by, changes={"obligation": locked.pk, "state": [before, state]})
    obligation.refresh_from_db(fields=["state"])


def _named(evidence: Evidence) -> dict[str, int]:
    return {"obligation": evidence.obligation_id, "evidence": evidence.pk}


def _link(obligation: Obligation) -> str:
    return reverse("agreements:obligation", args=[obligation.agreement_id, obligation.pk])
