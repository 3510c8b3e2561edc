"""A fair, and its rounds, tables, companies and interpreters."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def no_slots() -> list[str]:
    """The slot codes of somebody who is always there."""
    return []


class Fair(models.Model):
    """One event of scheduled meetings. ``version`` rises with every change of its timetable or settings."""

    title = models.CharField(_("title"), max_length=200)
    timezone = models.CharField(_("time zone"), max_length=64)
    date_from = models.DateField(_("first day"))
    date_to = models.DateField(_("last day"))
    max_in_row = models.PositiveSmallIntegerField(
        _("most rounds in a row"), default=4, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    spare_tables = models.PositiveSmallIntegerField(_("spare tables"), default=0, validators=[MaxValueValidator(1000)])
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("fair")
        ordering = ("-date_from", "-pk")
        constraints = (
            models.CheckConstraint(name="fair_ends_after_it_begins", condition=Q(date_to__gte=F("date_from"))),
            models.CheckConstraint(name="fair_rows_of_one_or_more", condition=Q(max_in_row__gte=1)),
        )

    def __str__(self) -> str:
        return self.title


class FairSlot(models.Model):
    """One round: ``start`` and ``end`` are local times of the fair's zone."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="slots")
    code = models.CharField(_("slot"), max_length=64)
    day = models.DateField(_("day"))
    start = models.TimeField(_("start"))
    end = models.TimeField(_("end"))
    session = models.CharField(_("session"), max_length=64, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("slot")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(name="slot_code_once_a_fair", fields=("fair", "code")),
            models.UniqueConstraint(name="slot_position_once_a_fair", fields=("fair", "position")),
            models.CheckConstraint(name="slot_ends_after_it_starts", condition=Q(end__gt=F("start"))),
        )

    def __str__(self) -> str:
        return self.code


class FairTable(models.Model):
    """A place where one meeting at a time is held; ``unavailable`` lists slot codes."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="tables")
    code = models.CharField(_("table"), max_length=64)
    area = models.CharField(_("area"), max_length=100, blank=True)
    unavailable = models.JSONField(default=no_slots, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("table")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="table_code_once_a_fair", fields=("fair", "code")),)

    def __str__(self) -> str:
        return self.code


class Company(models.Model):
    """A company that meets. ``languages`` reads "ko,en:2": fluent where no level 1..3 is given."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="companies")
    code = models.CharField(_("company"), max_length=64)
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    side = models.CharField(_("side"), max_length=32, blank=True)
    languages = models.CharField(_("languages"), max_length=200)
    max_meetings = models.PositiveIntegerField(_("most meetings"), null=True, blank=True)
    unavailable = models.JSONField(default=no_slots, blank=True)
    home_table = models.ForeignKey(FairTable, models.SET_NULL, null=True, blank=True, related_name="residents")
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="company_code_once_a_fair", fields=("fair", "code")),)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the reader's language, else in another one, else its code."""
        names = {"ko": self.name_ko, "zh": self.name_zh, "en": self.name_en}
        own = names.get((get_language() or "en")[:2], "")
        return own or self.name_en or self.name_ko or self.name_zh or self.code


class FairInterpreter(models.Model):
    """An interpreter at a fair. Where ``max_in_row`` is empty the fair's own limit holds."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="interpreters")
    code = models.CharField(_("interpreter"), max_length=64)
    name = models.CharField(_("name"), max_length=200, blank=True)
    languages = models.CharField(_("languages"), max_length=200)
    side = models.CharField(_("side"), max_length=32, blank=True)
    grade = models.CharField(_("grade"), max_length=32, blank=True)
    unavailable = models.JSONField(default=no_slots, blank=True)
    max_in_row = models.PositiveSmallIntegerField(_("most rounds in a row"), null=True, blank=True)
    max_per_day = models.PositiveSmallIntegerField(_("most rounds a day"), null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("interpreter")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="interpreter_code_once_a_fair", fields=("fair", "code")),)

    def __str__(self) -> str:
        return self.name or self.code
