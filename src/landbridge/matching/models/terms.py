"""The centre's own words: concepts, their terms in three languages, pairs that mislead, words nobody explained."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.people.models import User


@inventory(none="id code kind status source licence broader note by at decided_by decided_at version")
class Concept(models.Model):
    """One meaning. Only approved ones are in the lexicon; a retired one stays, so that it can be taken up again."""

    class Kind(models.TextChoices):
        """What it names."""

        PRODUCT = "product", _("Product")
        TECHNOLOGY = "technology", _("Technology")
        INDUSTRY = "industry", _("Industry")
        SERVICE = "service", _("Service")
        OTHER = "other", _("Other")

    class Status(models.TextChoices):
        """How far it is believed."""

        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        RETIRED = "retired", _("retired")

    #: What an imported taxonomy calls it, so that the same file twice changes nothing; empty for the centre's own.
    code = models.CharField(_("code"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.PROPOSED)
    source = models.CharField(_("source"), max_length=200)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    broader = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="narrower")
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "code"], condition=~models.Q(code=""), name="one_concept_each_code"
            )
        ]

    def __str__(self) -> str:
        return f"concept {self.pk}"


@inventory(none="id concept language term key preferred weight origin confidence")
class ConceptTerm(models.Model):
    """A word for a concept. ``key`` is what it is looked up by (``engine.matching.text.key_of``).

    ``weight``: how much of it counts, above 0 to 1. ``origin`` is who said so, ``confidence`` how sure a machine was.
    """

    class Origin(models.TextChoices):
        """Who said that this is a word for it."""

        STAFF = "staff", _("staff")
        IMPORT = "import", _("imported")
        LEARNED = "learned", _("learned from titles")
        SUGGESTED = "suggested", _("suggested")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="terms")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    term = models.CharField(_("term"), max_length=120)
    key = models.CharField(max_length=240, db_index=True)
    preferred = models.BooleanField(_("preferred"), default=False)
    weight = models.FloatField(_("weight"), default=1.0)
    origin = models.CharField(max_length=9, choices=Origin, default=Origin.STAFF)
    confidence = models.FloatField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["concept", "language", "-preferred", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "language", "key"], name="one_term_each"),
            models.UniqueConstraint(
                fields=["concept", "language"], condition=models.Q(preferred=True), name="one_preferred_term"
            ),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1), name="weight_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.term


@inventory(none="id one other one_key other_key reason by at")
class BlockedPair(models.Model):
    """Two words that a dictionary takes for one meaning and that are not, as used here. It wins over every layer."""

    one = models.CharField(_("word"), max_length=120)
    other = models.CharField(_("is not"), max_length=120)
    one_key = models.CharField(max_length=240)
    other_key = models.CharField(max_length=240)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["one_key", "other_key"], name="one_blocked_pair_each")]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


@inventory(none="id key text language in_profiles in_searches state concept first_at last_at", withheld="searchers")
class UnknownTerm(models.Model):
    """A word in profiles or searches that no concept names, waiting for staff.

    A searched word is shown once two people looked for it, or a profile holds it: before that it may be anybody's
    name. ``searchers`` holds keyed digests of at most two, and is emptied then.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        DISMISSED = "dismissed", _("dismissed")

    key = models.CharField(max_length=240, unique=True)
    text = models.CharField(_("term"), max_length=120)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    in_profiles = models.PositiveIntegerField(_("in profiles"), default=0)
    in_searches = models.PositiveIntegerField(_("in searches"), default=0)
    searchers = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    concept = models.ForeignKey(Concept, models.SET_NULL, null=True, blank=True, related_name="answers")
    first_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-in_profiles", "-in_searches", "key"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-in_profiles", "-in_searches"], name="unknown_by_frequency")
        ]

    def __str__(self) -> str:
        return self.text


@inventory(none="id serial")
class LexiconSerial(models.Model):
    """One row, counted up by every change of terms and pairs: a process that holds another number reads anew."""

    serial = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.serial)
