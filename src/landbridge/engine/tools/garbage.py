"""Python's search for reference cycles, put off while much is built that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing look for garbage in the block: hundreds of thousands of new objects, all kept, are walked in vain.

    On a fair of 60,000 wishes that is a quarter of a repair. Nested blocks are one.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
