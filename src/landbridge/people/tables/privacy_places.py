"""The places of one subject, as tabs above each of their pages: the menu has a single entry for all of them.

A new page about privacy adds a line to ``PRIVACY``, and includes ``people/parts/privacy_tabs.html`` with its ``key``
as ``here``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.people.rules import Can


@dataclass(frozen=True, slots=True)
class Place:
    """A page: what the tab says, its route, who may go there, and in a sentence what is found there."""

    key: str
    label: Promise
    route: str
    permission: StrEnum
    says: Promise


PRIVACY = (
    Place(
        "notices",
        _("Privacy notices"),
        "privacy_notices",
        Can.SEE_PRIVACY_NOTICES,
        _("What people are told before they agree, in every version, and how many agree now."),
    ),
    Place(
        "transfers",
        _("Transfers"),
        "transfers",
        Can.SEE_RECORDS,
        _("What goes to the other country, on what basis, and how many people it is about."),
    ),
    Place(
        "assessments",
        _("Impact assessments"),
        "assessments",
        Can.SEE_RECORDS,
        _("What was weighed before data went to the other country. Without one nothing crosses."),
    ),
    Place(
        "access",
        _("Access log"),
        "access",
        Can.SEE_RECORDS,
        _("Who looked at whom, what was unusual, and which months are signed off."),
    ),
    Place(
        "requests",
        _("Requests"),
        "requests",
        Can.SEE_RECORDS,
        _("What persons ask about their own data, and by when the answer is due."),
    ),
    Place(
        "retention",
        _("Retention"),
        "retention",
        Can.SEE_RECORDS,
        _("How long each kind of data stays, and what is let go tonight."),
    ),
    Place(
        "erasures",
        _("Erasures"),
        "erasures",
        Can.SEE_RECORDS,
        _("Who was erased for good, by number, with the certificate of each."),
    ),
    Place(
        "holds",
        _("Legal holds"),
        "holds",
        Can.SEE_RECORDS,
        _("Whose data may not be erased for now, and why."),
    ),
)

#: What the house writes to people, and whether it arrived.
WRITING = (
    Place(
        "wording",
        _("Wording of notices"),
        "notice_templates",
        Can.SEE_NOTICE_TEMPLATES,
        _("What the house tells people, in each language."),
    ),
    Place(
        "mail",
        _("Outgoing mail"),
        "outbox",
        Can.SEE_OUTBOX,
        _("Whether mail went out."),
    ),
)
