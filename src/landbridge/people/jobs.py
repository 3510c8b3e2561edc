"""What people hold of the house's jobs: whether a mail may still go out, erasures, and alarms about transfers."""

from __future__ import annotations

from datetime import timedelta

from landbridge.base.jobs import job
from landbridge.base.log import LogEntry, on
from landbridge.base.mail import SERVICE, asked_before_sending, forgotten_once_sent
from landbridge.base.models import OutgoingMail
from landbridge.people.actions.retention import fail_erasure, run_erasure
from landbridge.people.actions.sweeps import sweep
from landbridge.people.actions.transfer_alarms import tell_managers_of_limit, tell_managers_of_sensitive
from landbridge.people.models import ErasureRun, Person, TransferFlow
from landbridge.people.queries.consents import may_use
from landbridge.people.queries.invitations import INVITED, is_still_meant

forgotten_once_sent(INVITED)


@asked_before_sending
def is_still_allowed(mail: OutgoingMail) -> bool:
    """What people must know to take part always goes out; anything else only under a consent that holds now."""
    if mail.purpose == SERVICE:
        return True
    person = None if mail.person_number is None else Person.objects.filter(pk=mail.person_number).first()
    return person is not None and may_use(person, mail.purpose)


@asked_before_sending
def is_of_a_good_link(mail: OutgoingMail) -> bool:
    """An invitation that was withdrawn, accepted or sent anew meanwhile does not go out: its link opens nothing."""
    return mail.kind != INVITED or is_still_meant(mail.key)


@job("people.sweep", every=timedelta(days=1), timeout=3600)
def sweep_nightly() -> dict[str, int]:
    """Let go of what is kept no longer, and propose whom to erase; gives how many rows of each kind went."""
    return sweep()


def erasure_gave_up(*, entry_id: int, error: str) -> None:
    """After the last try."""
    fail_erasure(_run_of(entry_id))


@on("people.erasure_asked")
@job("people.erase", tries=5, timeout=3600, gave_up=erasure_gave_up)
def erase(*, entry_id: int) -> None:
    """Erase those whom somebody asked to have erased."""
    run_erasure(_run_of(entry_id))


@on("people.transfers_near_limit")
@job("people.tell_of_limit")
def tell_of_limit(*, entry_id: int) -> None:
    """Tell the managers of the side whose data goes out that 80 % of the year's limit are reached."""
    told = LogEntry.objects.get(pk=entry_id)
    tell_managers_of_limit(TransferFlow.objects.get(pk=int(told.object_id)), year=told.changes["year"])


@on("people.sensitive_transferred")
@job("people.tell_of_sensitive")
def tell_of_sensitive(*, entry_id: int) -> None:
    """Tell them that the year's first sensitive data went through a flow."""
    told = LogEntry.objects.get(pk=entry_id)
    tell_managers_of_sensitive(TransferFlow.objects.get(pk=int(told.object_id)), year=told.changes["year"])


def _run_of(entry_id: int) -> ErasureRun:
    return ErasureRun.objects.get(pk=int(LogEntry.objects.get(pk=entry_id).object_id))
