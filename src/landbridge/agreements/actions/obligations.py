"""What an agreement promises: written with it, and dropped, once it is signed, by both sides only."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max, ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.actions.agreements import take_back
from landbridge.agreements.actions.indexing import index_agreement
from landbridge.agreements.models import Agreement, Obligation
from landbridge.agreements.rules.agreements import WRITTEN, Can
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User

PROMISED = gettext_lazy("What the agreement promises was changed.")
FACTS = ("field", "title_ko", "title_zh", "title_en", "original", "owner", "due_on", "target")


@transaction.atomic
def add_obligation(agreement: Agreement, *, by: User | None, **facts: Any) -> Obligation:
    """Promise something more, from ``FACTS``, before the agreement is signed.

    :raises ValidationError: if a fact is not what its field holds.
    """
    _write(agreement, by=by)
    last = agreement.obligations.aggregate(last=Max("position"))["last"]
    obligation = Obligation(agreement=agreement, position=0 if last is None else last + 1)
    _set(obligation, facts)
    obligation.save()
    record("agreements.obligation_added", agreement, by=by, changes={"obligation": obligation.pk})
    take_back(agreement, by=by, because=PROMISED)
    index_agreement(agreement)
    return obligation


@transaction.atomic
def edit_obligation(obligation: Obligation, *, by: User | None, version: int, **facts: Any) -> Obligation:
    """Change some of ``FACTS``, before the agreement is signed.

    :raises Stale: if the obligation changed since ``version``.
    """
    agreement = obligation.agreement
    _write(agreement, by=by)
    claim_version(obligation, version)
    obligation.refresh_from_db()
    changes = _set(obligation, facts)
    if changes:
        obligation.save()
        record("agreements.obligation_changed", agreement, by=by, changes={"obligation": obligation.pk} | changes)
        take_back(agreement, by=by, because=PROMISED)
        index_agreement(agreement)
    return obligation


@transaction.atomic
def remove_obligation(obligation: Obligation, *, by: User | None, version: int) -> None:
    """Take a promise out, before the agreement is signed.

    :raises Stale: if the obligation changed since ``version``.
    :raises ValidationError: if something rests on it already: a programme that is planned to keep it.
    """
    agreement = obligation.agreement
    _write(agreement, by=by)
    claim_version(obligation, version)
    record("agreements.obligation_removed", agreement, by=by, changes={"obligation": obligation.pk})
    try:
        obligation.delete()
    except ProtectedError:
        said = _("A programme is planned to keep this commitment. Change the programme first.")
        raise ValidationError(said) from None
    take_back(agreement, by=by, because=PROMISED)
    index_agreement(agreement)


@transaction.atomic
def ask_to_drop(obligation: Obligation, *, by: User, version: int) -> Obligation:
    """Say for one's own side that a signed promise shall bind no more; once both have said so it is dropped.

    Asked again by the same side, nothing changes.

    :raises Stale: if the obligation changed since ``version``.
    """
    require(by, Can.DROP_OBLIGATION, obligation)
    claim_version(obligation, version)
    obligation.refresh_from_db()
    if obligation.drop_asked_by == by.side:
        return obligation
    if obligation.drop_asked_by:
        obligation.state, obligation.drop_asked_by, verb = Obligation.State.DROPPED, "", "agreements.obligation_dropped"
    else:
        obligation.drop_asked_by, verb = by.side, "agreements.dropping_asked"
    obligation.save(update_fields=["state", "drop_asked_by"])
    record(verb, obligation.agreement, by=by, changes={"obligation": obligation.pk, "side": by.side})
    return obligation


@transaction.atomic
def keep_obligation(obligation: Obligation, *, by: User, version: int) -> Obligation:
    """Refuse that a promise is dropped, or take back that one's own side asked for it.

    :raises Stale: if the obligation changed since ``version``.
    """
    require(by, Can.DROP_OBLIGATION, obligation)
    claim_version(obligation, version)
    obligation.drop_asked_by = ""
    obligation.save(update_fields=["drop_asked_by"])
    record("agreements.dropping_refused", obligation.agreement, by=by, changes={"obligation": obligation.pk})
    return obligation


def _write(agreement: Agreement, *, by: User | None) -> None:
    """Take the agreement's row: its promises are part of what is approved. Its version grows, as for any edit."""
    if by is not None:
        require(by, Can.EDIT_AGREEMENT, agreement)
    if not Agreement.objects.filter(pk=agreement.pk, state__in=WRITTEN).update(version=F("version") + 1):
        raise PermissionDenied
    agreement.refresh_from_db()


def _set(obligation: Obligation, facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"An obligation has no fact called {', '.join(sorted(unknown))}.")
    before = {name: getattr(obligation, name) for name in FACTS}
    for name, value in facts.items():
        setattr(obligation, name, value.strip() if isinstance(value, str) else value)
    if obligation.title.lacks_original:
        name = {"ko": "title_ko", "zh-hans": "title_zh"}.get(obligation.original, "title_en")
        raise ValidationError({name: _("Enter the title in the language it is written in.")})
    obligation.full_clean(exclude=["agreement"])
    return {
        name: [before[name], getattr(obligation, name)] for name in FACTS if before[name] != getattr(obligation, name)
    }
