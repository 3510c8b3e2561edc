"""Searches that are kept, and what they found."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.directory.models import Organisation
from landbridge.people.models import User


@inventory(
    none="id user language notifies made_at looked_at version",
    personal="name words filters",
    subject="user__person",
    on_erasure=OnErasure.DELETE,
)
class SavedSearch(models.Model):
    """What somebody looks for again and again; it tells them of organisations that were not found before."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    words = models.CharField(_("words"), max_length=200)
    filters = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    notifies = models.BooleanField(_("tell me of what is new"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="one_saved_search_each")]

    def __str__(self) -> str:
        return self.name


@inventory(none="id search organisation found_at is_new")
class SearchHit(models.Model):
    """An organisation that a kept search found, once; ``is_new`` until its owner looked."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    is_new = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["search", "organisation"], name="one_hit_each")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.organisation_id}"
