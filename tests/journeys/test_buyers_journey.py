"""A hundred buyers by workbook: one with a bad number, two that are known already, one on a blacklist.

The file goes in through the pages; a file of one row comes back, two pairs wait on the merge screen, and the one on
the blacklist is blocked, with a trail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from landbridge.base.models import LogEntry
from landbridge.base.sheets import read_workbook
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.models import BlacklistCheck, DuplicatePair, ImportRun, Merge, Organisation
from landbridge.people.models import User
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, uscc, workbook
from tests.directory.facts import listed
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BAD, ONE_KNOWN, OTHER_KNOWN, BLOCKED = 17, 40, 41, 77  #: the buyers' numbers


@pytest.fixture(autouse=True)
def worker() -> Iterator[None]:
    with at_work():
        yield


@pytest.fixture
def directory(transactional_db: None, guest_manager: User) -> None:
    """Two of the buyers are known under other names, and one stands on a list."""
    facts: dict[str, Any] = {"side": "guest", "country": "CN", "region": "重庆", "number_kind": "uscc"}
    add_organisation(by=guest_manager, name_zh="成都巴蜀茶业有限公司", number=uscc(ONE_KNOWN), **facts)
    add_organisation(by=guest_manager, name_zh="贵阳黔山制药有限公司", number=uscc(OTHER_KNOWN), **facts)
    listed(guest_manager, name="重庆某某有限公司", number_kind="uscc", number=uscc(BLOCKED), list_name="2026")


def hundred_buyers() -> bytes:
    """The workbook: a title over all columns, headings, the buyers, and their total."""
    rows = chinese_buyers(100)
    rows[BAD] = chinese_buyer(BAD, 统一社会信用代码=uscc(BAD)[:-1] + ("0" if uscc(BAD)[-1] != "0" else "1"))
    total = ["合计", *[""] * (len(HEADINGS) - 1)]
    return workbook(("采购商名单", [["2026 采购商名单"], *rows, total]))


@pytest.mark.usefixtures("directory")
def test_a_hundred_buyers(page_in: PageIn, guest_manager: User, tmp_path: Path) -> None:
    walk = Walk(page_in("zh-hans", user=guest_manager))
    take_in(walk)
    run = ImportRun.objects.get()
    assert run.counts == {"new": 99, "rejected": 1}
    handed_back(walk.page, tmp_path)
    blocked(walk)
    for _pair in range(2):
        merge_one(walk)
    assert not DuplicatePair.objects.filter(state=DuplicatePair.State.OPEN).exists()
    assert Merge.objects.count() == 2
    assert Organisation.objects.filter(merged_into=None).count() == 2 + 99 - 2
    undo(walk)
    again(walk)
    assert walk.faults == []


def take_in(walk: Walk) -> None:
    """Upload, look at the columns, look at the rehearsal, import."""
    page = walk.page
    page.goto("/organisations/")
    walk.use(page.locator(".head .actions a[href='/organisations/imports/']"))
    walk.look()
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="采购商.xlsx", mimeType="application/vnd.ms-excel", buffer=hundred_buyers())
    )
    walk.use(page.locator("main form button.primary"))
    page.wait_for_url(re.compile(r"/imports/\d+$"))
    expect(page.locator("[name=column_4]")).to_have_value("number", timeout=30_000)
    walk.look(times=2)
    walk.use(page.locator("main form[action$='/columns'] button.primary"))
    start = page.locator("form[action$='/start'] button")
    expect(start).to_be_visible(timeout=60_000)
    walk.look(times=2)
    assert Organisation.objects.count() == 2
    walk.use(start)
    expect(page.locator("#import a[href$='turned-back.xlsx']")).to_be_visible(timeout=120_000)
    walk.look(times=2)


def handed_back(page: Page, folder: Path) -> None:
    """The file of rows turned back has one row, and says why."""
    with page.expect_download() as download:
        page.locator("a[href$='turned-back.xlsx']").click()
    file = folder / "back.xlsx"
    download.value.save_as(file)
    (sheet,) = read_workbook(file.read_bytes())
    head, row = sheet.rows
    assert head[1:] == list(HEADINGS)
    assert str(row[0]).startswith(f"E{BAD + 2}: ")
    assert row[1] == chinese_buyer(BAD)[0]


def blocked(walk: Walk) -> None:
    """The import says who is blocked; their page does, and since when and why."""
    page, one = walk.page, Organisation.objects.get(number=uscc(BLOCKED))
    assert one.is_blocked
    address = page.url
    walk.use(page.locator(f"#import a[href='/organisations/{one.pk}']"))
    expect(page.locator("main")).to_contain_text("黑名单")
    walk.look()
    assert BlacklistCheck.objects.filter(organisation=one).exists()
    assert LogEntry.objects.filter(app="directory", model="organisation", object_id=str(one.pk)).exists()
    page.goto(address)


def merge_one(walk: Walk) -> None:
    """From the queue to the merge screen; the result is shown before it is done."""
    page = walk.page
    page.goto("/organisations/duplicates")
    walk.look()
    walk.use(page.locator("tr[data-row] th a").first)
    expect(page.locator("#result")).to_be_visible()
    walk.look()
    count = Merge.objects.count()
    walk.use(page.locator("form.pair button.primary"))
    confirm = page.locator("dialog[open] button.primary, dialog[open] button.danger")
    if confirm.count():
        confirm.first.click()
    page.wait_for_url(lambda address: "/duplicates/" not in address)
    assert Merge.objects.count() == count + 1


def undo(walk: Walk) -> None:
    """A merge undone leaves two again."""
    page, merge = walk.page, Merge.objects.latest("pk")
    page.goto(f"/organisations/merges/{merge.pk}")
    walk.look()
    walk.use(page.locator("form[action$='/undo'] button"))
    confirm = page.locator("dialog[open] button.primary, dialog[open] button.danger")
    if confirm.count():
        confirm.first.click()
    page.wait_for_load_state()
    expect(page.locator(".messages .notice")).to_be_visible()
    merge.refresh_from_db()
    assert merge.undone_at is not None


def again(walk: Walk) -> None:
    """The very same file a second time: nothing to import."""
    page, there = walk.page, Organisation.objects.count()
    page.goto("/organisations/imports/")
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="采购商.xlsx", mimeType="application/vnd.ms-excel", buffer=hundred_buyers())
    )
    walk.use(page.locator("main form button.primary"))
    expect(page.locator("[name=column_4]")).to_be_visible(timeout=30_000)
    walk.use(page.locator("main form[action$='/columns'] button.primary"))
    expect(page.locator("form[action$='/discard'] button")).to_be_visible(timeout=60_000)
    run = ImportRun.objects.latest("pk")
    assert {key: count for key, count in run.dry.items() if key in {"new", "changed"} and count} == {}
    assert Organisation.objects.count() == there
