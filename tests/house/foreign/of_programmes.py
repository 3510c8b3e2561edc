"""What is private of programmes, calls, applications and places."""

from __future__ import annotations

from landbridge.programmes.models import ApplicationFile
from tests.house.foreign.make import Make
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

FOREIGN: dict[str, Make] = dict(FOREIGN_CALLS)
FOREIGN |= {
    "api:application": lambda user: {"application_id": an_application_of(user.side).pk},
    "api:participation": lambda user: {"participation_id": a_participation(user.side).pk},
}


FOREIGN |= {
    f"programmes:{route}": lambda user: {"participation_id": a_participation(user.side).pk}
    for route in (
        "participation", "participation_withdraw", "participation_deposit", "participation_complete",
        "participation_settle", "participation_confirm",
    )
} | {
    f"programmes:{route}": lambda user: {"participation_id": (owed := an_owed(user.side)).participation_id,
                                         "owed_id": owed.pk}
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

NOT_FOREIGN = {
    "programmes:kind*": "Kinds of programmes are the work of both sides.",
    "programmes:call": "What is published is everybody's; tests/programmes/test_public has what is not.",
}
