"""The account of a person."""

from __future__ import annotations

import zoneinfo
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


def validate_timezone(name: str) -> None:
    """Refuse a name that is no time zone of the IANA database, such as ``Asia/Seoul`` is."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is not a known time zone."), params={"name": name}, code="timezone")


class Side(models.TextChoices):
    """Which side of the border a person works for."""

    NONE = "", _("Neither side")
    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")


class Role(models.TextChoices):
    """What a person is here for."""

    MANAGER = "manager", _("Centre manager")


class UserManager(BaseUserManager["User"]):
    """Finds accounts for Django's sign-in. Accounts are made by ``actions.open_account``."""


class User(AbstractBaseUser):
    """A person who can sign in, with their e-mail address.

    ``language`` is empty while the person follows the browser. What a person may do is decided by rules
    (``base.access``), not by rows here.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.NONE, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MANAGER)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    timezone = models.CharField(_("time zone"), max_length=64, default="Asia/Seoul", validators=[validate_timezone])
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="side_is_known"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.email
