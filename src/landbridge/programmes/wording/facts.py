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
    "no_rate": _("No exchange rate is known that is recent enough."),
    "other_kind": _("This cannot be compared with the limit."),
    "expired": _("It has expired."),
    "too_old": _("It was issued too long ago."),
    "too_early": _("It is not valid yet."),
    "not_dated": _("The day of issue is not known."),
}

#: A condition on a fact, as a rule's page says it.
CONDITIONS: Mapping[str, Promise] = {
    "at_most": _("%(fact)s: at most %(limit)s"),
    "at_least": _("%(fact)s: at least %(limit)s"),
    "below": _("%(fact)s: less than %(limit)s"),
    "above": _("%(fact)s: more than %(limit)s"),
    "is": _("%(fact)s: %(limit)s"),
    "in": _("%(fact)s: one of %(limit)s"),
    "exists": _("%(fact)s: is known"),
    "within_years": _("%(fact)s: within %(limit)s"),
}

#: What can be asked of a fact, as a choice.
HOWS: Mapping[str, Promise] = {
    "at_most": _("is at most"),
    "at_least": _("is at least"),
    "below": _("is less than"),
    "above": _("is more than"),
    "is": _("is"),
    "in": _("is one of"),
    "exists": _("is known"),
    "within_years": _("is a day within so many years"),
}

#: What is wrong in rules that cannot be read.
FAULTS: Mapping[str, Promise] = {
    "condition": _("A condition is not complete."),
    "depth": _("The conditions are nested too deep."),
    "fact": _("There is no such fact."),
    "limit": _("This limit can’t be read."),
    "certificate": _("Name at least one certificate."),
    "below_not": _("A certificate can’t be asked not to be held: one more certificate never does harm."),
    "rules": _("There are too many rules."),
    "code": _("A code has small letters, digits and _, and begins with a letter."),
    "twice": _("Another rule has this code."),
    "kind": _("Choose a kind."),
    "text": _("Write the rule in at least one language, in at most 400 characters."),
    "points": _("Points are more than 0 and at most 999.99."),
}
