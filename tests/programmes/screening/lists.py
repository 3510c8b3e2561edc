"""Lists of screening and kinds, and how one more row of each comes into being."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from landbridge.people.models import User
from landbridge.programmes.models import Application, Assignment, Call, ProgrammeKind
from tests.programmes.rows import a_firm
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, an_evaluator, given

CALL = 424_243  # the number of the call whose applications are listed
MARKS = {"team": "7", "market": "8.5"}


def _the_call() -> Call:
    return Call.objects.filter(pk=CALL).first() or a_closed_call(pk=CALL)


def _given(_user: User, number: int) -> Assignment:
    """One more application before one more evaluator."""
    return given(an_eligible(_the_call(), a_firm(name=f"Listed {number}")), a_judge(f"listed{number}"))


def _scored(_user: User, number: int) -> Application:
    """One more application whose sheet is in."""
    call = _the_call()
    evaluator = an_evaluator(call, User.objects.filter(role="judge").first() or a_judge("listed"))
    application = an_eligible(call, a_firm(name=f"Listed {number}"), bonus=3)
    sheet = given(application, evaluator.user).sheet
    sheet.marks, sheet.submitted_at, sheet.sha256 = MARKS, call.closes_at, "0123456789abcdef" * 4
    sheet.save()
    Assignment.objects.filter(application=application).update(state="submitted")
    Application.objects.filter(pk=application.pk).update(state="scored")
    return application


def _kind(_user: User, number: int) -> ProgrammeKind:
    names = dict.fromkeys(("name_ko", "name_zh", "name_en"), f"Listed {number}")
    return ProgrammeKind.objects.create(code=f"listed-{number}", field="trade", **names)


SCREENING_LISTS: dict[str, Callable[[User, int], Any]] = {
    "/screening/calls/": lambda _user, _number: a_closed_call(),
    f"/screening/calls/{CALL}": _given,
    f"/screening/calls/{CALL}/ranking": _scored,
    "/programmes/kinds/": _kind,
}
