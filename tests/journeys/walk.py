"""A walk through pages: held to every check in turn, by mouse or with the keyboard alone, with a worker at work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice

from django.db import connections
from playwright.sync_api import Locator, Page, expect

from landbridge.base import queue, worker
from tests.journeys.chromium import redraw, show
from tests.pages.checks import axe, cjk_lines, no_overflow

LOOKS = tuple((width, theme) for theme in ("light", "dark") for width in (1280, 320, 768))
TABS = 150  #: presses after which a control counts as out of reach


class Walk:
    """One person on one page after another, with the mouse or with nothing but the keyboard.

    ``first`` says with which look the turn begins.
    """

    def __init__(self, page: Page, *, first: int = 0, keyboard: bool = False) -> None:
        self.page = page
        self.keyboard = keyboard
        self.faults: list[str] = []
        self._looks = cycle((*LOOKS[first:], *LOOKS[:first]))

    def look(self, *, times: int = 1) -> None:
        """Hold the page to the checks in the next widths and themes; then it is wide and light again."""
        for width, theme in islice(self._looks, times):
            show(self.page, width=width, theme=theme)
            for check in (axe, no_overflow, cjk_lines):
                found = check(self.page)
                if found:  # a long board may keep the ink of the other theme for a while
                    redraw(self.page)
                    found = check(self.page)
                self.faults += [f"{self.page.url} {width} {theme}: {fault}" for fault in found]
        show(self.page, width=1280, theme="light")

    def tab_to(self, control: Locator) -> None:
        """Press Tab until ``control`` has the focus."""
        for _ in range(TABS):
            if control.evaluate("control => control === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{control} is not reached by Tab")

    def use(self, control: Locator) -> None:
        """Click a link or a button, or reach it and press Enter."""
        expect(control).to_be_visible()
        if self.keyboard:
            self.tab_to(control)
            self.page.keyboard.press("Enter")
        else:
            control.click()

    def write(self, control: Locator, text: str) -> None:
        """Write over what a field holds."""
        if self.keyboard:
            self.tab_to(control)
            self.page.keyboard.press("Control+A")
        else:
            control.click(click_count=3)
        self.page.keyboard.type(text)


@contextmanager
def at_work() -> Iterator[None]:
    """A worker beside the browser, in a thread of this process, until the block ends."""
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            if claim := queue.claim("journey"):
                worker.perform(claim)
            else:
                over.wait(0.1)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
