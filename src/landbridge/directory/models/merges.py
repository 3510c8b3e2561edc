"""Organisations that may be the same, and those that were made one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.directory.models.organisations import Organisation
from landbridge.people.models import User


@inventory(none="id one other reason score state found_at decided_by decided_at")
class DuplicatePair(models.Model):
    """Two organisations that may be the same one, the smaller number first."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("to decide")
        MERGED = "merged", _("merged")
        DIFFERENT = "different", _("not the same")

    class Reason(models.TextChoices):
        """Why the two are put side by side."""

        NUMBER = "number", _("the same registration number")
        NAME = "name", _("similar names")

    one = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    score = models.FloatField()  # 0 to 1
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="one_duplicate_pair_each"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="duplicate_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


@inventory(none="id kept gone at by moved before undone_at undone_by")
class Merge(models.Model):
    """A duplicate made part of another: what moved, and what the kept one was before, so that it can be undone."""

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Organisation, models.PROTECT, related_name="merged_as")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)  # model label → row numbers
    before = models.JSONField(default=dict)  # field of the kept one → its value before
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
