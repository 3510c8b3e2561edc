"""What an organisation offers and seeks, one thing a row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.directory.models.organisations import Organisation


@inventory(none="id organisation kind language text hs6 is_open position created_at updated_at")
class Item(models.Model):
    """One offer or one need, in the language it was written in."""

    class Kind(models.TextChoices):
        """Which way it goes."""

        OFFER = "offer", _("Offers")
        SEEK = "seek", _("Seeks")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    text = models.TextField(_("text"), max_length=1000)
    hs6 = models.CharField(_("HS code (6 digits)"), max_length=6, blank=True)
    is_open = models.BooleanField(_("open"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["kind", "position", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
