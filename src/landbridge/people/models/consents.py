"""What people were told, and what they agreed to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from landbridge.base.inventory import OnErasure, inventory
from landbridge.people.models.accounts import User
from landbridge.people.models.persons import Person


class Purpose(models.TextChoices):
    """What data of a person may be used for. Each is asked for, and taken back, by itself."""

    SERVICE = "service", _("Taking part in the programme")  # required: without it there is no taking part
    CROSS_BORDER = "cross_border", _("Being shown to the other side")
    MAIL = "mail", _("News by e-mail")
    PUBLIC_PROFILE = "public_profile", _("A public profile")
    PHOTOGRAPH = "photograph", _("Photographs at events")


REQUIRED_PURPOSES = frozenset({Purpose.SERVICE})


@inventory(
    none="id purpose number language title text items retention recipients countries refusal_effect asks_again sha256 "
    "published_at published_by"
)
class PrivacyNotice(models.Model):
    """One version, in one language, of what people are told before they agree. Rows are written once.

    A version is published in all languages at once, under one ``number``. ``sha256`` is of the text and all it
    says. ``asks_again``: the version changes what is done with data (its purpose, items, retention or recipients),
    so what was agreed to before no longer counts and a new consent is asked for (PIPA art. 15(2) and 18(3); PIPL
    art. 14(2)). Without it only the wording changed, and consents stay as they are.
    """

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    number = models.PositiveIntegerField(_("version"))
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    text = models.TextField()
    items = models.TextField(_("what is collected"))
    retention = models.TextField(_("how long it is kept"))
    recipients = models.TextField(_("who receives it"), blank=True)
    countries = models.CharField(_("countries it goes to"), max_length=40, blank=True)  # ISO 3166-1, spaced
    refusal_effect = models.TextField(_("what a refusal means"))
    asks_again = models.BooleanField(_("needs a new consent"), default=False)
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "number", "language"], name="one_notice_each"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.number} {self.language}"


class ConsentAction(models.TextChoices):
    """What happened to a consent."""

    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ConsentChannel(models.TextChoices):
    """How a consent reached the house."""

    PAGE = "page", _("on a page")
    PAPER = "paper", _("on paper")
    MAIL = "mail", _("by e-mail")
    SPOKEN = "spoken", _("spoken")


@inventory(
    none="id person notice purpose action at channel by",
    personal="ip proof guardian",
    subject="person",
    on_erasure=OnErasure.KEEP,
    because=gettext_noop(
        "A controller proves that and when consent was given and withdrawn (PIPA art. 22; PIPL art. 69)."
    ),
)
class ConsentEvent(models.Model):
    """A consent given, refused or withdrawn, under the notice that was shown. Rows are written once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consent_events")
    purpose = models.CharField(max_length=20, choices=Purpose)
    notice = models.ForeignKey(PrivacyNotice, models.PROTECT, related_name="+")
    action = models.CharField(max_length=10, choices=ConsentAction)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=ConsentChannel)
    ip = models.GenericIPAddressField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True)  # where the paper is, say
    guardian = models.CharField(max_length=160, blank=True)  # who agreed for a person under 14

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.action} for {self.person_id}"


@inventory(none="id person purpose event granted since")
class ConsentState(models.Model):
    """Whether a purpose is allowed now: the last event, kept so that a list can filter by it in one join."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    event = models.ForeignKey(ConsentEvent, models.PROTECT, related_name="+")
    granted = models.BooleanField()
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "purpose"], name="one_consent_state_each"),
        ]
        indexes: ClassVar = [models.Index(fields=["purpose", "granted", "person"], name="consent_by_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.granted}"
