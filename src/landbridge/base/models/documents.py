"""Files that were uploaded or made."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory


@inventory(
    none="id media_type size sha256 made_by created_at is_personal person_number",
    personal="name file",
    subject="person_number",
    on_erasure=OnErasure.DELETE,
)
class Document(models.Model):
    """A file, kept under its digest outside of what the web server gives out. Who may open it, its owner's rules say.

    ``media_type`` is what the content is, not what its name claims. ``is_personal`` marks one about a person,
    and ``person_number`` says about whom: it is deleted when that person is erased.
    """

    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.FileField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    is_personal = models.BooleanField(default=False)
    person_number = models.BigIntegerField(null=True, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
