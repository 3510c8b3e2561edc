"""When a search ends: out of time, or told to.

The clock is only ever a safety net. A search that is meant to be reproducible bounds its own
work by counting (moves, deterministic time) and asks ``Stop`` whether it must end sooner.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stop:
    """Ends a search after ``seconds`` of wall time from its creation, or when ``asked`` says so.

    >>> Stop(seconds=0).now()
    True
    >>> Stop(seconds=60).now()
    False
    >>> Stop(seconds=60, asked=lambda: True).now()
    True
    """

    seconds: float = 10.0
    asked: Callable[[], bool] | None = None
    _began: float = field(default_factory=time.monotonic, repr=False)

    def left(self) -> float:
        """Seconds left, never below zero; zero once it was asked to end."""
        if self.asked is not None and self.asked():
            return 0.0
        return max(0.0, self.seconds - self.elapsed())

    def elapsed(self) -> float:
        """Seconds since this object was made."""
        return time.monotonic() - self._began

    def now(self) -> bool:
        """Whether the search has to end now."""
        return self.left() <= 0.0

    def within(self, seconds: float) -> Stop:
        """A stop that ends after ``seconds`` from now, or with this one, whichever is first."""
        return Stop(seconds=min(seconds, max(0.0, self.seconds - self.elapsed())), asked=self.asked)
