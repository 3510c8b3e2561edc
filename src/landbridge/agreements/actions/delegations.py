"""Giving somebody the right to decide in one's place, and taking it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.agreements.models import ApprovalStep, Delegation
from landbridge.agreements.queries.approvals import approvers_of, members_of
from landbridge.agreements.queries.subjects import registered
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.rules.rights import today_on
from landbridge.agreements.wording.approval_notices import DELEGATED
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.actions.notices import notify
from landbridge.people.models import Role, User
from landbridge.people.queries.notices import reading_language

Manner = ApprovalStep.Manner


@transaction.atomic
def give_delegation(
    *,
    by: User | None,
    of: User,
    to: User,
    manner: str,
    from_on: date,
    until_on: date | None = None,
    subject_kinds: Collection[str] = (),
    reason: str = "",
) -> Delegation:
    """Let ``to`` decide in the place of ``of``: the superior gives it themselves, or a manager of the side enters it.

    :param subject_kinds: codes of registered kinds of documents; none: for all.
    :raises PermissionDenied: unless ``by`` is that superior or a manager of their side, and gives it to another.
    :raises ValidationError: by field: somebody of the other side, days that end before they begin or are over, an
        absence without an end, an unknown kind.
    """
    require(by, Can.GIVE_DELEGATION)
    if by is None or (by.role == Role.APPROVER and of.pk != by.pk) or to.pk == by.pk:
        raise PermissionDenied
    faults = _faults(by.side, of, to, manner, from_on, until_on, subject_kinds)
    if faults:
        raise ValidationError(faults)
    delegation = Delegation(
        side=by.side,
        of=of,
        to=to,
        manner=manner,
        subject_kinds=sorted(set(subject_kinds)),
        from_on=from_on,
        until_on=until_on,
        reason=reason.strip(),
        granted_by=by,
    )
    delegation.full_clean(exclude=["subject_kinds"])  # an empty list is a value: for all
    delegation.save()
    changes = {"of": of.pk, "to": to.pk, "manner": manner, "from": from_on, "until": until_on}
    record("agreements.delegation_given", delegation, by=by, changes={**changes, "kinds": delegation.subject_kinds})
    for receiver in {of, to} - {by}:
        _tell(delegation, receiver)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: User | None) -> Delegation:
    """Take it back from now on; what was decided by it stays decided. Ended already, nothing happens."""
    require(by, Can.END_DELEGATION, delegation)
    if Delegation.objects.filter(pk=delegation.pk, ended_at=None).update(ended_at=timezone.now()):
        record(
            "agreements.delegation_ended", delegation, by=by, changes={"of": delegation.of_id, "to": delegation.to_id}
        )
    delegation.refresh_from_db()
    return delegation


def _faults(  # noqa: PLR0917
    side: str, of: User, to: User, manner: str, from_on: date, until_on: date | None, kinds: Collection[str]
) -> dict[str, str]:
    faults = {}
    if not approvers_of(side).filter(pk=of.pk).exists():
        faults["of"] = _("Choose an approver of your side.")
    if to.pk == of.pk or not members_of(side).filter(pk=to.pk).exists():
        faults["to"] = _("Choose another member of your side.")
    if manner not in {Manner.DELEGATED, Manner.ABSENT}:
        faults["manner"] = _("Choose in what right.")
    if until_on is None and manner == Manner.ABSENT:
        faults["until_on"] = _("Say until when they are away.")
    elif until_on is not None and until_on < from_on:
        faults["until_on"] = _("It would end before it begins.")
    elif until_on is not None and until_on < today_on(side):
        faults["until_on"] = _("This day is over.")
    if not set(kinds) <= registered.keys():
        faults["subject_kinds"] = _("Choose from the kinds of documents.")
    return faults


def _tell(delegation: Delegation, receiver: User) -> None:
    named = [user for user in (delegation.of, delegation.to, delegation.granted_by) if user != receiver]
    with override(reading_language(receiver)):
        first = date_format(delegation.from_on, "DATE_FORMAT")
    notify(
        receiver,
        DELEGATED.code,
        key=f"{DELEGATED.code}:{delegation.pk}:{receiver.pk}",
        params={
            "deputy": str(delegation.to),
            "superior": str(delegation.of),
            "right": Manner(delegation.manner).label,
            "first": first,
            "giver": str(delegation.granted_by),
        },
        link=reverse("agreements:delegations"),
        about=[person.pk for user in named if (person := getattr(user, "person", None)) is not None],
    )
