"""Searches for a timetable, what they or a repair propose, and the history of the board."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.meetings.models.fair import Fair

#: Longer than any search may run (``jobs.solve_fair``): every try begins anew.
LOST_AFTER = timedelta(minutes=30)


class SolveRun(models.Model):
    """One search: asked for, run by a job, watched by whoever waits.

    ``levels`` lists ``{name, sense, value, bound}`` in the order of the objective, as far as known.
    """

    class State(models.TextChoices):
        """How far it is. STOPPED: somebody ended it early, and what it had found counts."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("searching")
        DONE = "done", _("finished")
        STOPPED = "stopped", _("stopped early")
        FAILED = "failed", _("failed")

    UNFINISHED = (State.QUEUED, State.RUNNING)

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    seconds = models.PositiveIntegerField(
        _("seconds at most"), default=30, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    seed = models.PositiveIntegerField(_("seed"), default=0)
    phase = models.CharField(max_length=64, blank=True)
    levels = models.JSONField(default=list, blank=True)
    elapsed = models.FloatField(default=0.0)
    stop_asked = models.BooleanField(default=False)
    status = models.CharField(max_length=16, blank=True)
    reproducible = models.BooleanField(null=True, blank=True)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                name="one_search_at_a_time", fields=("fair",), condition=Q(state__in=("queued", "running"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.fair_id} #{self.pk} {self.state}"

    @property
    def is_lost(self) -> bool:
        """Whether its workers died so often that nobody takes it up again."""
        begun = self.started_at
        return self.state == self.State.RUNNING and begun is not None and timezone.now() - begun > LOST_AFTER


class Proposal(models.Model):
    """A timetable that waits for somebody to accept it, because it moves what already stands.

    ``plan`` maps wish codes to ``{slot, table, interpreter}``; ``unmet`` lists what ``UnmetWish``
    stores, by wish code; ``absences`` maps "companies", "tables" and "interpreters" to
    ``{code: [slot codes]}``, which become theirs when the proposal is accepted.
    """

    class Kind(models.TextChoices):
        """What it answers."""

        SEARCH = "search", _("search")
        REPAIR = "repair", _("repair")

    class State(models.TextChoices):
        """Whether somebody has chosen."""

        OPEN = "open", _("waits for a decision")
        ACCEPTED = "accepted", _("accepted")
        DISCARDED = "discarded", _("discarded")

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="proposals")
    run = models.OneToOneField(SolveRun, models.CASCADE, null=True, blank=True, related_name="proposal")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    plan = models.JSONField()
    unmet = models.JSONField(default=list)
    levels = models.JSONField(default=list)
    absences = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("proposal")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.fair_id} #{self.pk} {self.kind} {self.state}"


class BoardChange(models.Model):
    """One change of the board, with enough of before and after to undo it.

    Both map wish codes to ``{slot, table, interpreter, locked}``, or to null where not held.
    """

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="board_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=64)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of the board")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.fair_id} #{self.pk} {self.verb}"
