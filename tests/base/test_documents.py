"""Files from outside: what they are decides, not what they are called; and what is kept can be given out safely."""

from __future__ import annotations

import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile
from pypdf import PdfReader, PdfWriter

from landbridge.base import documents, printing
from landbridge.base.documents import (
    EVERY,
    IMAGES,
    FileRefused,
    forget_document,
    forget_lost_files,
    keep_document,
    open_document,
    read_document,
)
from landbridge.base.files import archives
from landbridge.base.files.kinds import KINDS, take
from landbridge.base.files.names import clean_name
from landbridge.base.files.refusals import _SAID
from landbridge.base.models import Document
from landbridge.people.models import User
from tests.base.hostile_files import Hostile, corpus, docx, external, hwpx, picture, pptx, xlsx

CORPUS = corpus()


def printed() -> bytes:
    out = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


ORDINARY = {
    "pdf": printed(),
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "webp": picture("WEBP"),
    "xlsx": xlsx(),
    "docx": docx(),
    "pptx": pptx({"ppt/embeddings/chart.xlsx": xlsx()}),
    "hwpx": hwpx({"Contents/section0.xml": b"<hs:sec/>"}),
    "txt": "안녕하세요, 您好\n".encode(),
    "csv": "이름,회사\n김,한빛\n".encode("cp949"),
}


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60
    assert len({each.tries for each in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.tries)
def test_a_hostile_file_is_refused_in_words(file: Hostile) -> None:
    with pytest.raises(FileRefused) as caught:
        take(file.content, file.name, EVERY)
    assert caught.value.code in file.codes
    assert "%(" not in caught.value.message()


def test_every_refusal_is_reached() -> None:
    reached = {code for file in CORPUS for code in file.codes} | {"too_large", "unwanted"}
    assert reached == set(_SAID)


@pytest.mark.parametrize("code", KINDS)
def test_an_ordinary_file_is_taken(code: str) -> None:
    taken = take(ORDINARY[code], f"회사 소개.{code}", frozenset({code}))
    assert taken.kind.code == code
    with pytest.raises(FileRefused) as caught:
        take(ORDINARY[code], f"a.{code}", frozenset({"pdf"} if code != "pdf" else {"png"}))
    assert caught.value.code == "unwanted"


def test_a_real_workbook_is_taken() -> None:
    links = external(b"hyperlink", b"https://example.org/")
    assert take(xlsx({"xl/_rels/a.xml.rels": links}), "a.xlsx", EVERY).kind.code == "xlsx"


def test_the_size_is_judged_by_kind() -> None:
    with pytest.raises(FileRefused) as caught:
        take(b"a" * 5_000_001, "a.txt", EVERY)
    assert (caught.value.code, caught.value.params) == ("too_large", {"megabytes": 5})


def test_no_bytes_make_it_fail_otherwise() -> None:
    magic = [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF....WEBP", b"PK\x03\x04"]

    @given(st.sampled_from(magic), st.binary(max_size=300), st.sampled_from(["a.pdf", "a.txt", "a.csv", "a"]))
    def attempt(head: bytes, rest: bytes, name: str) -> None:
        with suppress(FileRefused):
            take(head + rest, name, EVERY)

    attempt()


def test_damaged_archives_make_it_fail_in_no_other_way() -> None:
    whole = docx(word__a_xml=b"<x/>" * 50)

    @given(st.integers(0, len(whole) - 1), st.integers(0, 255))
    def attempt(at: int, byte: int) -> None:
        with suppress(FileRefused):
            archives.kind_of_archive(whole[:at] + bytes([byte]) + whole[at + 1 :])

    attempt()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_anew(form: str) -> None:
    place = Image.Exif()
    place[0x010E] = "서울 canary-place"
    place[0x0112] = 6  # turned to the right
    before = picture(form, (8, 6), exif=place) + b"<script>canary-tail</script>"
    after = take(before, f"a.{form.lower()}", EVERY).content
    assert b"canary-place" in before
    assert b"canary" not in after
    with Image.open(BytesIO(after)) as drawn:
        assert (drawn.format, drawn.size) == (form, (6, 8))
        assert not drawn.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_keep_their_colours(mode: str) -> None:
    out = BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("RGBA", (4, 4), (200, 30, 60, 255)).convert("RGB" if mode in {"CMYK", "I;16"} else mode)
    (Image.new("I;16", (4, 4), 40_000) if mode == "I;16" else source.convert(mode)).save(out, form)
    with Image.open(BytesIO(take(out.getvalue(), "a", IMAGES).content)) as drawn:
        assert drawn.size == (4, 4)
        if mode in {"RGB", "RGBA"}:
            assert drawn.convert("RGB").getpixel((1, 1)) == (200, 30, 60)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("회사 소개서.PDF", "회사 소개서.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\kim\\a.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("nul", "file-nul.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("가" * 300 + ".pdf", "가" * 58 + ".pdf"),
        ('a<b>"c|d?.pdf', "a_b__c_d_.pdf"),
    ],
)
def test_a_name_is_made_fit(name: str, clean: str) -> None:
    assert clean_name(name, (".pdf",)) == clean


@given(st.text(max_size=300))
def test_a_name_is_fit_and_stays_so(name: str) -> None:
    once = clean_name(name, (".pdf",))
    assert once == clean_name(once, (".pdf",))
    assert once.endswith(".pdf")
    assert len(once.encode()) <= 200
    assert not set(once) & set('/\\:*?"<>|\r\n\0\u202e')


def test_a_picture_cut_short_is_broken_even_once_something_was_printed(
    host_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    with pytest.raises(FileRefused) as refused:
        keep_document(ORDINARY["jpg"][:-200], "a.jpg", by=host_manager)
    assert refused.value.code == "broken"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.fixture
def kept(host_manager: User) -> Document:
    return keep_document(ORDINARY["pdf"], "../증명서.pdf", by=host_manager, personal=True)


def test_a_document_is_kept_under_its_digest_and_given_out_as_a_file_only(kept: Document) -> None:
    assert str(kept.file.name).startswith(f"documents/{kept.sha256[:2]}/{kept.sha256}-")
    assert (kept.name, kept.media_type, kept.is_personal) == ("증명서.pdf", "application/pdf", True)
    answer = open_document(kept)
    assert answer.content == ORDINARY["pdf"]
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "private, no-store"


def test_one_of_two_equal_documents_is_forgotten_alone(
    kept: Document, host_manager: User, django_capture_on_commit_callbacks: object
) -> None:
    other = keep_document(ORDINARY["pdf"], "b.pdf", by=host_manager)
    path = default_storage.path(str(kept.file.name))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        forget_document(kept)
        assert Path(path).exists(), "the file goes once the change holds"
    assert not Path(path).exists()
    assert read_document(other) == ORDINARY["pdf"]


def test_a_file_changed_behind_our_back_is_not_given_out(kept: Document) -> None:
    Path(default_storage.path(str(kept.file.name))).write_bytes(b"something else")
    with pytest.raises(Http404):
        open_document(kept)
    Path(default_storage.path(str(kept.file.name))).unlink()
    with pytest.raises(Http404):
        open_document(kept)


def test_files_of_failed_changes_are_found_and_deleted(kept: Document, host_manager: User) -> None:
    with transaction.atomic():
        lost = default_storage.path(str(keep_document(ORDINARY["txt"], "a.txt", by=host_manager).file.name))
        transaction.set_rollback(True)
    assert forget_lost_files() == 0, "an action may still be at it"
    old = (timezone.now() - 2 * documents.LOST_AFTER).timestamp()
    for path in (lost, default_storage.path(str(kept.file.name))):
        os.utime(path, (old, old))
    assert forget_lost_files() == 1
    assert not Path(lost).exists()
    assert read_document(kept)


def test_paper_is_drawn_in_a_language_and_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = {"ko": "확인서 발급", "zh-hans": "确认书", "en": "Certificate"}
    for language, text in words.items():
        asked: list[str | None] = []

        def page(_template: str, context: dict[str, str], asked: list[str | None] = asked) -> str:
            asked.append(translation.get_language())
            return f"<html lang={language}><img src=http://127.0.0.1/x.png><h1>{context['text']}</h1></html>"  # noqa: B023

        monkeypatch.setattr(printing, "render_to_string", page)
        book = PdfReader(BytesIO(printing.print_pdf("x.html", {"text": text}, language)))
        assert text in book.pages[0].extract_text()
        assert asked == [language]
    assert "disallowed protocol" in caplog.text
