"""Who can sign in, as what; who was invited; and which programs act for them."""

from __future__ import annotations

import hashlib
import zoneinfo
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.base.inventory import OnErasure, inventory


def validate_timezone(name: str) -> None:
    """Refuse a name that is no time zone of the IANA database, such as ``Asia/Seoul`` is."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is not a known time zone."), params={"name": name}, code="timezone")


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256. Tokens are random and long, so no salt and no slow hash are needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Side(models.TextChoices):
    """Which side of the border a person works for."""

    NONE = "", _("Neither side")
    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")


#: The sides something can belong to that belongs to one of them.
ONE_SIDE = [choice for choice in Side.choices if choice[0]]


class Role(models.TextChoices):
    """What a person is here for."""

    MANAGER = "manager", _("Centre manager")
    COMPANY = "company", _("Company editor")
    INTERPRETER = "interpreter", _("Interpreter")
    JUDGE = "judge", _("Judge")
    TALENT = "talent", _("Talent or researcher")
    FLOOR = "floor", _("Floor staff")
    PARTNER = "partner", _("Local-government partner")
    APPROVER = "approver", _("Approver")
    AUDITOR = "auditor", _("Auditor")


class UserManager(BaseUserManager["User"]):
    """Finds accounts for Django's sign-in. Accounts are made by ``actions.open_account``."""


@inventory(
    none="id side role language timezone is_active created_at last_login",
    personal="email name",
    withheld="password",
    subject="person",
)
class User(AbstractBaseUser):
    """A person who can sign in, with their e-mail address.

    ``language`` is empty while the person follows the browser. ``role`` and ``side`` are those the person acts
    in now; they are always one of the person's open grants, and the role is empty while there is none. What a
    role allows is decided by rules (``base.access``).
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.NONE, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MANAGER, blank=True)
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
            models.CheckConstraint(condition=models.Q(role__in=["", *Role.values]), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


@inventory(none="id user role side granted_by granted_at ended_at")
class Grant(models.Model):
    """A role on a side that a person holds. Staff switch between the grants they hold, and to no other."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "side"], condition=models.Q(ended_at=None), name="one_open_grant_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} {self.side}"


@inventory(
    none="id role side language invited_by created_at expires_at accepted_at accepted_by withdrawn_at",
    personal="email name",
    withheld="digest",
    subject="accepted_by__person",
    address="email",
    on_erasure=OnErasure.DELETE,
)
class Invitation(models.Model):
    """A link to open an account, once, for one e-mail address, role and side. Only its digest is kept."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64, unique=True)  # of the link's token
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="invitations")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class State(models.TextChoices):
        """What has become of it."""

        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("joined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"

    @property
    def state(self) -> State:
        """What has become of it by now."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if self.expires_at > timezone.now() else self.State.EXPIRED

    @property
    def is_open(self) -> bool:
        """Whether its link opens an account."""
        return self.state is self.State.OPEN


@inventory(
    none="id user grant name prefix scopes created_at expires_at last_used_at revoked_at",
    withheld="digest",
    subject="user__person",
    on_erasure=OnErasure.DELETE,
)
class ApiToken(models.Model):
    """A key with which a program acts for a person, in one of their roles and within its scopes.

    Only its digest is kept.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    grant = models.ForeignKey(Grant, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    prefix = models.CharField(max_length=12)  # shown, so that its owner recognises it
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.prefix}… of {self.user}"

    @property
    def is_open(self) -> bool:
        """Whether it still opens anything; its person's account and role must be open, too."""
        return self.revoked_at is None and self.expires_at > timezone.now() and self.grant.ended_at is None
