"""Published tables of codes: read whatever office wrote them, and proposed from without deciding anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from landbridge.base.sheets import Refused
from landbridge.base.table_files import table_file
from landbridge.directory.actions.rows import change_rows
from landbridge.matching.actions.tables import import_table, put_in_force, remove_table
from landbridge.matching.models import CodeRow, CodeTable
from landbridge.matching.planning.coding import propose_codes
from landbridge.matching.workbook.code_tables import BadCodeTable, Line, read_code_table
from landbridge.people.models import User
from tests.directory.facts import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_lexicon")]
HS = (
    ("85", "", "", "Electrical machinery and equipment"),
    ("8507", "", "", "Electric accumulators"),
    ("850760", "리튬이온 축전지", "锂离子电池", "Lithium-ion accumulators"),
    ("848620", "반도체 장비", "半导体设备", "Machines for the manufacture of semiconductor devices"),
    ("220421", "포도주", "葡萄酒", "Wine"),
    ("400911", "고무 호스", "橡胶软管", "Hoses of rubber"),
    ("950300", "완구", "玩具", "Toys"),
    ("090210", "녹차", "绿茶", "Green tea"),
)


def taken_in(by: User, rows: tuple[tuple[str, str, str, str], ...] = HS, **more: str) -> CodeTable:
    facts: dict[str, Any] = {
        "scheme": "hs",
        "edition": "HS 2022",
        "name": "hs.csv",
        "sha256": "1",
        "source": "Customs",
    } | more
    return import_table([Line(*row) for row in rows], by=by, **facts)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_table_is_read_under_its_title_with_faults_by_row(kind: str) -> None:
    rows = [
        ["8486.20", "반도체 장비", "Machines"],
        ["850760", "", ""],
        ["note", "주", "note"],
        ["848620", "다시", "again"],
        ["", "", ""],
        ["0902.10", "녹차", "Green tea"],
    ]
    content = table_file(kind, "HS 2022", ["HS 코드", "한글품목명", "영문품목명"], rows)
    read = read_code_table(content, f"hs.{kind}", "hs")
    assert [(one.code, one.ko) for one in read.lines] == [("848620", "반도체 장비"), ("090210", "녹차")]
    assert [(fault.row, fault.code) for fault in read.faults] == [(3, "no_label"), (4, "bad_code"), (5, "twice")]
    assert all(str(fault.row) in fault.message() for fault in read.faults)


@pytest.mark.parametrize(
    ("encoding", "heading"), [("cp949", "코드,한글"), ("gb18030", "代码,名称"), ("utf-16", "code,ko")]
)
def test_csv_of_either_country_is_read(encoding: str, heading: str) -> None:
    text = "반도체" if encoding == "cp949" else "半导体"
    read = read_code_table(f"{heading}\n848620,{text}\n".encode(encoding), "t.csv", "hs")
    assert text in {read.lines[0].ko, read.lines[0].zh}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a,b\n1,2\n", "no_headings"), (b"code,en\n,x\n", "no_rows"), (b"code,en\nzz,x\n", "no_rows")],
)
def test_what_is_no_table_says_so(content: bytes, code: str) -> None:
    with pytest.raises(BadCodeTable) as bad:
        read_code_table(content, "t.csv", "hs")
    assert bad.value.code == code
    assert bad.value.message()


def test_a_broken_workbook_is_refused() -> None:
    with pytest.raises(Refused):
        read_code_table(b"PK\x03\x04 xl/workbook.xml", "t.xlsx", "hs")


def test_one_table_of_a_scheme_is_in_force(
    host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    old = taken_in(host_manager)
    new = taken_in(guest_manager, HS[3:], edition="HS 2027", sha256="2")
    assert list(CodeTable.objects.filter(is_current=True)) == [new]
    put_in_force(old, by=guest_manager)
    assert list(CodeTable.objects.filter(is_current=True)) == [old]
    with pytest.raises(PermissionDenied):
        remove_table(old, by=user_of("auditor"))
    remove_table(old, by=host_manager)
    assert CodeRow.objects.filter(table=new).count() == CodeRow.objects.count() == len(HS) - 3


@pytest.mark.parametrize(
    ("text", "code"),
    [("반도체 장비", "848620"), ("半导体设备", "848620"), ("semiconductor equipment", "848620"), ("电池", "850760")],
)
def test_codes_are_proposed_across_languages(text: str, code: str, host_manager: User) -> None:
    taken_in(host_manager)
    found = propose_codes(text, "hs", language="ko")
    assert found[0].code == code
    assert all(len(one.code) == 6 for one in found)
    assert found == propose_codes(text, "hs", language="ko")


def test_a_heading_tells_of_what_stands_below_it(host_manager: User) -> None:
    taken_in(host_manager, (*HS, ("850790", "", "", "Parts")))
    assert "850790" in [one.code for one in propose_codes("electric accumulators", "hs", language="en")]


def test_without_a_table_nothing_is_proposed(host_manager: User) -> None:
    assert propose_codes("반도체", "hs", language="ko") == []
    taken_in(host_manager)
    assert propose_codes("", "hs", language="ko") == propose_codes("!!!", "hs", language="ko") == []


def test_the_pages_take_a_table_in_and_propose_beside_a_row(
    host_manager: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(host_manager)
    one = made(host_manager, name_en="Ash")
    rows = f"/organisations/{one.pk}/edit/items"
    assert "data-codes" not in client.get(rows).content.decode()
    lines = [list(row) for row in HS] + [["x", "", "", "no code"]]
    file = SimpleUploadedFile("hs.xlsx", table_file("xlsx", "HS", ["code", "ko", "zh", "en"], lines))
    facts = {"scheme": "hs", "edition": "HS 2022", "source": "Customs", "file": file}
    answer = client.post("/matching/codes/new", facts, headers={"accept-language": "en"})
    assert "Row 10: “x” is no code of this classification." in answer.content.decode()
    file.seek(0)
    answer = client.post("/matching/codes/new", facts, headers={"accept-language": "en"})
    assert (answer.status_code, "This very file was taken in before." in answer.content.decode()) == (422, True)
    assert "HS 2022" in client.get("/matching/codes/").content.decode()
    assert "data-codes" in client.get(rows).content.decode()
    asked = f"/organisations/{one.pk}/codes/hs"
    assert 'data-code="848620"' in client.get(asked, {"rows-0-text": "半导体设备"}).content.decode()
    assert "data-code=" not in client.get(asked).content.decode()
    change_rows(one, "items", [{"kind": "offer", "language": "ko", "text": "반도체 장비"}], by=host_manager, version=1)
    assert 'data-code="848620"' in client.get(asked).content.decode()  # by what it offers
    assert client.get(f"/organisations/{one.pk}/codes/none").status_code == 404
    assert one.items.get().hs6 == ""
