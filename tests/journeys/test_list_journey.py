"""With the keyboard alone: find, narrow, keep the list, select two, and take them away in a file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from landbridge.directory.models import Organisation, SavedView
from landbridge.people.models import User
from tests.directory.facts import made
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HOSTILE = "<img src=x onerror=alert(1)>\"'></li><script>alert(2)</script>"


@pytest.fixture
def firms(transactional_db: None, host_manager: User, guest_manager: User) -> list[Organisation]:
    """Three traders of the host's country, one of which attacks with its name, one of the guest's, and another firm."""
    return [
        *(made(host_manager, name_ko=f"{name}무역", region="수원") for name in ("가온", "나래", HOSTILE)),
        made(host_manager, name_ko="다솜전자"),
        made(guest_manager, name_zh="渝北贸易", country="CN"),
    ]


def rows(page: Page) -> list[str]:
    return page.locator("[data-row] th a").all_inner_texts()


def test_find_keep_select_and_export_by_keyboard(
    page_in: PageIn, host_manager: User, firms: list[Organisation]
) -> None:
    page = page_in("ko", user=host_manager)
    page.on("dialog", lambda dialog: pytest.fail(f"a name opened a dialog: {dialog.message}"))
    walk = Walk(page, first=1, keyboard=True)
    page.goto("/organisations/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("무역")
    expect(page.locator("[data-row]")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"q=%EB%AC%B4%EC%97%AD"))
    page.wait_for_load_state("networkidle")
    assert HOSTILE + "무역" in rows(page)
    narrow(walk)
    keep(walk)
    select_two(page)
    walk.look()
    assert names_in(export(walk)) == ["가온무역", "나래무역"]
    assert walk.faults == []


def narrow(walk: Walk) -> None:
    """Open the filters, and name a region."""
    page = walk.page
    walk.use(page.locator(".list-filters > summary"))
    walk.write(page.locator("#region"), "수원")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("region=%EC%88%98%EC%9B%90"))
    page.wait_for_load_state("networkidle")  # typing and leaving the field both ask; whoever goes on ends the second


def keep(walk: Walk) -> None:
    """Save the list under a name; it is a tab from now on."""
    page = walk.page
    walk.use(page.locator("a[href^='/organisations/views/new']"))
    walk.write(page.locator("[name=name]"), "수원의 무역 회사")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current]", has_text="수원의 무역 회사")).to_be_visible()
    assert SavedView.objects.get().query == "q=%EB%AC%B4%EC%97%AD&region=%EC%88%98%EC%9B%90"


def select_two(page: Page) -> None:
    """Down to a row by j, back by k; x selects and lets go again."""
    sort = page.locator("thead th").nth(1).locator("a")
    sort.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-sort=ascending]")).to_be_visible()
    names = [name for name in rows(page) if not name.startswith("<")]
    for name in names:
        for _ in range(4):
            if page.locator("[data-row] a:focus", has_text=name).count():
                break
            page.keyboard.press("j")
        page.keyboard.press("x")
    for keys in ("kj", "xx"):  # there and back changes nothing
        for key in keys:
            page.keyboard.press(key)
    expect(page.locator("[data-row] :checked")).to_have_count(2)


def export(walk: Walk) -> Path:
    """As CSV."""
    page = walk.page
    walk.use(page.locator("form.list-bar button"))
    expect(page.locator("input[name=organisation]")).to_have_count(2)
    walk.look()
    walk.tab_to(page.locator("#id_format_0"))
    page.keyboard.press("ArrowDown")
    with page.expect_download() as download:
        walk.use(page.locator("form.form button[type=submit]"))
    assert download.value.suggested_filename.endswith(".csv")
    return download.value.path()


def names_in(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [row["기업명(국문)"] for row in csv.DictReader(opened)]


def test_hostile_names_are_proposed_as_words(page_in: PageIn, host_manager: User, firms: list[Organisation]) -> None:
    page = page_in("en", user=host_manager)
    page.on("dialog", lambda dialog: pytest.fail(f"a name opened a dialog: {dialog.message}"))
    page.goto("/style")
    pick = page.locator("[data-pick$='/organisations/pick'] [role=combobox]").first
    pick.fill("onerror")
    option = page.locator("[role=option]")
    expect(option).to_have_count(1)
    pick.press("ArrowDown")
    pick.press("Enter")
    assert pick.input_value() == HOSTILE + "무역"
