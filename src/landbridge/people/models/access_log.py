"""Who looked at whom: a chain of hashes, so that a changed or missing row shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from landbridge.base.inventory import OnErasure, inventory
from landbridge.people.models.accounts import Side, User


@inventory(
    none="id number at actor side action route count across hour reason request_id previous sha256",
    personal="ip",
    subject="actor__person",
    on_erasure=OnErasure.KEEP,
    because=gettext_noop(
        "Access to personal data is logged for one or two years (Korea: standard of safety measures, art. 8)."
    ),
)
class AccessEntry(models.Model):
    """One look at personal data. Rows are written once, numbered without gaps; each holds the last one's hash.

    ``side`` is the one the actor acted for, ``across`` how many of the persons are of the other, and ``hour`` the
    hour of the actor's own day: kept as they were, so that a month can be reviewed by them later.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=10, choices=Side, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    action = models.CharField(max_length=20)  # list, view, export, search, api, mail
    route = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    across = models.PositiveIntegerField(default=0)
    hour = models.PositiveSmallIntegerField(null=True)  # null where the house itself looked
    reason = models.CharField(max_length=300, blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["side", "at"], name="access_by_side"),
            models.Index(fields=["actor", "at"], name="access_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"


@inventory(none="id number sha256")
class AccessHead(models.Model):
    """The last entry of the chain, in one row: whoever writes the next entry locks it.

    It also shows when entries were cut off at the end, where no later one points back to them.
    """

    number = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_access_head")]

    def __str__(self) -> str:
        return f"up to {self.number}"


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


@inventory(none="id side month reviewed_by reviewed_at entries is_intact findings up_to sha256")
class AccessReview(models.Model):
    """A month of the access log that a side went through. Rows are written once.

    ``up_to`` and ``sha256`` are the chain's last entry then: whoever notes them down elsewhere can tell later
    whether even the whole chain was written anew.
    """

    side = models.CharField(max_length=10, choices=Side)
    month = models.DateField(_("month"))  # its first day
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)
    entries = models.PositiveIntegerField()
    is_intact = models.BooleanField()
    findings = models.TextField(_("findings"), blank=True)
    up_to = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["side", "month"], name="one_access_review_each")]

    def __str__(self) -> str:
        return f"{self.side} {self.month:%Y-%m}"
