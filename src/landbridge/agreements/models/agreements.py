"""An agreement, who signs it, its texts side by side, and its files."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models.bodies import Body
from landbridge.base.inventory import inventory
from landbridge.base.models import Document
from landbridge.base.text import Trilingual
from landbridge.people.models import ONE_SIDE, User


@inventory(
    none="id kind state side number title_ko title_zh title_en original governing signed_on in_force_on expires_on "
    "review_on renewal renewal_months notice_months notice_on notice_by renews source_url created_by created_at "
    "updated_at version"
)
class Agreement(models.Model):
    """What two sides agreed: drafted → text agreed → approved on each side → signed → in force → expired | renewed.

    ``original`` is the language it was written in; ``governing`` the one that decides where texts differ, and empty
    if all are equally authentic. ``side`` is the one that drafted it. ``version`` counts edits of what is approved:
    the facts, the parties, the texts and the obligations. ``notice_on`` and ``notice_by`` say that a side gave notice,
    after which nothing renews itself.
    """

    class Kind(models.TextChoices):
        """What kind of agreement."""

        STRATEGIC = "strategic", _("Strategic cooperation agreement")
        MOU = "mou", _("Memorandum of understanding")
        SISTER = "sister", _("Sister-tie agreement")
        FRIENDLY = "friendly", _("Friendly-exchange agreement")
        INTENT = "intent", _("Letter of intent")

    class State(models.TextChoices):
        """Where it stands."""

        DRAFTED = "drafted", _("drafted")
        AGREED = "agreed", _("text agreed")
        APPROVED = "approved", _("approved on each side")
        SIGNED = "signed", _("signed")
        IN_FORCE = "in_force", _("in force")
        EXPIRED = "expired", _("expired")
        RENEWED = "renewed", _("renewed")

    class Renewal(models.TextChoices):
        """What happens at its end."""

        NONE = "none", _("ends")
        AUTOMATIC = "automatic", _("renews itself unless one side gives notice")
        AGREED = "agreed", _("renewed by agreement of both sides")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MOU)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFTED)
    side = models.CharField(_("drafted by"), max_length=10, choices=ONE_SIDE)
    number = models.CharField(_("number"), max_length=40, blank=True)
    title_ko = models.CharField(_("title in Korean"), max_length=200, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    original = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    governing = models.CharField(_("governing language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    in_force_on = models.DateField(_("in force from"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    renewal = models.CharField(_("at its end"), max_length=10, choices=Renewal, default=Renewal.NONE)
    renewal_months = models.PositiveSmallIntegerField(_("renewed for (months)"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice (months)"), null=True, blank=True)
    notice_on = models.DateField(_("notice given on"), null=True, blank=True)
    notice_by = models.CharField(_("notice given by"), max_length=10, choices=ONE_SIDE, blank=True)
    renews = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewed_by")
    source_url = models.URLField(_("public source"), blank=True, validators=[URLValidator(("http", "https"))])
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("agreement")
        ordering: ClassVar = ["-signed_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=("host", "guest")), name="agreement_has_a_side"),
            models.CheckConstraint(
                condition=~(Q(title_ko="") & Q(title_zh="") & Q(title_en="")), name="agreement_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("drafted", "agreed", "approved")) | Q(signed_on__isnull=False),
                name="a_signed_agreement_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(in_force_on=None) | Q(expires_on__gt=F("in_force_on")),
                name="agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(notice_on=None, notice_by="") | Q(notice_on__isnull=False, notice_by__in=("host", "guest")),
                name="notice_is_given_by_a_side_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title.read(get_language() or "en")[0]

    @property
    def title(self) -> Trilingual:
        """The title in each language."""
        return Trilingual(self.title_ko, self.title_zh, self.title_en, self.original)


@inventory(
    none="id agreement body side position signatory_title",
    personal="signatory_name",
    untied="Whoever signs for a public body is named by the agreement itself, a public act that is kept.",
)
class Party(models.Model):
    """A body that signs, and who signs for it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    body = models.ForeignKey(Body, models.PROTECT, related_name="parties")
    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    position = models.PositiveSmallIntegerField(default=0)
    signatory_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signatory_title = models.CharField(_("title of the signatory"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "body"], name="a_body_is_party_once"),
        ]

    def __str__(self) -> str:
        return str(self.body)


@inventory(none="id agreement language body sha256 updated_by updated_at")
class AgreementText(models.Model):
    """The text in one language, as Markdown."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    body = models.TextField(_("text"), blank=True)
    sha256 = models.CharField(max_length=64)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "language"], name="one_agreement_text_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.language}"


@inventory(none="id agreement document title added_by added_at")
class AgreementFile(models.Model):
    """A file of an agreement: the signed copy, minutes."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="files")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
