"""A document on its way past those who decide: draft → review → consult → approve (기안·검토·협조·결재)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.base.text import Trilingual
from landbridge.people.models import ONE_SIDE, User


@inventory(
    none="id side subject_kind subject_id title content sha256 state year number drafted_by drafted_at "
    "submitted_at decided_at voided_at voided_because version"
)
class Approval(models.Model):
    """What one side is asked to approve: a subject of an app (an agreement, a call, a selection) as it is now.

    ``content`` is what is approved, as canonical JSON, and ``sha256`` its digest: whoever changes the subject
    voids the approval. ``year`` and ``number`` are given at the approval, running within side and year.
    """

    class State(models.TextChoices):
        """Where the document is."""

        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        CONSULT = "consult", _("in consultation")
        DECIDE = "decide", _("for approval")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")
        VOID = "void", _("void")

    #: On its way, or approved: of these a subject has at most one on each side.
    OPEN = ("draft", "review", "consult", "decide", "approved")

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    title = models.JSONField(_("title"))  # one for each language
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("approval")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id"], name="approval_by_subject")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["side", "subject_kind", "subject_id"],
                condition=Q(state__in=("draft", "review", "consult", "decide", "approved")),
                name="one_open_approval_a_side",
            ),
            models.UniqueConstraint(fields=["side", "year", "number"], name="approval_numbers_are_unique"),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(number__isnull=False) & Q(decided_at__isnull=False)),
                name="what_is_approved_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return self.titles.read(get_language() or "en")[0]

    @property
    def titles(self) -> Trilingual:
        """The title in each language, as it was when the approval was asked."""
        title = self.title
        return Trilingual(title.get("ko", ""), title.get("zh-hans", ""), title.get("en", ""), title.get("original", ""))


@inventory(none="id side year last")
class ApprovalBook(models.Model):
    """The register of a side's approved documents in one year: the number that was given last.

    A row to hold on to: two documents approved in the same moment take their numbers one after the other, and a number
    whose transaction fails is free again. So there is neither a gap nor a number given twice.
    """

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["side", "year"], name="one_book_a_side_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.year}: {self.last}"


@inventory(none="id approval position duty assignee state manner decided_by decided_at comment")
class ApprovalStep(models.Model):
    """One person's part in it, in order.

    ``manner`` says how it was decided: by the assignee, by delegated authority (전결: the assignee's authority was
    given to another for such documents) or for an absent superior (대결: the assignee sees it afterwards).
    """

    class Duty(models.TextChoices):
        """What is asked of the assignee."""

        REVIEW = "review", _("review")
        CONSULT = "consult", _("consultation")
        DECIDE = "decide", _("approval")

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting", _("waiting")
        CURRENT = "current", _("to be decided")
        DONE = "done", _("done")
        RETURNED = "returned", _("returned")
        DROPPED = "dropped", _("no longer needed")

    class Manner(models.TextChoices):
        """In what right it was decided."""

        OWN = "own", _("in person")
        DELEGATED = "delegated", _("by delegated authority")
        ABSENT = "absent", _("for an absent superior")

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    duty = models.CharField(_("duty"), max_length=8, choices=Duty)
    assignee = models.ForeignKey(User, models.PROTECT, related_name="approval_steps")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    manner = models.CharField(_("in what right"), max_length=10, choices=Manner, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(_("comment"), max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["approval", "position"], name="approval_steps_are_in_order"),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(decided_by__isnull=False) & ~Q(manner="")),
                name="a_decided_step_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id}.{self.position} {self.duty}"


@inventory(none="id side of to manner subject_kinds from_on until_on reason granted_by created_at ended_at")
class Delegation(models.Model):
    """Who decides in whose place: for some kinds of documents at all times, or while somebody is away."""

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    of = models.ForeignKey(User, models.CASCADE, related_name="delegations_given")
    to = models.ForeignKey(User, models.CASCADE, related_name="delegations_held")
    manner = models.CharField(_("in what right"), max_length=10, choices=ApprovalStep.Manner)
    subject_kinds = models.JSONField(_("for which documents"), default=list)  # none: for all
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-from_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(of=models.F("to")), name="nobody_stands_in_for_themselves"),
            models.CheckConstraint(condition=Q(manner__in=("delegated", "absent")), name="delegation_has_its_right"),
        ]

    def __str__(self) -> str:
        return f"{self.to_id} for {self.of_id}"

    def covers(self, kind: str) -> bool:
        """Whether it is for documents of this kind."""
        return not self.subject_kinds or kind in self.subject_kinds
