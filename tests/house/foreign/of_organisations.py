"""What is private of an organisation, and around it."""

from __future__ import annotations

from typing import Any

from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.documents import add_document
from landbridge.directory.actions.editors import invite_editor
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.models import ExportRun, ImportRun, Organisation, SavedView
from landbridge.people.models import User
from tests.base.hostile_files import picture
from tests.directory.facts import a_merge, a_pair, evidence, listed, made
from tests.house.foreign.make import Make
from tests.people.people import a_person

FOREIGN: dict[str, Make] = {
    f"directory:{route}": lambda user: {"view_id": SavedView.objects.create(user=user, name="A list").pk}
    for route in ("view_edit", "view_update", "view_delete")
}

FOREIGN |= {
    f"directory:{route}": lambda user: {"run_id": ExportRun.objects.create(asked_by=user, total=1).pk}
    for route in ("export_run", "export_file")
}

FOREIGN |= {
    f"directory:{route}": lambda user: {"organisation_id": made(user, name_en="Ash").pk}
    for route in ("verify", "blacklist_check")
}
FOREIGN |= {
    "directory:verification_evidence": evidence,
    "directory:listing_clear": lambda user: {
        "organisation_id": made(user, name_en="Ash").pk,
        "entry_id": listed(user, name="Ash").pk,
    },
}
FOREIGN |= {
    f"directory:{route}": lambda user: {"entry_id": listed(user, name="Ash").pk}
    for route in ("blacklist_entry", "blacklist_remove")
}
FOREIGN |= {
    f"directory:{route}": lambda user: {"pair_id": a_pair(user).pk}
    for route in ("duplicate", "duplicate_merge", "duplicate_apart", "duplicate_reopen")
}
FOREIGN |= {f"directory:{route}": lambda user: {"merge_id": a_merge(user).pk} for route in ("merge", "merge_undo")}


def an_organisation(user: User) -> Organisation:
    """One of a manager's side, with one of everything that has an address."""
    one = add_organisation(by=user, side=user.side, country="KR", name_en="Ash Works")
    add_contact(one, a_person(user.side), by=user)
    add_document(one, by=user, content=picture("PNG"), name="told.png", title="Told")
    invite_editor(one, by=user, email=f"editor-{user.side}@test.example", name="Editor", language="en")
    return one


FOREIGN |= {
    f"directory:{route}": lambda user: {"organisation_id": an_organisation(user).pk}
    for route in ("edit", "contact_add", "contact_new", "editor_invite", "document_add")
}
FOREIGN["directory:rows"] = lambda user: {"organisation_id": an_organisation(user).pk, "rows": "items"}


def _below(rows: str, name: str) -> Make:
    def make(user: User) -> dict[str, Any]:
        one = an_organisation(user)
        return {"organisation_id": one.pk, name: getattr(one, rows).get().pk}

    return make


FOREIGN |= {f"directory:{route}": _below("contacts", "contact_id") for route in ("contact_edit", "contact_remove")}
FOREIGN |= {f"directory:{route}": _below("documents", "document_id") for route in ("document", "document_remove")}
FOREIGN["directory:editor_end"] = _below("editorships", "editorship_id")

FOREIGN |= {
    f"directory:{route}": lambda user: {
        "run_id": ImportRun.objects.create(side=user.side, name="a.csv", sha256="0" * 64, asked_by=user).pk
    }
    for route in (
        "import_run",
        "import_columns",
        "import_sheet",
        "import_start",
        "import_stop",
        "import_discard",
        "import_rejected",
    )
}

NOT_FOREIGN = {
    "api:[!apc]*": "Both sides' staff read organisations; tests/directory/test_api has foreign ids.",
    "api:c[eo]*": "Certificates and contacts hang on organisations, which both sides' staff read.",
    "directory:organisation": "Both sides' managers see the facts of an organisation; test_access has the others.",
    "directory:checks": "Both sides' staff see what was checked of an organisation, without the evidence.",
}
