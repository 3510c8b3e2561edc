"""An organisation, and the facts about it."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.base.models import Document
from landbridge.people.models import ONE_SIDE, User


class Kind(models.TextChoices):
    """What an organisation is."""

    COMPANY = "company", _("Company")
    AGENCY = "agency", _("Agency")
    GOVERNMENT = "government", _("Local government")
    PARK = "park", _("Industrial park")
    UNIVERSITY = "university", _("University")
    LABORATORY = "laboratory", _("Laboratory")


class NumberKind(models.TextChoices):
    """Which register a registration number is of."""

    NONE = "", _("No number")
    BRN = "brn", _("Korean business registration number")
    USCC = "uscc", _("Chinese unified social credit code")
    OTHER = "other", _("Another register")


@inventory(
    none="id side kind country region name_ko name_zh name_en sort_ko sort_zh sort_en number_kind number founded "
    "website phone about about_language level is_blocked merged_into created_by created_at updated_at version",
    confidential="employees",
)
class Organisation(models.Model):
    """An organisation one side knows. At least one of its legal names is given.

    ``number`` is kept without signs between its digits. ``sort_*`` are keys for each locale's order
    (``base.text.sort_key``). ``level`` is that of its latest valid verification, and ``is_blocked`` that of the
    latest blacklist check: copies, so that lists can filter. ``merged_into`` is set on a duplicate that was merged.
    """

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.COMPANY)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region"), max_length=80, blank=True)
    name_ko = models.CharField(_("legal name in Korean"), max_length=200, blank=True)
    name_zh = models.CharField(_("legal name in Chinese"), max_length=200, blank=True)
    name_en = models.CharField(_("legal name in English"), max_length=200, blank=True)
    sort_ko = models.CharField(max_length=250, editable=False)
    sort_zh = models.CharField(max_length=250, editable=False)
    sort_en = models.CharField(max_length=250, editable=False)
    number_kind = models.CharField(_("register"), max_length=5, choices=NumberKind, blank=True)
    number = models.CharField(_("registration number"), max_length=30, blank=True)
    founded = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[MinValueValidator(1000), MaxValueValidator(2100)]
    )
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True, validators=[URLValidator(("http", "https"))])
    phone = models.CharField(_("telephone"), max_length=32, blank=True)
    about = models.TextField(_("about"), blank=True)
    about_language = models.CharField(max_length=10, blank=True)
    level = models.PositiveSmallIntegerField(_("verification level"), default=0, validators=[MaxValueValidator(3)])
    is_blocked = models.BooleanField(_("on a blacklist"), default=False)
    # Its own index holds the few that were merged. One of all rows would be taken for "not merged", which is nearly
    # every row, in place of an index that has them in order.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("organisation")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=("host", "guest")), name="organisation_has_a_side"),
            models.CheckConstraint(
                condition=~(Q(name_ko="") & Q(name_zh="") & Q(name_en="")), name="organisation_has_a_name"
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="levels_are_0_to_3"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_ko", "id"], condition=Q(merged_into=None), name="organisation_in_korean"),
            models.Index(fields=["sort_zh", "id"], condition=Q(merged_into=None), name="organisation_in_chinese"),
            models.Index(fields=["sort_en", "id"], condition=Q(merged_into=None), name="organisation_in_english"),
            models.Index(fields=["-level"], condition=Q(merged_into=None), name="organisation_by_level"),
            models.Index(fields=["number"], name="organisation_by_number"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="organisation_merged"),
            models.Index(fields=["-updated_at", "id"], name="organisation_by_change"),
        ]

    def __str__(self) -> str:
        """The name in the reader's language, or the first there is."""
        mine = {"ko": self.name_ko, "zh-hans": self.name_zh, "en": self.name_en}.get(get_language() or "en")
        return mine or self.name_en or self.name_ko or self.name_zh


@inventory(none="id organisation year currency", confidential="amount")
class ExportFigure(models.Model):
    """What an organisation exported in a year."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="exports")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("exports"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_export_figure_each"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="exports_are_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.currency}"


class Scheme(models.TextChoices):
    """A classification of industries."""

    KSIC = "ksic", _("KSIC (Korea)")
    GBT4754 = "gbt4754", _("GB/T 4754 (China)")
    ISIC = "isic", _("ISIC")


@inventory(none="id organisation scheme code")
class IndustryCode(models.Model):
    """What an organisation does, as a classification has it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="industries")
    scheme = models.CharField(_("classification"), max_length=8, choices=Scheme)
    code = models.CharField(_("code"), max_length=10)

    class Meta:
        ordering: ClassVar = ["scheme", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "scheme", "code"], name="one_industry_code_each"),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "code"], name="organisation_by_industry")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


@inventory(none="id organisation name number issued_by issued_on expires_on document")
class Certification(models.Model):
    """A certificate an organisation holds, and until when."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="certifications")
    name = models.CharField(_("certificate"), max_length=120)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=120, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


@inventory(none="id organisation document title added_at")
class OrganisationDocument(models.Model):
    """A file about an organisation: its registration, a catalogue."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
