"""What an organisation decides about its own part in matching."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.directory.models import Organisation
from landbridge.matching.models import MatchingChoice
from landbridge.matching.rules.lists import Can
from landbridge.people.models import User

#: More open requests than this nobody answers: it would be no cap.
MOST_REQUESTS = 999


@transaction.atomic
def choose(
    organisation: Organisation, *, by: User, version: int, is_shown: bool, most_requests: int | None
) -> MatchingChoice:
    """Decide whether companies of the other side are shown the organisation, and how many requests it takes.

    :param version: of the choice that ``by`` was shown; 0 if there was none.
    :param most_requests: open at one time; None for any number.
    :raises Stale: if somebody decided since.
    :raises ValidationError: if the number is not from 1 to ``MOST_REQUESTS``.
    """
    require(by, Can.CHOOSE, organisation)
    if most_requests is not None and not 1 <= most_requests <= MOST_REQUESTS:
        said = _("Enter a number from 1 to %(most)s, or nothing.") % {"most": MOST_REQUESTS}
        raise ValidationError({"most_requests": said})
    wanted = {"is_shown": is_shown, "most_requests": most_requests}
    choice, is_new = MatchingChoice.objects.get_or_create(organisation=organisation, defaults={**wanted, "by": by})
    changed = [name for name, value in wanted.items() if is_new or getattr(choice, name) != value]
    if not is_new:
        claim_version(choice, version)
        choice.is_shown, choice.most_requests, choice.by = is_shown, most_requests, by
        choice.save(update_fields=["is_shown", "most_requests", "by", "at"])
    record("matching.choice_made", choice, by=by, changes={"of": organisation.pk, "fields": changed})
    return choice
