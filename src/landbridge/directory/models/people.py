"""The people of an organisation: whom to speak to, and who keeps its profile."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory
from landbridge.directory.models.organisations import Organisation
from landbridge.people.models import Invitation, Person


@inventory(
    none="id organisation person is_first",
    personal="title",
    subject="person",
    on_erasure=OnErasure.DELETE,
)
class Contact(models.Model):
    """A person who speaks for an organisation. Readers of the other side see only those who have agreed to it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    title = models.CharField(_("position"), max_length=120, blank=True)
    is_first = models.BooleanField(_("first contact"), default=False)

    class Meta:
        ordering: ClassVar = ["-is_first", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_contact_each"),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(is_first=True), name="one_first_contact_each"
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


@inventory(none="id organisation invitation ended_at")
class Editorship(models.Model):
    """Who may edit an organisation's profile: the person who accepted the invitation, until it ends."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="editorships")
    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="editorship")
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"editor {self.pk}"
