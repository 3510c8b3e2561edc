"""What somebody is known by, found in texts and cut out of them: whoever is erased is named nowhere any more.

A name is met in any case, width and spacing (홍 길동, ＨＯＮＧ Gildong), a telephone number with or without its country
code. A word of two letters is in too many others to be cut out of them: it is met where it stands alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

CUT = "…"  #: what stands in the place of what was cut

_CJK = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_LATIN = "0-9A-Za-z\u00c0-\u024f"
_BETWEEN = r"[\s,·・-]*"
_OF_PHONES = r"[\s().-]*"
_TAIL = 9  #: digits at the end of a telephone number that are the same with its country code and without


class Mentions:
    """The words one person is known by: addresses, telephone numbers, names as written. Empty ones say nothing."""

    def __init__(self, words: Iterable[str]) -> None:
        known = {unicodedata.normalize("NFKC", word).strip() for word in words}
        patterns = [_pattern(word) for word in sorted(known, key=len, reverse=True) if word]
        self._known = re.compile("|".join(filter(None, patterns)) or r"(?!)", re.IGNORECASE)

    def found_in(self, value: Any) -> bool:
        """Whether a text names them, or any text within a value of JSON."""
        match value:
            case str():
                return bool(self._known.search(unicodedata.normalize("NFKC", value)))
            case dict():
                return any(self.found_in(one) for one in value.values())
            case list():
                return any(map(self.found_in, value))
        return False

    def cut_from(self, value: Any) -> Any:
        """A text, or a value of JSON, that names them no longer; as it was if it never did.

        >>> Mentions(["홍길동", "+821012345678"]).cut_from("담당: 홍 길동 과장 (010-1234-5678)")
        '담당: … 과장 (…)'
        """
        match value:
            case str() if self.found_in(value):
                return self._cut(unicodedata.normalize("NFKC", value))
            case dict():
                return {key: self.cut_from(one) for key, one in value.items()}
            case list():
                return [self.cut_from(one) for one in value]
        return value

    def _cut(self, text: str) -> str:
        # Again, until nothing is left: a short word stands alone once the one beside it is cut.
        while (left := self._known.sub(CUT, text)) != text:
            text = left
        return text


def _pattern(word: str) -> str:
    if "@" in word:
        return rf"(?<![\w.+-]){re.escape(word)}(?![\w-])"
    digits = re.sub(r"\D", "", word)
    if len(digits) >= _TAIL and not re.search(r"[^\W\d_]", word):
        tail = _OF_PHONES.join(digits[-_TAIL:])
        return rf"(?<!\d)\+?(?:\d{_OF_PHONES}){{0,6}}?{tail}(?!\d)"
    letters = re.sub(r"[\s,·・-]+", "", word)
    body = _BETWEEN.join(map(re.escape, letters))
    if not re.search(f"[{_CJK}]", letters):
        edged = rf"(?<![{_LATIN}]){body}(?![{_LATIN}])"
        return edged if len(letters) > 2 else rf"\A\W*{body}\W*\Z"
    if len(letters) > 2:
        return body
    return rf"(?<![{_CJK}]){body}(?![{_CJK}])" if len(letters) == 2 else rf"\A\W*{body}\W*\Z"
