"""What was done to a concept, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "matching.concept_proposed": _("Proposed"),
    "matching.concept_approved": _("Approved"),
    "matching.concept_changed": _("Words changed"),
    "matching.concept_edited": _("Edited"),
    "matching.concept_retired": _("Retired"),
    "matching.concept_declined": _("Not taken in"),
}
