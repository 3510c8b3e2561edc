"""Screening: who evaluates, what stands in their way, their marks, and the selection that follows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.directory.models import Organisation
from landbridge.people.models import User
from landbridge.programmes.models.applications import Application
from landbridge.programmes.models.calls import Call


@inventory(
    none="id user organisation kind declared_by declared_at ended_at",
    personal="note",
    subject="user__person",
    on_erasure=OnErasure.DELETE,
)
class EmployerTie(models.Model):
    """What ties somebody who evaluates to an organisation: they may not judge its applications."""

    class Kind(models.TextChoices):
        """What ties them."""

        EMPLOYER = "employer", _("employer")
        FORMER = "former", _("former employer")
        DECLARED = "declared", _("declared by themselves")

    user = models.ForeignKey(User, models.CASCADE, related_name="employer_ties")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(_("what ties them"), max_length=8, choices=Kind)
    note = models.CharField(_("note"), max_length=200, blank=True)
    declared_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation", "kind"], condition=Q(ended_at=None), name="one_open_tie_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.organisation_id}"


@inventory(
    none="id call user invited_by invited_at ended_at",
    subject="user__person",
    on_erasure=OnErasure.KEEP,
    because="A selection is answered for by who made it; of whoever is erased an account without a name is left.",
)
class Evaluator(models.Model):
    """Somebody who evaluates the applications to a call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="evaluators")
    user = models.ForeignKey(User, models.PROTECT, related_name="evaluates")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "user"], condition=Q(ended_at=None), name="an_evaluator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for call {self.call_id}"


@inventory(none="id evaluator application state because assigned_by assigned_at version")
class Assignment(models.Model):
    """One application before one evaluator."""

    class State(models.TextChoices):
        """Where it stands."""

        ASSIGNED = "assigned", _("assigned")
        CONFLICT = "conflict", _("conflict of interest")
        SUBMITTED = "submitted", _("submitted")
        ENDED = "ended", _("taken back")

    evaluator = models.ForeignKey(Evaluator, models.CASCADE, related_name="assignments")
    application = models.ForeignKey(Application, models.CASCADE, related_name="assignments")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASSIGNED)
    because = models.CharField(_("why"), max_length=20, blank=True)  # the conflict's code
    assigned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluator", "application"], name="one_assignment_each"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} before {self.evaluator_id}"


@inventory(
    none="id assignment submitted_at sha256 updated_at version",
    confidential="marks comment",
)
class ScoreSheet(models.Model):
    """An evaluator's marks: a draft until submitted, then fixed. Nobody sees others' before submitting their own."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="sheet")
    marks = models.JSONField(default=dict)  # criterion code → mark, as text
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"marks of {self.assignment_id}"


@inventory(none="id call state sha256 made_by made_at announced_at announced_by version")
class Selection(models.Model):
    """The ranking of a call's applications, proposed, approved and announced. A new one takes an old one's place."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        DECIDING = "deciding", _("awaiting approval")
        APPROVED = "approved", _("approved")
        ANNOUNCED = "announced", _("announced")
        REPLACED = "replaced", _("replaced")

    call = models.ForeignKey(Call, models.CASCADE, related_name="selections")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call"], condition=~Q(state="replaced"), name="one_current_selection_a_call"
            ),
        ]

    def __str__(self) -> str:
        return f"selection {self.pk} of call {self.call_id}"


@inventory(none="id selection application result reason", confidential="rubric bonus total rank")
class SelectionRow(models.Model):
    """One application in a selection: its mark, its bonus points, its rank and what follows."""

    class Result(models.TextChoices):
        """What follows."""

        SELECTED = "selected", _("selected")
        RESERVE = "reserve", _("on the reserve list")
        REJECTED = "rejected", _("not selected")
        INELIGIBLE = "ineligible", _("not eligible")

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="selection_rows")
    rubric = models.DecimalField(_("mark"), max_digits=6, decimal_places=2, null=True)
    bonus = models.DecimalField(_("bonus points"), max_digits=5, decimal_places=2, default=0)
    total = models.DecimalField(_("total"), max_digits=7, decimal_places=2, null=True)
    rank = models.PositiveIntegerField(_("rank"), null=True)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    reason = models.CharField(max_length=40, blank=True)  # a code; for the ineligible, the rule's

    class Meta:
        ordering: ClassVar = ["rank", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["selection", "application"], name="an_application_is_ranked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.application_id}"
