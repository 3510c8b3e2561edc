"""Saying who is not to be shown to whom, and taking it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.models import Organisation
from landbridge.directory.rules import can_see_organisation
from landbridge.matching.models import Exclusion
from landbridge.matching.rules.lists import Can
from landbridge.people.models import User


@transaction.atomic
def say_exclusion(
    kind: str, organisation: Organisation, other: Organisation, *, by: User, reason: str = ""
) -> Exclusion:
    """Say for ``organisation`` that ``other`` is not to be shown to it; what stands already is given as it is.

    :param kind: one of ``Exclusion.Kind``: "never meet" and "competitor" hold both ways.
    :raises ValidationError: if it is the organisation itself, one that was merged away or one ``by`` does not see.
    """
    require(by, Can.SAY_EXCLUSION, organisation)
    other = other.merged_into or other
    if organisation.merged_into_id:
        raise ValidationError(_("This organisation was merged into another."))
    if other.pk == organisation.pk:
        raise ValidationError(_("An organisation cannot say this of itself."))
    if not can_see_organisation(by, other):
        raise ValidationError(_("There is no such organisation."))
    wanted = Exclusion(kind=kind, organisation=organisation, other=other, by=by, reason=reason.strip())
    wanted.clean_fields(exclude=["undone_by"])
    said, is_new = Exclusion.objects.get_or_create(
        kind=kind,
        organisation=organisation,
        other=other,
        undone_at=None,
        defaults={"by": by, "reason": wanted.reason},
    )
    if is_new:
        record("matching.exclusion_said", said, by=by, changes={"kind": kind, "of": organisation.pk, "other": other.pk})
    return said


@transaction.atomic
def undo_exclusion(exclusion: Exclusion, *, by: User) -> Exclusion:
    """Take back what was said. The row stays as a trail.

    :raises ValidationError: if it was taken back already.
    """
    organisation = exclusion.organisation.merged_into or exclusion.organisation
    require(by, Can.SAY_EXCLUSION, organisation)
    now = timezone.now()
    if not Exclusion.objects.filter(pk=exclusion.pk, undone_at=None).update(undone_at=now, undone_by=by):
        raise ValidationError(_("This was taken back already."))
    exclusion.undone_at, exclusion.undone_by = now, by
    changes = {"kind": exclusion.kind, "of": organisation.pk, "other": exclusion.other_id}
    record("matching.exclusion_undone", exclusion, by=by, changes=changes)
    return exclusion
