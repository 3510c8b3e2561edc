"""What managers are told about promises."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

_PROMISE = Placeholder(_("what was promised"), "Joint exhibitions", required=True)
_AGREEMENT = Placeholder(_("the agreement’s title"), "Strategic cooperation agreement")

OVERDUE = notice_kind(
    "agreements.obligation_overdue",
    title=_("A promise is overdue"),
    subject=_("Overdue: {obligation}"),
    body=_("“{obligation}” of the agreement “{agreement}” was due on {due}. {done} of {target} are done."),
    params={
        "obligation": _PROMISE,
        "agreement": _AGREEMENT,
        "due": Placeholder(_("the day it was due"), "2026-12-31"),
        "done": Placeholder(_("how many are done"), "3"),
        "target": Placeholder(_("how many were promised"), "10"),
    },
)
CLAIMED = notice_kind(
    "agreements.evidence_claimed",
    title=_("The other side reports what was done"),
    subject=_("To be confirmed: {obligation}"),
    body=_(
        "The other side reports {count} done of “{obligation}” in the agreement “{agreement}”. It counts once your "
        "side confirms it."
    ),
    params={
        "obligation": _PROMISE,
        "agreement": _AGREEMENT,
        "count": Placeholder(_("how many are reported"), "2"),
    },
)
DISPUTED = notice_kind(
    "agreements.evidence_disputed",
    title=_("A report of what was done is disputed"),
    subject=_("Disputed: {obligation}"),
    body=_(
        "The other side disputes what your side reported of “{obligation}” in the agreement “{agreement}”: {because}"
    ),
    params={
        "obligation": _PROMISE,
        "agreement": _AGREEMENT,
        "because": Placeholder(_("why it is disputed"), "The day is another one."),
    },
)
