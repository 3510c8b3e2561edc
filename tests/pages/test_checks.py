"""The checks find what they are there to find."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.chromium import new_context
from tests.pages.checks import axe, cjk_lines, no_overflow

pytestmark = pytest.mark.journey


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    context = new_context(browser, width=320)
    yield context.new_page()
    context.close()


def write(page: Page, body: str, style: str = "") -> Page:
    page.set_content(f"<!doctype html><html lang=ko><title>x</title><style>{style}</style><body><main>{body}</main>")
    return page


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("color-contrast", "<p style='color:#999;background:#fff'>faint</p>"),
        ("label", "<input>"),
        ("button-name", "<button></button>"),
        (
            "target-size",
            "<a href=1 style='font-size:6px'>a</a><br><a href=2 style='font-size:6px;line-height:1'>b</a>" * 2,
        ),
        ("html-has-lang", "<script>document.documentElement.removeAttribute('lang')</script>"),
    ],
)
def test_axe_finds(blank: Page, rule: str, body: str) -> None:
    assert any(fault.startswith(rule) for fault in axe(write(blank, body)))


def test_axe_is_content_with_a_plain_page(blank: Page) -> None:
    assert axe(write(blank, "<h1>제목</h1><p>본문</p>")) == []


def test_overflow_is_found_and_scrolling_boxes_are_not(blank: Page) -> None:
    wide = "<div class=w style='width:500px'>w</div>"
    assert "div.w ends at 508" in no_overflow(write(blank, wide))
    assert no_overflow(write(blank, f"<div style='overflow:auto'>{wide}</div>")) == []


def test_torn_korean_words_are_found(blank: Page) -> None:
    text = "수출상담회 " * 20
    assert cjk_lines(write(blank, f"<p>{text}</p>", "p{word-break:break-all}"))
    assert cjk_lines(write(blank, f"<p>{text}</p>", "p{word-break:keep-all}")) == []
    assert cjk_lines(write(blank, "<p>" + "가" * 60, "p{word-break:keep-all;overflow-wrap:anywhere}")) == []


def test_a_closing_mark_at_the_start_of_a_line_is_found(blank: Page) -> None:
    page = write(blank, "<p>汉字汉字汉字汉字汉字，汉字</p>", "p{width:10em;line-break:anywhere}")
    assert cjk_lines(page)
    assert cjk_lines(write(blank, "<p>汉字汉字汉字汉字汉字，汉字</p>", "p{width:10em;line-break:strict}")) == []
