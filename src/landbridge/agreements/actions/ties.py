"""Ties between local governments: proposed, signed, ended. A sister tie needs a council's vote, a friendly one none."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.agreements.models import Tie
from landbridge.agreements.rules.agreements import Can
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import Side, User

FACTS = ("kind", "host", "guest", "council_vote_on", "council_reference", "agreement")


@transaction.atomic
def propose_tie(*, by: User | None, **facts: Any) -> Tie:
    """Propose a tie from ``FACTS``: ``host`` and ``guest`` are bodies, one of each side.

    :raises ValidationError: if the bodies are of one side, or such a tie is there already.
    """
    if by is not None:
        require(by, Can.KEEP_TIE)
    tie = Tie()
    _set(tie, facts)
    tie.save()
    record("agreements.tie_proposed", tie, by=by, changes={"fields": sorted(facts)})
    return tie


@transaction.atomic
def edit_tie(tie: Tie, *, by: User | None, version: int, **facts: Any) -> Tie:
    """Change some of ``FACTS`` of a tie that is not ended. Between whom it is, is settled by the signature.

    :raises Stale: if the tie changed since ``version``.
    """
    _claim(tie, Tie.State.PROPOSED, Tie.State.SIGNED, by=by, version=version)
    settled = {name for name in ("kind", "host", "guest") if name in facts and getattr(tie, name) != facts[name]}
    if tie.state == Tie.State.SIGNED and settled:
        raise ValidationError(_("A signed tie stays between the bodies that signed it."))
    changes = _set(tie, facts)
    tie.save()
    record("agreements.tie_changed", tie, by=by, changes=changes)
    return tie


@transaction.atomic
def sign_tie(tie: Tie, *, by: User | None, version: int, signed_on: date) -> Tie:
    """Write down that a tie was signed.

    :raises ValidationError: if it is a sister tie and no council has voted by that day, or the day has not come.
    """
    _claim(tie, Tie.State.PROPOSED, by=by, version=version)
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if tie.kind == Tie.Kind.SISTER and (tie.council_vote_on is None or tie.council_vote_on > signed_on):
        raise ValidationError({"signed_on": _("A sister tie is signed after the council’s vote: enter its day first.")})
    tie.state, tie.signed_on = Tie.State.SIGNED, signed_on
    tie.save(update_fields=["state", "signed_on"])
    record("agreements.tie_signed", tie, by=by, changes={"signed_on": signed_on})
    return tie


@transaction.atomic
def end_tie(tie: Tie, *, by: User | None, version: int, ended_on: date) -> Tie:
    """Write down that a tie has ended, or that a proposed one will not come.

    :raises ValidationError: if it ended before it was signed, or the day has not come.
    """
    _claim(tie, Tie.State.PROPOSED, Tie.State.SIGNED, by=by, version=version)
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("This day has not come yet.")})
    if tie.signed_on is not None and ended_on < tie.signed_on:
        raise ValidationError({"ended_on": _("It can’t end before it was signed.")})
    if tie.signed_on is None:
        # A row that ended has a day on which it was signed: what never was is taken out, and the log keeps it.
        record("agreements.tie_given_up", tie, by=by, changes={"ended_on": ended_on})
        tie.delete()
        return tie
    tie.state, tie.ended_on = Tie.State.ENDED, ended_on
    tie.save(update_fields=["state", "ended_on"])
    record("agreements.tie_ended", tie, by=by, changes={"ended_on": ended_on})
    return tie


def _claim(tie: Tie, *states: str, by: User | None, version: int) -> None:
    if by is not None:
        require(by, Can.KEEP_TIE, tie)
    claim_version(tie, version)
    tie.refresh_from_db()
    if tie.state not in states:
        raise ValidationError(
            _("This is not possible while the tie is: %(state)s.") % {"state": tie.get_state_display()}
        )


def _set(tie: Tie, facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A tie has no fact called {', '.join(sorted(unknown))}.")
    before = {name: _plain(getattr(tie, name, None)) for name in FACTS if tie.pk}
    for name, value in facts.items():
        setattr(tie, name, value.strip() if isinstance(value, str) else value)
    if (tie.host.side, tie.guest.side) != (Side.HOST, Side.GUEST):
        raise ValidationError({"guest": _("A tie is between a body of the host’s side and one of the guest’s.")})
    others = Tie.objects.filter(host=tie.host, guest=tie.guest, kind=tie.kind).exclude(state=Tie.State.ENDED)
    if others.exclude(pk=tie.pk).exists():
        raise ValidationError({"guest": _("These two bodies have such a tie already.")})
    if tie.kind == Tie.Kind.SISTER and tie.state == Tie.State.SIGNED and tie.council_vote_on is None:
        raise ValidationError({"council_vote_on": _("A signed sister tie has the day of the council’s vote.")})
    tie.full_clean(validate_constraints=False)
    return {
        name: [before[name], _plain(getattr(tie, name))]
        for name in before
        if before[name] != _plain(getattr(tie, name))
    }


def _plain(value: Any) -> Any:
    """A row as the log keeps it: by its number."""
    return getattr(value, "pk", value)
