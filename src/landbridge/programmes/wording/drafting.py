"""A first draft of a call in another language, by a phrase book: no network, no guess.

The book (``phrases.toml``) holds headings, labels and sentences that calls are made of, in three languages. Its slots
stand for what differs: ``{n}`` a number, ``{d}`` a day, ``{t}`` a time, ``{x}`` anything, which is looked up again. A
passage that is not in the book stays in the source language between ``⟦`` and ``⟧``, and no text with such marks can be
approved: a machine's draft never looks more finished than it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from landbridge.base.text import fold

OPEN, CLOSE = "⟦", "⟧"
_SLOT = re.compile(r"\{(?P<kind>[ndtx])(?P<number>\d?)\}")
_SLOT_PATTERNS = {"n": r"[\d,.]*\d", "t": r"\d{1,2}:\d{2}", "x": r".+?"}
_DAYS = {
    "ko": r"\d{4}[.년]\s?\d{1,2}[.월]\s?\d{1,2}[.일]?",
    "zh-hans": r"\d{4}年\d{1,2}月\d{1,2}日",
    "en": r"\d{1,2} [A-Z][a-z]+ \d{4}",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
#: What a line begins with before its words: Markdown's marks, and those of Korean and Chinese official letters.
_HEAD = re.compile(
    r"\s*(?:#{1,6}|[-*+□○◦―※·]|\d{1,2}[.)]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?\s*"
)
_SENTENCES = {
    "zh-hans": re.compile(r"(?<=[。！？；])"),
    "ko": re.compile(r"(?<=\D[.!?])\s+"),  # not behind a figure: "2026. 9. 1." is one day
    "en": re.compile(r"(?<=\D[.!?])\s+"),
}
_LABEL = re.compile(r"(?P<label>[^:：]{1,40}?)\s*[:：]\s*(?P<rest>.+)")
_WORDS = re.compile(r"[^\W\d_]")
LONGEST_LINE = 2000  #: characters; a longer line is left as it is, for patterns are tried on it one after another


@dataclass(frozen=True, slots=True)
class Draft:
    """A text drafted: its words, and how many passages of how many the book knew."""

    title: str
    summary: str
    body: str
    known: int
    total: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    match: re.Pattern[str]
    slots: tuple[str, ...]  # kinds with numbers, in the order of the source
    target: str


def has_marks(text: str) -> bool:
    """Whether passages are left in a text that the phrase book did not know."""
    return OPEN in text or CLOSE in text


def draft(
    title: str, summary: str, body: str, source: str, target: str, *, names: Iterable[Mapping[str, str]] = ()
) -> Draft:
    """Draft a call's text in ``target`` from the one in ``source``.

    :param names: what the house itself knows in several languages, by language: the programme's name, its kind's.
    """
    reader = _Reader(source, target, {fold(one[source]): one[target] for one in names if one[source] and one[target]})
    first, second = reader.line(title), reader.line(summary)
    rest = "\n".join(map(reader.line, body.split("\n")))
    return Draft(first, second, rest, known=reader.known, total=reader.total)


class _Reader:
    """Reads line by line, and counts what it knew."""

    def __init__(self, source: str, target: str, names: Mapping[str, str]) -> None:
        self.source, self.target, self.names = source, target, names
        self.known = self.total = 0

    def line(self, line: str) -> str:
        head = _HEAD.match(line)
        start = head.end() if head else 0
        return line[:start] + self.passage(line[start:].rstrip())

    def passage(self, text: str) -> str:
        if (found := self.find(text)) is not None:
            self.total += 1
            self.known += not has_marks(found)
            return found
        if not _WORDS.search(text):
            return text
        label = _LABEL.fullmatch(text)
        if label and (named := self.find(label["label"])) is not None:
            return f"{named}{'：' if self.target == 'zh-hans' else ': '}{self.passage(label['rest'])}"
        parts = [part for part in _SENTENCES[self.source].split(text) if part.strip()]
        if len(parts) > 1:
            return ("" if self.target == "zh-hans" else " ").join(self.passage(part.strip()) for part in parts)
        self.total += 1
        return f"{OPEN}{text}{CLOSE}"

    def find(self, text: str) -> str | None:
        """The phrase in the target language; None where the book has none."""
        if len(text) > LONGEST_LINE:
            return None
        exact, patterns = _book(self.source, self.target)
        folded = fold(text)
        if folded in self.names:
            return self.names[folded]
        if folded in exact:
            return exact[folded]
        if day := re.fullmatch(_DAYS[self.source], text):
            return _day(day[0], self.source, self.target)
        for pattern in patterns:
            if found := pattern.match.fullmatch(text):
                said = {slot: self._slot(slot, found[number]) for number, slot in enumerate(pattern.slots, start=1)}
                return _filled(pattern.target, said)
        return None

    def _slot(self, slot: str, text: str) -> str:
        if slot[0] == "d":
            return _day(text, self.source, self.target)
        if slot[0] in "nt" or not _WORDS.search(text):
            return text
        return self.find(text) or f"{OPEN}{text}{CLOSE}"


@cache
def _phrases() -> list[dict[str, str]]:
    text = files("landbridge.programmes.wording").joinpath("phrases.toml").read_text("utf-8")
    return [{"ko": one["ko"], "zh-hans": one["zh"], "en": one["en"]} for one in tomllib.loads(text)["phrases"]]


@cache
def _book(source: str, target: str) -> tuple[dict[str, str], tuple[_Pattern, ...]]:
    exact: dict[str, str] = {}
    patterns: list[_Pattern] = []
    for phrase in _phrases():
        if not _SLOT.search(phrase[source]):
            exact.setdefault(fold(phrase[source]), phrase[target])  # of several with the same words, the first
            continue
        slots = tuple(slot["kind"] + slot["number"] for slot in _SLOT.finditer(phrase[source]))
        pieces = [re.escape(piece).replace(r"\ ", r"\s*") for piece in _SLOT.split(phrase[source])[::3]]
        wanted = [_DAYS[source] if slot[0] == "d" else _SLOT_PATTERNS[slot[0]] for slot in slots]
        text = pieces[0] + "".join(f"({want}){piece}" for want, piece in zip(wanted, pieces[1:], strict=True))
        patterns.append(_Pattern(re.compile(text, re.IGNORECASE), slots, phrase[target]))
    # What says most of itself is tried first, so that "{x} 귀하" never wins over a longer sentence.
    patterns.sort(key=lambda one: len(one.match.pattern), reverse=True)
    return exact, tuple(patterns)


def _filled(target: str, said: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: said[slot["kind"] + slot["number"]], target)


def _day(text: str, source: str, target: str) -> str:
    if source == "en":
        day, month, year = text.split()
        if month not in _MONTHS:
            return f"{OPEN}{text}{CLOSE}"
        figures = (int(year), _MONTHS.index(month) + 1, int(day))
    else:
        year, month, day = re.findall(r"\d+", text)[:3]
        figures = (int(year), int(month), int(day))
    if not 1 <= figures[1] <= 12:
        return f"{OPEN}{text}{CLOSE}"
    if target == "ko":
        return "{}. {}. {}.".format(*figures)
    if target == "zh-hans":
        return "{}年{}月{}日".format(*figures)
    return f"{figures[2]} {_MONTHS[figures[1] - 1]} {figures[0]}"
