"""What an agreement promises, whose task it is, and the evidence of what was done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models.agreements import Agreement
from landbridge.base.inventory import inventory
from landbridge.base.models import Document
from landbridge.base.text import Trilingual
from landbridge.people.models import ONE_SIDE, User


class Field(models.TextChoices):
    """What a promise, or an exchange, is about."""

    EXHIBITION = "exhibition", _("Expos and exhibitions")
    VISITS = "visits", _("Company and park visits")
    TALENT = "talent", _("Talent exchange")
    COMPETITION = "competition", _("Innovation competitions")
    TRADE = "trade", _("Trade and logistics")
    INVESTMENT = "investment", _("Investment")
    GOVERNMENT = "government", _("Exchange between governments")
    ECONOMY = "economy", _("Urban economic development")
    CULTURE = "culture", _("Culture and education")


class Owner(models.TextChoices):
    """Whose task it is."""

    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")
    BOTH = "both", _("Both sides")


@inventory(
    none="id agreement position field title_ko title_zh title_en original owner due_on target state "
    "drop_asked_by created_at version"
)
class Obligation(models.Model):
    """One promise: so many (``target``) of something by a day. Done is what both sides confirmed.

    Whether it is on course, behind or overdue follows from evidence and the day (``queries.obligations``). A signed
    promise is dropped by both sides: ``drop_asked_by`` is the one that asked, until the other agrees.
    """

    class State(models.TextChoices):
        """Whether it still binds."""

        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped by both sides")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="obligations")
    position = models.PositiveSmallIntegerField(default=0)
    field = models.CharField(_("field"), max_length=12, choices=Field)
    title_ko = models.CharField(_("title in Korean"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    original = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    owner = models.CharField(_("whose task"), max_length=5, choices=Owner, default=Owner.BOTH)
    due_on = models.DateField(_("due on"))
    target = models.PositiveIntegerField(_("how many"), default=1)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    drop_asked_by = models.CharField(_("asks to drop it"), max_length=10, choices=ONE_SIDE, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("obligation")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(target__gt=0), name="an_obligation_asks_for_something"),
            models.CheckConstraint(
                condition=~(Q(title_ko="") & Q(title_zh="") & Q(title_en="")), name="obligation_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title.read(get_language() or "en")[0]

    @property
    def title(self) -> Trilingual:
        """The title in each language."""
        return Trilingual(self.title_ko, self.title_zh, self.title_en, self.original)


@inventory(
    none="id obligation happened_on count note note_language document claimed_by added_by added_at confirmed_by "
    "confirmed_at disputed_because withdrawn_at version"
)
class Evidence(models.Model):
    """What one side says was done. It counts once the other side has confirmed it."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="evidence")
    happened_on = models.DateField(_("happened on"))
    count = models.PositiveIntegerField(_("how many"), default=1)
    note = models.TextField(_("what was done"), max_length=1000)
    note_language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_by = models.CharField(_("claimed by"), max_length=10, choices=ONE_SIDE)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    disputed_because = models.CharField(_("why it is disputed"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-happened_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(count__gt=0), name="evidence_is_of_something"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(disputed_because="", withdrawn_at=None),
                name="what_is_confirmed_is_not_disputed_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.note[:60]
