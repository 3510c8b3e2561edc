"""What managers are told about organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

LISTED = notice_kind(
    "directory.listed",
    title=_("An organisation stands on a blacklist"),
    subject=_("{organisation} stands on a blacklist"),
    body=_("{organisation} was found on the list “{list}”. Until somebody decides that it is another, it is blocked."),
    params={
        "organisation": Placeholder(_("the organisation’s name"), "㈜한빛정밀", required=True),
        "list": Placeholder(_("the list’s name"), "2026"),
    },
)
EXPIRED = notice_kind(
    "directory.verification_expired",
    title=_("A verification has expired"),
    subject=_("The verification of {organisation} has expired"),
    body=_("The verification of {organisation} has expired. Its level is {level} now."),
    params={
        "organisation": Placeholder(_("the organisation’s name"), "㈜한빛정밀", required=True),
        "level": Placeholder(_("the level it fell back to"), "1"),
    },
)
