"""An organisation, and the facts about it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from landbridge.base.access import require
from landbridge.base.identifiers import BadNumber, check_number
from landbridge.base.log import record
from landbridge.base.phones import BadPhone, check_phone
from landbridge.base.text import language_of
from landbridge.base.versions import claim_version
from landbridge.directory.actions.checks import check_blacklist, fall_back
from landbridge.directory.actions.duplicates import find_duplicates
from landbridge.directory.actions.indexing import index_organisation, set_sort_keys
from landbridge.directory.models import NumberKind, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import Role, User
from landbridge.people.rules import acting_side

FACTS = (
    "kind", "country", "region", "name_ko", "name_zh", "name_en", "number_kind", "number",
    "founded", "employees", "website", "phone", "about", "about_language",
)  # fmt: skip
NAMES = frozenset({"name_ko", "name_zh", "name_en"})
NUMBER = frozenset({"number_kind", "number", "country"})
#: What the log names without its value, since the other side reads the log of an organisation too.
CONFIDENTIAL = frozenset({"employees"})


@transaction.atomic
def add_organisation(*, by: User | None, side: str, settle: bool = True, **facts: Any) -> Organisation:
    """Make an organisation of a side from ``FACTS``, look it up in the blacklists, and look for duplicates.

    :param by: None for the command line and recurring jobs.
    :param settle: False where the caller adds many, and then calls ``settling.settle`` for all of them.
    :raises PermissionDenied: if ``by`` may not, or acts for another side.
    :raises ValidationError: if a fact is not what its field holds, or the number is wrong.
    """
    if by is not None:
        require(by, Can.ADD_ORGANISATION)
        if acting_side(by) != side:
            raise PermissionDenied
    organisation, changes = new_organisation(side, by=by, validate_constraints=settle, **facts)
    organisation.save()
    record("directory.organisation_added", organisation, by=by, changes={"fields": sorted(changes)})
    if settle:
        index_organisation(organisation)
        check_blacklist(organisation, by=None)
        find_duplicates(organisation)
    return organisation


def new_organisation(
    side: str, *, by: User | None, validate_constraints: bool = True, **facts: Any
) -> tuple[Organisation, dict[str, Any]]:
    """An organisation of a side from ``FACTS``, checked and not saved yet, and what the log says of it.

    :param validate_constraints: False where the caller has seen to it that each of many has a name; the database
        refuses what its constraints forbid.
    :raises ValidationError: if a fact is not what its field holds, or the number is wrong.
    """
    organisation = Organisation(side=side, created_by=by)
    changes = _set(organisation, facts)
    set_sort_keys(organisation)
    organisation.full_clean(exclude=["created_by"], validate_constraints=validate_constraints)
    return organisation, changes


@transaction.atomic
def edit_organisation(
    organisation: Organisation, *, by: User | None, version: int, settle: bool = True, **facts: Any
) -> Organisation:
    """Change some of ``FACTS``. A changed name or number is looked up and compared again.

    The level falls back where what was verified is no longer what stands here: when the number or the country
    changes, and when somebody other than a manager changes a name.

    :raises Stale: if the organisation changed since ``version``.
    :raises ValidationError: if a fact is not what its field holds, or the number is wrong.
    """
    if by is not None:
        require(by, Can.EDIT_ORGANISATION, organisation)
    claim_version(organisation, version)
    organisation.refresh_from_db()
    changes = _set(organisation, facts)
    if not changes:
        return organisation
    set_sort_keys(organisation)
    organisation.full_clean(exclude=["created_by"])
    organisation.save()
    record("directory.organisation_changed", organisation, by=by, changes=changes)
    is_office = by is None or by.role == Role.MANAGER
    if changes.keys() & (NUMBER if is_office else NUMBER | NAMES):
        fall_back(organisation, by=by)
    if settle:
        index_organisation(organisation)
        if changes.keys() & (NUMBER | NAMES):
            check_blacklist(organisation, by=None)
            find_duplicates(organisation)
    return organisation


def _set(organisation: Organisation, facts: dict[str, Any]) -> dict[str, Any]:
    """Set the facts, and give those that changed as the log has them: before and after."""
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"An organisation has no fact called {', '.join(sorted(unknown))}.")
    before = {name: getattr(organisation, name) for name in FACTS}
    for name, value in facts.items():
        setattr(organisation, name, value.strip() if isinstance(value, str) else value)
    _clean_number(organisation)
    _clean_phone(organisation)
    if organisation.about and ("about" in facts) and not facts.get("about_language"):
        organisation.about_language = language_of(organisation.about)
    after = {name: getattr(organisation, name) for name in FACTS}
    return {
        name: "" if name in CONFIDENTIAL else [before[name], after[name]]
        for name in FACTS
        if before[name] != after[name]
    }


def _clean_number(organisation: Organisation) -> None:
    """Store the number as its register writes it; no number without a register, no register without a number."""
    if not organisation.number or not organisation.number_kind:
        if organisation.number:
            organisation.number_kind = NumberKind.OTHER
        else:
            organisation.number_kind = NumberKind.NONE
    if organisation.number:
        try:
            organisation.number = check_number(organisation.number_kind, organisation.number)
        except BadNumber as error:
            raise ValidationError({"number": error.message()}) from error


def _clean_phone(organisation: Organisation) -> None:
    """Store the telephone number as it is dialled from anywhere; without a country code it is of the own country."""
    if organisation.phone:
        try:
            organisation.phone = check_phone(organisation.phone, organisation.country)
        except BadPhone as error:
            raise ValidationError({"phone": error.message()}) from error
