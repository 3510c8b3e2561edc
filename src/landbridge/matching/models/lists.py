"""Who is recommended to whom, and who is not to be."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.directory.models import Organisation
from landbridge.matching.models.index import IndexBuild
from landbridge.people.models import User
from landbridge.programmes.models import Programme


@inventory(none="id organisation is_shown most_requests by at version")
class MatchingChoice(models.Model):
    """What an organisation decided about its part in matching; who decided nothing is shown, without a cap."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="matching_choice")
    is_shown = models.BooleanField(_("shown to companies of the other side"), default=True)
    most_requests = models.PositiveSmallIntegerField(_("open requests at most"), null=True, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"choice of {self.organisation_id}"


@inventory(none="id kind organisation other by at undone_by undone_at", confidential="reason")
class Exclusion(models.Model):
    """Why two organisations are not shown to each other.

    Never meet and competitor hold both ways; "not for us" only hides ``other`` from ``organisation``. The other side
    never learns that it was said, nor by whom.
    """

    class Kind(models.TextChoices):
        """What was said."""

        NEVER_MEET = "never_meet", _("Never meet")
        COMPETITOR = "competitor", _("Competitor")
        NOT_FOR_US = "not_for_us", _("Not for us")

    MUTUAL: ClassVar = (Kind.NEVER_MEET, Kind.COMPETITOR)

    kind = models.CharField(_("what is said"), max_length=10, choices=Kind)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="exclusions")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "organisation", "other"], condition=models.Q(undone_at=None), name="one_exclusion_each"
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("other")), name="nobody_excludes_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.organisation_id}, {self.other_id}"


@inventory(none="id programme state done total error asked_by asked_at finished_at build")
class MatchRun(models.Model):
    """Recommendations for the participants of a programme, asked for by staff; ``done`` of ``total`` are written."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    BUSY: ClassVar = (State.WAITING, State.RUNNING)

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="match_runs")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    build = models.ForeignKey(IndexBuild, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_match_run_at_a_time_each",
            )
        ]

    def __str__(self) -> str:
        return f"match run {self.pk}"


@inventory(
    none="id organisation other programme rank fit there back price net explored reasons builds is_fallback made_at"
)
class Recommendation(models.Model):
    """One place of an organisation's list, with its reasons and the builds it can be made again from.

    ``fit`` 0 to 1; ``there`` what ``other`` offers to what is sought, ``back`` the other way, null where a side seeks
    nothing; ``net`` is fit less the price of attention. Without a programme: of everybody on the other side.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="recommendations")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="recommendations")
    rank = models.PositiveSmallIntegerField()
    fit = models.FloatField()
    there = models.FloatField(null=True)
    back = models.FloatField(null=True)
    price = models.FloatField(default=0)
    net = models.FloatField()
    explored = models.BooleanField(default=False)
    reasons = models.JSONField(default=dict)
    builds = models.JSONField(default=dict)
    is_fallback = models.BooleanField(default=False)  # made without the encoder
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["organisation", "rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "other"], condition=models.Q(programme=None), name="one_recommendation_each"
            ),
            models.UniqueConstraint(
                fields=["organisation", "other", "programme"], name="one_recommendation_each_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.other_id}"
