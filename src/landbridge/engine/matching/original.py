"""A text beside its folded form, and which stretch of the one became which of the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from landbridge.engine.matching.text import fold


@dataclass(frozen=True)
class Original:
    """``starts``: where in the folded text each letter of the written one begins, and at last its end; or None."""

    written: str
    folded: str
    starts: tuple[int, ...] | None

    @classmethod
    def of(cls, text: str) -> Original:
        """The text, folded. Letters are followed one by one where that comes to the same length."""
        folded = fold(text)
        if len(folded) == len(text):
            return cls(text, folded, tuple(range(len(text) + 1)))
        starts = (0, *accumulate(len(fold(letter)) for letter in text))
        return cls(text, folded, starts if starts[-1] == len(folded) else None)

    def spans(self, folded: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        """Where in the written text a stretch of the folded one stands; nothing where nobody can say.

        >>> Original.of("㎏당 ＬＥＤ").spans((4, 7))
        ((3, 6),)
        """
        if self.starts is None:
            return ()
        start = max(at for at, place in enumerate(self.starts) if place <= folded[0])
        end = next(at for at, place in enumerate(self.starts) if place >= folded[1])
        return ((start, end),)

    def words(self, folded: tuple[int, int]) -> str:
        """The words of a stretch, as written where that is known."""
        return "".join(self.written[slice(*span)] for span in self.spans(folded)) or self.folded[slice(*folded)]
