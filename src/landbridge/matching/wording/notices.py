"""What people are told about what they look for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

SEARCH_FOUND = notice_kind(
    "matching.search_found",
    title=_("A kept search found something new"),
    subject=_("New for your search “{search}”"),
    body=_("Your search “{search}” found organisations that it had not found before. How many: {count}."),
    params={
        "search": Placeholder(_("the name of the search"), "라이다 激光雷达", required=True),
        "count": Placeholder(_("how many organisations are new"), "2"),
    },
)
