"""What facts are called, and how a fact beside its limit is said. Sentences are in the active language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FACT_LABELS: Mapping[str, Promise] = {
    "applicant.side": _("Side of the applicant"),
    "organisation.kind": _("Kind of organisation"),
    "organisation.country": _("Country"),
    "organisation.region": _("Region"),
    "organisation.founded": _("Year of foundation"),
    "organisation.age": _("Years since foundation"),
    "organisation.employees": _("Employees"),
    "organisation.level": _("Verification level"),
    "organisation.blocked": _("On a blacklist"),
    "organisation.industries": _("Industries"),
    "organisation.has_number": _("Has a registration number"),
    "exports.last_year": _("Exports of the year before"),
    "exports.latest": _("Exports of the latest known year"),
    "earlier.kind_this_year": _("Programmes of this kind in the same year"),
    "earlier.kind": _("Earlier programmes of this kind"),
    "earlier.all": _("Earlier programmes"),
    "earlier.kept": _("Deposits that were kept"),
    "certificates": _("Certificates"),
}

#: A fact beside its limit.
BESIDE: Mapping[str, Promise] = {
    "at_most": _("%(fact)s: %(value)s; at most %(limit)s"),
    "at_least": _("%(fact)s: %(value)s; at least %(limit)s"),
    "below": _("%(fact)s: %(value)s; less than %(limit)s"),
    "above": _("%(fact)s: %(value)s; more than %(limit)s"),
    "is": _("%(fact)s: %(value)s; it should be %(limit)s"),
    "in": _("%(fact)s: %(value)s; one of %(limit)s"),
    "exists": _("%(fact)s: %(value)s"),
    "within_years": _("%(fact)s: %(value)s; within %(limit)s"),
    "held": _("%(fact)s: %(value)s; one of %(limit)s"),
}

#: Why a fact did not count, or could not be told.
BECAUSE: Mapping[str, Promise] = {
    "missing": _("This is not known."),
    "no_rate": _("No exchange rate is known that is recent enough."),
    "other_kind": _("This cannot be compared with the limit."),
    "expired": _("It has expired."),
    "too_old": _("It was issued too long ago."),
    "too_early": _("It is not valid yet."),
    "not_dated": _("The day of issue is not known."),
}
