"""What staff may do with mail that did not go out."""

from __future__ import annotations

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.mail import try_again
from landbridge.base.models import OutgoingMail
from landbridge.people.models import User
from landbridge.people.rules import Can


@transaction.atomic
def retry_mail(mail: OutgoingMail, *, by: User) -> bool:
    """Let a mail that failed for good be tried again; give whether it had failed."""
    require(by, Can.RETRY_MAIL)
    if not try_again(mail):
        return False
    record("people.mail_retried", mail, by=by)
    return True


@transaction.atomic
def retry_failed_mail(*, by: User) -> int:
    """Let every mail that failed for good be tried again, as after a long outage; give how many."""
    require(by, Can.RETRY_MAIL)
    failed = OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED)
    return sum(retry_mail(mail, by=by) for mail in failed)
