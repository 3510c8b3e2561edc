"""Organisations that may be the same, the search for them over a whole side, and those that were made one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.directory.models.organisations import Organisation
from landbridge.people.models import ONE_SIDE, User


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
        SCRIPT = "script", _("names that sound alike across scripts")

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


@inventory(none="id side state cursor done total found error asked_by asked_at finished_at")
class DuplicateSearch(models.Model):
    """A side's organisations compared with each other, batch by batch.

    ``cursor`` is the number of the last organisation compared; it is committed with the pairs that were found, so
    that a search that was killed goes on where it was.
    """

    class State(models.TextChoices):
        """How far it is."""

        RUNNING = "running", _("under way")
        DONE = "done", _("finished")
        FAILED = "failed", _("failed")

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["side"], condition=Q(state="running"), name="one_duplicate_search_at_a_time_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} #{self.pk} {self.state}"


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
