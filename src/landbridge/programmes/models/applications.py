"""An application: a draft as it is typed, the versions that were submitted, its files, and the verdicts on it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.base.models import Document
from landbridge.directory.models import Organisation
from landbridge.people.models import ONE_SIDE, Person, User
from landbridge.programmes.models.calls import Call
from landbridge.programmes.models.forms import FormVersion, RuleSet

UNTIED = "An organisation's application is not about a person; whoever is named in it is its contact."


@inventory(
    none="id call organisation person side language number state form submitted_at withdrawn_at created_by created_at "
    "updated_at version",
    personal="answers",
    subject="person",
    untied=UNTIED,
)
class Application(models.Model):
    """One applicant's application to a call. ``answers`` is the draft; what counts is the latest version submitted.

    ``number`` is given at the first submission and unique within the call. ``version`` guards the draft against two
    who type at once.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        INELIGIBLE = "ineligible", _("not eligible")
        ELIGIBLE = "eligible", _("eligible")
        SCORED = "scored", _("scored")
        SELECTED = "selected", _("selected")
        RESERVE = "reserve", _("on the reserve list")
        REJECTED = "rejected", _("not selected")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        COMPLETED = "completed", _("completed")
        SETTLED = "settled", _("settled")

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="applications")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="applications")
    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="applications")
    answers = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True, blank=True)  # the latest time
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("application")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="application_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["call", "organisation"], condition=~Q(state="withdrawn"), name="an_organisation_applies_once"
            ),
            models.UniqueConstraint(
                fields=["call", "person"], condition=~Q(state="withdrawn"), name="a_person_applies_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation=None, person__isnull=False) | Q(organisation__isnull=False, person=None),
                name="an_application_has_one_applicant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(submitted_at__isnull=False, number__isnull=False),
                name="a_submitted_application_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"


@inventory(
    none="id application number form language sha256 submitted_by submitted_at receipt",
    personal="answers",
    subject="application__person",
    untied=UNTIED,
)
class ApplicationVersion(models.Model):
    """What was submitted, as it was. ``sha256`` is the digest of its canonical form and stands on the receipt."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    answers = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    receipt = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="one_application_version_each"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.application_id}"


@inventory(
    none="id application question document uploaded_by uploaded_at removed_at",
    subject="application__person",
    on_erasure=OnErasure.DELETE,
)
class ApplicationFile(models.Model):
    """A file that answers a question. A removed one stays with the versions that hold it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    question = models.CharField(max_length=80)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.question} of {self.application_id}"


@inventory(
    none="id version rule_set rule kind outcome points judged_on",
    personal="facts",
    subject="version__application__person",
    untied=UNTIED,
)
class Verdict(models.Model):
    """What one rule said about one submitted version, and on which facts; the rule's text is in its rule set.

    ``facts`` holds answers, so it goes when a person's answers go. ``{"seen": [evidence, …]}``, and where staff decided
    what could not be told, ``{"by_hand": reason}``.
    """

    class Kind(models.TextChoices):
        """What follows from it."""

        ELIGIBILITY = "eligibility", _("Eligibility")
        BONUS = "bonus", _("Bonus points")

    class Outcome(models.TextChoices):
        """What the rule said."""

        MET = "met", _("met")
        NOT_MET = "not_met", _("not met")
        UNKNOWN = "unknown", _("cannot be told")

    version = models.ForeignKey(ApplicationVersion, models.CASCADE, related_name="verdicts")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    outcome = models.CharField(_("verdict"), max_length=7, choices=Outcome)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, default=0)
    facts = models.JSONField(default=dict)
    judged_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "rule_set", "rule"], name="one_verdict_a_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.outcome}"
