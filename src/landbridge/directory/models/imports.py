"""Workbooks of organisations, taken in batch by batch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.base.models import Document
from landbridge.directory.models.organisations import Organisation
from landbridge.people.models import ONE_SIDE, User


@inventory(
    none="id side name document sha256 outline sheet header_sha256 mapping mapping_sha256 state stop_asked dry cursor "
    "rows counts faults error asked_by created_at started_at finished_at"
)
class ImportRun(models.Model):
    """One file, under one mapping of its columns, on its way into the directory.

    ``cursor`` is the number of rows done; it is committed with their changes, so that a run that was killed goes on
    where it was. The same file under the same mapping is taken in once, and a side takes in one file at a time.
    The file itself is let go when the run is done: what it said about people is kept nowhere twice.
    """

    class State(models.TextChoices):
        """Where it is."""

        READING = "reading", _("being read")
        MAPPING = "mapping", _("columns to be matched")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being imported")
        STOPPED = "stopped", _("stopped")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")
        REFUSED = "refused", _("not readable")

    #: States in which a job works on it.
    BUSY: ClassVar = (State.READING, State.CHECKING, State.RUNNING)

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    name = models.CharField(_("file name"), max_length=200)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    outline = models.JSONField(default=list)  # of each sheet: name, header rows, headings, number of rows
    sheet = models.CharField(max_length=120, blank=True)
    header_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    mapping = models.JSONField(default=dict)  # column number → field
    mapping_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    stop_asked = models.BooleanField(default=False)
    dry = models.JSONField(default=dict)  # counts of the rehearsal: new, changed, unchanged, rejected
    cursor = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)  # of the file as a whole
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["side", "sha256", "sheet", "mapping_sha256"],
                condition=models.Q(state__in=("running", "done")),
                name="one_import_of_a_file",
            ),
            models.UniqueConstraint(
                fields=["side"], condition=models.Q(state="running"), name="one_import_at_a_time_each"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """Whether a job works on it, or is about to."""
        return self.state in self.BUSY


@inventory(
    none="id run row organisation person_number outcome",
    personal="cells faults",
    subject="person_number",
    on_erasure=OnErasure.DELETE,
)
class ImportedRow(models.Model):
    """What became of one row of a file; before the import, what would become of it.

    ``cells`` are kept of rows that were turned back, with their faults; before the import also of the first few
    rows of each outcome, to be looked at.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REJECTED = "rejected", _("turned back")
        SAMPLE = "sample", _("a sample")  # read, and not yet judged

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="imported")
    row = models.PositiveIntegerField()  # as Excel numbers it
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    person_number = models.BigIntegerField(null=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    cells = models.JSONField(default=list)
    faults = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["row"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "row"], name="one_outcome_a_row"),
        ]

    def __str__(self) -> str:
        return f"row {self.row}: {self.outcome}"
