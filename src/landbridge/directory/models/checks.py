"""How far an organisation is verified, and whether it stands on a blacklist."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.base.models import Document
from landbridge.directory.models.organisations import NumberKind, Organisation
from landbridge.people.models import ONE_SIDE, User

#: The source of a verification that the house wrote because what had been verified was changed.
FACTS_CHANGED = "facts_changed"


@inventory(none="id organisation level by at source expires_on note document")
class Verification(models.Model):
    """Somebody verified an organisation, up to a level, from a source, until a day. Rows are written once.

    Levels: 0 nothing checked, 1 the number is well formed, 2 found in the official register, 3 seen on site or in
    the original documents. Only level 2 and above enters a published timetable.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="verifications")
    level = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(3)])
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(_("source"), max_length=200)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["expires_on"], name="verification_by_expiry")]

    def __str__(self) -> str:
        return f"level {self.level}"

    @property
    def is_by_house(self) -> bool:
        """Whether nobody checked anything: the level fell because what had been verified was changed."""
        return self.source == FACTS_CHANGED


@inventory(
    none="id side list_name name name_key number_kind number reason source listed_on added_by added_at removed_at "
    "checked_at"
)
class BlacklistEntry(models.Model):
    """An organisation one does not do business with, as some list has it. ``name_key`` is its name as compared."""

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    list_name = models.CharField(_("list"), max_length=120)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    number_kind = models.CharField(_("register"), max_length=5, choices=NumberKind, blank=True)
    number = models.CharField(_("registration number"), max_length=30, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=300)
    source = models.CharField(_("source"), max_length=200)
    listed_on = models.DateField(_("listed on"))
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)  # None: organisations are yet to be looked up again

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


@inventory(none="id organisation at by result entry matched_by reason")
class BlacklistCheck(models.Model):
    """An organisation was looked up in the blacklists. Rows are written once."""

    class Result(models.TextChoices):
        """What was found."""

        CLEAR = "clear", _("not listed")
        LISTED = "listed", _("listed")
        CLEARED = "cleared", _("listed, and found to be another")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="blacklist_checks")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    result = models.CharField(max_length=8, choices=Result)
    entry = models.ForeignKey(BlacklistEntry, models.PROTECT, null=True, blank=True, related_name="+")
    matched_by = models.CharField(max_length=20, blank=True)  # number, name
    reason = models.CharField(_("reason"), max_length=300, blank=True)  # why it was found to be another

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.result}"
