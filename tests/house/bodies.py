"""What names a thing by its number in the body of a form, or in the query a form is sent with.

``BODIES`` has, for such a field, a function that makes what a manager of a side would send: the address, and the whole
body with a thing of their own. ``test_foreign_bodies`` sends it as it is, which must do something, and then with the
number that the other side's manager would have sent, which must do nothing. A field that holds a number but names
nothing that is anybody's own is in ``NOT_NAMING`` with the reason. Both go by ``route field``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from landbridge.agreements.queries.approvals import approvers_of, members_of
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import Organisation
from landbridge.people.models import Purpose, Role, User
from tests.agreements.approving import a_document, an_office, with_kind
from tests.agreements.made import a_body
from tests.conftest import make_user
from tests.directory.facts import made
from tests.people.people import WEIGHED, a_flow, a_person, an_assessment
from tests.programmes.applying import a_call_of_every_kind, a_draft, a_file
from tests.programmes.rows import a_call, a_firm, an_editor
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, an_evaluator

#: The arguments of the address, and what is sent; what stands behind ``?`` is sent in the query.
Sent = tuple[dict[str, Any], dict[str, Any]]
Make = Callable[[User], Sent]

FLOW = {"name": "Guests", "recipient": "The other centre", "purpose": Purpose.CROSS_BORDER, "items": "Names"} | {
    "basis": "consent"
}
ROWS: dict[str, dict[str, Any]] = {
    "items": {"kind": "offer", "language": "en", "text": "Sensors"},
    "exports": {"year": 2024, "amount": "200", "currency": "USD"},
    "industries": {"scheme": "ksic", "code": "C26110"},
    "certifications": {"name": "CE"},
}


def _contact(user: User) -> Sent:
    return {"organisation_id": made(user, name_en="Ash").pk}, {"person": a_person(user.side, crosses=True).pk}


def _account(user: User) -> Sent:
    person, account = a_person(user.side), make_user(f"known-{user.side}@test.example", side=user.side, role="talent")
    return {"person_id": person.pk}, {"user": account.pk, "version": person.version}


def _flow(user: User) -> Sent:
    flow = a_flow(user.side)
    return {"flow_id": flow.pk}, {**FLOW, "version": flow.version, "assessment": an_assessment(user.side).pk}


def _assessment(field: str, thing: Callable[[str], Any]) -> Make:
    return lambda user: ({}, {**WEIGHED, "done_on": "2026-02-01", field: thing(user.side).pk})


def _rows(kind: str) -> Make:
    def make(user: User) -> Sent:
        one, row = made(user, name_en="Ash"), ROWS[kind]
        change_rows(one, kind, [row], by=user, version=one.version)
        one.refresh_from_db()
        counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 60}
        changed = {**row, "text": "Lenses", "amount": "300", "code": "C26120", "name": "KC"}
        fields = {**counts, **{f"0-{name}": changed[name] for name in row}, "0-pk": getattr(one, kind).get().pk}
        sent = {f"rows-{name}": value for name, value in fields.items()}
        return {"organisation_id": one.pk, "rows": kind}, {"version": one.version, **sent}

    return make


def _representative(user: User) -> Sent:
    partner = make_user(f"partner-{user.side}@test.example", side=user.side, role="partner")
    return {"body_id": a_body(user.side).pk}, {"user": partner.pk}


def _asked(field: str) -> Make:
    """A line for a document that both sides may ask for: its members and its approvers are of one's own office."""

    def make(user: User) -> Sent:
        office = an_office(user.side, f"-{field}")
        who = office.chief if field == "first_approver" else office.head if field == "approver" else office.reviewer
        assert who in (*members_of(user.side), *approvers_of(user.side))
        document = a_document(side=user.side)
        return {"kind": with_kind().code, "subject_id": document.pk}, {"approver": office.head.pk, field: who.pk}

    return make


def _delegation(user: User) -> Sent:
    office = an_office(user.side, "-away")
    said = {"manner": "absent", "from_on": "2040-01-01", "until_on": "2040-01-09"}
    return {}, {"of": office.head.pk, "to": office.chief.pk, **said}


def _judge(user: User) -> Sent:
    return {"call_id": a_closed_call(user.side).pk}, {"judge": a_judge(f"named-{user.side}", user.side).pk}


def _evaluator(user: User) -> Sent:
    application = an_eligible(a_closed_call(user.side))
    evaluator = an_evaluator(application.call, a_judge(f"given-{user.side}", user.side))
    return {"application_id": application.pk}, {"evaluator": evaluator.pk}


def _declared(user: User) -> Sent:
    call = a_closed_call(user.side)
    an_evaluator(call, user)
    return {"call_id": call.pk}, {"organisations": an_eligible(call, a_firm(user.side)).organisation_id}


def _kept(user: User) -> Organisation:
    firm = a_firm(user.side)
    an_editor(firm, user)
    return firm


def _applicant(user: User) -> Sent:
    return {"slug": a_call().slug}, {"organisation": _kept(user).pk}


def _attached(user: User) -> Sent:
    call = a_call_of_every_kind(user.side)
    application = a_draft(call, user, _kept(user))
    file = a_file(application, user)
    return {"application_id": application.pk}, {"version": application.version, "file_remove": file.pk}


BODIES: dict[str, Make] = (
    {
        "directory:contact_add person": _contact,
        "person_account user": _account,
        "flow_new assessment": lambda user: ({}, {**FLOW, "assessment": an_assessment(user.side).pk}),
        "flow_edit assessment": _flow,
        "assessment_new flows": _assessment("flows", a_flow),
        "assessment_new ?flow": _assessment("?flow", a_flow),
        "assessment_new ?after": _assessment("?after", an_assessment),
        "agreements:representative_add user": _representative,
        "agreements:delegation_new of": _delegation,
        "agreements:delegation_new to": _delegation,
        "programmes:evaluator_invite judge": _judge,
        "programmes:screened_application evaluator": _evaluator,
        "programmes:declare organisations": _declared,
        "programmes:apply organisation": _applicant,
        "programmes:application_edit file_remove": _attached,
    }
    | {
        f"agreements:approval_ask {field}": _asked(field)
        for field in ("reviewers", "consulted", "first_approver", "approver")
    }
    | {f"directory:rows rows-0-pk#{kind}": _rows(kind) for kind in ROWS}
)

#: Who sends it where that is no manager.
AS = {
    "programmes:declare organisations": Role.JUDGE,
    "programmes:apply organisation": Role.COMPANY,
    "programmes:application_edit file_remove": Role.COMPANY,
}

NOT_NAMING = {
    "matching:organisation_exclude other": "Whom one is not to be shown may be anybody whom one sees; test_exclusions.",
    "programmes:call_rubric rows-*-code": "A criterion of the address's own rubric; any other code is a new one.",
    **dict.fromkeys(
        (
            *(
                f"agreements:{route} {field}"
                for route in ("tie_*", "exchange_*")
                for field in ("host", "guest", "agreement", "tie")
            ),
            "agreements:add parties-*-body",
            "agreements:edit parties-*-body",
        ),
        "Bodies, ties and agreements are known to the staff of both sides; which side's a body is, the action checks.",
    ),
    **dict.fromkeys(
        (
            f"agreements:{route} {field}"
            for route in ("add", "edit", "obligation_*", "exchange_*", "evidence_add")
            for field in ("renewal_months", "notice_months", "target", "persons", "count")
        ),
        "How many, or how long.",
    ),
    **dict.fromkeys(
        (f"programmes:programme_{route} {field}" for route in ("new", "edit") for field in ("agreement", "obligation")),
        "Agreements and what they promise are known to the staff of both sides; that they belong together is checked.",
    ),
    "programmes:programme_new kind": "Kinds of programmes are the work of both sides.",
    "programmes:evaluator organisation": "A judge may be tied to organisations of both sides, whose facts are shared.",
    "programmes:application_edit *.rows": "How many rows of a group follow.",
    "programmes:application_edit terms": "A tick: an answer.",
    "programmes:assign_all seed": "Decides between equals; it names nothing.",
    "programmes:rule_* reason": "Words, hidden while none are needed.",
    "programmes:form_edit number": "Which version of the form was shown.",
    "programmes:rule_* number": "Which version of the rules was shown.",
    "* version*": "How often the thing of the address was changed.",
    "* *_FORMS": "How many rows follow.",
    **dict.fromkeys(
        ("* more", "* save", "* preview", "* publish", "* change", "* try", "* submit", "* review"),
        "A button: what to do.",
    ),
    "request refuse": "A button, too.",
    "calendar_*": "The joint calendar is the work of both sides.",
    "directory:* seen": "Only compared with what was found alike, so that it is not asked about twice.",
    "directory:export organisation": "The facts of organisations are shared; test_exports has those nobody may see.",
    "directory:verify level": "How far an organisation was verified.",
    "my_consent notice": "What people are told is told to everybody with an account.",
    "privacy_notice_new after": "Which notice was there when writing began; both sides publish under one.",
    "sign_in_demo account": "Anybody may sign in as one of the demo accounts, where there are any.",
    "tokens days": "How long a key is good.",
}
