"""A fair from its workbook to the hall, in a real browser: by mouse, and by keyboard alone, in three languages.

On the way every page is held to axe, to its width, to CJK lines and to a silent console: the pages
before the board in one look each, taken in turn, the board itself in every one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest
import xlsxwriter
from icalendar import Calendar
from playwright.sync_api import FilePayload, Locator, Page, expect
from pypdf import PdfReader

from landbridge.engine.timetable.clashes import clashes
from landbridge.meetings.models import Fair, Meeting, SolveRun, Wish
from landbridge.meetings.queries import fair_plan, fair_problem
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.meetings.workbook.writing import write_fair
from landbridge.people.models import User
from landbridge.people.queries.accounts import DEMO_ADDRESSES
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

#: Row and column of a cell; a long meeting takes several columns, a pause none.
PLACE = """cell => {
  const before = [...cell.parentElement.cells].slice(0, cell.cellIndex);
  const columns = before.map((other) => (other.matches(".pause") ? 0 : other.colSpan));
  return [cell.parentElement.rowIndex, columns.reduce((sum, span) => sum + span, 0)];
}"""
SECONDS = "30"  #: a search may take; it is stopped as soon as it has found something


@pytest.fixture(autouse=True)
def demo(settings: object, transactional_db: None) -> None:
    """A demonstration with its two accounts."""
    settings.LANDBRIDGE_DEMO = True  # type: ignore[attr-defined]
    for address, name in zip(DEMO_ADDRESSES, ("刘海燕 Liu Haiyan", "박지훈 Park Jihoon"), strict=True):
        User.objects.create(email=address, side=address.partition("@")[0], name=name)


@pytest.fixture(autouse=True)
def worker() -> Iterator[None]:
    with at_work():
        yield


def broken_workbook() -> bytes:
    """A workbook with an event and nothing else."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("Event").write_row(0, 0, ["key", "value"])
    return content.getvalue()


def workbook(name: str, content: bytes) -> FilePayload:
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": mime, "buffer": content}


def found_something(run: SolveRun) -> bool:
    run.refresh_from_db()
    return run.state not in SolveRun.UNFINISHED or any(
        level["name"] == "priority" and level["value"] > 0 for level in run.levels
    )


def comes_true(page: Page, what: Callable[[], bool]) -> None:
    """Wait for a change that the server makes, and for the page to show it."""
    deadline = monotonic() + 15
    while not what():
        assert monotonic() < deadline, "did not happen in time"
        page.wait_for_timeout(50)
    expect(page.locator(f"#board-page[data-version='{Fair.objects.get().version}']")).to_be_attached()


def cell(page: Page, which: str) -> Locator:
    return page.locator(f".board td.place{which}")


def movable(page: Page, *, at: int = 0) -> Locator:
    return cell(page, "[data-wish]:not([data-locked]):not([colspan])").nth(at)


def with_room(page: Page, fair: Fair) -> Locator:
    """A meeting that could as well be held in other rounds; where rounds are full there are few."""
    problem, plan = fair_problem(fair), fair_plan(fair)
    for wish in Wish.objects.filter(fair=fair, length=1, meeting__locked=False).order_by("pk"):
        rounds = {slot for (slot, _), kinds in clashes(problem, plan, wish.code).items() if not kinds}
        if len(rounds) > 2:
            return cell(page, f'[data-wish="{wish.pk}"]')
    raise AssertionError("no meeting could be held elsewhere")


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("ko", 2), ("zh-hans", 4)])
def test_by_mouse(page_in: PageIn, language: str, first: int, tmp_path: Path) -> None:
    page = page_in(language)
    walk = Walk(page, first=first)
    fair = to_the_board(walk, upload=language == "en")
    walk.look(times=3)
    drag_and_undo(walk, fair)
    swap_or_say_why(walk)
    for view in ("company", "interpreter"):
        page.locator(f".board-tools a[href*='view={view}']").click()
        expect(page.locator(f".board.by-{view}")).to_be_visible()
        walk.look()
    page.locator(".board-tools a[href*='view=table']").click()
    from_the_tray(walk, fair)
    lock_by_the_dialog(walk)
    take_away(walk, fair, tmp_path)
    assert walk.faults == []


def look(walk: Walk) -> None:
    """Hold a page before the board to the checks, once in each language: the keyboard meets the same pages."""
    if not walk.keyboard:
        walk.look()


def to_the_board(walk: Walk, *, upload: bool) -> Fair:
    """Sign in, upload a workbook or take the sample, search its timetable, open the board."""
    page = walk.page
    page.goto("/sign-in/")
    look(walk)
    walk.use(page.locator("button.account").first)
    walk.use(page.locator("nav a[href='/fairs/']"))
    look(walk)
    walk.use(page.locator("main a[href='/fairs/new']").first)
    look(walk)
    if upload:
        upload_until_it_is_right(walk)
    else:
        walk.use(page.locator("form[action='/fairs/sample'] button"))
    page.wait_for_url(re.compile(r"/fairs/\d+$"))
    look(walk)
    search(walk)
    expect(page.locator(".board[role=grid]")).to_be_visible()
    assert cell(page, "[data-wish]").count() > 150
    return Fair.objects.get()


def upload_until_it_is_right(walk: Walk) -> None:
    """A workbook without its sheets is answered by what is missing; the right one becomes a fair."""
    page = walk.page
    page.locator("input[type=file]").set_input_files(workbook("fair.xlsx", broken_workbook()))
    page.locator("form[enctype] button").click()
    expect(page.get_by_text("Companies").first).to_be_visible()
    expect(page.locator("form[enctype] input[type=file]")).to_be_visible()
    walk.look()
    assert not Fair.objects.exists()
    content = write_fair(sample_fair(), "en")
    page.locator("input[type=file]").set_input_files(workbook("fair.xlsx", content))
    page.locator("form[enctype] button").click()
    walk.use(page.locator("#upload .notice.good a"))


def search(walk: Walk) -> None:
    """Search a timetable, watch how far it is, and stop it once there is one."""
    page = walk.page
    walk.use(page.locator("main a[href$='/solve']").first)
    look(walk)
    walk.write(page.locator("[name=seconds]"), SECONDS)
    walk.use(page.locator("main form[method=post] button.primary"))
    page.wait_for_url(re.compile(r"/searches/\d+$"))
    expect(page.locator("#search progress")).to_be_visible()
    look(walk)
    run = SolveRun.objects.get()
    while not found_something(run):
        page.wait_for_timeout(200)
    if run.state in SolveRun.UNFINISHED:
        expect(page.locator("#search table tbody tr").first).to_be_visible()
        walk.use(page.locator("form[action$='/stop'] button"))
    board = page.locator("#search a[href$='/board']")
    expect(board).to_be_visible(timeout=60_000)
    look(walk)
    walk.use(board)


def drag_and_undo(walk: Walk, fair: Fair) -> None:
    page, before = walk.page, fair_plan(fair)
    card = with_room(page, fair).locator("a.cell")
    card.scroll_into_view_if_needed()
    middle(page, card)
    page.mouse.down()
    page.mouse.move(640, 500, steps=4)
    clash = cell(page, ".clash").first
    expect(clash).to_be_visible()
    assert clash.get_attribute("title")
    assert cell(page, ".fits").count() > 0
    expect(page.locator(".in-hand")).to_be_visible()
    goal = cell(page, ".fits").first
    goal.scroll_into_view_if_needed()
    middle(page, goal)
    page.mouse.up()
    expect(page.locator("#toasts [data-act]")).to_be_visible()
    assert fair_plan(fair) != before
    assert len({*fair_plan(fair).items()} ^ {*before.items()}) == 2
    page.locator("#toasts [data-act]").click()
    comes_true(page, lambda: fair_plan(fair) == before)


def middle(page: Page, target: Locator) -> None:
    box = target.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)


def swap_or_say_why(walk: Walk) -> None:
    """Dropping on a taken cell asks in a dialog, which either offers the change or says why not."""
    page = walk.page
    for at in range(20):
        movable(page, at=at).locator("a.cell").press("Enter")
        expect(cell(page, ".clash").first).to_be_visible()
        if cell(page, ".swap").count():
            break
        page.keyboard.press("Escape")
    cell(page, ".swap").first.locator("a.cell").click()
    dialog = page.locator("#board-dialog")
    expect(dialog.locator("dl")).to_be_visible()
    assert dialog.locator("form button.primary").count() + dialog.locator(".notice.bad").count() == 1
    walk.look()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def from_the_tray(walk: Walk, fair: Fair) -> None:
    """A meeting taken off the board waits in the tray with its cause, and is dragged back."""
    page, held = walk.page, Meeting.objects.count()
    movable(page).locator("a.cell").click()
    dialog = page.locator("#board-dialog")
    expect(dialog.locator("form").first).to_be_visible()
    walk.look()
    wish = dialog.locator("form").first.get_attribute("data-wish")
    dialog.locator("form[action$='/remove'] button").click()
    waiting = page.locator(f".tray li[data-wish='{wish}']")
    expect(waiting.locator("p").first).not_to_be_empty()
    comes_true(page, lambda: Meeting.objects.count() == held - 1)
    waiting.scroll_into_view_if_needed()
    waiting.locator("[data-lift]").click()
    expect(cell(page, ".fits").first).to_be_visible()
    cell(page, ".fits").first.click()
    expect(page.locator(f".board td[data-wish='{wish}']")).to_be_visible()
    expect(waiting).to_have_count(0)
    comes_true(page, lambda: Meeting.objects.count() == held)


def lock_by_the_dialog(walk: Walk) -> None:
    page = walk.page
    movable(page).locator("a.cell").click()
    page.locator("#board-dialog form[action$='/lock'] button").click()
    expect(cell(page, "[data-locked]").first).to_be_visible()
    assert Meeting.objects.filter(locked=True).count() == 1


def take_away(walk: Walk, fair: Fair, folder: Path) -> None:
    """The workbook, the calendar and the sheets, from the board's menu."""
    page = walk.page
    menu = page.locator(".head details.menu")

    def downloaded(link: Locator) -> bytes:
        with page.expect_download() as download:
            link.click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file.read_bytes()

    menu.locator("summary").click()
    book, faults = read_fair(downloaded(menu.locator("a[href$='.xlsx']")), "timetable.xlsx")
    assert book is not None or faults
    if not menu.evaluate("menu => menu.open"):
        menu.locator("summary").click()
    calendar = Calendar.from_ical(downloaded(menu.locator("a[href$='.ics']")))
    assert len(calendar.walk("VEVENT")) == len(fair_plan(fair))
    if not menu.evaluate("menu => menu.open"):
        menu.locator("summary").click()
    menu.locator("a[href$='/sheets/interpreters']").click()
    expect(page.locator("article.sheet")).to_have_count(9)
    walk.look()
    pages = PdfReader(BytesIO(downloaded(page.locator("a[href$='.pdf']")))).pages
    assert len(pages) >= 9


@pytest.mark.parametrize(("language", "first"), [("en", 1), ("ko", 3), ("zh-hans", 5)])
def test_by_keyboard_alone(page_in: PageIn, language: str, first: int) -> None:
    page = page_in(language)
    walk = Walk(page, first=first, keyboard=True)
    fair = to_the_board(walk, upload=False)
    walk.look(times=2)
    before = fair_plan(fair)
    to_cell(walk, with_room(page, fair))
    page.keyboard.press("Enter")
    expect(cell(page, ".clash").first).to_be_visible()
    walk.look()
    heard = page.locator("#board-live")
    to_cell(walk, cell(page, ".clash").first)
    expect(heard).to_contain_text(page.locator(".board td:focus").get_attribute("title") or "no title")
    page.keyboard.press("Enter")
    assert fair_plan(fair) == before
    to_cell(walk, cell(page, ".fits").first)
    page.keyboard.press("Space")
    expect(page.locator("#toasts [data-act]")).to_be_visible()
    moved = fair_plan(fair)
    assert moved != before
    expect(page.locator(".board td:focus[data-wish]")).to_be_visible()

    page.keyboard.press("l")
    expect(page.locator(".board td:focus[data-locked]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#board-page.lifting")).to_have_count(0)
    page.keyboard.press("l")
    expect(page.locator(".board td:focus:not([data-locked])")).to_be_visible()
    page.keyboard.press("Delete")
    comes_true(page, lambda: len(fair_plan(fair)) == len(before) - 1)
    expect(page.locator(".board td:focus:not([data-wish])")).to_be_visible()
    page.keyboard.press("u")
    comes_true(page, lambda: fair_plan(fair) == moved)
    expect(page.locator(".board td:focus[data-wish]")).to_be_visible()

    page.keyboard.press("Enter")
    expect(page.locator("#board-page.lifting")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#board-page.lifting")).to_have_count(0)
    assert fair_plan(fair) == moved

    page.keyboard.press("m")
    form = page.locator("#board-dialog form").first
    expect(form).to_be_visible()
    walk.look()
    walk.tab_to(form.locator("[name=slot]"))
    page.keyboard.press("ArrowDown")
    walk.use(form.locator("button.primary"))
    comes_true(page, lambda: fair_plan(fair) != moved)
    expect(page.locator("#board-dialog")).to_be_hidden()

    walk.use(page.locator("#board-undo button"))
    comes_true(page, lambda: fair_plan(fair) == moved)
    walk.use(page.locator(".tray [data-lift]").first)
    expect(cell(page, ".clash").first).to_be_visible()
    page.keyboard.press("Escape")
    assert walk.faults == []


def to_cell(walk: Walk, goal: Locator) -> None:
    """Go to a cell by the arrow keys, from whichever cell of the grid can be tabbed to."""
    page = walk.page
    if not page.locator(".board td:focus").count():
        walk.tab_to(page.locator(".board td.place[tabindex='0']"))
    row, column = goal.evaluate(PLACE)
    for _ in range(60):
        at_row, at_column = page.locator(".board td:focus").evaluate(PLACE)
        if (at_row, at_column) == (row, column):
            return
        key = (
            ("ArrowDown" if at_row < row else "ArrowUp")
            if at_row != row
            else ("ArrowRight" if at_column < column else "ArrowLeft")
        )
        page.keyboard.press(key)
    raise AssertionError(f"{goal} is not reached by the arrow keys")
