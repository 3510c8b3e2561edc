"""A joint call: written in Korean, drafted in Chinese and English, approved by the Chinese side, live for everybody.

Two managers and an approver, each in their own language. Nobody ever reads a Chinese text that was not approved.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from landbridge.people.models import User
from landbridge.programmes.models import Call, Programme
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk
from tests.programmes.calls import a_kind, approver_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

KOREAN = "## 사업 개요\n참가기업을 모집합니다.\n- 장소: 충칭\n- 문의: 국제협력팀\n많은 참여 바랍니다."
TITLE = "2027 충칭 기업 방문 모집 안내"
CHINESE = "## 项目概要\n现招募企业赴重庆访问。"


@pytest.fixture
def opens() -> datetime:
    """Nine in the morning in Korea, a week from now."""
    day = timezone.localdate() + timedelta(days=7)
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture
def approver(transactional_db: None) -> User:
    return approver_of("guest")


def test_a_joint_call(
    page_in: PageIn, host_manager: User, guest_manager: User, approver: User, opens: datetime
) -> None:
    a_kind()
    host = Walk(page_in("ko", user=host_manager))
    guest = Walk(page_in("zh-hans", user=guest_manager), first=1)
    plan(host.page, opens)
    call = draft(host.page, opens)
    written_and_drafted(host)
    send(host, call)
    asked(guest, call)
    approved(page_in("zh-hans", user=approver))
    call.refresh_from_db()
    assert call.state == "approved"
    publish(host, call)
    reader = page_in("zh-hans")
    live(reader, call, opens)
    chinese_final(guest, reader, call, opens)
    assert host.faults + guest.faults == []


def plan(page: Page, opens: datetime) -> None:
    """A programme in China, led from Korea."""
    page.goto("/programmes/new")
    page.select_option("#id_kind", index=1)
    page.fill("#id_name_ko", "2027 충칭 기업 방문")
    page.fill("#id_name_zh", "2027重庆企业访问")
    page.fill("#id_name_en", "Visit to Chongqing 2027")
    page.select_option("#id_original", "ko")
    page.fill("#id_starts_on", f"{opens + timedelta(days=40):%Y-%m-%d}")
    page.fill("#id_ends_on", f"{opens + timedelta(days=42):%Y-%m-%d}")
    page.select_option("#id_country", "CN")
    page.select_option("#id_zone", "Asia/Seoul")
    page.locator("main form button.primary").click()
    page.wait_for_url("**/programmes/*")
    assert Programme.objects.get().is_joint


def draft(page: Page, opens: datetime) -> Call:
    """Its call, entered on the clock of the programme."""
    page.locator("a[href$='/call/new']").click()
    page.fill("#id_opens_at", f"{opens:%Y-%m-%dT%H:%M}")
    page.fill("#id_closes_at", f"{opens + timedelta(days=14):%Y-%m-%dT%H:%M}")
    page.fill("#id_places", "12")
    page.locator("main form button.primary").click()
    page.wait_for_url("**/call/texts")
    call = Call.objects.get()
    assert call.opens_at == opens
    return call


def written_and_drafted(walk: Walk) -> None:
    """The Korean text, approved; Chinese and English by the phrase book, which are not."""
    page = walk.page
    page.fill("#id_title", TITLE)
    page.fill("#id_body", KOREAN)
    page.locator("form[action$='/texts/ko'] button.primary").click()
    page.locator("form[action$='/ko/approve'] button").click()
    expect(page.locator("main .tag.good").first).to_be_visible()
    for language in ("en", "zh-hans"):
        page.goto(f"{page.url.split('?')[0]}?language={language}")
        page.locator(f"form[action$='/{language}/draft'] button").click()
        expect(page.locator("#id_body")).to_have_value(re.compile("⟦"))
    walk.look(times=2)
    assert {text.language: text.origin for text in Call.objects.get().texts.all()} == {
        "ko": "written",
        "zh-hans": "machine",
        "en": "machine",
    }


def send(walk: Walk, call: Call) -> None:
    """To the other side; it can't be published yet."""
    page = walk.page
    page.goto(f"/programmes/{call.programme_id}")
    assert page.locator("form[action$='/call/publish']").count() == 0
    page.locator("form[action$='/call/send'] button").click()
    walk.look()
    call.refresh_from_db()
    assert call.state == "agreeing"


def asked(walk: Walk, call: Call) -> None:
    """The Chinese manager finds it on the first page, reads it, and asks the approver of the own side."""
    page = walk.page
    page.goto("/")
    page.locator(f"main a[href='/programmes/{call.programme_id}']").first.click()
    walk.look()
    page.locator("a[href*='/approvals/ask/call/']").click()
    fill_line(page)
    page.locator("main form button.primary").click()
    page.wait_for_url("**/approvals/*/")


def fill_line(page: Page) -> None:
    """The approver, where the form asks for one."""
    page.select_option("#id_approver", index=1)


def approved(page: Page) -> None:
    """The approver reads what is approved, and agrees."""
    page.goto("/approvals/")
    page.locator("main tbody a").first.click()
    expect(page.locator("main")).to_contain_text(TITLE)
    page.locator("button[name=decision][value=approve]").click()
    page.wait_for_load_state()


def publish(walk: Walk, call: Call) -> None:
    """By the side that leads it."""
    page = walk.page
    page.goto(f"/programmes/{call.programme_id}")
    page.locator("form[action$='/call/publish'] button").click()
    page.locator("dialog[open] button.primary, dialog[open] button.danger").first.click()
    expect(page.locator(f"main a[href='/calls/{call.slug}']")).to_be_visible()
    call.refresh_from_db()
    assert call.state == "published"


def live(page: Page, call: Call, opens: datetime) -> None:
    """Before nine it opens at nine; from nine on it is open in three languages, in Chinese by its original."""
    chinese = call.texts.get(language="zh-hans")
    with patch("django.utils.timezone.now") as now:
        now.return_value = opens - timedelta(seconds=1)
        page.goto(f"/calls/{call.slug}?lang=zh-hans")
        expect(page.locator(".call-when")).to_have_class("call-when coming")
        expect(page.locator(".call-when")).to_contain_text("09:00 KST")
        expect(page.locator(".call-when")).to_contain_text("08:00 CST")
        now.return_value = opens
        for language in ("ko", "zh-hans", "en"):
            page.goto(f"/calls/{call.slug}?lang={language}")
            expect(page.locator(".call-when")).to_have_class("call-when open")
            expect(page.locator("main")).to_contain_text("많은 참여 바랍니다.")
            expect(page.locator("h1")).to_have_text(TITLE)
            expect(page.locator("main")).not_to_contain_text(chinese.title)
            assert page.locator(".notice").count() == (0 if language == "ko" else 1)


def chinese_final(walk: Walk, reader: Page, call: Call, opens: datetime) -> None:
    """The Chinese side brings the draft to its own words and approves it: now it is what Chinese readers get."""
    page = walk.page
    page.goto(f"/programmes/{call.programme_id}/call/texts?language=zh-hans")
    assert page.locator("form[action$='/zh-hans/approve'] button").is_disabled()
    page.fill("#id_title", "2027重庆企业访问招募公告")
    page.fill("#id_body", CHINESE)
    page.locator("form[action$='/texts/zh-hans'] button.primary").click()
    walk.look()
    page.locator("form[action$='/zh-hans/approve'] button").click()
    expect(page.locator("main .tag.good").first).to_be_visible()
    with patch("django.utils.timezone.now", return_value=opens):
        reader.goto(f"/calls/{call.slug}?lang=zh-hans")
        expect(reader.locator("h1")).to_have_text("2027重庆企业访问招募公告")
        assert reader.locator(".notice").count() == 0
