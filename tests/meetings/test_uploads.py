"""A workbook comes in: kept, read in a job, its faults told in the reader's language."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from landbridge.base.sheets import read_workbook
from landbridge.base.templatetags.ui.scripts import with_lang
from landbridge.meetings.actions import import_fair
from landbridge.meetings.models import Fair, Upload
from landbridge.meetings.queries import fair_book
from landbridge.meetings.workbook.book import CompanyRow
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.meetings.workbook.writing import write_fair
from landbridge.people.models import User
from tests.meetings.books import small_book

RunJobs = Callable[[], list[str]]


@pytest.fixture
def reader(client_of: Callable[[User], Client], host_manager: User) -> Client:
    return client_of(host_manager)


def send(reader: Client, content: bytes, name: str = "fair.xlsx") -> str:
    """Upload a file; the address of the page that tells how it fared."""
    answer = reader.post(reverse("meetings:upload"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return str(answer["Location"])


def faulty() -> bytes:
    """A workbook whose wish names a company that is not there."""
    book = small_book()
    wrong = [row if row.code != "W-2" else replace(row, companies=("C1", "NOBODY")) for row in book.wishes]
    return write_fair(replace(book, wishes=tuple(wrong)), "en")


def test_a_workbook_becomes_a_fair_once(reader: Client, run_jobs: RunJobs) -> None:
    page = send(reader, write_fair(small_book(), "ko"))
    assert "Reading and checking" in reader.get(page).content.decode()
    assert 'hx-trigger="every 1s"' in reader.get(page, headers={"HX-Request": "true"}).content.decode()
    assert run_jobs() == ["meetings.read_upload"]
    fair = Fair.objects.get()
    assert fair_book(fair) == small_book()
    assert reader.get(page)["Location"] == reverse("meetings:fair", args=[fair.pk])
    original = reader.get(reverse("meetings:original", args=[fair.pk]))
    assert original.content == write_fair(small_book(), "ko")
    assert original["Content-Disposition"] == 'attachment; filename="fair.xlsx"'
    upload = Upload.objects.get()
    assert upload.by is not None
    assert import_fair(small_book(), by=upload.by, upload=upload) == fair
    assert Fair.objects.count() == 1


def test_faults_are_told_by_place_in_three_languages_and_nothing_is_lost(
    reader: Client, run_jobs: RunJobs, host_manager: User
) -> None:
    content = faulty()
    page = send(reader, content)
    run_jobs()
    assert not Fair.objects.exists()
    english = reader.get(page).content.decode()
    row = next(
        number for sheet in read_workbook(content) for number, cells in enumerate(sheet.rows, 1) if "NOBODY" in cells
    )
    assert "NOBODY" in english
    assert f"row {row}<br>" in english
    fault = read_fair(content)[1][0]
    assert with_lang(fault.message()) in english
    for language in ("ko", "zh-hans"):
        host_manager.language = language
        host_manager.save()
        answer = reader.get(page)
        assert answer["Content-Language"] == language
        with translation.override(language):
            words = [with_lang(said) for said in (fault.message(), fault.remedy())]
        assert all(word in answer.content.decode() for word in words)
    assert reader.get(page + "/file").content == content
    assert reader.get(reverse("meetings:upload")).content.decode().count("fair.xlsx") == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a workbook", b"title,Fair\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_workbook_is_answered(reader: Client, run_jobs: RunJobs, content: bytes) -> None:
    page = send(reader, content)
    run_jobs()
    assert Upload.objects.get().state == Upload.State.FAULTY
    assert "1 thing to correct" in reader.get(page).content.decode()


def test_a_file_that_is_too_large_is_refused_at_the_door(reader: Client) -> None:
    huge = io.BytesIO(b"\0" * 16_000_001)
    huge.name = "huge.xlsx"
    answer = reader.post(reverse("meetings:upload"), {"file": huge})
    assert answer.status_code == 200
    assert "The file is larger than" in answer.content.decode()
    assert not Upload.objects.exists()


def test_the_sample_and_the_template(reader: Client) -> None:
    answer = reader.post(reverse("meetings:sample"))
    fair = Fair.objects.get()
    assert answer["Location"] == reverse("meetings:fair", args=[fair.pk])
    assert fair_book(fair) == sample_fair()
    template = reader.get(reverse("meetings:template"))
    book, faults = read_fair(template.content)
    assert book is not None, [fault.message() for fault in faults]
    again, _faults = read_fair(reader.get(reverse("meetings:original", args=[fair.pk])).content)
    assert again == sample_fair()


def test_markup_in_names_stays_text(reader: Client, host_manager: User) -> None:
    book = small_book("<script>alert(1)</script>")
    hostile = CompanyRow("K1", name_en="<img src=x onerror=alert(1)>", languages={"ko": 3}, side="guest")
    book = replace(book, companies=(hostile, *book.companies[1:]))
    fair = import_fair(book, by=host_manager)
    for name in ("fair", "people", "unmet", "delay", "settings", "delete", "solve"):
        page = reader.get(reverse(f"meetings:{name}", args=[fair.pk])).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
