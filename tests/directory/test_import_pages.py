"""A file on its way through the pages: upload, columns, rehearsal, import, rows handed back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from landbridge.base.sheets import read_workbook
from landbridge.base.sheets_out import write_csv
from landbridge.directory.models import ImportedRow, ImportRun, Organisation
from landbridge.people.models import User
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, workbook

State = ImportRun.State
Jobs = Callable[[], list[str]]
ClientOf = Callable[[User], Client]


def upload(page: Client, rows: list[list[Any]], name: str = "buyers.csv") -> str:
    """The address of the import of an uploaded file."""
    content = write_csv(rows) if name.endswith(".csv") else workbook(("采购商", rows))
    answer = page.post("/organisations/imports/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def styles_of(content: bytes, cell: str) -> str:
    """The number of a cell's format."""
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    return xml.partition(f'<c r="{cell}" s="')[2].partition('"')[0]


def columns(**changes: str) -> dict[str, str]:
    """What ``HEADINGS`` are, as the form posts it."""
    keys = ("name_zh", "name_ko", "country", "region", "number", "employees", "founded", "exports", "exports_year",
            "certifications", "offers", "seeks", "contact_name", "contact_title", "contact_email",
            "contact_phone")  # fmt: skip
    return {f"column_{number}": key for number, key in enumerate(keys)} | {"country": ""} | changes


@pytest.fixture
def page(guest_manager: User, client_of: ClientOf) -> Client:
    """The browser of a manager."""
    return client_of(guest_manager)


def test_from_the_upload_to_the_directory(page: Client, run_jobs: Jobs) -> None:
    rows = [*chinese_buyers(3), chinese_buyer(9, 统一社会信用代码="91110000600037342L")]
    address = upload(page, rows)
    assert "hx-get" in page.get(address).content.decode()
    run_jobs()
    shown = page.get(address).content.decode()
    assert "企业名称" in shown
    assert "重庆清波机械一有限公司" in shown  # the first rows, beside each column
    assert page.post(f"{address}/columns", columns()).status_code == 302
    run_jobs()
    checked = page.get(address).content.decode()
    assert "Import 3 rows" in checked
    assert "E · <span" in checked or "E · 统一社会信用代码" in checked
    assert Organisation.objects.count() == 0
    page.post(f"{address}/start")
    run_jobs()
    assert Organisation.objects.count() == 3
    done = page.get(address).content.decode()
    assert "The file is imported" in done
    assert "turned-back.xlsx" in done


def test_rows_turned_back_are_handed_back_coloured_and_go_in_once_corrected(page: Client, run_jobs: Jobs) -> None:
    bad = chinese_buyer(9, 统一社会信用代码="91110000600037342L", 企业名称='=HYPERLINK("http://evil.example")')
    address = upload(page, [*chinese_buyers(1), bad])
    run_jobs()
    page.post(f"{address}/columns", columns())
    run_jobs()
    page.post(f"{address}/start")
    run_jobs()
    answer = page.get(f"{address}/turned-back.xlsx")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    (sheet,) = read_workbook(answer.content)
    head, row = sheet.rows
    assert head == ["Why it was turned back", *HEADINGS]
    assert str(row[0]).startswith("E3: ")
    assert sheet.formulas == frozenset()  # what looks like one is text
    assert styles_of(answer.content, "F2") != styles_of(answer.content, "G2")  # the faulty cell is coloured
    corrected = [head, [row[0], "重庆白桦机械九有限公司", *row[2:5], chinese_buyer(9)[4], *row[6:]]]
    again = upload(page, corrected, "again.xlsx")
    run_jobs()
    run = ImportRun.objects.get(pk=int(again.rpartition("/")[2]))
    fields = run.mapping["fields"]
    assert "0" not in fields  # the reason is nothing to be taken in
    page.post(f"{again}/columns", {f"column_{number}": key for number, key in fields.items()} | {"country": ""})
    run_jobs()
    page.post(f"{again}/start")
    run_jobs()
    assert Organisation.objects.count() == 2


def test_columns_that_cannot_be_are_told_and_nothing_is_lost(page: Client, run_jobs: Jobs) -> None:
    address = upload(page, chinese_buyers(1))
    run_jobs()
    twice = page.post(f"{address}/columns", columns(column_1="name_zh"))
    assert twice.status_code == 422
    assert "is taken for this already" in twice.content.decode()
    nameless = page.post(f"{address}/columns", columns(column_0="", column_1=""))
    assert nameless.status_code == 422
    unknown = page.post(f"{address}/columns", columns(column_0="password"))
    assert unknown.status_code == 422
    assert ImportRun.objects.get().state == State.MAPPING


def test_no_file_and_no_workbook_are_told_at_the_field(page: Client) -> None:
    assert page.post("/organisations/imports/", {}).status_code == 422
    page_with_it = page.post("/organisations/imports/", {"file": SimpleUploadedFile("a.xlsx", b"MZ\x90\x00")})
    assert page_with_it.status_code == 422
    assert ImportRun.objects.count() == 0


def test_the_same_file_again_leads_to_what_it_did(page: Client, run_jobs: Jobs) -> None:
    first = ""
    for _round in range(2):
        address = upload(page, chinese_buyers(2))
        run_jobs()
        page.post(f"{address}/columns", columns())
        run_jobs()
        shown = page.get(address).content.decode()
        answer = page.post(f"{address}/start")
        run_jobs()
        first = first or address
    assert "This very file was taken in" in shown
    assert "Nothing in this file is new" in shown
    assert answer["Location"] == first


def test_a_page_of_another_state_is_answered_by_where_it_is(page: Client, run_jobs: Jobs) -> None:
    address = upload(page, chinese_buyers(1))
    for what in ("start", "stop", "sheet", "discard"):
        assert page.post(f"{address}/{what}")["Location"] == address, what
    assert page.get(f"{address}/columns")["Location"] == address
    assert page.get(f"{address}/turned-back.xlsx")["Location"] == address
    run_jobs()
    assert page.post(f"{address}/discard")["Location"] == "/organisations/imports/"
    assert not ImportRun.objects.exists()


def test_an_auditor_looks_and_finds_no_button(
    page: Client, run_jobs: Jobs, user_of: Callable[..., User], client_of: ClientOf
) -> None:
    address = upload(page, chinese_buyers(1))
    run_jobs()
    auditor = client_of(user_of("auditor", "guest"))
    for shown in (auditor.get(address), auditor.get("/organisations/imports/")):
        assert shown.status_code == 200
        main = shown.content.decode().partition("<main")[2]
        assert 'method="post"' not in main
    assert auditor.post("/organisations/imports/", {}).status_code == 403


def test_what_a_cell_says_is_text_on_the_page(page: Client, run_jobs: Jobs) -> None:
    rows = [
        list(HEADINGS),
        chinese_buyer(1, 企业名称="<script>alert(1)</script>有限公司", 省市='"><img src=x onerror=1>'),
    ]
    rows[0][1] = "<b>韩文名称</b>"
    address = upload(page, rows, "hostile.xlsx")
    run_jobs()
    shown = page.get(address).content.decode()
    page.post(f"{address}/columns", columns())
    run_jobs()
    checked = page.get(address).content.decode()
    for text in (shown, checked):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>韩文" not in text


def test_lists_ask_as_much_for_one_row_as_for_thirty(
    page: Client, guest_manager: User, django_assert_num_queries: Any
) -> None:
    def ask() -> int:
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        with CaptureQueriesContext(connection) as asked:
            assert page.get("/organisations/imports/").status_code == 200
        return len(asked)

    facts = {"side": "guest", "name": "a.csv", "sha256": "0" * 64, "asked_by": guest_manager}
    run = ImportRun.objects.create(**facts)
    one = ask()
    ImportRun.objects.bulk_create([ImportRun(**facts) for _ in range(29)])
    assert ask() == one <= 25
    ImportedRow.objects.create(run=run, row=1, outcome="new")
