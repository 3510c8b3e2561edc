"""Plain text and CSV, in the encodings of both countries."""

from __future__ import annotations

import re

from landbridge.base.files.refusals import FileRefused

_ENCODINGS = ("utf-8-sig", "cp949", "gb18030")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
# What browsers take for a page at the beginning of a file (WHATWG, MIME sniffing), and scripts of other kinds.
_BEGINS_AS_A_PAGE = re.compile(
    r"\s*(#!|<(!doctype|!--|\?|%|html|head|body|title|script|style|svg|iframe|img|object|embed|link|meta|form|table|div"
    r"|font|h1|a|b|br|p)\b|<(!--|\?|%))",
    re.IGNORECASE,
)
_HOLDS_A_PAGE = re.compile(r"<(script|svg|iframe|object|embed|html)[\s>/]", re.IGNORECASE)


def check_text(content: bytes) -> None:
    """Pass what is text through and through.

    :raises FileRefused: if it decodes in no known encoding or holds control characters, or is a page or a script.
    """
    text = _decoded(content)
    if _BEGINS_AS_A_PAGE.match(text) or _HOLDS_A_PAGE.search(text):
        raise FileRefused("active", wanted="TXT, CSV")


def is_page(content: bytes) -> bool:
    """Whether content that may not be text begins as a web page, a drawing in XML or a script."""
    head = content[:4096]
    return any(
        _BEGINS_AS_A_PAGE.match(head.decode(encoding, "ignore").lstrip("\ufeff")) is not None
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text) is None:
            return text
    raise FileRefused("not_text")
