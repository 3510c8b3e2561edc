"""Who may do what with organisations.

The facts about an organisation are known to the staff of both sides; only its own side changes them. What is
confidential (``base.inventory``) stays with its own side and its editors. A company editor sees their own
organisations, and of the others those that are verified.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import allowed, predicate
from landbridge.directory.models import BlacklistEntry, Editorship, ExportRun, ImportRun, Organisation, SavedView
from landbridge.people.models import Role, User
from landbridge.people.rules import is_manager, is_staff

#: From this level on an organisation may be shown to companies, and enters a published timetable.
VERIFIED = 2


class Can(StrEnum):
    """What can be done in the directory."""

    SEE_ORGANISATIONS = "directory.see_organisations"
    KEEP_VIEW = "directory.keep_view"
    SEE_CONFIDENTIAL = "directory.see_confidential"
    ADD_ORGANISATION = "directory.add_organisation"
    EDIT_ORGANISATION = "directory.edit_organisation"
    KEEP_CONTACTS = "directory.keep_contacts"
    INVITE_EDITOR = "directory.invite_editor"
    VERIFY_ORGANISATION = "directory.verify_organisation"
    CHECK_BLACKLIST = "directory.check_blacklist"
    SEE_BLACKLIST = "directory.see_blacklist"
    KEEP_BLACKLIST = "directory.keep_blacklist"
    SEE_DUPLICATES = "directory.see_duplicates"
    MERGE_ORGANISATIONS = "directory.merge_organisations"
    SEE_IMPORTS = "directory.see_imports"
    IMPORT = "directory.import"
    EXPORT = "directory.export"


@predicate
def is_of_side(user: User, thing: Organisation | BlacklistEntry | ImportRun | None = None) -> bool:
    """The organisation, the entry or the import is the user's own side's."""
    return bool(user.side) and (thing is None or thing.side == user.side)


@predicate
def is_editor(user: User, organisation: Organisation | None = None) -> bool:
    """Was invited to keep this organisation's profile, and still does."""
    if user.role != Role.COMPANY:
        return False
    if organisation is None:
        return True
    return organisation.side == user.side and (
        Editorship.objects.filter(organisation=organisation, invitation__accepted_by=user, ended_at=None).exists()
    )


@predicate
def is_shown_to_companies(user: User, organisation: Organisation | None = None) -> bool:
    """A company reads of the organisations that are verified and on no blacklist."""
    return user.role == Role.COMPANY and (
        organisation is None or (organisation.level >= VERIFIED and not organisation.is_blocked)
    )


@predicate
def is_current(_user: User, organisation: Organisation | None = None) -> bool:
    """Was not merged into another."""
    return organisation is None or organisation.merged_into_id is None


@predicate
def reads_lists(user: User) -> bool:
    """Is somebody to whom the directory is open, as far as it is."""
    return user.role in {Role.MANAGER, Role.AUDITOR, Role.COMPANY}


@predicate
def is_own_view(user: User, view: SavedView | None = None) -> bool:
    """A list that somebody saved for themselves; nobody else knows of it."""
    return view is None or view.user_id == user.pk


@predicate
def is_own_export(user: User, run: ExportRun | None = None) -> bool:
    """A file that was written for this user; it is nobody else's."""
    return run is None or run.asked_by_id == user.pk


own_manager = is_manager & is_of_side

rules.add_perm(Can.SEE_ORGANISATIONS, is_current & (is_staff | is_editor | is_shown_to_companies))
rules.add_perm(Can.KEEP_VIEW, reads_lists & is_own_view)
rules.add_perm(Can.SEE_CONFIDENTIAL, (is_staff & is_of_side) | is_editor)
rules.add_perm(Can.ADD_ORGANISATION, own_manager)
rules.add_perm(Can.EDIT_ORGANISATION, is_current & (own_manager | is_editor))
rules.add_perm(Can.KEEP_CONTACTS, is_current & own_manager)
rules.add_perm(Can.INVITE_EDITOR, is_current & own_manager)
rules.add_perm(Can.VERIFY_ORGANISATION, is_current & own_manager)
rules.add_perm(Can.CHECK_BLACKLIST, is_current & own_manager)
rules.add_perm(Can.SEE_BLACKLIST, is_staff & is_of_side)
rules.add_perm(Can.KEEP_BLACKLIST, own_manager)
rules.add_perm(Can.SEE_DUPLICATES, is_staff & is_of_side)
rules.add_perm(Can.MERGE_ORGANISATIONS, own_manager)
rules.add_perm(Can.SEE_IMPORTS, is_staff & is_of_side)
rules.add_perm(Can.IMPORT, own_manager)
rules.add_perm(Can.EXPORT, is_staff & is_own_export)


def can_see_organisation(user: User, organisation: Organisation) -> bool:
    """Whether an organisation is in ``visible_organisations(user)``."""
    return allowed(user, Can.SEE_ORGANISATIONS, organisation)


def can_edit_organisation(user: User, organisation: Organisation) -> bool:
    """Whether an organisation is in ``editable_organisations(user)``."""
    return allowed(user, Can.EDIT_ORGANISATION, organisation)
