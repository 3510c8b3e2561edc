"""Lists a reader keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import inventory
from landbridge.people.models import User


@inventory(none="id user name query is_default position")
class SavedView(models.Model):
    """A list as somebody likes it: its filters, order and columns, as the query of an address.

    The default one is what its owner meets where no list was asked for.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    is_default = models.BooleanField(_("open this list first"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="one_saved_view_each"),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(is_default=True), name="one_default_saved_view_each"
            ),
        ]

    def __str__(self) -> str:
        return self.name
