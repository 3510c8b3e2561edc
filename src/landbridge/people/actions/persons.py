"""Every change to a person and their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import allowed, require
from landbridge.base.log import record
from landbridge.base.phones import BadPhone, check_phone
from landbridge.base.versions import claim_version
from landbridge.people.actions.consents import end_childs_own
from landbridge.people.actions.names import keep_names, save_with_names
from landbridge.people.models import Person, User
from landbridge.people.models.persons import AgeBand
from landbridge.people.rules import OTHER_SIDE, Can
from landbridge.people.wording.names import split_name

#: What may be said of a person besides their names.
FACTS = frozenset({"email", "phone", "residence", "language", "age_band", "photo_note"})

Name = Mapping[str, Any]


@transaction.atomic
def add_person(*, by: User | None, side: str, names: Sequence[Name], **facts: str) -> Person:
    """Add a person to those a side knows.

    :param names: each with ``script`` and ``given``, and perhaps ``family``, ``order``, ``reading``, ``is_passport``.
    :param facts: any of ``FACTS``.
    :raises ValidationError: by field; ``names`` for what is wrong with them.
    :raises PermissionDenied: unless ``by`` manages persons of that side; None is the house itself.
    """
    if side not in OTHER_SIDE:
        raise ValidationError({"side": _("A person belongs to one of the two sides.")})
    person = Person(side=side, storage_region=settings.LANDBRIDGE_REGIONS[side], created_by=by)
    if by is not None:
        require(by, Can.EDIT_PERSON, person)
    set_facts(person, facts)
    save_with_names(person, names)
    record("people.person_added", person, by=by, changes={"side": side})
    return person


@transaction.atomic
def edit_person(
    person: Person, *, by: User | None, version: int, names: Sequence[Name] | None = None, **facts: str
) -> Person:
    """Change what is known of a person; names given replace all there were. The log holds which fields, no values.

    Who turns out to be under 14 no longer agrees to anything that a parent or guardian did not agree to.

    :raises Stale: if somebody changed the person since ``version`` was shown.
    :raises ValidationError: by field; ``age_band`` where a person takes back what they said of their own age.
    :raises PermissionDenied: unless ``by`` manages persons of that side, or is that person.
    """
    if by is not None:
        require(by, Can.CORRECT_PERSON, person)
    claim_version(person, version)
    before = Person.objects.get(pk=person.pk)
    if before.age_band not in {AgeBand.UNKNOWN, facts.get("age_band", before.age_band)}:
        _check_may_correct_age(person, by)
    set_facts(person, facts)
    changed = [name for name in facts if getattr(before, name) != getattr(person, name)]
    person.save(update_fields=[*changed, "updated_at"])
    if names is not None and keep_names(person, names):
        changed.append("names")
    changes: dict[str, object] = {"fields": sorted(changed)}
    if "age_band" in changed and person.age_band == AgeBand.UNDER_FOURTEEN:
        changes["consents_ended"] = end_childs_own(person)
    record("people.person_edited", person, by=by, changes=changes)
    return person


@transaction.atomic
def link_account(person: Person, user: User | None, *, by: User, version: int) -> Person:
    """Say which account is the person's; None parts them. Both are of the manager's side.

    :raises ValidationError: if the account is of the other side, or is somebody else's already.
    :raises Stale: if somebody changed the person since ``version`` was shown.
    """
    require(by, Can.EDIT_PERSON, person)
    if user is not None and user == by and person.user_id != by.pk:
        raise ValidationError({"user": _("Somebody else of your office says that this person is you.")})
    if user is not None and user.side != person.side:
        raise ValidationError({"user": _("The account is not of the person’s side.")})
    if user is not None and Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise ValidationError({"user": _("The account belongs to another person already.")})
    claim_version(person, version)
    person.user = user
    person.save(update_fields=["user", "updated_at"])
    verb = "people.account_unlinked" if user is None else "people.account_linked"
    record(verb, person, by=by, changes={"user": user and user.pk})
    return person


@transaction.atomic
def person_of(user: User) -> Person | None:
    """The person behind an account, made if there is none; None for an account of neither side.

    Somebody the side knows under the account's e-mail address already is that person: an invitation reaches nobody
    else at that address. Of several such, none is taken.
    """
    if there := Person.objects.filter(user=user, erased_at=None).first():
        return there
    if user.side not in OTHER_SIDE:
        return None
    known = Person.objects.select_for_update().filter(
        side=user.side, user=None, erased_at=None, email__iexact=user.email
    )
    same = list(known[:2])
    if len(same) == 1:
        person = same[0]
        person.user = user
        person.save(update_fields=["user", "updated_at"])
        record("people.account_linked", person, by=user, changes={"user": user.pk})
        return person
    person = Person(side=user.side, storage_region=settings.LANDBRIDGE_REGIONS[user.side], created_by=user, user=user)
    set_facts(person, {"email": user.email, "language": user.language})
    save_with_names(person, [split_name(user.name or user.email)._asdict()])
    record("people.person_added", person, by=user, changes={"side": user.side, "user": user.pk})
    return person


def _check_may_correct_age(person: Person, by: User | None) -> None:
    if by is not None and not allowed(by, Can.EDIT_PERSON, person):
        raise ValidationError({"age_band": _("The age was said already. The office of your side corrects a slip.")})


def set_facts(person: Person, facts: Mapping[str, str]) -> None:
    """Set what is said of a person (``FACTS``), and check it.

    :raises ValidationError: by field.
    """
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"{sorted(unknown)} cannot be said of a person")
    for name, value in facts.items():
        setattr(person, name, value.strip())
    if person.residence:
        person.residence = person.residence.upper()
    if facts.get("phone"):
        try:
            person.phone = check_phone(person.phone, person.residence or person.storage_region)
        except BadPhone as error:
            raise ValidationError({"phone": error.message()}) from error
    person.clean_fields(exclude={"user", "created_by"})
