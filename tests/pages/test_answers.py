"""What htmx asks for and does not get is said in a toast, and the page stays as it is."""

import pytest
from playwright.sync_api import Page, expect

from landbridge.people.models import User
from tests.journeys.browser import PageIn

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.pages.faults")]


def ask(page: Page, what: str) -> None:
    page.evaluate("what => { htmx.ajax('GET', what, {target: 'main'}) }", what)


SAID = {"failed": "Something broke", "denied": "Not open", "stale": "Somebody changed"}


@pytest.mark.parametrize(("what", "said"), SAID.items())
def test_errors_are_toasts(page_in: PageIn, host_manager: User, complaints: list[str], what: str, said: str) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    ask(page, f"/faults/{what}")
    expect(page.get_by_role("alert").get_by_text(said).first).to_be_visible()
    expect(page.get_by_role("heading", name="Style", exact=True)).to_be_visible()
    page.get_by_role("alert").get_by_role("button", name="Close").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    complaints[:] = [line for line in complaints if f"/faults/{what}" not in line]


def test_a_server_out_of_reach_is_said(page_in: PageIn, host_manager: User, complaints: list[str]) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    page.context.set_offline(True)
    ask(page, "/style")
    expect(page.get_by_role("log").get_by_text("can't be reached")).to_be_visible()
    complaints.clear()


def test_a_post_by_htmx_carries_the_token(page_in: PageIn, host_manager: User) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    with page.expect_response("**/language") as answered:
        page.evaluate("htmx.ajax('POST', '/language', {values: {language: 'ko', next: '/style'}, swap: 'none'})")
    assert answered.value.status == 302


def test_signed_out_meanwhile_leads_the_whole_page_to_sign_in(page_in: PageIn, host_manager: User) -> None:
    page = page_in(user=host_manager)
    page.goto("/style")
    page.context.clear_cookies()
    ask(page, "/")
    page.wait_for_url("**/sign-in/**")


def test_an_inline_script_and_style_are_refused_and_reported(page_in: PageIn, complaints: list[str]) -> None:
    page = page_in()
    page.goto("/sign-in/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>x</p>");
        }"""
    )
    assert page.evaluate("window.ran ?? null") is None
    assert [next(word for word in ("script-src", "style-src") if word in line) for line in complaints] == [
        "script-src",
        "style-src",
    ]
    complaints.clear()
