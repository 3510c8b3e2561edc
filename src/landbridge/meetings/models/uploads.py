"""A workbook somebody sent, kept as it came, with what was wrong with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.meetings.models.fair import Fair


class Upload(models.Model):
    """The file as it came. ``faults`` is what the reader found, wordless, so that every language can word it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits to be read")
        FAULTY = "faulty", _("has faults")
        IMPORTED = "imported", _("read into a fair")

    fair = models.ForeignKey(Fair, models.CASCADE, null=True, blank=True, related_name="uploads")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    faults = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("upload")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
