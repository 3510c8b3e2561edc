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
CALL_AGREED = notice_kind(
    "programmes.call_agreed",
    title=_("The other side has approved a call"),
    subject=_("The other side has approved the call for {programme}"),
    body=_("The other side has approved the call for {programme} as it is now. It can be published."),
    params={"programme": Placeholder(_("the programme’s name"), "2026 충칭 스마트산업 박람회", required=True)},
)
CALL_SENT_BACK = notice_kind(
    "programmes.call_sent_back",
    title=_("The other side has sent a call back"),
    subject=_("The other side has sent the call for {programme} back"),
    body=_("The other side does not approve the call for {programme} as it is. It is a draft again."),
    params={"programme": Placeholder(_("the programme’s name"), "2026 충칭 스마트산업 박람회", required=True)},
)
CALL_CHANGED = notice_kind(
    "programmes.call_changed",
    title=_("A published call was changed by the other side"),
    subject=_("The call for {programme} was changed after it was published"),
    body=_("The side that leads {programme} has changed its published call. What it says now stands on its page."),
    params={"programme": Placeholder(_("the programme’s name"), "2026 충칭 스마트산업 박람회", required=True)},
)
CALL_WITHDRAWN = notice_kind(
    "programmes.call_withdrawn",
    title=_("A call you applied to was withdrawn"),
    subject=_("The call for {programme} was withdrawn"),
    body=_("The call for {programme} was withdrawn, and your application goes no further. The reason: {reason}"),
    params={
        "programme": Placeholder(_("the programme’s name"), "2026 충칭 스마트산업 박람회", required=True),
        "reason": Placeholder(_("why it was withdrawn"), "행사가 연기되었습니다.", required=True),
    },
)
