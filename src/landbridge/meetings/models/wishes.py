"""Who asked to meet whom, how much, and under which conditions."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from landbridge.meetings.models.fair import Company, Fair, FairSlot, FairTable, no_slots


class Wish(models.Model):
    """A meeting somebody asked for; ``length`` counts slots in a row, no ``sessions`` means any."""

    class Priority(models.TextChoices):
        """How much a meeting is wished for, highest first; the values are the engine's own."""

        MUST = "must", _("must meet")
        MUTUAL = "mutual", _("wanted by both")
        WANT = "want", _("wanted")
        MAYBE = "maybe", _("if there is room")

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="wishes")
    code = models.CharField(_("wish"), max_length=64)
    priority = models.CharField(_("priority"), max_length=8, choices=Priority, default=Priority.WANT)
    length = models.PositiveSmallIntegerField(_("slots"), default=1, validators=[MinValueValidator(1)])
    sessions = models.JSONField(default=no_slots, blank=True)
    fixed_slot = models.ForeignKey(FairSlot, models.SET_NULL, null=True, blank=True, related_name="+")
    fixed_table = models.ForeignKey(FairTable, models.SET_NULL, null=True, blank=True, related_name="+")
    companies: models.ManyToManyField[Company, WishCompany] = models.ManyToManyField(
        Company, through="WishCompany", related_name="wishes"
    )
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(name="wish_code_once_a_fair", fields=("fair", "code")),
            models.CheckConstraint(name="wish_of_one_slot_or_more", condition=Q(length__gte=1)),
            models.CheckConstraint(
                name="wish_priority_known", condition=Q(priority__in=("must", "mutual", "want", "maybe"))
            ),
        )

    def __str__(self) -> str:
        return self.code


class WishCompany(models.Model):
    """A company's part in a wish; the first by ``position`` is the one that receives."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="parts")
    company = models.ForeignKey(Company, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(name="company_once_a_wish", fields=("wish", "company")),
            models.UniqueConstraint(name="place_once_a_wish", fields=("wish", "position")),
        )

    def __str__(self) -> str:
        return f"{self.wish_id}: {self.company_id}"


class WishOrder(models.Model):
    """Where both are held, the meeting ``before`` ends before ``after`` starts."""

    before = models.ForeignKey(Wish, models.CASCADE, related_name="orders_after")
    after = models.ForeignKey(Wish, models.CASCADE, related_name="orders_before")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="order_once", fields=("before", "after")),
            models.CheckConstraint(name="order_of_two_wishes", condition=~Q(before=F("after"))),
        )

    def __str__(self) -> str:
        return f"{self.before_id} < {self.after_id}"


class NeverPair(models.Model):
    """Two companies that must not meet, whatever was wished."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="never_pairs")
    one = models.ForeignKey(Company, models.CASCADE, related_name="+")
    other = models.ForeignKey(Company, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="never_pair_once", fields=("one", "other")),
            # Stored one way round, so that (a, b) and (b, a) cannot both stand.
            models.CheckConstraint(name="never_pair_in_order", condition=Q(one__lt=F("other"))),
        )

    def __str__(self) -> str:
        return f"{self.one_id} × {self.other_id}"
