"""The kinds of data in programmes that are let go after a time."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.retention import Kept

DRAFTS = Kept(
    "drafts",
    _("Applications that were never submitted"),
    _("the day the call closed"),
    _("What was typed and not submitted serves nothing once the call is over."),
    days=90,
    least=14,
)
REFUSED = Kept(
    "refused",
    _("Answers of persons who were not selected"),
    _("the day the call closed"),
    _("Long enough to answer an objection; state, marks and digests stay."),
    days=1095,
    least=180,
)
