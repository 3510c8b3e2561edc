"""Erasures, rehearsed and real, and the holds that forbid them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.actions.erasure import erase_person, tidy_index
from landbridge.people.actions.erasure_list import keep_list, read_list
from landbridge.people.actions.forgetting import forget_elsewhere
from landbridge.people.models import ErasureRun, LegalHold, Person, User
from landbridge.people.queries.erasure import count_rows, held_among, inactive_persons, is_fresh, kept_at_erasure
from landbridge.people.rules import Can
from landbridge.people.wording.retention import PERSONS

AFTER_A_RESTORE = "Erased before; a backup brought the rows back."


@transaction.atomic
def place_hold(person: Person, *, by: User, reason: str, until: date | None = None) -> LegalHold:
    """Forbid a person's erasure for now.

    :raises ValidationError: without a reason, or if the hold would be over already.
    """
    require(by, Can.ERASE_PERSON, person)
    if not reason.strip():
        raise ValidationError({"reason": _("Say which claim or duty needs the data.")})
    if until is not None and until < timezone.localdate():
        raise ValidationError({"until": _("This day is past.")})
    hold = LegalHold.objects.create(person=person, reason=reason.strip(), placed_by=by, until=until)
    record("people.hold_placed", hold, by=by, changes={"person": person.pk, "until": until})
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: User) -> LegalHold:
    """Let a person be erased again. Lifting twice is lifting once."""
    require(by, Can.ERASE_PERSON, hold.person)
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is None:
        hold.lifted_at, hold.lifted_by = timezone.now(), by
        hold.save(update_fields=["lifted_at", "lifted_by"])
        record("people.hold_lifted", hold, by=by, changes={"person": hold.person_id})
    return hold


@transaction.atomic
def rehearse_erasure(persons: Iterable[Person], *, by: User | None, side: str, reason: str) -> ErasureRun:
    """Say what an erasure would do: rows by model, and who is passed over for a hold. Nothing is erased.

    :param reason: a rule's code, or staff's words; never a person's name, as it outlives them.
    :raises ValidationError: if there is nobody to erase, no reason, or somebody would erase themselves.
    """
    living = [person for person in persons if person.erased_at is None]
    for person in living:
        if person.side != side:
            raise ValidationError(_("A side erases its own persons only."))
        if by is not None:
            require(by, Can.ERASE_PERSON, person)
            _check_is_somebody_else(person, by)
    if not living:
        raise ValidationError(_("There is nobody to erase."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are erased.")})
    held = held_among(person.pk for person in living)
    counts: Counter[str] = Counter()
    for person in living:
        if person.pk not in held:
            counts += count_rows(person) + forget_elsewhere(person, dry=True)
    run = ErasureRun.objects.create(
        side=side,
        state=ErasureRun.State.DONE,
        reason=reason.strip(),
        asked_by=by,
        finished_at=timezone.now(),
        people=sorted(person.pk for person in living if person.pk not in held),
        counts=dict(counts),
        held=sorted(held),
    )
    record("people.erasure_rehearsed", run, by=by, changes={"people": len(run.people), "held": len(run.held)})
    return run


@transaction.atomic
def ask_erasure(rehearsal: ErasureRun, *, by: User) -> ErasureRun:
    """Have those erased whom a rehearsal named; a job does it. Asking twice is asking once.

    :raises ValidationError: if that was no rehearsal of the asker's own side, named nobody or themselves, or is no
        longer fresh.
    """
    require(by, Can.CHANGE_RETENTION)
    rehearsal = ErasureRun.objects.select_for_update().get(pk=rehearsal.pk)
    if not rehearsal.is_dry or rehearsal.side != by.side or not rehearsal.people:
        raise ValidationError(_("An erasure follows a rehearsal that names somebody."))
    if (asked := ErasureRun.objects.filter(rehearsal=rehearsal).first()) is not None:
        return asked
    if not is_fresh(rehearsal):
        raise ValidationError(_("This rehearsal is dismissed, or older than a day. Rehearse again."))
    for person in Person.objects.filter(pk__in=rehearsal.people, user=by):
        _check_is_somebody_else(person, by)
    run = ErasureRun.objects.create(
        side=rehearsal.side,
        is_dry=False,
        rehearsal=rehearsal,
        reason=rehearsal.reason,
        asked_by=by,
        people=rehearsal.people,
    )
    record("people.erasure_asked", run, by=by, changes={"people": len(run.people), "rehearsal": rehearsal.pk})
    return run


@transaction.atomic
def dismiss_rehearsal(rehearsal: ErasureRun, *, by: User | None) -> None:
    """Let a rehearsal be followed by nothing. One that was followed already stays as it is."""
    if by is not None:
        require(by, Can.CHANGE_RETENTION)
    waiting = ErasureRun.objects.filter(pk=rehearsal.pk, is_dry=True, run=None).exclude(
        state=ErasureRun.State.DISMISSED
    )
    if waiting.update(state=ErasureRun.State.DISMISSED):
        record("people.rehearsal_dismissed", rehearsal, by=by)


def run_erasure(run: ErasureRun) -> ErasureRun:
    """Erase those a run names, one transaction each, and certify it. One that was killed goes on where it was.

    Passed over are those under a hold by then, and those named for their silence who broke it since the rehearsal.
    """
    for number in run.people:
        _erase_next(run.pk, number)
    tidy_index()
    return _certify(run.pk)


@transaction.atomic
def fail_erasure(run: ErasureRun) -> None:
    """After the last try: whom it got to is erased, and staff see that it did not end."""
    if ErasureRun.objects.filter(pk=run.pk, state=ErasureRun.State.WAITING).update(
        state=ErasureRun.State.FAILED, finished_at=timezone.now()
    ):
        record("people.erasure_failed", run, by=None)


def replay_erasures() -> list[ErasureRun]:
    """Erase again whom a restored backup brought back, by the list outside of it; one run a side that needs one.

    Holds don't matter: whoever is on the list had none when they were erased.
    """
    listed = dict(read_list())
    back = [
        person
        for person in Person.objects.filter(pk__in=listed, erased_at=None).order_by("pk")
        if person.created_at == listed[person.pk]
    ]
    runs = []
    for side in sorted({person.side for person in back}):
        numbers = [person.pk for person in back if person.side == side]
        run = ErasureRun.objects.create(side=side, is_dry=False, reason=AFTER_A_RESTORE, people=numbers)
        for number in numbers:
            _erase_next(run.pk, number, again=True)
        runs.append(_certify(run.pk))
    tidy_index()
    keep_list()
    return runs


@transaction.atomic
def _erase_next(run_id: int, number: int, *, again: bool = False) -> None:
    run = ErasureRun.objects.select_for_update().get(pk=run_id)
    if run.state != ErasureRun.State.WAITING or number in run.held:
        return
    person = Person.objects.get(pk=number)
    if not again and (held_among([number]) or _was_heard_of(run, person)):
        run.held = [*run.held, number]
    else:
        counts = erase_person(person, by=run.asked_by, reason=f"erasure {run.pk}")
        run.counts = dict(Counter(run.counts) + counts)
    run.save(update_fields=["held", "counts"])


def _check_is_somebody_else(person: Person, by: User) -> None:
    # Who erases themselves closes the account that answers for it, and leaves nobody to look at what was done.
    if person.user_id == by.pk:
        raise ValidationError(_("Nobody erases themselves: a colleague has to do it."))


def _was_heard_of(run: ErasureRun, person: Person) -> bool:
    """Whether somebody who was named for their silence broke it since the rehearsal."""
    if run.reason != PERSONS or run.rehearsal is None or person.erased_at is not None:
        return False
    return not inactive_persons(run.side, run.rehearsal.started_at).filter(pk=person.pk).exists()


@transaction.atomic
def _certify(run_id: int) -> ErasureRun:
    run = ErasureRun.objects.select_for_update().get(pk=run_id)
    if run.state != ErasureRun.State.WAITING:
        return run
    run.finished_at = timezone.now()
    run.people = [number for number in run.people if number not in set(run.held)]
    run.certificate = {
        "erasure": run.pk,
        "side": run.side,
        "reason": run.reason,
        "asked_by": run.asked_by_id,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat(),
        "people": run.people,
        "held": run.held,
        "counts": run.counts,
        "kept": kept_at_erasure(),
    }
    run.sha256, run.state = certificate_digest(run), ErasureRun.State.DONE
    run.save()
    record("people.erased", run, by=run.asked_by, changes={"people": len(run.people), "sha256": run.sha256})
    return run


def certificate_digest(run: ErasureRun) -> str:
    """SHA-256 of a certificate's canonical JSON; it stands in the log, too, which nobody can change."""
    written = json.dumps(run.certificate, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
