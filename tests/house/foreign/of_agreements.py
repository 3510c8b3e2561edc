"""What is private of bodies, promises and approvals."""

from __future__ import annotations

from tests.agreements.approving import a_document, an_office, asked, given_in, with_kind
from tests.agreements.made import (
    a_body,
    a_file,
    a_representative,
    address_of,
    an_exchange,
    other_manager,
    promised,
    reported,
)
from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {
    "agreements:body_edit": lambda user: {"body_id": a_body(user.side).pk},
    "agreements:representative_add": lambda user: {"body_id": a_body(user.side).pk},
    "agreements:representative_end": lambda user: address_of(a_representative(user.side)),
    "agreements:exchange_edit": lambda user: {"exchange_id": an_exchange(user.side).pk},
    "agreements:exchange_remove": lambda user: {"exchange_id": an_exchange(user.side).pk},
    "agreements:file_remove": lambda user: address_of(a_file(user)),
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
    "agreements:body": "Both sides' staff see who signs; tests/agreements has what partners see of it.",
    "api:agreement": "The staff of both sides know an agreement; tests/agreements has what partners see of it.",
}
NOT_FOREIGN |= dict.fromkeys(
    (
        *("agreements:agreement", "agreements:edit", "agreements:agree", "agreements:reopen", "agreements:sign"),
        *("agreements:review", "agreements:notice", "agreements:renew", "agreements:obligation*"),
        *("agreements:file", "agreements:file_add"),
    ),
    "An agreement is the work of both sides until it is signed, and known to both after that; "
    "tests/agreements has what partners see of it.",
)
