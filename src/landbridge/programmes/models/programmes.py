"""A programme: something two sides do together, or one does with the other's knowledge."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Agreement, Obligation
from landbridge.base.inventory import inventory
from landbridge.base.text import Trilingual
from landbridge.people.models import ONE_SIDE, User
from landbridge.people.models.accounts import validate_timezone
from landbridge.programmes.models.kinds import ProgrammeKind


@inventory(
    none="id kind agreement obligation side is_joint state name_ko name_zh name_en original place country zone "
    "starts_on ends_on deposit_amount deposit_currency documents cancelled_because created_by created_at updated_at "
    "version"
)
class Programme(models.Model):
    """One programme of a kind. ``side`` leads it; a joint one needs the other side's approval for its call.

    ``zone`` is where it takes place: its days are days there. ``documents`` is what participants owe
    (``ProgrammeKind.documents``), as it was agreed for this programme.
    """

    class State(models.TextChoices):
        """Where it stands, from the plan to the end."""

        PLANNED = "planned", _("planned")
        CALLED = "called", _("call published")
        SELECTING = "selecting", _("in selection")
        CONFIRMED = "confirmed", _("participants confirmed")
        RUNNING = "running", _("under way")
        COMPLETED = "completed", _("completed")
        SETTLED = "settled", _("settled")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.ForeignKey(ProgrammeKind, models.PROTECT, related_name="programmes")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="programmes")
    obligation = models.ForeignKey(Obligation, models.PROTECT, null=True, blank=True, related_name="programmes")
    side = models.CharField(_("led by"), max_length=10, choices=ONE_SIDE)
    is_joint = models.BooleanField(_("joint"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    original = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    place = models.CharField(_("place"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2)
    zone = models.CharField(_("time zone"), max_length=64, validators=[validate_timezone])
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    deposit_amount = models.DecimalField(_("deposit"), max_digits=14, decimal_places=2, null=True, blank=True)
    deposit_currency = models.CharField(_("currency"), max_length=3, blank=True)
    documents = models.JSONField(default=list)
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("programme")
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=("host", "guest")), name="programme_has_a_side"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programme_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~(Q(name_ko="") & Q(name_zh="") & Q(name_en="")), name="programme_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(deposit_amount=None) | (Q(deposit_amount__gt=0) & ~Q(deposit_currency="")),
                name="a_deposit_has_its_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.name.read(get_language() or "en")[0]

    @property
    def name(self) -> Trilingual:
        """The name in each language."""
        return Trilingual(self.name_ko, self.name_zh, self.name_en, self.original)
