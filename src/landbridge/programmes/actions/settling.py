"""After the confirmation: the deposit, having taken part, and settling."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User
from landbridge.programmes.actions.participations import move_application
from landbridge.programmes.models import Application, Participation, RequiredDocument
from landbridge.programmes.rules.participation import Can

State, Deposit = Participation.State, Participation.Deposit
#: What can become of a deposit; back to ``due`` corrects an entry. A kept one may still be paid back, on appeal.
NEXT_DEPOSIT: dict[str, tuple[str, ...]] = {
    Deposit.NONE: (),
    Deposit.DUE: (Deposit.PAID, Deposit.NONE),
    Deposit.PAID: (Deposit.RETURNED, Deposit.KEPT, Deposit.DUE),
    Deposit.RETURNED: (),
    Deposit.KEPT: (Deposit.RETURNED,),
}


@transaction.atomic
def set_deposit(participation: Participation, *, by: User, version: int, deposit: str) -> Participation:
    """Say what has become of a deposit (``NEXT_DEPOSIT``).

    :raises Stale: if the participation changed since ``version``.
    :raises ValidationError: if that can't follow.
    """
    require(by, Can.KEEP_PARTICIPATION, participation)
    claim_version(participation, version)
    participation.refresh_from_db()
    if deposit not in NEXT_DEPOSIT[participation.deposit]:
        raise ValidationError(_("The deposit can’t become that from where it stands."), code="deposit")
    changes = {"deposit": [participation.deposit, deposit]}
    participation.deposit, participation.deposit_on = deposit, timezone.localdate()
    participation.save()
    record("programmes.deposit_changed", participation, by=by, changes=changes)
    return participation


@transaction.atomic
def complete(participation: Participation, *, by: User, version: int) -> Participation:
    """Say that a participant took part; not before the programme has begun. Raises Stale and ValidationError."""
    require(by, Can.KEEP_PARTICIPATION, participation)
    claim_version(participation, version)
    participation.refresh_from_db()
    programme = participation.programme
    if participation.state != State.CONFIRMED:
        raise ValidationError(_("Only who confirmed can have taken part."), code="state")
    if programme.starts_on > timezone.now().astimezone(ZoneInfo(programme.zone)).date():
        raise ValidationError(_("The programme has not begun yet."), code="early")
    return _move(participation, State.COMPLETED, Application.State.COMPLETED, by=by)


@transaction.atomic
def settle(participation: Participation, *, by: User, version: int) -> Participation:
    """Close a participation: every document is accepted, and the deposit is paid back, kept, or was none.

    :raises Stale: if the participation changed since ``version``.
    :raises ValidationError: by what is still open.
    """
    require(by, Can.KEEP_PARTICIPATION, participation)
    claim_version(participation, version)
    participation.refresh_from_db()
    if participation.state != State.COMPLETED:
        raise ValidationError(_("Only who took part is settled with."), code="state")
    if participation.deposit in {Deposit.DUE, Deposit.PAID}:
        raise ValidationError(_("The deposit is still open."), code="deposit")
    if participation.required.exclude(state=RequiredDocument.State.ACCEPTED).exists():
        raise ValidationError(_("Some documents are not accepted yet."), code="documents")
    return _move(participation, State.SETTLED, Application.State.SETTLED, by=by)


def _move(participation: Participation, state: str, application: str, *, by: User) -> Participation:
    participation.state = state
    participation.save()
    move_application(participation, application)
    record(f"programmes.participation_{participation.state}", participation, by=by)
    return participation
