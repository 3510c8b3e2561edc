"""What is private of screening."""

from __future__ import annotations

from landbridge.people.models import User
from landbridge.programmes.models import EmployerTie, Selection
from tests.house.foreign.make import Make
from tests.programmes.rows import (
    a_firm,
)
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, given


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


FOREIGN: dict[str, Make] = {
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

NOT_FOREIGN = dict.fromkeys(
    ("programmes:sheet", "programmes:sheet_file", "programmes:declare"),
    "Only the judge to whom it was given; tests/programmes/screening/test_marks.py.",
)
