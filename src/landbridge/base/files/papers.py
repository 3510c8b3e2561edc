"""PDF: refused if it does something when it is opened, or carries other files.

Names are read as a reader of PDF reads them (``/J#61vaScript`` is ``/JavaScript``, ISO 32000 7.3.5), outside of streams
and inside object streams (7.5.7). What a password hides can't be read here; readers ask before they act on it.
"""

from __future__ import annotations

import re
import zlib

from landbridge.base.files.refusals import FileRefused

_ACTIVE = re.compile(
    rb"/(JavaScript|JS(?=\s*[(<\[]|\s+\d)|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
_STREAM = re.compile(rb"\bstream\r?\n(.*?)endstream", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_TAIL = 1024  # readers look for the end mark in the last kilobyte
_INFLATED_MOST = 32_000_000


def check_pdf(content: bytes) -> None:
    """Pass a PDF that is only to be read.

    :raises FileRefused: if its end is missing or followed by something else, or it holds scripts, programs, files.
    """
    end = content.rfind(b"%%EOF")
    if end < 0 or len(content) - end > _TAIL or b"PK\x05\x06" in content[end:]:
        raise FileRefused("broken")
    _refuse_active(_STREAM.sub(b" ", content))
    left = _INFLATED_MOST
    for found in _STREAM.finditer(content):
        dictionary = _named(content[max(0, found.start() - 2048) : found.start()].rpartition(b" obj")[2])
        if b"/ObjStm" not in dictionary:
            continue
        inflated = _inflated(found[1], left) if b"/FlateDecode" in dictionary else found[1]
        left -= len(inflated)
        if left <= 0:
            raise FileRefused("unpacks_too_far")
        _refuse_active(inflated)


def _refuse_active(text: bytes) -> None:
    if found := _ACTIVE.search(_named(text)):
        raise FileRefused("pdf_active", part=found[1].decode("ascii"))


def _named(text: bytes) -> bytes:
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), text)


def _inflated(stream: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return b""  # locked with a password, or damaged: nothing a reader could act on unasked
