"""Exchange rates by day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory


@inventory(none="id base quote day rate source entered_by entered_at")
class ExchangeRate(models.Model):
    """How many units of ``quote`` one unit of ``base`` is on a day, and who says so."""

    base = models.CharField(_("from"), max_length=3)
    quote = models.CharField(_("to"), max_length=3)
    day = models.DateField(_("day"))
    rate = models.DecimalField(_("rate"), max_digits=20, decimal_places=10)
    source = models.CharField(_("source"), max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-day", "base", "quote"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["base", "quote", "day", "source"], name="one_rate_each"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.base}/{self.quote} {self.day}"
