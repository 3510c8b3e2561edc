"""From the first page to a solved sample fair on its board, as somebody new clicks it.

    python -m benchmarks.first_board [http://localhost:8000]

Wants a fresh house in demonstration mode (`make run`) and Chromium. Nothing is stopped by hand: the search runs with
the seconds that its page proposes.
"""

from __future__ import annotations

import re
import sys
import time

from playwright.sync_api import sync_playwright
from tests.journeys.chromium import CHROMIUM, new_context


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        page = new_context(browser).new_page()
        began = time.perf_counter()

        def tell(what: str) -> None:
            print(f"{time.perf_counter() - began:6.1f} s  {what}", flush=True)

        page.goto(f"{address}/sign-in/")
        tell("first page")
        page.locator("button.account").first.click()
        page.locator("nav a[href='/fairs/']").click()
        page.locator("main a[href='/fairs/new']").first.click()
        page.locator("form[action='/fairs/sample'] button").click()
        page.wait_for_url(re.compile(r"/fairs/\d+$"))
        tell("sample fair")
        page.locator("main a[href$='/solve']").first.click()
        page.locator("main form[method=post] button.primary").click()
        page.locator("#search a[href$='/board']").click(timeout=180_000)
        page.locator(".board[role=grid]").wait_for()
        tell(f"board with {page.locator('.board [data-wish]').count()} meetings")
        browser.close()


if __name__ == "__main__":
    main()
