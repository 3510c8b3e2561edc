"""Text to tokens: the one tokenizer for what is indexed and for what is asked.

- Everything is NFKC and case-folded, so that ＡＢＣ and abc, ㈜ and (주) are one; accents on letters fall away.
- Latin letters, digits and other alphabets make words. Digits with hyphens between them make one word
  (999-81-00000 is 9998100000), so that a registration number is found however it is written, and by its beginning.
- Hangul, Han and kana have no reliable spaces: a run of one script gives its pairs of neighbours (무역회사 is 무역,
  역회, 회사) and, at its end, the last character, so that every character begins some token. Words of two
  syllables, the commonest there are, are thus found inside longer ones, which trigrams cannot do.
- Han characters become simplified ones, each by itself: a phrase must not change with what stands beside it.

Tokens hold letters and digits only; no database needs to be protected from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LONGEST_WORD = 40  # characters of a word that count
MOST_TOKENS = 20_000  # of one text; what comes behind them is not found
MOST_ASKED = 24  # tokens of a query that count

_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
_RUN = re.compile(
    rf"(?P<pairs>[{_HANGUL}]+|[{_HAN}]+|[{_KANA}]+)|(?P<number>\d+(?:-\d+)+)|(?P<word>[^\W_{_HANGUL}{_HAN}{_KANA}]+)"
)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_ACCENTS = re.compile("[\u0300-\u036f]+")


def tokens(text: str) -> list[str]:
    """The tokens of a text in their order, at most ``MOST_TOKENS``.

    >>> tokens("㈜한빛 貿易 Co., Ltd. 999-81-00000")
    ['주', '한빛', '빛', '贸易', '易', 'co', 'ltd', '9998100000']
    """
    found: list[str] = []
    for run, is_pairs in _runs(text):
        found += [*_pairs(run), run[-1]] if is_pairs and len(run) > 1 else [run]
        if len(found) >= MOST_TOKENS:
            break
    return found[:MOST_TOKENS]


def asked(query: str) -> list[tuple[str, bool]]:
    """The tokens of a query, each with whether it may be only the beginning of a word.

    The last word may, for it is still being typed; so may a single character of Hangul, Han or kana.

    >>> asked("무역 hanb")
    [('무역', False), ('hanb', True)]
    """
    runs = list(_runs(query[:1000]))
    found: dict[str, bool] = {}
    for place, (run, is_pairs) in enumerate(runs, start=1):
        if is_pairs and len(run) > 1:
            found |= dict.fromkeys(_pairs(run), False)
        else:
            begins = is_pairs or place == len(runs)
            found[run] = found.get(run, True) and begins
    return list(found.items())[:MOST_ASKED]


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The runs of a text, and whether each is cut into pairs."""
    for match in _RUN.finditer(_folded(text)):
        if match.lastgroup == "pairs":
            yield match.group().translate(_to_simplified()), True
        else:
            yield match.group().replace("-", "")[:LONGEST_WORD], False


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_HYPHENS)
    if plain.isascii():
        return plain
    # Taken apart, rid of accents, and put together again, so that Hangul stays whole.
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", plain)))


@cache
def _to_simplified() -> dict[int, str]:
    """Traditional characters → simplified ones. Reading OpenCC's tables takes a moment: on first use."""
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries

    every = [chr(code) for block in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(*block)]
    plain = OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {ord(old): new for old, new in zip(every, plain, strict=True) if old != new}
