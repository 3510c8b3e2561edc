"""Which column a heading means: exactly, without what stands in brackets, or by the longest name it contains."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from landbridge.directory.workbook.columns import COLUMNS, CONTACT, OURS

#: What stands above the columns of a contact when they share a merged heading.
_CONTACT_GROUPS = frozenset(
    [
        "담당자",
        "연락담당자",
        "참가자",
        "담당자정보",
        "연락처",
        "联系人",
        "联系人信息",
        "联系方式",
        "负责人",
        "contact",
        "contactperson",
        "contacts",
    ]
)
_GENERIC_NAMES = frozenset(["이름", "성명", "국문", "한글", "姓名", "名字", "name", "fullname", "성함"])
_SHORTEST_PART = 2  # characters a name must have to be looked for inside a heading


def folded(text: str) -> str:
    r"""A heading as it is compared: width, case, spaces, line breaks and signs do not matter.

    >>> folded("Ｅ－ｍａｉｌ "), folded("기업명\n（국문）")
    ('email', '기업명국문')
    """
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def guess(headings: Sequence[str]) -> dict[int, str]:
    """The field of each column whose heading says so, by column number from 0; each field once, the surest first.

    Exports may stand in several columns, one a year ("2024 수출액", "2025 수출액").

    >>> guess(["No.", "업체명", "통일사회신용코드", "수출액(만달러)"])
    {1: 'name', 2: 'number', 3: 'exports'}
    """
    sure = sorted(
        (
            (score, -number, number, key)
            for number, text in enumerate(headings)
            for key, score in _meanings(text).items()
        ),
        reverse=True,
    )
    fields: dict[int, str] = {}
    taken: set[str] = set()
    for _score, _order, number, key in sure:
        if number in fields or (key in taken and key != "exports"):
            continue
        fields[number] = key
        taken.add(key)
    return {number: key for number, key in sorted(fields.items()) if key not in _OUR_KEYS}


_OUR_KEYS = frozenset(column.key for column in OURS)


def _meanings(heading: str) -> Mapping[str, float]:
    """Fields a heading may mean, and how surely: 3 the very name, 2 without its brackets, less by containing one."""
    names = _names()
    whole = folded(heading)
    if not whole:
        return {}
    if (group := _in_contact_group(heading)) is not None:
        return {group: 3.0}
    if key := names.get(whole):
        return {key: 3.0}
    parts = [folded(part) for part in re.split(r"[\n/|·]", unicodedata.normalize("NFKC", heading))]
    said = {names[part] for part in parts if part in names}
    if len(said) == 1:
        return dict.fromkeys(said, 2.5)
    bare = folded(re.sub(r"\([^)]*\)|\[[^]]*]|<[^>]*>", " ", unicodedata.normalize("NFKC", heading)))
    if key := names.get(bare):
        return {key: 2.0}
    inside: dict[str, float] = {}
    for name, key in names.items():
        if len(name) >= _SHORTEST_PART and name in whole and not (name.isascii() and not _is_word(name, heading)):
            inside[key] = max(inside.get(key, 0.0), 1.0 + len(name) / (len(whole) + 1) * 0.9)
    return inside


def _in_contact_group(heading: str) -> str | None:
    """The field of a column under a merged heading such as "담당자": its lowest line, read as a contact's."""
    top, _, below = heading.partition(" / ")
    if not below or folded(top) not in _CONTACT_GROUPS:
        return None
    if folded(below) in _GENERIC_NAMES:
        return "contact_name"
    key = _names().get(folded(below))
    return key if key in CONTACT else None


def _is_word(name: str, heading: str) -> bool:
    """Whether an English name stands in a heading as words of its own: "mail" does not in "mailbox"."""
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", heading).casefold())
    return any(
        "".join(words[start:end]) == name for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )


@cache
def _names() -> Mapping[str, str]:
    # The first to claim a name keeps it.
    table: dict[str, str] = {}
    for column in (*OURS, *COLUMNS):
        for name in column.names():
            table.setdefault(folded(name), column.key)
    return table
