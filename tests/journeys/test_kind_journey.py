"""A brand launch from its plan to its end, by the pages: a form built by dragging, pictures, rows, marks, a deposit.

The twelve kinds are walked without a browser in ``tests.programmes.test_twelve_kinds``; here the scripts of the pages
are at work: the question that shows on a condition, the draft kept as one types, the mark counted while marking.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from landbridge.people.models import User
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.programmes.demo.applying import PAPER
from landbridge.programmes.models import Application, Call, Participation, Programme, ProgrammeKind, ScoreSheet
from tests.directory.facts import PNG
from tests.journeys.browser import PageIn
from tests.programmes.walking import people_for

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURE: Any = {"name": "제품 사진.png", "mimeType": "image/png", "buffer": PNG}
DOCUMENT: Any = {"name": "서류.pdf", "mimeType": "application/pdf", "buffer": PAPER}


def test_a_brand_launch(page_in: PageIn, user_of: Callable[..., User]) -> None:
    seed_kinds()
    kind = ProgrammeKind.objects.get(code="brand_launch")
    people = people_for(kind, user_of)
    office, applicant = page_in("ko", user=people["manager"]), page_in("ko", 320, user=people["applicant"])
    programme = plan(office, kind)
    call = draft(office, programme)
    ask_one_more(office, call)
    publish(office, programme, call)
    apply(applicant, call)
    over(call)
    give_out(office, call, people["judge"])
    mark(page_in("ko", 320, user=people["judge"]))
    select(office, page_in("ko", user=people["approver"]), call)
    place = confirm(applicant)
    hand_in(applicant, office, place)
    close(office, programme, place)
    assert Application.objects.get().state == "settled"


def plan(page: Page, kind: ProgrammeKind) -> Programme:
    """With a deposit, and by one side alone."""
    page.goto("/programmes/new")
    page.select_option("#id_kind", str(kind.pk))
    for language, name in (("ko", "2027 충칭 브랜드 발표회"), ("zh", "2027重庆品牌首发"), ("en", "Brand launch 2027")):
        page.fill(f"#id_name_{language}", name)
    page.select_option("#id_original", "ko")
    starts = timezone.localdate() + timedelta(days=60)
    page.fill("#id_starts_on", f"{starts:%Y-%m-%d}")
    page.fill("#id_ends_on", f"{starts + timedelta(days=1):%Y-%m-%d}")
    page.select_option("#id_country", "CN")
    page.select_option("#id_zone", "Asia/Shanghai")
    page.fill("#id_deposit_amount", "500000")
    page.select_option("#id_deposit_currency", "KRW")
    page.uncheck("#id_is_joint")
    press(page, "main form button.primary")
    return Programme.objects.get()


def draft(page: Page, programme: Programme) -> Call:
    """Open since yesterday; its text is approved."""
    page.goto(f"/programmes/{programme.pk}/call/new")
    now = timezone.localtime()
    page.fill("#id_opens_at", f"{now - timedelta(days=1):%Y-%m-%dT09:00}")
    page.fill("#id_closes_at", f"{now + timedelta(days=20):%Y-%m-%dT18:00}")
    page.fill("#id_places", "1")
    page.fill("#id_evaluations_each", "1")
    press(page, "main form button.primary")
    page.fill("#id_title", "브랜드 발표회 참가기업 모집")
    page.fill("#id_body", "## 지원 내용\n\n무대와 통역을 지원합니다.")
    press(page, "form[action$='/texts/ko'] button.primary")
    press(page, "form[action$='/ko/approve'] button")
    return Call.objects.get()


def ask_one_more(page: Page, call: Call) -> None:
    """A question on a condition, built at the end and dragged to where it belongs."""
    page.goto(f"/calls/{call.pk}/form")
    press(page, ".head .actions a.primary")
    press(page, "button[name=add][value=text]")
    page.fill("[name=q-code]", "trademark_no")
    page.fill("[name=q-label_ko]", "상표 등록번호")
    page.check("[name=q-required]")
    page.select_option("[name=q-when_question]", "trademark")
    page.select_option("[name=q-when_how]", "is")
    page.fill("[name=q-when_value]", "registered")
    press(page, "button[name=keep]")
    line, before = page.locator("[data-line=trademark_no]"), page.locator("[data-line=sample]")
    corner: Any = {"x": 20, "y": 10}
    page.set_viewport_size({"width": 1280, "height": 2400})  # both in sight: nothing scrolls under the pointer
    with page.expect_navigation():
        line.drag_to(before, source_position=corner, target_position=corner)
    page.set_viewport_size({"width": 1280, "height": 860})
    press(page, "button[name=save]")
    codes = [one["code"] for one in call.forms.order_by("-number")[0].questions]
    assert codes.index("trademark_no") == codes.index("trademark") + 1


def publish(page: Page, programme: Programme, call: Call) -> None:
    page.goto(f"/programmes/{programme.pk}")
    page.locator("form[action$='/call/publish'] button").click()
    agree(page)
    expect(page.locator(f"main a[href='/calls/{call.slug}']")).to_be_visible()


def apply(page: Page, call: Call) -> None:
    """By telephone: a picture, two contacts, and a question that shows once it is asked."""
    page.goto(f"/calls/{call.slug}/apply")
    press(page, "main form button")
    conditional = page.locator("[data-question=trademark_no]")
    expect(conditional).to_be_hidden()
    page.fill("[name=brand]", "한빛")
    page.check("[name=trademark][value=registered]")
    expect(conditional).to_be_visible()
    page.fill("[name=trademark_no]", "40-1234567")
    page.set_input_files("[name=sample]", PICTURE)
    press(page, "button[name=upload][value=sample]")
    expect(page.locator("[data-question=sample] .asked-files li")).to_have_count(1)
    press(page, "button[name=row_add][value=contacts]")
    for row, (name, email) in enumerate((("김민서", "minseo@ash.example"), ("이서준", "seojun@ash.example"))):
        page.fill(f"[name='contacts.{row}.name']", name)
        page.fill(f"[name='contacts.{row}.email']", email)
    page.fill("[name=goal]", "충칭에서 신제품을 처음 선보입니다.")
    for agreed in ("consent", "correct"):
        page.check(f"[name={agreed}]")
    expect(page.locator("[data-draft-said]")).to_contain_text("KST")
    kept = Application.objects.get()
    assert (kept.state, kept.answers["trademark_no"]) == ("draft", "40-1234567"), "kept as it was typed"
    press(page, "button[name=review]")
    press(page, "main form button.primary")
    application = Application.objects.get()
    assert application.state == "eligible"
    assert [row["name"] for row in application.versions.get().answers["contacts"]] == ["김민서", "이서준"]


def over(call: Call) -> None:
    """The deadline has passed."""
    past = timezone.now() - timedelta(minutes=1)
    Call.objects.filter(pk=call.pk).update(opens_at=past - timedelta(days=20), closes_at=past)


def give_out(page: Page, call: Call, judge: User) -> None:
    page.goto(f"/screening/calls/{call.pk}")
    page.select_option("#id_judge", str(judge.pk))
    press(page, "form[action$='/evaluators'] button:has-text('지정')")
    press(page, "form[action$='/assign'] button")
    expect(page.locator("#matrix .sign")).to_have_text("○")


def mark(page: Page) -> None:
    """With nothing but the keyboard of a telephone: a comma is a comma, Enter keeps a draft, submitting asks first."""
    page.goto("/screening/")
    press(page, "main tbody a")
    page.locator("a.to-sheet").click()
    fields = page.locator("form[data-marks] input[data-weight]")
    total = page.locator("form[data-marks] output")
    fields.first.focus()
    for said in ("8,5", "9", "7"):
        expect(total).to_have_text("–")
        page.keyboard.type(said)
        page.keyboard.press("Tab")
    expect(total).to_have_text("84.00")
    page.keyboard.type("상대 시장을 잘 압니다.")
    with page.expect_navigation():
        fields.first.press("Enter")
    sheet = ScoreSheet.objects.get()
    assert (sheet.submitted_at, sheet.marks["brand"]) == (None, "8.5")
    page.locator("button[name=submit]").click()
    agree(page)
    expect(page.locator("#sheet")).to_contain_text("84.00")


def select(page: Page, approver: Page, call: Call) -> None:
    """Proposed, approved, announced."""
    page.goto(f"/screening/calls/{call.pk}/ranking")
    press(page, "form[action$='/propose'] button")
    decided = page.url
    press(page, "a[href*='/approvals/ask/selection/']")
    page.select_option("#id_approver", index=1)
    press(page, "main form button.primary")
    approver.goto("/approvals/")
    press(approver, "main tbody a")
    press(approver, "button[name=decision][value=approve]")
    page.goto(decided)
    page.locator("form[action$='/announce'] button").click()
    agree(page)
    expect(page.locator("main .notice.good time")).to_be_visible()


def confirm(page: Page) -> Participation:
    place = Participation.objects.get()
    page.goto("/participations/")
    press(page, f"main a[href='/participations/{place.pk}']")
    press(page, "form[action$='/confirm'] button")
    return place


def hand_in(page: Page, office: Page, place: Participation) -> None:
    """The deposit is paid; every document is handed in and accepted."""
    for _document in range(place.required.count()):
        page.goto(f"/participations/{place.pk}")
        press(page, "tbody tr:not(:has(small a)) a[href$='/hand-in']")
        page.set_input_files("#id_file", DOCUMENT)
        press(page, "main form button.primary")
    office.goto(f"/participations/{place.pk}")
    press(office, "button[name=deposit][value=paid]")
    while office.locator("form[action$='/accept']").count():
        press(office, "form[action$='/accept'] button")
    assert set(place.required.values_list("state", flat=True)) == {"accepted"}


def close(page: Page, programme: Programme, place: Participation) -> None:
    """It takes place, the deposit goes back, and everything is settled."""
    move(page, programme, "selecting", "confirmed", "running")
    yesterday = timezone.localdate() - timedelta(days=2)
    Programme.objects.filter(pk=programme.pk).update(starts_on=yesterday, ends_on=yesterday)
    page.goto(f"/participations/{place.pk}")
    press(page, "form[action$='/complete'] button")
    press(page, "button[name=deposit][value=returned]")
    move(page, programme, "completed")
    page.goto(f"/participations/{place.pk}")
    page.locator("form[action$='/settle'] button").click()
    agree(page)
    expect(page.locator("form[action$='/settle']")).to_have_count(0)
    move(page, programme, "settled")
    programme.refresh_from_db()
    assert programme.state == "settled"


def move(page: Page, programme: Programme, *states: str) -> None:
    page.goto(f"/programmes/{programme.pk}")
    for state in states:
        press(page, f"button[name=state][value={state}]")


def press(page: Page, what: str) -> None:
    """Press the first of what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.locator(what).first.click()


def agree(page: Page) -> None:
    """Yes to the question that a button asks first."""
    with page.expect_navigation():
        page.locator("dialog[open] button[value=yes]").click()
