"""How Chromium is started for tests and pictures, and profiles that prefer a language, a width and a theme."""

import os
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

CHROMIUM: dict[str, Any] = {
    "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
    "args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
}  # fmt: skip
HEIGHTS = {320: 640, 768: 1024, 1280: 860}
ACCEPTED = {"en": "en-GB", "ko": "ko-KR", "zh-hans": "zh-CN"}


def new_context(browser: Browser, *, language: str = "en", width: int = 1280, theme: str = "light") -> BrowserContext:
    """A browser profile of its own that prefers a language and a colour scheme."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, 860)},
        locale=ACCEPTED[language],
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    return context


def show(page: Page, *, width: int, theme: str) -> None:
    """Change the window of a page already open: cheaper than opening it again."""
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 860)})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    # Two frames later every colour is the theme's: until then a look could find the old ink on the new paper.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def redraw(page: Page) -> None:
    """Have every element of a page styled anew, as a browser under load puts that off."""
    page.evaluate(
        "() => { const { body } = document; body.hidden = true; body.offsetHeight; body.hidden = false;"
        " return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))) }"
    )


def listen(page: Page, complaints: list[str]) -> None:
    """Collect what goes wrong on a page, except that the page itself was asked for and refused (an error page)."""

    def hear(message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource: the server responded with a status of")
        if message.type == "error" and not (refused and message.location["url"] == page.url):
            complaints.append(f"{page.url}: {message.text} ({message.location['url']})")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
