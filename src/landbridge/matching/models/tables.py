"""Published code tables that an operator imported: HS, KSIC, GB/T 4754."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.people.models import User


@inventory(none="id scheme edition name source licence valid_from rows sha256 by at is_current")
class CodeTable(models.Model):
    """One edition of one scheme. Of a scheme one is current; older ones stay until they are taken away."""

    class Scheme(models.TextChoices):
        """The tree its codes stand in."""

        HS = "hs", _("HS (goods)")
        KSIC = "ksic", _("KSIC (Korea's industries)")
        GBT = "gbt", _("GB/T 4754 (China's industries)")

    scheme = models.CharField(_("scheme"), max_length=4, choices=Scheme)
    edition = models.CharField(_("edition"), max_length=40)
    name = models.CharField(_("file name"), max_length=200)
    source = models.CharField(_("source"), max_length=300)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["scheme", "-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme"], condition=models.Q(is_current=True), name="one_current_table_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.edition}"


@inventory(none="id table code ko zh en")
class CodeRow(models.Model):
    """One code and what it covers, in the languages the table has."""

    table = models.ForeignKey(CodeTable, models.CASCADE, related_name="codes")
    code = models.CharField(_("code"), max_length=12)
    ko = models.TextField(blank=True)
    zh = models.TextField(blank=True)
    en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "code"], name="one_row_each_code")]

    def __str__(self) -> str:
        return self.code
