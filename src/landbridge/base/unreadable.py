"""What somebody wrote and nobody can take: one way to say why, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class Unreadable(ValueError):
    """Text or a file that can't be taken, with the reason as a ``code`` and, in ``params``, what words it.

    A subclass has in ``said`` a sentence for each of its codes, marked for translation.
    """

    said: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def message(self) -> str:
        """What is wrong and where, in the active language."""
        return str(self.said[self.code]) % self.params
