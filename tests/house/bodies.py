"""What names a thing by its number in the body of a form, or in the query a form is sent with.

``BODIES`` has, for such a field, a function that makes what a manager of a side would send: the address, and the whole
body with a thing of their own. ``test_foreign_bodies`` sends it as it is, which must do something, and then with the
number that the other side's manager would have sent, which must do nothing. A field that holds a number but names
nothing that is anybody's own is in ``NOT_NAMING`` with the reason. Both go by ``route field``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from landbridge.directory.actions.rows import change_rows
from landbridge.people.models import Purpose, User
from tests.agreements.made import a_body
from tests.conftest import make_user
from tests.directory.facts import made
from tests.people.people import WEIGHED, a_flow, a_person, an_assessment

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


BODIES: dict[str, Make] = {
    "directory:contact_add person": _contact,
    "person_account user": _account,
    "flow_new assessment": lambda user: ({}, {**FLOW, "assessment": an_assessment(user.side).pk}),
    "flow_edit assessment": _flow,
    "assessment_new flows": _assessment("flows", a_flow),
    "assessment_new ?flow": _assessment("?flow", a_flow),
    "assessment_new ?after": _assessment("?after", an_assessment),
} | {f"directory:rows rows-0-pk#{kind}": _rows(kind) for kind in ROWS}

NOT_NAMING = {
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
    "* version*": "How often the thing of the address was changed.",
    "* *_FORMS": "How many rows follow.",
    **dict.fromkeys(("* more", "* save", "* preview", "* publish", "* change"), "A button: what to do."),
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
