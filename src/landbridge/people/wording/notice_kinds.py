"""What the people app tells people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

notice_kind(
    "people.invited",
    title=_("An invitation"),
    subject=_("{inviter} invites you to Landbridge"),
    body=_(
        "Hello {name},\n\n{inviter} invites you to take part as: {role}.\n\n"
        "With the link below you open your account, or add this to the one you have. It works once, within {days} "
        "days, and only for you: please don’t pass it on. If you don’t know why you receive it, just delete this mail."
    ),
    params={
        "name": Placeholder(_("name of the person invited"), "왕팡 王芳"),
        "inviter": Placeholder(_("name of who invites"), "김민서", required=True),
        "role": Placeholder(_("the role"), "Interpreter", required=True),
        "days": Placeholder(_("for how many days the link works"), "7"),
    },
)
