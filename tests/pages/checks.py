"""What every page must hold, in any language, width and theme. Each check lists the faults, none where it holds.

assert axe(page) == []
assert no_overflow(page) == []
assert cjk_lines(page) == []
"""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.chromium import show

LANGUAGES = ("en", "ko", "zh-hans")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@cache
def _script(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def axe(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Violations of WCAG 2.2 A and AA that axe-core finds; with `rules` it runs only those, which is faster."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_script("vendor/axe.min.js"))  # evaluated: an inline script would break the page's own CSP
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(WCAG)}
    return list(page.evaluate(_script("axe_run.js"), only))


def no_overflow(page: Page) -> list[str]:
    """Elements that make the page wider than its window; what scrolls inside a box of its own may be wide."""
    return list(page.evaluate(_script("no_overflow.js")))


def cjk_lines(page: Page) -> list[str]:
    """Korean words torn although they would fit a line, and lines that begin with a closing mark."""
    return list(page.evaluate(_script("cjk_lines.js")))


def faults_of(page: Page) -> list[str]:
    """The checks at three widths, and in the dark, where only colours differ, those."""
    found = []
    for width in (320, 768, 1280):
        show(page, width=width, theme="light")
        found += [f"{width}: {fault}" for fault in (*no_overflow(page), *cjk_lines(page))]
        if width != 768:
            found += [f"{width}: {fault}" for fault in axe(page)]
    show(page, width=1280, theme="dark")
    found += [f"dark: {fault}" for fault in axe(page, rules=("color-contrast",))]
    return [f"{page.url} {fault}" for fault in found]


def check(page: Page, paths: tuple[str, ...], language: str) -> None:
    found = []
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.lang.toLowerCase()") == language, path
        found += faults_of(page)
    assert found == [], "\n".join(found)
