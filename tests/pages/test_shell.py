"""The shell works: language and theme stay chosen, menus and dialogs open and close by keyboard, nothing asks twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from landbridge.people.models import User
from tests.journeys.browser import PageIn

pytestmark = pytest.mark.journey


LIGHT, DARK = "rgb(251, 250, 247)", "rgb(20, 23, 26)"


def expect_ground(page: Page, colour: str) -> None:
    expect(page.locator("html")).to_have_css("background-color", colour)


def test_the_language_switch_keeps_the_page_and_the_choice(page_in: PageIn, host_manager: User) -> None:
    page = page_in("en", user=host_manager)
    page.goto("/style?from=menu#tags")
    page.get_by_role("button", name="한국어").click()
    expect(page).to_have_url(re.compile(r"/style\?from=menu(#|$)"))
    assert page.evaluate("document.documentElement.lang") == "ko"
    host_manager.refresh_from_db()
    assert host_manager.language == "ko"
    page.goto("/")
    expect(page.get_by_role("button", name="한국어")).to_have_attribute("aria-pressed", "true")


def test_the_theme_is_the_systems_until_chosen_and_then_stays(page_in: PageIn, host_manager: User) -> None:
    page = page_in(theme="dark", user=host_manager)
    page.goto("/")
    expect_ground(page, DARK)
    page.locator(".top details.menu summary").click()
    page.get_by_role("button", name="Light").click()
    expect_ground(page, LIGHT)
    page.goto("/style")
    expect_ground(page, LIGHT)
    # The server draws it: nothing flashes before scripts have run.
    assert 'media="not all"' in page.request.get(page.url).text()


def test_the_phone_menu_opens_and_closes_by_keyboard(page_in: PageIn, host_manager: User) -> None:
    page = page_in(width=320, user=host_manager)
    page.goto("/")
    link = page.get_by_role("link", name="Style")
    expect(link).to_be_hidden()
    toggle = page.get_by_role("button", name="Menu", exact=True)
    toggle.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(toggle).to_be_focused()


def test_the_first_tab_leads_past_the_menu(page_in: PageIn, host_manager: User) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_no_focused_control_is_hidden_behind_something(page_in: PageIn, host_manager: User) -> None:
    page = page_in(width=320, user=host_manager)
    page.goto("/style")
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden += page.evaluate(
            """async () => {
              await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));  // it has scrolled
              const focused = document.activeElement;
              const { x, y, width, height } = focused.getBoundingClientRect();
              const above = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 12));
              const seen = above && (focused.contains(above) || above.contains(focused));
              return seen || focused === document.body ? [] : [focused.outerHTML.slice(0, 80)];
            }"""
        )
    assert hidden == []


def test_a_dialog_opens_closes_and_gives_focus_back(page_in: PageIn, host_manager: User) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    opener = page.get_by_role("button", name="Open a dialog")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="A delay")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_question_is_asked_once_and_no_means_no(page_in: PageIn, host_manager: User) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    page.evaluate("addEventListener('click', ({target: {id}}) => { if (id === 'example-confirmed') window.done = id })")
    asker = page.locator("#example-confirmed")
    for answer, done in (("Cancel", None), ("Yes, go on", "example-confirmed")):
        asker.click()
        page.get_by_role("dialog").get_by_role("button", name=answer).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert page.evaluate("window.done ?? null") == done


def test_a_warning_stays_until_it_is_closed(page_in: PageIn, host_manager: User) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    page.get_by_role("button", name="Show a warning").click()
    toast = page.get_by_role("log").get_by_text("busy")
    expect(toast).to_be_visible()
    page.get_by_role("log").get_by_role("button", name="Close").click()
    expect(toast).to_be_hidden()
