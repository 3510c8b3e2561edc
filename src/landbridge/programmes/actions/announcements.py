"""The result, told to each applicant in their language, a refusal with its reason."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from landbridge.base.text import Trilingual
from landbridge.people.actions.notices import mail_notice, notify
from landbridge.people.wording.names import display_name
from landbridge.people.wording.notices import NoticeKind
from landbridge.programmes.models import Application, Call, Selection, SelectionRow
from landbridge.programmes.queries.participations import applicants_of
from landbridge.programmes.queries.selections import clauses_of
from landbridge.programmes.wording.screening import REFUSALS
from landbridge.programmes.wording.screening_notices import NOT_ELIGIBLE, NOT_SELECTED, RESERVE, SELECTED

Result = SelectionRow.Result


def tell_result(selection: Selection) -> int:
    """Tell every applicant of an announced selection what became of them; give how many were told.

    An organisation's editors are told; a person by their account, or by e-mail.
    """
    call = selection.call
    rows = selection.rows.select_related("application__organisation", "application__person", "application__created_by")
    told = 0
    for row in rows.order_by("rank", "pk"):
        for user in applicants_of(row.application):
            language = user.language or row.application.language
            kind, params = _news(call, row, language)
            notify(
                user, kind.code, key=f"selection-{selection.pk}-{row.pk}-{user.pk}", params=params,
                link=reverse("programmes:application", args=[row.application_id]), language=language,
            )  # fmt: skip
            told += 1
        told += _mailed(selection, row)
    return told


def _mailed(selection: Selection, row: SelectionRow) -> int:
    """Write to a person who has an address and no account."""
    person = row.application.person
    if person is None or person.user_id is not None or not person.email:
        return 0
    language = person.language or row.application.language
    kind, params = _news(selection.call, row, language)
    mail_notice(
        kind.code, key=f"selection-{selection.pk}-{row.pk}", to=person.email, language=language, params=params,
        person_number=person.pk,
    )  # fmt: skip
    return 1


def _news(call: Call, row: SelectionRow, language: str) -> tuple[NoticeKind, dict[str, object]]:
    params: dict[str, object] = {
        "programme": call.programme.name.read(language)[0],
        "applicant": _name(row.application, language),
    }
    if row.result == Result.SELECTED:
        return SELECTED, params
    if row.result == Result.RESERVE:
        return RESERVE, params | {"place": (row.rank or 0) - call.places}
    if row.result == Result.INELIGIBLE:
        return NOT_ELIGIBLE, params | {"clause": clauses_of([row], language).get(row.application_id, "")}
    with translation.override(language):
        said = {"mark": f"{call.pass_mark.normalize():f}", "places": call.places}
        reason = str(REFUSALS[row.reason]) % said
    return NOT_SELECTED, params | {"reason": reason}


def _name(application: Application, language: str) -> str:
    one = application.organisation
    if one is not None:
        names = Trilingual(one.name_ko, one.name_zh, one.name_en)
        return names.read(language)[0]
    assert application.person is not None  # noqa: S101 - a constraint of the table
    return display_name(application.person.names.all(), language)[0]
