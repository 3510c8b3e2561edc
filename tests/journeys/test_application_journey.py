"""An application: a wrong digit is refused beside its field, a rule is told by its clause, an edit makes version 2."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from landbridge.programmes.models import Application, ApplicationVersion, Call
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk
from tests.programmes.applying import LIMIT, a_call_of_every_kind, an_applicant

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CLAUSE = "수출액 2천만 달러 이하"


def test_a_company_applies(page_in: PageIn, complaints: list[str]) -> None:
    user, _firm = an_applicant(language="ko")
    call = a_call_of_every_kind(rules=LIMIT)
    walk = Walk(page_in("ko", user=user), first=1)
    begin(walk, call)
    write(walk)
    a_wrong_digit(walk.page)
    what_is_hidden(walk.page)
    without_a_connection(walk.page, complaints)
    not_eligible(walk)
    corrected(walk)
    after_the_deadline(walk, call)
    assert walk.faults == []


def begin(walk: Walk, call: Call) -> None:
    """From the call to a form that knows who applies."""
    walk.page.goto(f"/calls/{call.slug}/apply")
    walk.look()
    walk.page.locator("main form button").click()
    expect(walk.page.locator("[name='number.number']")).to_have_value("999-81-00000")
    walk.look(times=2)


def write(walk: Walk) -> None:
    """Answer what is asked; nothing is pressed, and it is kept."""
    page = walk.page
    page.fill("[name='exports.amount']", "20.5m")
    page.check("[name=booth][value=own]")
    page.fill("[name=area]", "18")
    page.check("[name=goals][value=news]")
    page.fill("[name='contacts.0.who']", "김민서")
    page.check("[name=terms]")
    expect(page.locator("[data-draft-said]")).to_contain_text("KST")
    expect(page.locator("[name=version]")).not_to_have_value("1")


def a_wrong_digit(page: Page) -> None:
    """It is told beside the field while one goes on, and gone when it is corrected."""
    fault = page.locator("[data-fault=number]")
    page.fill("[name='number.number']", "116-82-00277")
    expect(fault).to_contain_text("7")
    expect(page.locator("[name='number.number']")).to_have_attribute("aria-invalid", "true")
    page.locator("button[name=review]").click()
    expect(page.locator(".notice.bad [data-goto=number]")).to_be_visible()
    page.fill("[name='number.number']", "999-85-01235")
    expect(fault).to_be_empty()


def what_is_hidden(page: Page) -> None:
    """A question shows as soon as it is asked."""
    area = page.locator("[data-question=area]")
    page.check("[name=booth][value=shared]")
    expect(area).to_be_hidden()
    page.check("[name=booth][value=own]")
    expect(area).to_be_visible()


def without_a_connection(page: Page, complaints: list[str]) -> None:
    """What was typed waits on the page and is kept as soon as there is one."""
    said = page.locator("[data-draft-said]")
    page.context.set_offline(True)
    page.fill("[name=story]", "연결이 끊긴 사이에 쓴 글")
    expect(said).to_have_text(str(page.locator("#answers").get_attribute("data-offline")))
    page.context.set_offline(False)
    expect(said).to_contain_text("KST", timeout=15_000)
    assert Application.objects.get().answers["story"] == "연결이 끊긴 사이에 쓴 글"
    complaints[:] = [one for one in complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def not_eligible(walk: Walk) -> None:
    """The clause stands there before; submitted all the same, the application is not eligible."""
    page = walk.page
    page.locator("button[name=review]").click()
    expect(page.locator(".verdicts .not_met")).to_contain_text(CLAUSE)
    walk.look(times=2)
    page.locator("main form button.primary").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    page.check("#although")
    page.locator("main form button.primary").click()
    expect(page.locator(".lead .tag.bad")).to_be_visible()
    expect(page.locator(".verdicts")).to_contain_text(CLAUSE)
    assert Application.objects.get().state == "ineligible"


def corrected(walk: Walk) -> None:
    """An edit makes version 2, with a receipt that holds its digest."""
    page = walk.page
    page.locator(".head .actions a.primary").click()
    page.fill("[name='exports.amount']", "12.5m")
    page.locator("button[name=review]").click()
    expect(page.locator(".verdicts .met")).to_contain_text(CLAUSE)
    page.locator("main form button.primary").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    walk.look(times=2)
    second = ApplicationVersion.objects.get(number=2)
    with page.expect_download() as caught:
        page.locator("a[href$='/versions/2/receipt.pdf']").click()
    pages = PdfReader(caught.value.path()).pages
    assert second.sha256 in "".join("".join(one.extract_text() for one in pages).split())
    page.locator("tbody a[href$='/versions/2']").click()
    expect(page.locator("main")).to_contain_text(second.sha256)
    expect(page.locator("tbody")).to_contain_text("20,500,000 USD")
    walk.look(times=2)
    assert Application.objects.get().state == "eligible"


def after_the_deadline(walk: Walk, call: Call) -> None:
    """It says that the call is closed, and shows what counts."""
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    walk.page.go_back()
    walk.page.reload()
    expect(walk.page.locator(".notice.warn")).to_be_visible()
    expect(walk.page.locator(".head .actions a.primary")).to_have_count(0)
    walk.page.goto("/applications/")
    walk.look()
