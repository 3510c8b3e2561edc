"""File names that every system can save, and that look like what they are."""

from __future__ import annotations

import re
import unicodedata

from landbridge.base.plain_text import one_line

# Windows: what a name may not hold, and names that are devices whatever follows their dot.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_MOST_BYTES = 180


def clean_name(name: str, suffixes: tuple[str, ...]) -> str:
    r"""A name without folders, control and direction marks, ending in one of ``suffixes`` (the first, if in none).

    >>> clean_name("..\\..\\CV \u202efdp.exe", (".pdf",))
    'CV fdp.exe.pdf'
    >>> clean_name("con.JPG", (".jpg", ".jpeg"))
    'file-con.jpg'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _FORBIDDEN.sub("_", one_line(last, 500)).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    suffix = f".{ending.lower()}" if dot else ""
    if suffix not in suffixes:
        stem, suffix = plain, suffixes[0]
    stem = stem.strip(". ") or "file"
    if _DEVICE.match(stem):
        stem = f"file-{stem}"
    return _shortened(stem, _MOST_BYTES - len(suffix)) + suffix


def _shortened(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip(". ")
