"""Ties between local governments, and what they do together."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models.agreements import Agreement
from landbridge.agreements.models.bodies import Body
from landbridge.agreements.models.obligations import Field
from landbridge.base.inventory import inventory
from landbridge.base.text import Trilingual
from landbridge.people.models import ONE_SIDE, User


@inventory(none="id kind state host guest signed_on council_vote_on council_reference agreement ended_on version")
class Tie(models.Model):
    """A sister tie, which needs a council's vote, or a friendly exchange, which does not."""

    class Kind(models.TextChoices):
        """How close."""

        SISTER = "sister", _("Sister tie")
        FRIENDLY = "friendly", _("Friendly exchange")

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("proposed")
        SIGNED = "signed", _("signed")
        ENDED = "ended", _("ended")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    host = models.ForeignKey(Body, models.PROTECT, related_name="ties_as_host")
    guest = models.ForeignKey(Body, models.PROTECT, related_name="ties_as_guest")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    council_vote_on = models.DateField(_("council vote on"), null=True, blank=True)
    council_reference = models.CharField(_("reference of the vote"), max_length=120, blank=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="ties")
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("tie")
        ordering: ClassVar = ["-signed_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["host", "guest", "kind"], condition=~Q(state="ended"), name="one_tie_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(signed_on__isnull=False), name="a_signed_tie_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(kind="sister") | Q(state="proposed") | Q(council_vote_on__isnull=False),
                name="a_sister_tie_needs_a_vote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} – {self.guest}"


@inventory(
    none="id field direction title_ko title_zh title_en original starts_on ends_on persons host guest tie agreement "
    "side created_by created_at version"
)
class Exchange(models.Model):
    """Something local governments did together: by field, direction, days and persons."""

    class Direction(models.TextChoices):
        """Who went to whom."""

        HOST_TO_GUEST = "out", _("host to guest")
        GUEST_TO_HOST = "in", _("guest to host")
        MUTUAL = "mutual", _("both ways or online")

    field = models.CharField(_("field"), max_length=12, choices=Field)
    direction = models.CharField(_("direction"), max_length=6, choices=Direction)
    title_ko = models.CharField(_("title in Korean"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    original = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    persons = models.PositiveIntegerField(_("persons"), default=0)
    host = models.ForeignKey(Body, models.PROTECT, related_name="exchanges_as_host")
    guest = models.ForeignKey(Body, models.PROTECT, related_name="exchanges_as_guest")
    tie = models.ForeignKey(Tie, models.SET_NULL, null=True, blank=True, related_name="exchanges")
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="exchanges")
    side = models.CharField(_("recorded by"), max_length=10, choices=ONE_SIDE)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("exchange")
        ordering: ClassVar = ["-starts_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_exchange_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~(Q(title_ko="") & Q(title_zh="") & Q(title_en="")), name="exchange_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title.read(get_language() or "en")[0]

    @property
    def title(self) -> Trilingual:
        """The title in each language."""
        return Trilingual(self.title_ko, self.title_zh, self.title_en, self.original)
