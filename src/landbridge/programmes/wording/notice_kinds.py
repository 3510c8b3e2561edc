"""What people are told about calls."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

CALL_SENT = notice_kind(
    "programmes.call_sent",
    title=_("The other side has sent a call for approval"),
    subject=_("A call waits for your side’s approval: {programme}"),
    body=_("The other side has sent the call for {programme}. It is published once your side has approved it."),
    params={"programme": Placeholder(_("the programme’s name"), "2026 충칭 스마트산업 박람회", required=True)},
)
