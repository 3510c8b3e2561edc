"""What a new version of a notice changes, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from landbridge.people.actions.privacy_notices import WORDS, part_label
from landbridge.people.models import PrivacyNotice

#: Words of Latin letters and digits, single CJK characters, everything else by itself.
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a notice in one language."""

    label: str
    lang: str
    changes: tuple[Change, ...]

    @property
    def differs(self) -> bool:
        """Whether the part was changed at all."""
        return any(change.kind != "same" for change in self.changes)

    @property
    def html(self) -> SafeString:
        """The text with what is gone and what is new marked."""
        return mark_safe("".join(format_html(_MARKS[change.kind], change.text) for change in self.changes))  # noqa: S308


_MARKS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


def compare(old: str, new: str) -> Iterator[Change]:
    """The stretches that make both texts: without ``new`` ones the old, without ``gone`` ones the new."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    for kind, from_, to, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(before[from_:to]))
            continue
        if to > from_:
            yield Change("gone", "".join(before[from_:to]))
        if end > start:
            yield Change("new", "".join(after[start:end]))


def changes_of(last: list[PrivacyNotice], words: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[PartChange]]]:
    """For each language its name and its parts, compared with the last version."""
    rows = {row.language: row for row in last}
    return [
        (str(name), [_part(part, rows.get(code), words[code][part], code) for part in WORDS])
        for code, name in settings.LANGUAGES
    ]


def _part(part: str, row: Model | None, new: str, code: str) -> PartChange:
    old = str(getattr(row, part)) if row else ""
    return PartChange(part_label(part), "zh-Hans" if code == "zh-hans" else code, tuple(compare(old, new.strip())))
