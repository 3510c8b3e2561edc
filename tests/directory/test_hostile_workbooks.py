"""Whatever is uploaded as a file of organisations is answered in words, soon and at little cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from landbridge.base.documents import FileRefused
from landbridge.directory.actions import imports
from landbridge.directory.models import ImportRun, Organisation
from landbridge.directory.queries.imports import fields_of
from landbridge.directory.workbook.faults import Fault
from landbridge.people.models import User
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, workbook
from tests.directory.hostile_workbooks import COSTLY, MOST_MEGABYTES, MOST_SECONDS, REFUSED
from tests.meetings.workbook.workbooks import workbook as book_with

State = ImportRun.State
Jobs = Callable[[], list[str]]


def assert_worded(say: Callable[[], str]) -> None:
    """A sentence in each language, with nothing left to be filled in. That all are translated, the catalogues say."""
    for language in ("ko", "zh-hans", "en"):
        with override(language):
            words = say()
        assert words.strip()
        assert "%(" not in words


@pytest.mark.parametrize("tried", REFUSED)
def test_what_is_no_file_of_organisations_is_answered_by_what_it_is(
    tried: str, guest_manager: User, run_jobs: Jobs
) -> None:
    make, name, codes = REFUSED[tried]
    refused: FileRefused | None = None
    try:
        run = imports.upload_import(make(), name, by=guest_manager)
    except FileRefused as error:
        refused = error
    if refused is not None:
        assert refused.code in codes
        assert_worded(refused.message)  # says what to do in the same breath
        assert not ImportRun.objects.exists()
        return
    run_jobs()
    run.refresh_from_db()
    assert run.state == State.REFUSED
    faults = [Fault.from_json(told) for told in run.faults]
    assert {fault.code for fault in faults} <= codes
    for fault in faults:
        assert_worded(fault.message)
        assert_worded(fault.remedy)


@pytest.mark.django_db(transaction=True)
def test_no_file_costs_more_than_ten_seconds_and_500_mb(guest_manager: User, tmp_path: Path) -> None:
    for tried, (make, name, _) in COSTLY.items():
        (tmp_path / f"{tried}.{name.rpartition('.')[2]}").write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-m", "tests.directory.hostile_workbooks", str(tmp_path)],
        capture_output=True,
        timeout=90,
        check=True,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.base.worker_settings",
            "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
        },
    )
    told: dict[str, dict[str, Any]] = dict(json.loads(line) for line in done.stdout.splitlines())
    assert told.keys() == COSTLY.keys()
    for tried, cost in told.items():
        assert set(cost["codes"]) <= COSTLY[tried][2], (tried, cost)
        assert cost["seconds"] < MOST_SECONDS, (tried, cost)
        assert cost["megabytes"] < MOST_MEGABYTES, (tried, cost)
        for code in cost["codes"]:
            if code not in {"unpacks_too_far", "broken"}:
                fault = Fault(code, None, {"limit": 1, "sheet": "A"})
                assert_worded(fault.message)
                assert_worded(fault.remedy)
    assert not Organisation.objects.exists()


def test_formulas_give_the_value_that_excel_saw_last_and_say_so(guest_manager: User, run_jobs: Jobs) -> None:
    rows = chinese_buyers(2)
    employees = HEADINGS.index("员工人数")
    rows[1][employees], rows[2][employees] = "", ""
    content = book_with(
        {"采购商": rows},
        formulas={("采购商", 1, employees): ("=40+2", 42), ("采购商", 2, employees): ("=NA()", "#N/A")},
    )
    run = imports.upload_import(content, "buyers.xlsx", by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    imports.map_columns(run, fields_of(run), by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    told = {fault.code: fault for fault in map(Fault.from_json, run.faults)}
    assert told["formulas"].letters == "F"
    assert_worded(told["formulas"].message)
    imports.start_import(run, by=guest_manager)
    run_jobs()
    assert Organisation.objects.filter(employees=42).count() == 1


def test_text_that_looks_like_a_formula_stays_text(guest_manager: User, run_jobs: Jobs) -> None:
    sly = chinese_buyer(1, 主营产品='=HYPERLINK("http://evil.example","x")', 联系人="@SUM(1)", 职务="+1")
    run = imports.upload_import(workbook(("采购商", [list(HEADINGS), sly])), "buyers.xlsx", by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    imports.map_columns(run, fields_of(run), by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    imports.start_import(run, by=guest_manager)
    run_jobs()
    item = Organisation.objects.get().items.filter(kind="offer").first()
    assert item is not None
    assert item.text == '=HYPERLINK("http://evil.example","x")'


def test_headings_over_two_merged_rows_are_read_as_one(guest_manager: User, run_jobs: Jobs) -> None:
    title = ["2026 采购商名单", "", "", "", ""]
    upper = ["企业名称", "国家", "联系人", "", ""]
    lower = ["", "", "姓名", "邮箱", "手机"]
    row = ["重庆云杉机械有限公司", "中国", "王明", "wang@chongqing.example", "13900000001"]
    content = book_with(
        {"采购商": [title, upper, lower, row]},
        merges=[
            ("采购商", 0, 0, 0, 4, title[0]),
            ("采购商", 1, 0, 2, 0, upper[0]),
            ("采购商", 1, 1, 2, 1, upper[1]),
            ("采购商", 1, 2, 1, 4, upper[2]),
        ],
    )
    run = imports.upload_import(content, "buyers.xlsx", by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.rows) == (State.MAPPING, 1)
    assert fields_of(run) == {0: "name", 1: "country", 2: "contact_name", 3: "contact_email", 4: "contact_phone"}


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16"])
def test_a_korean_csv_file_is_read_in_any_encoding_that_excel_writes(
    encoding: str, guest_manager: User, run_jobs: Jobs
) -> None:
    text = "업체명,국가,지역\n주식회사 한빛전자,대한민국,수원\n"
    run = imports.upload_import(text.encode(encoding), "buyers.csv", by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, fields_of(run)) == (State.MAPPING, {0: "name", 1: "country", 2: "region"})
    assert run.imported.get().cells == ["주식회사 한빛전자", "대한민국", "수원"]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_a_chinese_csv_file_is_read_in_the_encoding_of_chinese_windows(
    encoding: str, guest_manager: User, run_jobs: Jobs
) -> None:
    run = imports.upload_import(
        "企业名称,国家,省市\n重庆云杉机械有限公司,中国,重庆\n".encode(encoding), "buyers.csv", by=guest_manager
    )
    run_jobs()
    run.refresh_from_db()
    assert run.imported.get().cells == ["重庆云杉机械有限公司", "中国", "重庆"]
