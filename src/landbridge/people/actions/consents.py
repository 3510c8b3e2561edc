"""A person gives, refuses or withdraws a consent.

An answer is one event that is never changed, and one state that says what holds now; what must stop at once stops in
the same transaction. Nobody looks anything up later: lists, searches and exports ask the state each time.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.models import OutgoingMail
from landbridge.people.models import ConsentEvent, ConsentState, Person, PrivacyNotice, Purpose, User
from landbridge.people.models.consents import REQUIRED_PURPOSES, ConsentAction, ConsentChannel
from landbridge.people.models.persons import AgeBand
from landbridge.people.queries.consents import current_notice
from landbridge.people.rules import Can


def give_consent(
    person: Person,
    purpose: str,
    *,
    by: User | None,
    channel: str,
    ip: str | None = None,
    proof: str = "",
    guardian: str = "",
    notice: PrivacyNotice | None = None,
) -> ConsentEvent:
    """Record that a person agrees to a purpose, under ``notice``: what was shown; the current one if none is named.

    :param by: the person's own account on a page; a manager of their side for what came on paper, by e-mail or
        spoken, who says in ``proof`` where that is; None for the house itself.
    :raises ValidationError: ``guardian`` if the person is under 14 and nobody agreed for them (PIPA art. 22-2; PIPL
        art. 31); ``age`` if somebody agrees on a page who did not say that they are old enough; ``proof`` if there is
        none; ``notice_changed`` if a newer notice than the one shown asks for a new consent; ``no_notice`` if nothing
        is published.
    :raises PermissionDenied: if it is not ``by``'s to record.
    """
    if person.age_band == AgeBand.UNDER_FOURTEEN and not guardian.strip():
        raise ValidationError(
            {"guardian": _("For a person under 14 a parent or guardian agrees: write down their name.")},
            code="guardian",
        )
    is_own_click = by is not None and person.user_id == by.pk and channel == ConsentChannel.PAGE
    if is_own_click and person.age_band == AgeBand.UNKNOWN:
        raise ValidationError(_("Please say first whether you are 14 or over."), code="age")
    return _answer(
        person,
        purpose,
        ConsentAction.GIVEN,
        by=by,
        channel=channel,
        ip=ip,
        proof=proof,
        guardian=guardian,
        notice=notice,
    )


def refuse_consent(
    person: Person,
    purpose: str,
    *,
    by: User | None,
    channel: str,
    ip: str | None = None,
    proof: str = "",
    notice: PrivacyNotice | None = None,
) -> ConsentEvent:
    """Record that a person was asked and does not agree. Parameters and errors as of ``give_consent``.

    Refusing what is required ends what they had agreed to before, as its withdrawal does.
    """
    return _answer(person, purpose, ConsentAction.REFUSED, by=by, channel=channel, ip=ip, proof=proof, notice=notice)


@transaction.atomic
def withdraw_consent(
    person: Person, purpose: str, *, by: User | None, channel: str, ip: str | None = None, proof: str = ""
) -> ConsentEvent:
    """Take a consent back; from this transaction on the purpose is closed everywhere.

    Who withdraws a required purpose takes part no longer, so whatever else they had agreed to ends with it. The
    event stands under the notice that had been agreed to. Withdrawing twice is withdrawing once.
    """
    _lock(person)
    state = ConsentState.objects.filter(person=person, purpose=purpose).select_related("event__notice").first()
    if state and state.event.action == ConsentAction.WITHDRAWN:
        return state.event
    return _answer(
        person, purpose, ConsentAction.WITHDRAWN, by=by, channel=channel, ip=ip, proof=proof,
        notice=state.event.notice if state else None,
    )  # fmt: skip


@transaction.atomic
def _answer(
    person: Person,
    purpose: str,
    action: ConsentAction,
    *,
    by: User | None,
    channel: str,
    ip: str | None,
    proof: str,
    guardian: str = "",
    notice: PrivacyNotice | None,
) -> ConsentEvent:
    _check_who(person, by, channel, proof)
    _lock(person)
    notice = _shown(person, purpose, notice, action)
    event = ConsentEvent.objects.create(
        person=person,
        notice=notice,
        purpose=Purpose(purpose),
        action=action,
        by=by,
        channel=ConsentChannel(channel),
        ip=ip,
        proof=proof.strip(),
        guardian=guardian.strip(),
    )
    granted = action == ConsentAction.GIVEN
    ConsentState.objects.update_or_create(
        person=person, purpose=purpose, defaults={"event": event, "granted": granted, "since": event.at}
    )
    if not granted:
        stop_mail(purpose, [person.pk])
        if purpose in REQUIRED_PURPOSES:
            _end_the_rest(person, by=by, channel=channel, ip=ip, proof=proof)
    record(
        f"people.consent_{action}",
        person,
        by=by,
        changes={"purpose": str(purpose), "notice": notice.number, "channel": str(channel)},
    )
    return event


def _end_the_rest(person: Person, *, by: User | None, channel: str, ip: str | None, proof: str) -> None:
    granted = ConsentState.objects.filter(person=person, granted=True).order_by("pk")
    for purpose in list(granted.values_list("purpose", flat=True)):
        withdraw_consent(person, purpose, by=by, channel=channel, ip=ip, proof=proof)


def end_childs_own(person: Person) -> list[str]:
    """End what a person agreed to by themselves who turns out to be under 14; gives the purposes.

    The events stay as they are; what holds is asked anew, of a parent or guardian. The caller has checked who says so.
    """
    own = ConsentState.objects.filter(person=person, granted=True, event__guardian="").order_by("pk")
    ended = list(own.values_list("purpose", flat=True))
    for purpose in ended:
        stop_mail(purpose, [person.pk])
    own.update(granted=False, since=timezone.now())
    return ended


def stop_mail(purpose: str, person_numbers: list[int]) -> int:
    """Stop mail of a purpose that still waits for persons who no longer agree; how many there were."""
    waiting = OutgoingMail.objects.filter(
        purpose=purpose, person_number__in=person_numbers, state=OutgoingMail.State.WAITING
    )
    return waiting.update(state=OutgoingMail.State.STOPPED)


def _check_who(person: Person, by: User | None, channel: str, proof: str) -> None:
    if by is None:
        return
    require(by, Can.ANSWER_CONSENT, person)
    if channel == ConsentChannel.PAGE:
        if person.user_id != by.pk:
            raise PermissionDenied("Nobody clicks for somebody else.")
    elif not proof.strip():
        raise ValidationError(
            {"proof": _("Say where the proof is: a file, a folder, a mail, who heard it.")}, code="proof"
        )


def _lock(person: Person) -> None:
    # Two answers at one moment come one after the other, so that the state is that of the last event. SQLite's
    # writers queue anyway.
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.erased_at is not None:
        raise ValidationError(_("This person’s data has been erased."), code="erased")


def _shown(person: Person, purpose: str, notice: PrivacyNotice | None, action: ConsentAction) -> PrivacyNotice:
    language = notice.language if notice else person.language or get_language() or "en"
    try:
        latest = current_notice(purpose, language)
    except PrivacyNotice.DoesNotExist:
        raise ValidationError(_("No privacy notice is published for this purpose yet."), code="no_notice") from None
    if notice is None:
        return latest
    newer = PrivacyNotice.objects.filter(purpose=purpose, number__gt=notice.number, language=language, asks_again=True)
    if action == ConsentAction.GIVEN and newer.exists():
        raise ValidationError(_("The notice has changed meanwhile. Please read it again."), code="notice_changed")
    return notice
