"""Who takes part: the offer, the answer, the deposit, and the documents that are due."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.base.models import Document
from landbridge.people.models import ONE_SIDE, User
from landbridge.programmes.models.applications import UNTIED, Application
from landbridge.programmes.models.programmes import Programme


@inventory(
    none="id programme application side state place answer_by answered_at answered_by deposit deposit_on "
    "moved_up_at created_at updated_at version",
    personal="reason",
    subject="application__person",
    untied=UNTIED,
)
class Participation(models.Model):
    """A place in a programme that was offered to an applicant.

    ``place`` is a number from 1 to the call's places, held by an offer or a confirmation: the constraint below is
    what keeps two from taking the last one. ``deposit_on`` is the day of the deposit's latest change.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OFFERED = "offered", _("offered")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        COMPLETED = "completed", _("completed")
        SETTLED = "settled", _("settled")

    class Deposit(models.TextChoices):
        """What has become of the deposit."""

        NONE = "", _("no deposit")
        DUE = "due", _("due")
        PAID = "paid", _("paid")
        RETURNED = "returned", _("paid back")
        KEPT = "kept", _("kept")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    application = models.OneToOneField(Application, models.PROTECT, related_name="participation")
    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OFFERED)
    place = models.PositiveIntegerField(null=True, blank=True)
    answer_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    deposit = models.CharField(_("deposit"), max_length=8, choices=Deposit, blank=True)
    deposit_on = models.DateField(null=True, blank=True)
    moved_up_at = models.DateTimeField(null=True, blank=True)  # from the reserve list
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("participation")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "place"], name="a_place_is_taken_once"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", place=None) | (~Q(state="withdrawn") & Q(place__isnull=False)),
                name="who_takes_part_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"participation {self.pk}"


@inventory(
    none="id participation code title_ko title_zh title_en due_on state document handed_in_by handed_in_at version",
    personal="note",
    subject="participation__application__person",
    untied=UNTIED,
)
class RequiredDocument(models.Model):
    """A document a participant owes by a day, and what has become of it."""

    class State(models.TextChoices):
        """What has become of it."""

        DUE = "due", _("due")
        RECEIVED = "received", _("received")
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned for correction")

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="required")
    code = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=120)
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DUE)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    handed_in_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participation", "code"], name="a_document_is_due_once"),
        ]

    def __str__(self) -> str:
        return self.code
