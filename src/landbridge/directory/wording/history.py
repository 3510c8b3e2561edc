"""What the log says of an organisation, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What was done to an organisation, by the log's verb.
SENTENCES: Mapping[str, Promise] = {
    "directory.organisation_added": _("The organisation was entered."),
    "directory.organisation_changed": _("Facts were changed."),
    "directory.items_changed": _("Offers and seeks were changed."),
    "directory.exports_changed": _("Export figures were changed."),
    "directory.industries_changed": _("Industries were changed."),
    "directory.certifications_changed": _("Certificates were changed."),
    "directory.organisation_verified": _("It was verified."),
    "directory.level_fell": _("What had been verified was changed, so its level fell."),
    "directory.verification_expired": _("A verification expired, so its level fell."),
    "directory.organisation_blocked": _("It was found on a blacklist."),
    "directory.organisation_unblocked": _("It is no longer on a blacklist."),
    "directory.listing_cleared": _("A blacklist entry was found to be about another organisation."),
    "directory.organisations_merged": _("Another organisation was merged into it."),
    "directory.merged_away": _("It was merged into another organisation."),
    "directory.merge_undone": _("A merge was undone."),
    "directory.contact_added": _("A contact was added."),
    "directory.contact_changed": _("A contact was changed."),
    "directory.contact_removed": _("A contact was removed."),
    "directory.editor_invited": _("Somebody was invited to keep its profile."),
    "directory.editor_ended": _("Somebody no longer keeps its profile."),
    "directory.document_added": _("A document was added."),
    "directory.document_removed": _("A document was removed."),
}
