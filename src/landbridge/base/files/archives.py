"""Office and HWPX files: zips whose parts are looked at one by one before anybody opens them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from landbridge.base.files.refusals import FileRefused

PARTS_MOST = 5_000
UNPACKED_MOST = 120_000_000
RATIO_MOST = 100  #: unpacked to packed size, judged from ``RATIO_FROM`` bytes up
RATIO_FROM = 2_000_000
_XML = {".xml", ".rels", ".vml", ".hpf", ".rdf"}
_OFFICE = {".xlsx", ".docx", ".pptx"}
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_EXCHANGE = re.compile(rb"<[a-z0-9]*:?ddeLink\b|instrText[^>]*>[^<]*\bDDE(AUTO)?\b", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)
#: Relations that lead outside and are followed only when somebody asks for it.
_HARMLESS = ("/hyperlink", "/externalLinkPath")


def kind_of_archive(content: bytes) -> str:
    """What a zip is by its parts, all of them checked: xlsx, docx, pptx, hwpx, or empty for any other.

    :raises FileRefused: if it is damaged, unpacks too far, is locked, or holds what acts by itself.
    """
    return _kind(content, is_inner=False)


def _kind(content: bytes, *, is_inner: bool) -> str:
    # The end record stands at the very end, the first part at the very beginning: no second file before or behind.
    if content[-22:-18] != b"PK\x05\x06" or not content.startswith(b"PK\x03\x04"):
        raise FileRefused("broken")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _measure(archive, len(content))
            kind = _form(archive)
            if kind:
                for info in archive.infolist():
                    _check_part(info.filename, archive.read(info), is_inner=is_inner)
    except _BROKEN as error:
        raise FileRefused("broken") from error
    return kind


def _measure(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("locked")
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > PARTS_MOST
        or unpacked > UNPACKED_MOST
        or (unpacked > RATIO_FROM and unpacked > RATIO_MOST * size)
        or sum(part.compress_size for part in parts) > size  # parts that share their bytes
    ):
        raise FileRefused("unpacks_too_far")
    names = [part.filename for part in parts]
    is_odd = any("\\" in name or name.startswith("/") or ".." in name.split("/") for name in names)
    if is_odd or len({name.casefold() for name in names}) < len(names):
        raise FileRefused("broken")


def _form(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        is_hangul = archive.read("mimetype").strip() == b"application/hwp+zip" and "Contents/content.hpf" in names
        return "hwpx" if is_hangul else ""
    if "[Content_Types].xml" not in names:
        return ""
    mains = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx", "ppt/presentation.xml": "pptx"}
    return next((kind for main, kind in mains.items() if main in names), "")


def _check_part(name: str, content: bytes, *, is_inner: bool) -> None:
    path = PurePosixPath(name.lower())
    if path.name.startswith("vba") or {"activex", "macrosheets"} & set(path.parts):
        raise FileRefused("macros")
    if path.suffix in _OFFICE and "embeddings" in path.parts and not is_inner:
        if not _kind(content, is_inner=True):  # the workbook behind a chart
            raise FileRefused("embedded", part=name)
    elif "embeddings" in path.parts or content.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefused("embedded", part=name)
    if path.suffix in _XML:
        _check_xml(name, content)


def _check_xml(name: str, content: bytes) -> None:
    # UTF-16 hides the letters from a search for bytes; its zeros are between them.
    plain = content.replace(b"\0", b"")
    if _DECLARATION.search(plain):
        raise FileRefused("entities", part=name)
    if name == "[Content_Types].xml" and b"macroenabled" in plain.lower():
        raise FileRefused("macros")
    if _EXCHANGE.search(plain):
        raise FileRefused("remote", part=name)
    if name.endswith(".rels"):
        for target in _remote_targets(content):
            raise FileRefused("remote", part=target[:80])


def _remote_targets(content: bytes) -> Iterator[str]:
    try:
        root = ET.fromstring(content)  # noqa: S314 - a document type, and so an entity, was refused above
    except ET.ParseError as error:
        raise FileRefused("broken") from error
    for relation in root:
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(_HARMLESS):
            yield relation.get("Target", "")
