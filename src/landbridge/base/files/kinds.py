"""The kinds of files that may come in, how each is recognised by its content, and how large it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from landbridge.base.files.archives import kind_of_archive
from landbridge.base.files.images import redrawn
from landbridge.base.files.papers import check_pdf
from landbridge.base.files.refusals import FileRefused
from landbridge.base.files.texts import check_text, is_page

_OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. ``form`` is Pillow's name where it is a picture."""

    code: str
    media_type: str
    suffixes: tuple[str, ...]
    megabytes: int
    form: str = ""


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "application/pdf", (".pdf",), 20),
        Kind("png", "image/png", (".png",), 15, "PNG"),
        Kind("jpg", "image/jpeg", (".jpg", ".jpeg"), 15, "JPEG"),
        Kind("webp", "image/webp", (".webp",), 15, "WEBP"),
        Kind("xlsx", f"{_OOXML}.spreadsheetml.sheet", (".xlsx",), 16),
        Kind("docx", f"{_OOXML}.wordprocessingml.document", (".docx",), 20),
        Kind("pptx", f"{_OOXML}.presentationml.presentation", (".pptx",), 30),
        Kind("hwpx", "application/hwp+zip", (".hwpx",), 20),
        Kind("txt", "text/plain", (".txt",), 5),
        Kind("csv", "text/csv", (".csv",), 16),
    )
}
IMAGES = frozenset({"png", "jpg", "webp"})
PAPERS = frozenset({"pdf", "docx", "hwpx"})
EVERY = frozenset(KINDS)

_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\0asm")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may come in: its kind, and its content as it is kept (a picture was drawn anew)."""

    kind: Kind
    content: bytes


def take(content: bytes, name: str, wanted: frozenset[str]) -> Taken:
    """Recognise a file by its content and check it through; its name only tells a CSV from another text.

    :param wanted: codes of ``KINDS``. Takes up to a second for the largest files: call it outside a transaction.
    :raises FileRefused: if it is none of them, or holds what it should not.
    """
    if not content:
        raise FileRefused("empty")
    largest = max(KINDS[code].megabytes for code in wanted)
    if len(content) > largest * 1_000_000:
        raise FileRefused("too_large", megabytes=largest)
    said = ", ".join(code.upper() for code in KINDS if code in wanted)
    code = _recognise(content, name, said)
    if code not in wanted:
        raise FileRefused("unwanted", kind=code.upper(), wanted=said)
    kind = KINDS[code]
    if len(content) > kind.megabytes * 1_000_000:
        raise FileRefused("too_large", megabytes=kind.megabytes)
    if kind.form:
        return Taken(kind, redrawn(content, kind.form))
    if code == "pdf":
        check_pdf(content)
    elif code in {"txt", "csv"}:
        check_text(content)
    return Taken(kind, content)


def _recognise(content: bytes, name: str, said: str) -> str:
    if code := _by_magic(content):
        return code
    if content.startswith(b"PK\x03\x04"):
        if code := kind_of_archive(content):
            return code
        raise FileRefused("unknown", wanted=said)
    if content.startswith(_OLD_OFFICE):
        raise FileRefused("old_office", wanted=said)
    if content.startswith(_PROGRAMS) or is_page(content):
        raise FileRefused("active", wanted=said)
    # Text has no mark of its own: it must be called one, and then be one.
    suffix = name.strip().lower().rpartition(".")[2]
    if suffix in {"txt", "csv"}:
        return suffix
    raise FileRefused("unknown", wanted=said)


def _by_magic(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "webp" if content.startswith(b"RIFF") and content[8:12] == b"WEBP" else ""
