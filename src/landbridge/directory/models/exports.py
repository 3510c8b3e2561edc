"""Files of organisations that were taken away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.base.models import Document
from landbridge.people.models import User


@inventory(
    none="id format columns language numbers persons reason total written state document asked_by asked_at finished_at"
)
class ExportRun(models.Model):
    """One file: of which organisations, with which columns, for whom and what for.

    A small file is handed out at once and not kept. A large one is written by a job; its ``document`` is for
    ``asked_by`` alone, and only for a day. ``persons`` are the numbers of those it names: as soon as one of them may no
    longer be shown to ``asked_by``, the file is let go.
    """

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being written")
        DONE = "done", _("written")
        FAILED = "failed", _("failed")
        GONE = "gone", _("let go")

    #: States in which a job works on it.
    BUSY: ClassVar = (State.WAITING, State.RUNNING)

    format = models.CharField(max_length=4, choices=[("xlsx", "Excel (XLSX)"), ("csv", "CSV")])
    columns = models.JSONField(default=list)
    language = models.CharField(max_length=10)
    numbers = models.JSONField(default=list)  # of the organisations, in the order of the file; emptied at the end
    persons = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    total = models.PositiveIntegerField()
    written = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.total} organisations, {self.format}"

    @property
    def is_busy(self) -> bool:
        """Whether a job works on it, or is about to."""
        return self.state in self.BUSY
