"""Forty applications before three evaluators, one employed by an applicant; the result, told in three languages.

Two managers, a judge, an approver and the editors of firms, each in their own language. Marks that the browser does
not type are given by the same actions; what they come to was reckoned by hand (``screening.forty``).
"""

from __future__ import annotations

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from landbridge.base.models import OutgoingMail
from landbridge.people.models import Notice, User
from landbridge.programmes.actions.evaluators import invite_evaluator
from landbridge.programmes.actions.marks import submit_marks
from landbridge.programmes.models import Application, Assignment, Call, Selection
from landbridge.programmes.wording.screening import CONFLICTS
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk
from tests.programmes.applying import LIMIT
from tests.programmes.calls import approver_of
from tests.programmes.screening.facts import a_judge
from tests.programmes.screening.forty import (
    OVER_LIMIT,
    PLACES,
    Expected,
    a_call_of_forty,
    application_of,
    editor_of,
    expected,
    language_of,
    typed,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SECRET = "먼저 낸 위원의 의견"
REASON = "다른 전시회와 일정이 겹칩니다."


def test_forty_applications(page_in: PageIn, host_manager: User, guest_manager: User) -> None:
    call, approver = a_call_of_forty(), approver_of("host")
    judges = [a_judge("kim", language="ko"), a_judge("lee", language="ko"), a_judge("wang", "guest")]
    host = Walk(page_in("ko", user=host_manager))
    judge = Walk(page_in("ko", user=judges[0]), first=1)
    named(host, page_in("zh-hans", user=guest_manager), call, judges)
    given_out(host, call)
    the_same_employer(host, judge.page, call, judges)
    blind_until_submitted(judge, call, judges)
    the_others_mark(call, judges)
    order = expected(call, judges)
    ranked(host, call, order)
    proposed(host, call)
    signed(page_in("ko", user=approver), call, order)
    announced(host, call)
    everybody_is_told(call, order)
    read_in_their_language(page_in, order)
    moved_up(page_in, order)
    assert host.faults + judge.faults == []


def named(walk: Walk, other: Page, call: Call, judges: list[User]) -> None:
    """Either side names judges of its own; one more comes by hand, as they would."""
    for page, judge in ((walk.page, judges[0]), (other, judges[2])):
        page.goto(f"/screening/calls/{call.pk}")
        page.select_option("#id_judge", str(judge.pk))
        page.locator("form[action$='/evaluators'] button").click()
        expect(page.locator("main tbody").first).to_contain_text(judge.name)
    invite_evaluator(call, judges[1], by=User.objects.get(email="host@test.example"))


def given_out(walk: Walk, call: Call) -> None:
    """Thirty-seven of forty are eligible, each goes to two of three, as evenly as can be."""
    page = walk.page
    page.goto(f"/screening/calls/{call.pk}")
    page.locator("form[action$='/assign'] button").click()
    expect(page.locator("main table").nth(1).locator("tbody tr")).to_have_count(40 - len(OVER_LIMIT))
    walk.look(times=2)
    loads = sorted(call.evaluators.get(pk=one).assignments.count() for one in call.evaluators.values_list(flat=True))
    assert loads == [24, 25, 25]


def the_same_employer(walk: Walk, judging: Page, call: Call, judges: list[User]) -> None:
    """It comes to be known who employs a judge: the file closes under their hands, and can't be given to them again."""
    page, own = walk.page, Assignment.objects.filter(evaluator__user=judges[0])
    assignment = own.order_by("application__number")[1]
    firm = assignment.application.organisation
    assert firm is not None
    judging.goto("/screening/")
    judging.locator(f"main a[href='/screening/sheets/{assignment.pk}']").click()
    judging.fill("#id_mark_team", "9")

    page.goto(f"/screening/evaluators/{assignment.evaluator_id}")
    pick = page.locator("[role=combobox]")
    pick.fill(firm.name_ko)
    expect(page.locator("[role=option]")).to_have_count(1)
    pick.press("ArrowDown")
    pick.press("Enter")
    page.select_option("#id_kind", "employer")
    page.locator("main form:has(#id_kind) button[type=submit]").click()
    expect(page.locator("main tbody")).to_contain_text(firm.name_ko)
    walk.look()

    with judging.expect_response(lambda answer: answer.request.method == "POST") as answer:
        judging.locator("button[name=save]").click()
    assert answer.value.status == 404
    shown = judging.goto(f"/screening/sheets/{assignment.pk}")
    assert shown is not None
    assert shown.status == 404
    judging.goto("/screening/")
    assert judging.locator(f"main a[href='/screening/sheets/{assignment.pk}']").count() == 0

    with translation.override("ko"):
        reason = str(CONFLICTS["employer"])
    page.goto(f"/screening/applications/{assignment.application_id}")
    expect(page.locator("main tbody")).to_contain_text(reason)
    page.select_option("#id_evaluator", str(assignment.evaluator_id))
    page.locator("main form:has(#id_evaluator) button[type=submit]").click()
    expect(page.locator("main form:has(#id_evaluator)")).to_contain_text(reason)
    walk.look(times=2)
    free = call.evaluators.exclude(assignments__application=assignment.application_id).get()
    page.select_option("#id_evaluator", str(free.pk))
    page.locator("main form:has(#id_evaluator) button[type=submit]").click()
    expect(page.locator("main tbody tr")).to_have_count(3)


def blind_until_submitted(walk: Walk, call: Call, judges: list[User]) -> None:
    """A judge keeps a draft, sees nothing of the other's sheet, submits theirs, and then does."""
    page = walk.page
    shared = Assignment.objects.filter(evaluator__user=judges[0], state="assigned").order_by("application__number")
    for time, assignment in enumerate(shared[:2]):
        other = assignment.application.assignments.exclude(pk=assignment.pk).get()
        _submit(other, judges, comment=SECRET)
        page.goto("/screening/")
        page.locator(f"main a[href='/screening/sheets/{assignment.pk}']").click()
        for code, mark in typed(assignment.application.number or 0, 0).items():
            page.fill(f"#id_mark_{code}", mark)
        if time == 0:
            page.locator("button[name=save]").click()
            expect(page.locator("#id_mark_team")).to_have_value(typed(assignment.application.number or 0, 0)["team"])
            walk.look(times=2)
        assert SECRET not in page.content()
        page.locator("button[name=submit]").click()
        page.locator("dialog[open] button.primary, dialog[open] button.danger").first.click()
        expect(page.locator("main")).to_contain_text(SECRET)
        walk.look()
    page.goto("/screening/")
    assert page.locator("main .tag.good").count() == 2


def the_others_mark(call: Call, judges: list[User]) -> None:
    """All other sheets come in; the last of an application makes it scored."""
    for assignment in Assignment.objects.filter(application__call=call, state="assigned").select_related("application"):
        _submit(assignment, judges)
    assert not Application.objects.filter(call=call, state="eligible").exists()


def _submit(assignment: Assignment, judges: list[User], comment: str = "") -> None:
    judge = assignment.evaluator.user
    marks = typed(assignment.application.number or 0, judges.index(judge))
    submit_marks(assignment, by=judge, version=assignment.sheet.version, marks=marks, comment=comment)


def ranked(walk: Walk, call: Call, order: list[Expected]) -> None:
    """Rubric and bonus points make the rank, to the last digit."""
    walk.page.goto(f"/screening/calls/{call.pk}/ranking")
    walk.look(times=2)
    assert _table(walk.page) == [_said(one) for one in order] + [("–", f"제{number}기업", "–") for number in OVER_LIMIT]


def _table(page: Page) -> list[tuple[str, str, str]]:
    """Rank, applicant and total of each row."""
    rows = page.locator("main tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(c => c.innerText))")
    return [(row[0].strip(), row[1].strip(), row[3].split()[0]) for row in rows]


def _said(one: Expected) -> tuple[str, str, str]:
    return str(one.rank or "–"), f"제{one.number}기업", one.shown


def proposed(walk: Walk, call: Call) -> None:
    """The manager proposes what stands there, and asks the approver."""
    page = walk.page
    page.locator("form[action$='/propose'] button").click()
    page.wait_for_url("**/screening/selections/*")
    walk.look()
    assert page.locator("form[action$='/announce']").count() == 0
    page.locator("a[href*='/approvals/ask/selection/']").click()
    page.select_option("#id_approver", index=1)
    page.locator("main form button.primary").click()
    page.wait_for_url("**/approvals/*/")
    assert Selection.objects.get(call=call).state == "deciding"


def signed(page: Page, call: Call, order: list[Expected]) -> None:
    """The approver reads the same ranking, and approves."""
    page.goto("/approvals/")
    page.locator("main tbody a").first.click()
    rows = page.locator(".approved-content tbody tr")
    expect(rows).to_have_count(40)
    assert [row.split()[0] for row in rows.all_inner_texts()[: len(order)]] == [str(one.rank or "–") for one in order]
    page.locator("button[name=decision][value=approve]").click()
    page.wait_for_load_state()
    assert Selection.objects.get(call=call).state == "approved"


def announced(walk: Walk, call: Call) -> None:
    """Nobody was told so far; now everybody is."""
    page = walk.page
    assert not Notice.objects.filter(code__in=("programmes.selected", "programmes.not_selected")).exists()
    page.goto(f"/screening/selections/{Selection.objects.get(call=call).pk}")
    page.locator("form[action$='/announce'] button").click()
    page.locator("dialog[open] button.primary, dialog[open] button.danger").first.click()
    expect(page.locator("main .notice.good time").first).to_be_visible()
    walk.look(times=2)


def everybody_is_told(call: Call, order: list[Expected]) -> None:
    """Forty firms, each by a notice and an e-mail in its language; a refusal says why."""
    kinds = {
        "selected": "programmes.selected",
        "reserve": "programmes.on_reserve",
        "rejected": "programmes.not_selected",
    }
    told = {one.number: kinds[one.result] for one in order} | dict.fromkeys(OVER_LIMIT, "programmes.not_eligible")
    assert sorted(told) == list(range(1, 41))
    for number, code in told.items():
        editor = editor_of(number)
        notice = Notice.objects.get(receiver=editor, code=code)
        assert notice.language == language_of(number)
        assert OutgoingMail.objects.filter(to=editor.email, subject=notice.subject, language=notice.language).exists()
        if number in OVER_LIMIT:
            assert LIMIT[0]["text"][notice.language] in notice.body  # type: ignore[index]
    below = [one.number for one in order if one.rank is None]
    beyond = [one.number for one in order if one.rank and one.result == "rejected"]
    assert below
    assert beyond
    for number in below + beyond:
        body = Notice.objects.get(receiver=editor_of(number), code="programmes.not_selected").body
        assert str(60 if number in below else PLACES) in body


def read_in_their_language(page_in: PageIn, order: list[Expected]) -> None:
    """A Chinese and an English firm open their inbox, and their application: refused, and by what clause."""
    for number in (16, 13):
        language = language_of(number)
        page = page_in(language, user=editor_of(number))
        page.goto("/inbox/")
        page.locator("main tbody a").first.click()
        expect(page.locator("main")).to_contain_text(LIMIT[0]["text"][language])  # type: ignore[index]


def moved_up(page_in: PageIn, order: list[Expected]) -> None:
    """Who was selected gives the place up in the browser; the first of the reserve list is offered it."""
    gone = next(one for one in order if one.result == "selected" and language_of(one.number) == "ko")
    following = next(one for one in order if one.result == "reserve")
    page = page_in("ko", user=editor_of(gone.number))
    place = Application.objects.get(number=gone.number).participation
    page.goto(f"/participations/{place.pk}")
    page.locator("main a[href$='/withdraw']").click()
    page.fill("#id_reason", REASON)
    page.locator("main form button.danger").click()
    page.wait_for_url(f"**/participations/{place.pk}")
    assert Application.objects.get(number=gone.number).state == "withdrawn"
    up = Application.objects.get(number=following.number)
    assert (up.state, up.participation.place) == ("selected", place.place)
    reader = page_in(language_of(following.number), user=editor_of(following.number))
    reader.goto("/inbox/")
    reader.locator("main tbody a").first.click()
    notice = Notice.objects.filter(receiver=editor_of(following.number)).latest("pk")
    assert (notice.code, notice.language) == ("programmes.place_moved_up", language_of(following.number))
    expect(reader.locator("main")).to_contain_text(notice.subject)
    assert application_of(up.call, order[PLACES + 1].number).state == "reserve"
