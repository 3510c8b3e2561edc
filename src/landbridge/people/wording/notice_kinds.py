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

notice_kind(
    "people.transfers_near_limit",
    title=_("Transfers near the yearly limit"),
    subject=_("{percent} percent of the yearly limit for transfers is reached"),
    body=_(
        "Data of {people} people has crossed the border this year. From {limit} people on a standard contract or a "
        "certification is needed. Prepare it now, or switch off what is not needed."
    ),
    params={
        "percent": Placeholder(_("how much of the limit is reached, in percent"), "80", required=True),
        "people": Placeholder(_("how many people"), "80,000"),
        "limit": Placeholder(_("the limit"), "100,000"),
    },
)
notice_kind(
    "people.sensitive_transferred",
    title=_("Sensitive data crossed the border"),
    subject=_("Sensitive data crossed the border: {flow}"),
    body=_(
        "Through “{flow}” sensitive data crossed the border for the first time in {year}. It needs a standard contract "
        "or a certification from the first person on. Look whether it is there, or switch the flow off."
    ),
    params={
        "flow": Placeholder(_("the flow’s name"), "건강 정보", required=True),
        "year": Placeholder(_("the year"), "2026"),
    },
)

REQUEST_ANSWERED = notice_kind(
    "people.request_answered",
    title=_("A request about one’s own data is answered"),
    subject=_("Your request is answered: {request}"),
    body=_("What you asked about your data on {day} ({request}) is answered. You find the answer under “My data”."),
    params={
        "request": Placeholder(_("what was asked"), "정정 요청", required=True),
        "day": Placeholder(_("the day it was received"), "2026-09-01"),
    },
)
