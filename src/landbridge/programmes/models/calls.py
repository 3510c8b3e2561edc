"""A programme's call: when it is open, for how many, by which form and rules; and its texts in each language."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.people.models import ONE_SIDE, User
from landbridge.programmes.models.programmes import Programme


@inventory(
    none="id programme slug state original opens_at closes_at for_side places reserve_places rubric evaluations_each "
    "pass_mark tie_rule published_at withdrawn_because created_by created_at updated_at version"
)
class Call(models.Model):
    """What a programme asks for. Open from ``opens_at`` until just before ``closes_at``, both instants in UTC.

    ``slug`` is its public address, not guessable from another's. ``original`` is the language of its compulsory
    text. ``rubric`` is a list of criteria with weights; ``evaluations_each`` how many evaluators mark an
    application. ``version`` counts edits of what the other side approves.
    """

    class State(models.TextChoices):
        """Where it stands; whether it is open is a matter of the hour."""

        DRAFT = "draft", _("draft")
        AGREEING = "agreeing", _("awaiting approval")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class TieRule(models.TextChoices):
        """Who comes first of two with the same total."""

        RUBRIC = "rubric", _("the higher mark of the rubric, without bonus points")
        FIRST_CRITERION = "first", _("the higher mark of the first criterion")
        EARLIER = "earlier", _("who submitted first")

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="call")
    slug = models.SlugField(max_length=24, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    original = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    for_side = models.CharField(_("who may apply"), max_length=10, choices=ONE_SIDE, blank=True)  # empty: both sides
    places = models.PositiveIntegerField(_("places"))
    reserve_places = models.PositiveIntegerField(_("places on the reserve list"), default=0)
    rubric = models.JSONField(default=list)
    evaluations_each = models.PositiveSmallIntegerField(_("evaluators for each application"), default=3)
    pass_mark = models.DecimalField(_("least mark"), max_digits=5, decimal_places=2, default=0)
    tie_rule = models.CharField(_("equal totals"), max_length=8, choices=TieRule, default=TieRule.RUBRIC)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("call")
        ordering: ClassVar = ["closes_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(places__gt=0), name="call_has_places"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="published_calls_say_when"
            ),
        ]

    def __str__(self) -> str:
        return str(self.programme)


@inventory(
    none="id call language origin title summary body source_sha256 is_stale approved_by approved_at updated_by "
    "updated_at version"
)
class CallText(models.Model):
    """The call in one language. Never shown as final before somebody who answers for the language approved it.

    ``origin`` says how it came about; ``source_sha256`` which text of the original language it was made from, and
    ``is_stale`` that the original was edited since.
    """

    class Origin(models.TextChoices):
        """How it came about."""

        WRITTEN = "written", _("written")
        MACHINE = "machine", _("machine draft")
        TRANSLATED = "translated", _("translated")

    call = models.ForeignKey(Call, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    origin = models.CharField(_("how it came about"), max_length=10, choices=Origin, default=Origin.WRITTEN)
    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    body = models.TextField(_("text"), max_length=20_000, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    is_stale = models.BooleanField(default=False)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "language"], name="one_call_text_a_language"),
            models.CheckConstraint(
                condition=Q(is_stale=False) | Q(approved_at=None), name="what_is_stale_is_not_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.title
