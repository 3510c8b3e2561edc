"""Take pictures of pages, to look at: python -m tests.pages.shoot FOLDER URL... --languages ko,en --widths 320,1280

A picture is named by its page, language, width and theme. With --demo it signs in as the first demo account.
"""

import argparse
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, sync_playwright

from tests.journeys.chromium import CHROMIUM, new_context


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--languages", default="ko,zh-hans,en")
    parser.add_argument("--widths", default="320,768,1280")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--demo", action="store_true", help="sign in as the first demo account")
    parser.add_argument("--whole", action="store_true", help="the whole page, not only what a window shows")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for language in asked.languages.split(","):
            for width in map(int, asked.widths.split(",")):
                for theme in asked.themes.split(","):
                    context = new_context(browser, language=language, width=width, theme=theme)
                    shoot(
                        context,
                        asked.urls,
                        asked.out,
                        f"{language}-{width}-{theme}",
                        demo=asked.demo,
                        whole=asked.whole,
                    )
                    context.close()
        browser.close()


def shoot(context: BrowserContext, urls: list[str], out: Path, suffix: str, *, demo: bool, whole: bool) -> None:
    """Open each page in one profile, and keep what it looks like."""
    page = context.new_page()
    page.on("console", lambda message: print(message.type, message.text) if message.type == "error" else None)  # noqa: T201
    if demo:
        start = urlsplit(urls[0])
        page.goto(f"{start.scheme}://{start.netloc}/sign-in/")
        page.locator("button.account").first.click()
        page.wait_for_load_state()
    for url in urls:
        page.goto(url)
        name = re.sub(r"\W+", "-", urlsplit(url).path).strip("-") or "home"
        page.screenshot(path=out / f"{name}-{suffix}.png", full_page=whole)


if __name__ == "__main__":
    main()
