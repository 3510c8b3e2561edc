"""What those in the line of a document, and those who stand in for each other, are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

_TITLE = Placeholder(_("the document’s title"), "2026년 공동 상담회 모집 공고", required=True)
_KIND = Placeholder(_("what kind of document it is"), "Call")

WAITING = notice_kind(
    "agreements.approval_waiting",
    title=_("A document waits for somebody"),
    subject=_("It is your turn: {title}"),
    body=_("“{title}” ({kind}), drafted by {drafter}, waits for you: {duty}."),
    params={
        "title": _TITLE,
        "kind": _KIND,
        "drafter": Placeholder(_("who drafted it"), "김민서"),
        "duty": Placeholder(_("what is asked"), "approval", required=True),
    },
)
STANDING_IN = notice_kind(
    "agreements.approval_waiting_instead",
    title=_("A document waits for somebody one stands in for"),
    subject=_("You may decide in the place of {superior}: {title}"),
    body=_("“{title}” ({kind}) waits for {superior}: {duty}. You may decide in their place."),
    params={
        "title": _TITLE,
        "kind": _KIND,
        "superior": Placeholder(_("whom one stands in for"), "박지훈", required=True),
        "duty": Placeholder(_("what is asked"), "approval", required=True),
    },
)
APPROVED = notice_kind(
    "agreements.approval_given",
    title=_("A document is approved"),
    subject=_("Approved: {title}"),
    body=_("“{title}” ({kind}) is approved, and has the number {number}."),
    params={"title": _TITLE, "kind": _KIND, "number": Placeholder(_("the document’s number"), "2026-12")},
)
RETURNED = notice_kind(
    "agreements.approval_returned",
    title=_("A document is sent back"),
    subject=_("Sent back: {title}"),
    body=_("“{title}” ({kind}) was sent back by {sender}. The reason: {reason}"),
    params={
        "title": _TITLE,
        "kind": _KIND,
        "sender": Placeholder(_("who sent it back"), "박지훈"),
        "reason": Placeholder(_("the reason"), "마감일을 확인해 주십시오.", required=True),
    },
)
VOID = notice_kind(
    "agreements.approval_void",
    title=_("An approval is void"),
    subject=_("The approval is void: {title}"),
    body=_("What was to be approved as “{title}” ({kind}) is not what stands there now: {reason} Ask again."),
    params={
        "title": _TITLE,
        "kind": _KIND,
        "reason": Placeholder(_("the reason"), "The document was changed.", required=True),
    },
)
SEEN_AFTERWARDS = notice_kind(
    "agreements.approval_in_absence",
    title=_("Decided for an absent superior"),
    subject=_("{deputy} decided in your absence: {title}"),
    body=_("While you were away, {deputy} decided “{title}” ({kind}) in your place: {outcome}. Please look at it."),
    params={
        "title": _TITLE,
        "kind": _KIND,
        "deputy": Placeholder(_("who decided instead"), "이서연", required=True),
        "outcome": Placeholder(_("what was decided"), "approval"),
    },
)
DELEGATED = notice_kind(
    "agreements.delegation_given",
    title=_("Somebody decides in another’s place"),
    subject=_("{deputy} decides in the place of {superior}: {right}"),
    body=_("From {first} on, {deputy} decides in the place of {superior} ({right}). Entered by {giver}."),
    params={
        "deputy": Placeholder(_("who decides instead"), "이서연", required=True),
        "superior": Placeholder(_("whom one stands in for"), "박지훈", required=True),
        "right": Placeholder(_("in what right"), "for an absent superior"),
        "first": Placeholder(_("from when on"), "2026. 9. 1."),
        "giver": Placeholder(_("who entered it"), "김민서"),
    },
)
