"""What belongs to the other side, for every address that names a thing by its number.

``FOREIGN`` has, for a route, a function that makes a private thing of a manager's side and gives what the address
wants; somebody of another side must then get 404, and nothing may change. A route that names what both sides share,
or what is somebody's own anyhow, is in ``NOT_FOREIGN`` with the reason (a name, or a pattern).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.documents import add_document
from landbridge.directory.actions.editors import invite_editor
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.models import ExportRun, ImportRun, Organisation, SavedView
from landbridge.people.models import ApiToken, Grant, Invitation, Notice, User
from landbridge.programmes.models import ApplicationFile, EmployerTie, Selection
from tests.agreements.approving import a_document, an_office, asked, given_in, with_kind
from tests.agreements.made import (
    a_body,
    a_representative,
    address_of,
    an_exchange,
    other_manager,
    promised,
    reported,
)
from tests.base.hostile_files import picture
from tests.directory.facts import a_merge, a_pair, evidence, listed, made
from tests.people.people import a_flow, a_look, a_person, an_assessment
from tests.people.test_requests import a_request
from tests.people.test_retention import a_hold, a_rehearsal
from tests.programmes.addresses import FOREIGN_CALLS
from tests.programmes.applying import a_call_alone, an_application_of
from tests.programmes.rows import (
    A_RULE,
    a_call,
    a_firm,
    a_participation,
    a_programme,
    a_verdict,
    an_application,
    an_owed,
)
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, given

Make = Callable[[User], dict[str, Any]]

FOREIGN: dict[str, Make] = {
    route: lambda user: {"person_id": a_person(user.side).pk}
    for route in ("api:person", "person", "person_edit", "person_account", "person_consent")
}

FOREIGN["access_entry"] = lambda user: {"number": a_look(user).number}

FOREIGN |= {
    route: lambda user: {"request_id": a_request(user).pk} for route in ("request", "request_withdraw", "request_copy")
}
FOREIGN["request_new"] = FOREIGN["erase_person"] = FOREIGN["hold_new"] = FOREIGN["person"]
FOREIGN |= {
    route: lambda user: {"run_id": a_rehearsal(user).pk} for route in ("erasure", "erasure_dismiss", "erasure_pdf")
}
FOREIGN["hold_lift"] = lambda user: {"hold_id": a_hold(user).pk}
FOREIGN["my_request_withdraw"] = FOREIGN["request"]

FOREIGN["notice"] = lambda user: {
    "notice_id": Notice.objects.create(
        receiver=user, code="x", language="en", subject="Told", body="Told", key=f"foreign-{user.pk}"
    ).pk
}

FOREIGN |= {route: lambda user: {"flow_id": a_flow(user.side).pk} for route in ("flow_edit", "flow_switch")} | {
    route: lambda user: {"assessment_id": an_assessment(user.side).pk} for route in ("assessment", "assessment_pdf")
}

FOREIGN |= {
    route: lambda user: {"user_id": user.pk}
    for route in ("team_member", "grant_role", "close_account", "reopen_account")
}

FOREIGN |= {route: lambda user: {"grant_id": grant_of(user).pk} for route in ("switch_grant", "end_grant")}

FOREIGN |= {
    route: lambda user: {
        "invitation_id": Invitation.objects.create(
            email="invited@test.example", name="Invited", role="judge", side=user.side, language="ko",
            digest=f"foreign-{user.pk}", invited_by=user, expires_at=in_a_week(),
        ).pk
    }
    for route in ("resend_invitation", "withdraw_invitation")
}  # fmt: skip

FOREIGN["revoke_token"] = lambda user: {
    "token_id": ApiToken.objects.create(
        user=user, grant=grant_of(user), name="Theirs", prefix="lb_x", digest=f"foreign-{user.pk}",
        scopes=[], expires_at=in_a_week(),
    ).pk
}  # fmt: skip

FOREIGN |= {
    route: lambda user: {"pk": Authenticator.objects.create(user=user, type="webauthn", data={"name": "Theirs"}).pk}
    for route in ("mfa_edit_webauthn", "mfa_remove_webauthn")
}

FOREIGN |= {
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

FOREIGN |= {
    "agreements:body_edit": lambda user: {"body_id": a_body(user.side).pk},
    "agreements:representative_add": lambda user: {"body_id": a_body(user.side).pk},
    "agreements:representative_end": lambda user: address_of(a_representative(user.side)),
    "agreements:exchange_edit": lambda user: {"exchange_id": an_exchange(user.side).pk},
    "agreements:exchange_remove": lambda user: {"exchange_id": an_exchange(user.side).pk},
    "agreements:evidence_add": lambda user: address_of(promised(user.side)),
    "agreements:evidence_withdraw": lambda user: address_of(reported(user)),
    # What one's own side reports, it can't answer itself.
    "agreements:evidence_confirm": lambda user: address_of(reported(other_manager(user))),
    "agreements:evidence_dispute": lambda user: address_of(reported(other_manager(user))),
}
FOREIGN |= {
    f"agreements:{route}": lambda user: {"approval_id": asked(an_office(user.side)).pk}
    for route in ("approval", "approval_withdraw", "approval_pdf")
}
FOREIGN["agreements:approval_ask"] = lambda user: {
    "kind": with_kind().code, "subject_id": a_document(side=user.side, country="CN").pk
}  # fmt: skip
FOREIGN["agreements:delegation_end"] = lambda user: {"delegation_id": given_in(an_office(user.side)).pk}

NOT_FOREIGN = {
    "agreements:tie_*": "A tie is between a body of each side, and the work of both.",
    "agreements:evidence_file": "Both sides' staff may look at what shows that something was done.",
    **dict.fromkeys(
        [
            f"agreements:{route}"
            for route in (
                "agreement",
                "edit",
                "agree",
                "reopen",
                "sign",
                "review",
                "notice",
                "renew",
                "file*",
                "obligation*",
            )
        ],
        "An agreement is the work of both sides until it is signed, and known to both after that; "
        "tests/agreements has what partners see of it.",
    ),
    "agreements:body": "Both sides' staff see who signs; tests/agreements has what partners see of it.",
    "api:agreement": "The staff of both sides know an agreement; tests/agreements has what partners see of it.",
    "api:[!apc]*": "Both sides' staff read organisations; tests/directory/test_api has foreign ids.",
    "calendar_*": "The joint calendar is the work of both sides.",
    "notice_template*": "How a notice is worded is the work of both sides.",
    "mail_retry": "The outbox shows no address and no text; either side's manager may have a mail tried again.",
    "directory:organisation": "Both sides' managers see the facts of an organisation; test_access has the others.",
    "directory:checks": "Both sides' staff see what was checked of an organisation, without the evidence.",
    "retention_rule": "It names a kind of data; both sides keep one rule for each.",
    "my_consent": "It names a purpose; whose consent it is says the session.",
    "privacy_notice": "What people are told is told to everybody with an account.",
    "privacy_notice_new": "It names a purpose; both sides publish under one notice.",
    "access_month": "It names a month; whose looks are shown says the session.",
    "access_export": "It names a month, too.",
    "access_entries": "It names a month, too.",
    "flow": "Both sides know what crosses either way; only one's own side's is changed.",
    "meetings:*": "A fair is the work of both sides; managers and auditors of either see it.",
    "invitation": "Whoever has the link from the mail sees what it says; test_invitations has who may use it.",
    "account_reset_password_from_key": "Whoever has the link from the mail may set the password; test_sign_in.",
}

FOREIGN |= FOREIGN_CALLS
FOREIGN |= {
    "api:application": lambda user: {"application_id": an_application_of(user.side).pk},
    "api:participation": lambda user: {"participation_id": a_participation(user.side).pk},
}
NOT_FOREIGN |= {
    "api:c[eo]*": "Certificates and contacts hang on organisations, which both sides' staff read.",
    "programmes:kind*": "Kinds of programmes are the work of both sides.",
    "programmes:call": "What is published is everybody's; tests/programmes/test_public has what is not.",
}


def grant_of(user: User) -> Grant:
    """The role somebody acts in."""
    return Grant.objects.get(user=user, role=user.role, side=user.side, ended_at=None)


def in_a_week() -> Any:
    """A moment that has not come."""
    return timezone.now() + timedelta(days=7)


FOREIGN |= {
    f"programmes:{route}": lambda user: {"participation_id": a_participation(user.side).pk}
    for route in (
        "participation", "participation_withdraw", "participation_deposit", "participation_complete",
        "participation_settle", "participation_confirm",
    )
} | {
    f"programmes:{route}": lambda user: {"participation_id": an_owed(user.side).participation_id,
                                         "owed_id": an_owed(user.side).pk}
    for route in ("required_open", "required_hand_in", "required_accept", "required_return")
} | {
    f"programmes:{route}": lambda user: {"programme_id": a_programme(user.side, is_joint=False).pk}
    for route in ("participants", "participants_fill")
}  # fmt: skip
# Applications of persons, who are hidden from the other side; those of organisations to what is joint are known to it.
FOREIGN |= {
    f"programmes:{route}": lambda user: {"call_id": a_call_alone(user.side).pk} for route in ("form", "form_edit")
}
FOREIGN["programmes:apply"] = lambda user: {"slug": a_call_alone(user.side, for_side=user.side).slug}
FOREIGN |= {
    f"programmes:application{route}": lambda user: {"application_id": an_application_of(user.side).pk}
    for route in ("", "_edit", "_draft", "_review", "_withdraw")
}
FOREIGN |= {
    f"programmes:application_{route}": lambda user: {"application_id": an_application_of(user.side).pk, "number": 1}
    for route in ("version", "receipt")
}
FOREIGN["programmes:application_file"] = lambda user: {
    "application_id": an_application_of(user.side).pk,
    "file_id": ApplicationFile.objects.latest("pk").pk,
}

FOREIGN |= {
    f"programmes:{route}": lambda user: {"call_id": a_call(a_programme(user.side, is_joint=False), state="draft",
                                                           published_at=None).pk}
    for route in ("call_rules", "rule_new", "rule_cap", "rules_judge")
} | {
    f"programmes:{route}": lambda user: {"call_id": a_call(a_programme(user.side), rules=[A_RULE]).pk, "rule": "once"}
    for route in ("rule_edit", "rule_remove")
}  # fmt: skip
FOREIGN["programmes:verdicts"] = lambda user: {"application_id": an_application(a_call(), a_firm(user.side)).pk}
FOREIGN["programmes:verdict_decide"] = lambda user: {
    "application_id": (told := a_verdict(user.side)).version.application_id, "verdict_id": told.pk,
}  # fmt: skip


def a_screening(user: User) -> dict[str, int]:
    """A call of a manager's side alone with one of everything that screening gives an address, as numbers."""
    call = a_closed_call(user.side, is_joint=False, evaluations_each=1)
    firm, judge = a_firm(user.side), a_judge(f"judge-{user.side}", user.side)
    assignment = given(an_eligible(call, firm), judge)
    tie = EmployerTie.objects.create(user=judge, organisation=a_firm(user.side, "Elm"), kind="former")
    return {
        "call_id": call.pk, "assignment_id": assignment.pk, "application_id": assignment.application_id,
        "evaluator_id": assignment.evaluator_id, "tie_id": tie.pk, "file_id": 1,
        "selection_id": Selection.objects.create(call=call, sha256="0" * 64, state="approved").pk,
    }  # fmt: skip


def _screened(*names: str) -> Make:
    return lambda user: {name: number for name, number in a_screening(user).items() if name in names}


FOREIGN |= {
    f"programmes:{route}": _screened("call_id")
    for route in ("screening_call", "evaluator_invite", "assign_all", "ranking", "selection_propose")
}
FOREIGN |= {
    f"programmes:{route}": _screened("selection_id")
    for route in ("selection", "selection_announce", "ranking_workbook")
}
FOREIGN |= {f"programmes:{route}": _screened("evaluator_id") for route in ("evaluator", "evaluator_end")}
FOREIGN["programmes:tie_end"] = _screened("evaluator_id", "tie_id")
FOREIGN["programmes:screened_application"] = _screened("application_id")
FOREIGN["programmes:assignment_take_back"] = _screened("assignment_id")

NOT_FOREIGN |= dict.fromkeys(
    ("programmes:sheet", "programmes:sheet_file", "programmes:declare"),
    "Only the judge to whom it was given; tests/programmes/screening/test_marks.py.",
)
NOT_FOREIGN |= dict.fromkeys(
    ("programmes:sheet", "programmes:sheet_file", "programmes:declare"),
    "Only the judge to whom it was given; tests/programmes/screening/test_marks.py.",
)
