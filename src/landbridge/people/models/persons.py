"""People and their names."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.people.models.accounts import ONE_SIDE, User


class Script(models.TextChoices):
    """A script a name is written in (ISO 15924)."""

    HANGUL = "Hang", _("Hangul")
    SIMPLIFIED = "Hans", _("Simplified Chinese")
    TRADITIONAL = "Hant", _("Chinese characters, traditional")
    LATIN = "Latn", _("Latin")


class NameOrder(models.TextChoices):
    """Which part of a name comes first."""

    FAMILY_FIRST = "family_first", _("Family name first")
    GIVEN_FIRST = "given_first", _("Given name first")


class AgeBand(models.TextChoices):
    """All that is asked about a date of birth."""

    UNKNOWN = "", _("Not asked")
    FOURTEEN_OR_OVER = "14+", _("14 or over")
    UNDER_FOURTEEN = "<14", _("Under 14")


@inventory(
    none="id side storage_region language user created_by created_at updated_at version erased_at",
    personal="email phone residence age_band photo_note sort_ko sort_zh sort_en",
    subject="pk",
)
class Person(models.Model):
    """A natural person that a side knows. Their names stand apart, one for each script.

    ``residence`` and ``storage_region`` are countries (ISO 3166-1 alpha-2): where the person lives, and where
    their data is kept. The other side sees a person only while a consent allows it. ``sort_*`` are keys of the
    name for each locale's order (``base.text.sort_key``), kept by whatever changes a name.
    """

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    residence = models.CharField(_("country of residence"), max_length=2, blank=True)
    storage_region = models.CharField(_("data is kept in"), max_length=2)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    age_band = models.CharField(_("age"), max_length=4, choices=AgeBand, blank=True, default=AgeBand.UNKNOWN)
    photo_note = models.CharField(_("about photographs"), max_length=200, blank=True)
    sort_ko = models.CharField(max_length=250, blank=True, editable=False)
    sort_zh = models.CharField(max_length=250, blank=True, editable=False)
    sort_en = models.CharField(max_length=250, blank=True, editable=False)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="person")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("person")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(side__in=("host", "guest")), name="person_has_a_side"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "id"], name="person_by_side"),
            models.Index(fields=["sort_ko", "id"], condition=models.Q(erased_at=None), name="person_in_korean"),
            models.Index(fields=["sort_zh", "id"], condition=models.Q(erased_at=None), name="person_in_chinese"),
            models.Index(fields=["sort_en", "id"], condition=models.Q(erased_at=None), name="person_in_english"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


@inventory(
    none="id person script order is_passport is_suggestion position",
    personal="family given reading",
    subject="person",
    on_erasure=OnErasure.DELETE,
)
class PersonName(models.Model):
    """One spelling of a person's name. ``is_suggestion`` marks one the house made; the person's own wins over it.

    ``reading`` is how it sounds (Hangul or Latin).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    script = models.CharField(_("script"), max_length=4, choices=Script)
    family = models.CharField(_("family name"), max_length=80, blank=True)
    given = models.CharField(_("given name"), max_length=120)
    order = models.CharField(_("order"), max_length=12, choices=NameOrder, default=NameOrder.FAMILY_FIRST)
    reading = models.CharField(_("reading"), max_length=160, blank=True)
    is_passport = models.BooleanField(_("as in the passport"), default=False)
    is_suggestion = models.BooleanField(_("suggested"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_passport=True), name="one_passport_name_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.script} name {self.pk}"
