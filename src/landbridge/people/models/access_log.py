"""Who looked at whom: a chain of hashes, so that a changed or missing row shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.people.models.accounts import User


@inventory(
    none="id number at actor action route count reason request_id previous sha256",
    personal="ip",
    subject="actor__person",
    on_erasure=OnErasure.KEEP,
    because="Access to personal data is logged for one or two years (Korea: standard of safety measures, art. 8).",
)
class AccessEntry(models.Model):
    """One look at personal data. Rows are written once, numbered without gaps; each holds the last one's hash."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ip = models.GenericIPAddressField(null=True, blank=True)
    action = models.CharField(max_length=20)  # list, view, export, search, api, mail
    route = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"


@inventory(none="id entry person_number")
class AccessSubject(models.Model):
    """A person whom an entry is about, by number, so that the row outlives an erasure. Part of the entry's hash."""

    entry = models.ForeignKey(AccessEntry, models.PROTECT, related_name="subjects")
    person_number = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "person_number"], name="one_access_subject_each"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.person_number}"


@inventory(none="id month reviewed_by reviewed_at entries is_intact findings")
class AccessReview(models.Model):
    """A month of the access log that somebody went through."""

    month = models.DateField(_("month"), unique=True)  # its first day
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)
    entries = models.PositiveIntegerField()
    is_intact = models.BooleanField()
    findings = models.TextField(_("findings"), blank=True)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
