"""The log of changes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from landbridge.base.inventory import inventory


@inventory(none="id at by verb app model object_id changes reason request_id")
class LogEntry(models.Model):
    """One change: who did what to which object, when, and why. Written by ``log.record`` only.

    A trigger in the database refuses to change or delete a row, whoever asks. What a change of personal data was
    stays out of it: ``changes`` names such a field without its value, so that an erasure need not touch the log.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=80)
    app = models.CharField(max_length=40)
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["app", "model", "object_id"], name="log_by_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.app}.{self.model} {self.object_id}"
