"""E-mail on its way out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory


@inventory(
    none="id key kind purpose language state tries created_at sent_at message_id error person_number",
    personal="to subject body",
    subject="person_number",
    address="to",
    mentions="mentions__person_number",
    on_erasure=OnErasure.DELETE,
)
class OutgoingMail(models.Model):
    """One e-mail, written in the transaction of what it tells of and sent by a job. ``key`` sends it once.

    ``purpose`` is what its receiver's address is used for; the apps above decide whether it may be, when it is sent.
    ``error`` is what the mail server said, without the address.
    """

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        STOPPED = "stopped", _("not sent: no consent")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60, blank=True)  # what it tells: the code of a notice, say
    purpose = models.CharField(max_length=20, default="service")
    to = models.EmailField()
    person_number = models.BigIntegerField(null=True, blank=True, db_index=True)  # of the person it tells, if known
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["state", "created_at"], name="mail_by_state")]

    def __str__(self) -> str:
        return f"mail {self.pk} {self.state}"


@inventory(none="id mail person_number")
class MailMention(models.Model):
    """A person, other than the receiver, whom a mail's words name: erased with them, as is a mail that still waits."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="mentions")
    person_number = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mail", "person_number"], name="one_mail_mention_each"),
        ]

    def __str__(self) -> str:
        return f"{self.mail_id}: {self.person_number}"
