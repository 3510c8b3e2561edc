"""Public bodies: local governments and their agencies, and who speaks for them."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.base.text import Trilingual
from landbridge.people.models import ONE_SIDE, User


class BodyKind(models.TextChoices):
    """What a public body is."""

    PROVINCE = "province", _("Province or municipality")
    CITY = "city", _("City")
    DISTRICT = "district", _("District or new area")
    AGENCY = "agency", _("Public agency")


@inventory(none="id side kind country name_ko name_zh name_en website created_at version")
class Body(models.Model):
    """A local government or one of its agencies. At least one of its names is given."""

    side = models.CharField(_("side"), max_length=10, choices=ONE_SIDE)
    kind = models.CharField(_("kind"), max_length=10, choices=BodyKind, default=BodyKind.AGENCY)
    country = models.CharField(_("country"), max_length=2)
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True, validators=[URLValidator(("http", "https"))])
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("public body")
        ordering: ClassVar = ["side", "name_en", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=("host", "guest")), name="body_has_a_side"),
            models.CheckConstraint(condition=~(Q(name_ko="") & Q(name_zh="") & Q(name_en="")), name="body_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name.read(get_language() or "en")[0]

    @property
    def name(self) -> Trilingual:
        """The name in each language."""
        return Trilingual(self.name_ko, self.name_zh, self.name_en)

    @property
    def own_name(self) -> str:
        """The name in the language of the body's country, for whoever reads another one; empty if it adds nothing."""
        own = {"KR": self.name_ko, "CN": self.name_zh}.get(self.country, "")
        return "" if own == str(self) else own


@inventory(none="id body user since ended_at")
class Representative(models.Model):
    """An account that speaks for a public body: a partner sees what this body signed."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="representatives")
    user = models.ForeignKey(User, models.CASCADE, related_name="represents")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "user"], condition=Q(ended_at=None), name="one_open_representation_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.body_id}"
