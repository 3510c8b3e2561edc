"""Mail goes out once, is never lost, and carries nothing in its headers that a name brought along."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from landbridge.base import mail as outbox
from landbridge.base.mail import asked_before_sending, enqueue_waiting, message_of, send_later, send_mail, try_again
from landbridge.base.models import Job, OutgoingMail

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


def written(key: str = "test:1", **more: object) -> OutgoingMail:
    words: dict[str, object] = {"to": "wang@test.example", "subject": "예약 확인", "body": "您好", "language": "ko"}
    return send_later(key=key, **(words | more))  # type: ignore[arg-type]


class Unwilling(EmailBackend):
    """A mail server that answers each message with ``answer``, until it is None."""

    answer: Exception | None = None

    def send_messages(self, messages: Sequence[Any]) -> int:
        if Unwilling.answer is not None:
            raise Unwilling.answer
        return int(super().send_messages(messages))


@pytest.fixture
def unwilling(settings: object) -> Iterator[type[Unwilling]]:
    settings.EMAIL_BACKEND = f"{__name__}.Unwilling"  # type: ignore[attr-defined]
    yield Unwilling
    Unwilling.answer = None


def test_a_mail_is_sent_once_however_often_it_is_written_or_its_job_runs(run_jobs: Callable[[], list[str]]) -> None:
    first, second = written(), written(subject="another")
    assert first == second
    assert run_jobs() == ["base.send_mail"]
    send_mail(mail_id=first.pk)
    assert [message.subject for message in django_mail.outbox] == ["예약 확인"]
    first.refresh_from_db()
    assert (first.state, first.tries, first.error) == (State.SENT, 1, "")
    assert first.sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_written_with_its_change_or_not_at_all() -> None:
    with pytest.raises(TransactionManagementError):
        written()
    with transaction.atomic():
        written()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not Job.objects.exists()


def test_nobody_is_written_to_at_what_is_no_address() -> None:
    for to in ("wang", "wang@test.example\nBcc: all@test.example", "a@b.example, c@d.example", ""):
        with pytest.raises(ValidationError):
            written(to=to)


@given(subject=st.text(max_size=400), body=st.text(max_size=400))
def test_whatever_is_written_has_one_subject_one_receiver_and_its_text(subject: str, body: str) -> None:
    with transaction.atomic():
        row = written(key="test:any", subject=subject, body=body)
        travels = message_from_bytes(message_of(row).message().as_bytes())
        transaction.set_rollback(True)
    assert travels.get_all("To") == ["wang@test.example"]
    assert travels.get_all("Bcc") is travels.get_all("Cc") is None
    assert str(make_header(decode_header(travels["Subject"] or ""))).split() == row.subject.split()
    assert "\n" not in row.subject
    assert travels.get_content_type() == "text/plain"
    assert travels.get_content_charset() == "utf-8"
    payload = travels.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode() == row.body


def test_a_second_header_cannot_be_begun() -> None:
    row = written(subject="Fair\r\nBcc: all@test.example\r\n\r\nDear all")
    assert row.subject == "Fair Bcc: all@test.example Dear all"
    travels = message_from_bytes(message_of(row).message().as_bytes())
    assert travels["Bcc"] is None
    assert travels["Auto-Submitted"] == "auto-generated"
    assert travels["Content-Language"] == "ko"
    assert travels["Message-ID"] == row.message_id


def test_a_server_that_is_away_is_tried_again_under_the_same_identifier(
    unwilling: type[Unwilling], run_jobs: Callable[[], list[str]]
) -> None:
    row = written()
    unwilling.answer = smtplib.SMTPServerDisconnected("wang@test.example: Connection closed")
    run_jobs()
    row.refresh_from_db()
    job = Job.objects.get()
    assert (row.state, row.tries, job.result.status) == (State.WAITING, 1, "READY")
    assert "Connection closed" in row.error
    assert "wang@" not in row.error + job.last_error, "an address may not stay behind in the queue"
    unwilling.answer = None
    identifier = row.message_id
    job.result.run_after = timezone.now()
    job.result.save()
    assert run_jobs() == ["base.send_mail"]
    assert [message.extra_headers["Message-ID"] for message in django_mail.outbox] == [identifier]
    row.refresh_from_db()
    assert (row.state, row.tries, row.error) == (State.SENT, 2, "")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"wang@test.example": (550, b"5.1.1 no <wang@test.example>")}), State.FAILED),
        (smtplib.SMTPRecipientsRefused({"wang@test.example": (450, b"busy")}), State.WAITING),
        (smtplib.SMTPDataError(554, b"spam"), State.FAILED),
        (smtplib.SMTPSenderRefused(451, b"later", "no-reply@test.example"), State.WAITING),
        (ConnectionRefusedError(111, "refused"), State.WAITING),
    ],
)
def test_what_the_server_will_say_again_is_not_asked_again(
    unwilling: type[Unwilling], run_jobs: Callable[[], list[str]], answer: Exception, state: str
) -> None:
    row = written()
    unwilling.answer = answer
    run_jobs()
    row.refresh_from_db()
    assert row.state == state
    assert row.error
    assert "@test" not in row.error


def test_after_the_last_try_it_has_failed_until_staff_try_again(
    unwilling: type[Unwilling], run_jobs: Callable[[], list[str]]
) -> None:
    row = written()
    unwilling.answer = TimeoutError("timed out")
    Job.objects.update(tries=1)
    run_jobs()
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert "timed out" in row.error
    unwilling.answer = None
    assert try_again(row)
    assert not try_again(row)
    run_jobs()
    row.refresh_from_db()
    assert (row.state, row.tries) == (State.SENT, 1)


def test_a_mail_whose_job_is_gone_gets_another_and_one_with_a_job_does_not() -> None:
    for number in range(3):
        written(key=f"test:{number}")
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    Job.objects.filter(key__endswith=str(OutgoingMail.objects.order_by("pk")[0].pk)).delete()
    assert enqueue_waiting() == 3
    assert Job.objects.exclude(key=None).count() == 3


def test_an_app_above_stops_a_mail_when_it_is_sent(
    monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(outbox, "_gates", [])
    asked_before_sending(lambda mail: mail.purpose != "news")
    stopped, sent = written(key="test:1", purpose="news"), written(key="test:2")
    run_jobs()
    stopped.refresh_from_db()
    sent.refresh_from_db()
    assert (stopped.state, sent.state) == (State.STOPPED, State.SENT)
    assert len(django_mail.outbox) == 1


def test_a_mail_that_was_erased_meanwhile_is_not_sent(run_jobs: Callable[[], list[str]]) -> None:
    written().delete()
    assert run_jobs() == ["base.send_mail"]
    assert django_mail.outbox == []
