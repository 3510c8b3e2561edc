"""Days that are not as their weekday says."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory


@inventory(none="id country day kind name_ko name_zh name_en is_provisional source version")
class CalendarDay(models.Model):
    """A holiday, or a weekend day on which a country works. ``is_provisional`` until the government has said so."""

    class Kind(models.TextChoices):
        """What the day is."""

        HOLIDAY = "holiday", _("holiday")
        WORKDAY = "workday", _("make-up workday")

    country = models.CharField(_("country"), max_length=2)
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name_ko = models.CharField(_("name in Korean"), max_length=120, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_provisional = models.BooleanField(_("provisional"), default=False)
    source = models.CharField(_("source"), max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["day", "country"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["country", "day"], name="one_calendar_day_each"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.day} {self.kind}"
