"""What crosses the border: the flows, on what basis, and how often."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.people.models.accounts import ONE_SIDE, User
from landbridge.people.models.consents import Purpose
from landbridge.people.models.persons import Person


@inventory(
    none="id side title scope necessity risks measures safeguards conclusion done_by done_on keep_until previous "
    "created_at created_by"
)
class Assessment(models.Model):
    """An impact assessment (영향평가 / 个人信息保护影响评估), kept three years at least. Rows are written once.

    It is of the side whose data goes out. Its parts are those of PIPL art. 56 and of the guide to Korea's privacy
    impact assessment (PIPA art. 33); three years: PIPL art. 56. What has changed is assessed in a new row, which
    says which one it takes the place of.
    """

    side = models.CharField(max_length=10, choices=ONE_SIDE)
    title = models.CharField(_("title"), max_length=200)
    necessity = models.TextField(_("purpose, lawfulness and necessity"))
    scope = models.TextField(_("data and people concerned"))
    risks = models.TextField(_("risks to the people concerned"))
    measures = models.TextField(_("measures, and whether they fit the risks"))
    safeguards = models.TextField(_("how the recipient keeps the data safe"))
    conclusion = models.TextField(_("conclusion"))
    done_by = models.CharField(_("assessed by"), max_length=120)
    done_on = models.DateField(_("assessed on"))
    keep_until = models.DateField(_("kept until"))
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="following")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title


#: The parts in which an assessment is written, in order. None may be empty.
ASSESSED = ("necessity", "scope", "risks", "measures", "safeguards", "conclusion")


class Basis(models.TextChoices):
    """What a transfer rests on."""

    CONSENT = "consent", _("separate consent")
    CONTRACT = "contract", _("standard contract")
    CERTIFICATION = "certification", _("certification")


@inventory(
    none="id code name from_region to_region recipient purpose items basis is_sensitive assessment is_on "
    "switched_at switched_by version"
)
class TransferFlow(models.Model):
    """One kind of crossing: what goes from where to whom, and on what basis. It can't be on without an assessment."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    from_region = models.CharField(_("from"), max_length=2)
    to_region = models.CharField(_("to"), max_length=2)
    recipient = models.CharField(_("recipient"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    items = models.TextField(_("data"))
    basis = models.CharField(_("basis"), max_length=15, choices=Basis)
    is_sensitive = models.BooleanField(_("holds sensitive data"), default=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, blank=True, related_name="flows")
    is_on = models.BooleanField(_("switched on"), default=False)
    switched_at = models.DateTimeField(null=True, blank=True)
    switched_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_on=False) | models.Q(assessment__isnull=False),
                name="no_flow_without_an_assessment",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@inventory(none="id flow person year first_at count")
class TransferEntry(models.Model):
    """A person whose data went through a flow in a year, and how often. The year's count of people is its rows."""

    flow = models.ForeignKey(TransferFlow, models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    year = models.PositiveSmallIntegerField()
    first_at = models.DateTimeField(auto_now_add=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flow", "year", "person"], name="one_transfer_entry_each"),
        ]

    def __str__(self) -> str:
        return f"{self.flow_id} {self.year}: {self.person_id}"
