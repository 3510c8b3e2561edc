"""Workbooks of organisations, taken in batch by batch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.base.models import Document
from landbridge.directory.models.organisations import Organisation
from landbridge.people.models import Side, User


@inventory(
    none="id side document sha256 mapping mapping_sha256 sheet header_row state dry cursor rows counts faults error "
    "asked_by created_at started_at finished_at"
)
class ImportRun(models.Model):
    """One file, under one mapping of its columns, on its way into the directory.

    ``cursor`` is the number of rows done; it is committed with their changes, so that a run that was killed goes on
    where it was. The same file under the same mapping is taken in once.
    """

    class State(models.TextChoices):
        """Where it is."""

        MAPPING = "mapping", _("columns to be matched")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being imported")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")
        REFUSED = "refused", _("not readable")

    side = models.CharField(_("side"), max_length=10, choices=[choice for choice in Side.choices if choice[0]])
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=120, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(default=dict)  # column number → field
    mapping_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.MAPPING)
    dry = models.JSONField(default=dict)  # counts of the rehearsal: new, changed, unchanged, rejected, …
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
        ]

    def __str__(self) -> str:
        return f"import {self.pk} {self.state}"


@inventory(
    none="id run row organisation person_number outcome",
    personal="cells faults",
    subject="person_number",
    on_erasure=OnErasure.DELETE,
)
class ImportedRow(models.Model):
    """What became of one row of a file. ``cells`` are kept only of rows that were turned back, with their faults."""

    class Outcome(models.TextChoices):
        """What became of it."""

        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REJECTED = "rejected", _("turned back")

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
