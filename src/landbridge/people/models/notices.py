"""What the house tells people: in their inbox here, and by e-mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.people.models.accounts import User


@inventory(none="id code language subject body edited_by edited_at version")
class NoticeTemplate(models.Model):
    """The words of one kind of notice in one language, where staff changed the house's own."""

    code = models.CharField(max_length=60)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "language"], name="one_template_each"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.language}"


@inventory(
    none="id receiver code language link created_at read_at key",
    personal="subject body",
    subject="receiver__person",
    mentions="mentions__person_number",
    on_erasure=OnErasure.DELETE,
)
class Notice(models.Model):
    """Something a person is told, worded in their language when it was made. ``key`` keeps it from being told twice."""

    receiver = models.ForeignKey(User, models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)  # a path of this site
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["receiver", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.code} to {self.receiver_id}"


@inventory(none="id notice person_number")
class NoticeMention(models.Model):
    """A person, other than the receiver, whom a notice's words name: the notice is deleted when they are erased."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="mentions")
    person_number = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "person_number"], name="one_notice_mention_each"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.person_number}"
