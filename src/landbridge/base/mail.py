"""E-mail out: a row in the transaction of what it tells of, and a job that sends it.

A mail goes out at least once. The job may die between the mail server's answer and the row that says so; then the mail
goes out again under the same Message-ID, by which a mail program recognises the two as one. Whether a mail is still
allowed is asked when it is sent, not when it is written: an app above answers (``@asked_before_sending``).
"""

from __future__ import annotations

import re
import smtplib
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from landbridge.base.jobs import enqueue, job
from landbridge.base.models import MailMention, OutgoingMail
from landbridge.base.plain_text import one_line, visible

SERVICE = "service"  #: the purpose of what a person must know to take part; needs no further consent
STUCK = timedelta(minutes=5)  #: how old a waiting mail is before ``enqueue_waiting`` looks whether its job still exists
SWEPT_AT_ONCE = 500

_ADDRESS = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")

Gate = Callable[[OutgoingMail], bool]
_gates: list[Gate] = []
_secret: set[str] = set()


class NotSent(Exception):
    """This try failed. The message says how, and never to whom: it is kept with the job and in the server's log."""


def asked_before_sending(gate: Gate) -> Gate:
    """Decorator: ask this function of every mail when it is about to be sent; where it says no, the mail stops."""
    if gate not in _gates:
        _gates.append(gate)
    return gate


def forgotten_once_sent(kind: str) -> None:
    """Say that mails of this kind hold a secret, a link that opens something, which no row keeps once they are out."""
    _secret.add(kind)


def send_later(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    language: str,
    person_number: int | None = None,
    purpose: str = SERVICE,
    kind: str = "",
    about: Iterable[int] = (),
) -> OutgoingMail:
    """Write a mail in the caller's transaction and enqueue the job that sends it; give its row.

    :param key: what it tells and to whom, ``people.invited:17``: of two mails with one key the first is sent.
    :param subject: made one line, so that no text in it can begin another header.
    :param person_number: the person it tells, whose erasure deletes it and whose consent a ``purpose`` other than
        ``SERVICE`` needs.
    :param about: the numbers of other persons whom its words name; the erasure of one of them deletes it too.
    :raises ValidationError: if ``to`` is no e-mail address.
    :raises TransactionManagementError: outside a transaction, where the change and its mail could part.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"The mail {key!r} was written outside a transaction.")
    if there := OutgoingMail.objects.filter(key=key).first():
        return there
    validate_email(to)
    mail = OutgoingMail(
        key=key,
        to=to,
        subject=one_line(subject),
        body=visible(body).strip() + "\n",
        language=language,
        person_number=person_number,
        purpose=purpose,
        kind=kind,
        message_id=f"<{uuid.uuid4().hex}@{urlsplit(settings.LANDBRIDGE_URL).hostname or 'localhost'}>",
    )
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
            MailMention.objects.bulk_create(
                MailMention(mail=mail, person_number=number) for number in sorted(set(about))
            )
    except IntegrityError:  # the same key, written at the same moment by somebody else
        return OutgoingMail.objects.get(key=key)
    _enqueue(mail.pk)
    return mail


def try_again(mail: OutgoingMail) -> bool:
    """Let a mail that failed for good wait once more, in the caller's transaction; give whether it had failed."""
    failed = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.FAILED)
    if not failed.update(state=OutgoingMail.State.WAITING, tries=0, error=""):
        return False
    _enqueue(mail.pk)
    return True


def give_up(*, error: str, mail_id: int) -> None:
    """After the last try: the mail has failed, and staff see why."""
    _settle(mail_id, OutgoingMail.State.FAILED, error=one_line(error.strip().splitlines()[-1], 500))


# Fourteen tries with growing pauses last about nine hours: longer than most mail servers are away.
@job("base.send_mail", tries=14, back_off=15.0, timeout=90.0, gave_up=give_up)
def send_mail(*, mail_id: int) -> None:
    """Send one mail, if it still waits and may still be sent.

    :raises NotSent: if the server could not take it now.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id, state=OutgoingMail.State.WAITING).first()
    if mail is None:  # sent by a try that died before it could say so to its job; or erased meanwhile
        return
    if not all(gate(mail) for gate in _gates):
        _settle(mail_id, OutgoingMail.State.STOPPED)
        return
    OutgoingMail.objects.filter(pk=mail_id).update(tries=F("tries") + 1)
    failure = _hand_over(mail)
    if failure is None:
        _settle(mail_id, OutgoingMail.State.SENT, sent_at=timezone.now(), error="")
    elif _is_final(failure):
        _settle(mail_id, OutgoingMail.State.FAILED, error=_said(failure))
    else:
        said = _said(failure)
        OutgoingMail.objects.filter(pk=mail_id, state=OutgoingMail.State.WAITING).update(error=said)
        raise NotSent(said)


def enqueue_waiting() -> int:
    """Enqueue a job for each mail that waits and has none, and give how many waited. None is enqueued twice."""
    waiting = OutgoingMail.objects.filter(
        state=OutgoingMail.State.WAITING, created_at__lt=timezone.now() - STUCK
    ).values_list("pk", flat=True)[:SWEPT_AT_ONCE]
    for pk in waiting:
        _enqueue(pk)
    return len(waiting)


def message_of(mail: OutgoingMail) -> EmailMessage:
    """The mail as it travels: plain text in UTF-8, marked as sent by a program (RFC 3834)."""
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.encoding = "utf-8"
    return message


def _enqueue(pk: int) -> None:
    enqueue(send_mail, mail_id=pk, key=f"base.send_mail:{pk}")


def _hand_over(mail: OutgoingMail) -> Exception | None:
    # Given back instead of raised: a traceback of the mail library names the receiver, and would be kept with the job.
    try:
        message_of(mail).send()
    except Exception as failure:  # noqa: BLE001 - whatever the backend raises is how this try ended
        return failure
    return None


def _is_final(failure: Exception) -> bool:
    """Whether the server will say the same next time: a 5xx answer about the receiver or the content (RFC 5321)."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in failure.recipients.values())
    return isinstance(failure, smtplib.SMTPDataError) and failure.smtp_code >= 500


def _said(failure: Exception) -> str:
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        answers = [f"{code} {_words(said)}" for code, said in failure.recipients.values()]
        text = "; ".join(answers)
    elif isinstance(failure, smtplib.SMTPResponseException):
        text = f"{failure.smtp_code} {_words(failure.smtp_error)}"
    else:
        text = str(failure)
    return one_line(f"{type(failure).__name__}: {_ADDRESS.sub('…', text)}", 500)


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


def _settle(mail_id: int, state: OutgoingMail.State, **more: object) -> None:
    waiting = OutgoingMail.objects.filter(pk=mail_id, state=OutgoingMail.State.WAITING)
    if state != OutgoingMail.State.FAILED:  # what failed may be tried again
        waiting.filter(kind__in=_secret).update(body="")
    waiting.update(state=state, **more)
