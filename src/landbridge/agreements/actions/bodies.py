"""Public bodies of one's own side, and who speaks for them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.agreements.actions.indexing import index_agreements
from landbridge.agreements.models import Agreement, Body, Representative
from landbridge.agreements.queries.bodies import eligible_representatives
from landbridge.agreements.rules.agreements import Can
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User
from landbridge.people.rules import acting_side

FACTS = ("kind", "country", "name_ko", "name_zh", "name_en", "website")


@transaction.atomic
def add_body(*, by: User | None, side: str, **facts: Any) -> Body:
    """Enter a public body of a side from ``FACTS``.

    :raises PermissionDenied: if ``by`` may not, or acts for another side.
    :raises ValidationError: if it has no name, or a fact is not what its field holds.
    """
    if by is not None:
        require(by, Can.KEEP_BODY)
        if acting_side(by) != side:
            raise PermissionDenied
    body = Body(side=side)
    _set(body, facts)
    body.save()
    record("agreements.body_added", body, by=by, changes={"fields": sorted(facts)})
    return body


@transaction.atomic
def edit_body(body: Body, *, by: User | None, version: int, **facts: Any) -> Body:
    """Change some of ``FACTS``.

    :raises Stale: if the body changed since ``version``.
    """
    if by is not None:
        require(by, Can.KEEP_BODY, body)
    claim_version(body, version)
    body.refresh_from_db()
    changes = _set(body, facts)
    body.save()
    record("agreements.body_changed", body, by=by, changes=changes)
    index_agreements(list(Agreement.objects.filter(parties__body=body)))
    return body


@transaction.atomic
def appoint_representative(body: Body, user: User, *, by: User | None) -> Representative:
    """Let an account speak for a body: from now on it sees what the body signed.

    :raises ValidationError: if the account holds no partner's role on the body's side.
    """
    if by is not None:
        require(by, Can.KEEP_BODY, body)
    if not eligible_representatives(body).filter(pk=user.pk).exists():
        raise ValidationError(_("Only an account with the role of partner on the body’s side can speak for it."))
    representative, is_new = Representative.objects.get_or_create(body=body, user=user, ended_at=None)
    if is_new:
        record("agreements.representative_appointed", body, by=by, changes={"user": user.pk})
    return representative


@transaction.atomic
def end_representation(representative: Representative, *, by: User | None) -> None:
    """Let an account speak for a body no more."""
    if by is not None:
        require(by, Can.KEEP_BODY, representative.body)
    if Representative.objects.filter(pk=representative.pk, ended_at=None).update(ended_at=timezone.now()):
        changes = {"user": representative.user_id}
        record("agreements.representation_ended", representative.body, by=by, changes=changes)


def _set(body: Body, facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A body has no fact called {', '.join(sorted(unknown))}.")
    before = {name: getattr(body, name) for name in FACTS}
    for name, value in facts.items():
        setattr(body, name, value.strip() if isinstance(value, str) else value)
    if not any((body.name_ko, body.name_zh, body.name_en)):
        raise ValidationError(_("Enter the name in at least one of the languages."))
    body.full_clean()
    return {name: [before[name], getattr(body, name)] for name in FACTS if before[name] != getattr(body, name)}
