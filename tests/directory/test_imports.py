"""Files of organisations taken in: what becomes of each row, exactly once, whatever interrupts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from landbridge.base.models import Document, LogEntry
from landbridge.base.sheets_out import write_csv
from landbridge.directory.actions import import_batches, imports
from landbridge.directory.actions.merges import merge
from landbridge.directory.housekeeping import KEPT, forget_imports
from landbridge.directory.jobs import run_import
from landbridge.directory.models import (
    BlacklistEntry,
    Contact,
    DuplicatePair,
    ImportedRow,
    ImportRun,
    Organisation,
)
from landbridge.directory.queries.imports import blocked_by, fields_of, open_pairs_of
from landbridge.directory.workbook.faults import Fault
from landbridge.people.actions.accounts import close_account
from landbridge.people.models import ConsentEvent, Person, User
from tests.conftest import make_user
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, uscc, workbook

State = ImportRun.State
Jobs = Callable[[], list[str]]


def uploaded(by: User, rows: list[list[Any]], run_jobs: Jobs, name: str = "buyers.csv") -> ImportRun:
    """A file that was read, its columns guessed. CSV spares the child process that a workbook is opened in."""
    content = write_csv(rows) if name.endswith(".csv") else workbook(("采购商", rows))
    run = imports.upload_import(content, name, by=by)
    run_jobs()
    run.refresh_from_db()
    return run


def rehearsed(by: User, rows: list[list[Any]], run_jobs: Jobs, name: str = "buyers.csv") -> ImportRun:
    run = uploaded(by, rows, run_jobs, name)
    assert run.state == State.MAPPING, run.faults
    imports.map_columns(run, fields_of(run), by=by)
    run_jobs()
    run.refresh_from_db()
    return run


def imported(by: User, rows: list[list[Any]], run_jobs: Jobs, name: str = "buyers.csv") -> ImportRun:
    run = rehearsed(by, rows, run_jobs, name)
    assert run.state == State.CHECKED, run.error
    imports.start_import(run, by=by)
    run_jobs()
    run.refresh_from_db()
    return run


def digest(side: str = "guest") -> list[Any]:
    """What the directory holds of a side, whatever numbers its rows have."""
    told = [
        [
            [getattr(one, key) for key in ("name_ko", "name_zh", "region", "number", "employees", "is_blocked")],
            [str(figure.amount) for figure in one.exports.all()],
            [item.text for item in one.items.all()],
            sorted(f"{certificate.name} {certificate.expires_on}" for certificate in one.certifications.all()),
            [(contact.person.email, contact.title, contact.is_first) for contact in one.contacts.all()],
        ]
        for one in Organisation.objects.filter(side=side).order_by("number", "name_zh")
    ]
    rows = ImportedRow.objects.filter(run__side=side).order_by("run", "row").values_list("row", "outcome", "faults")
    pairs = DuplicatePair.objects.filter(one__side=side).values_list("reason", "score")
    return [told, list(rows), sorted(pairs), Person.objects.filter(side=side).count()]


def test_a_row_becomes_an_organisation_with_all_it_says(guest_manager: User, run_jobs: Jobs) -> None:
    run = imported(guest_manager, chinese_buyers(3), run_jobs, "buyers.xlsx")
    assert (run.state, run.counts, run.cursor) == (State.DONE, {"new": 3}, 3)
    one = Organisation.objects.get(number=uscc(2))
    assert (one.side, one.country, one.name_zh) == ("guest", "CN", "重庆晨曦机械二有限公司")
    assert (one.region, one.employees, one.founded, one.created_by) == ("重庆", 12, 2002, guest_manager)
    figure = one.exports.get()
    assert (figure.year, figure.amount, figure.currency) == (2025, Decimal("30000.00"), "USD")
    assert [(item.kind, item.text, item.language) for item in one.items.all()] == [
        ("offer", "激光雷达2", "zh-hans"),
        ("offer", "传感器", "zh-hans"),
        ("seek", "电池材料", "zh-hans"),
    ]
    contact = one.contacts.get()
    assert (contact.title, contact.person.email, contact.person.side) == ("经理", "buyer2@chongqing.example", "guest")
    assert contact.person.phone == "+8613900000002"


def test_a_contact_of_a_file_has_agreed_to_nothing(guest_manager: User, run_jobs: Jobs) -> None:
    imported(guest_manager, chinese_buyers(1), run_jobs)
    assert Person.objects.count() == 1
    assert not ConsentEvent.objects.exists()


def test_the_rehearsal_says_what_the_import_does(guest_manager: User, run_jobs: Jobs) -> None:
    imported(guest_manager, chinese_buyers(4), run_jobs)
    rows = [
        *chinese_buyers(2),
        chinese_buyer(3, 员工人数=999),
        chinese_buyer(7, 统一社会信用代码="91110000600037342L"),
        *chinese_buyers(3, since=20)[1:],
    ]
    before = digest()
    run = rehearsed(guest_manager, rows, run_jobs, "again.csv")
    assert run.dry == {"unchanged": 2, "changed": 1, "rejected": 1, "new": 3}
    assert Organisation.objects.count() == 4
    imports.discard_import(run, by=guest_manager)
    assert digest() == before
    run = imported(guest_manager, rows, run_jobs, "again.csv")
    assert run.counts == {"unchanged": 2, "changed": 1, "rejected": 1, "new": 3}


def test_a_fault_names_its_column_and_the_cells_are_kept_to_be_returned(guest_manager: User, run_jobs: Jobs) -> None:
    bad = chinese_buyer(1, 统一社会信用代码="91110000600037342L")
    run = imported(guest_manager, [list(HEADINGS), bad], run_jobs)
    row = run.imported.get()
    assert (row.row, row.outcome, row.cells[0]) == (2, "rejected", bad[0])
    fault = Fault.from_json(row.faults[0])
    assert (fault.letters, fault.code, fault.params["why"]) == ("E", "number", "check")
    assert "91110000600037342L" not in str(row.faults)


def test_the_same_file_again_changes_nothing_and_says_so(guest_manager: User, run_jobs: Jobs) -> None:
    rows = chinese_buyers(5)
    first = imported(guest_manager, rows, run_jobs)
    before = digest()
    again = rehearsed(guest_manager, rows, run_jobs)
    assert again.dry == {"unchanged": 5}
    with pytest.raises(imports.AlreadyImported) as told:
        imports.start_import(again, by=guest_manager)
    assert told.value.earlier == first
    imports.discard_import(again, by=guest_manager)
    assert digest() == before


def test_a_file_saved_anew_is_unchanged_throughout(guest_manager: User, run_jobs: Jobs) -> None:
    rows = chinese_buyers(5)
    imported(guest_manager, rows, run_jobs)
    before = Organisation.objects.order_by("pk").values_list("pk", "version", "updated_at")
    there = list(before)
    run = imported(guest_manager, rows, run_jobs, "saved anew.xlsx")
    assert run.counts == {"unchanged": 5}
    assert list(before.all()) == there


def test_a_number_under_another_name_is_for_a_person_to_decide(guest_manager: User, run_jobs: Jobs) -> None:
    imported(guest_manager, chinese_buyers(2), run_jobs)
    stranger = chinese_buyer(9, 企业名称="成都巴蜀茶业有限公司", 韩文名称="", 统一社会信用代码=uscc(1))
    run = imported(guest_manager, [list(HEADINGS), stranger], run_jobs, "other.csv")
    assert run.counts == {"new": 1}
    pair = open_pairs_of(run).get()
    assert (pair.reason, {pair.one.number, pair.other.number}) == (DuplicatePair.Reason.NUMBER, {uscc(1)})
    again = rehearsed(guest_manager, [list(HEADINGS), stranger, [""]], run_jobs, "once more.csv")
    assert again.dry == {"unchanged": 1}


def test_a_merged_organisation_is_the_one_it_was_merged_into(guest_manager: User, run_jobs: Jobs) -> None:
    rows = chinese_buyers(2)
    imported(guest_manager, rows, run_jobs)
    kept, gone = Organisation.objects.order_by("pk")
    merge(kept, gone, by=guest_manager)
    run = rehearsed(guest_manager, [rows[0], rows[2]], run_jobs, "again.csv")
    assert "new" not in run.dry
    imports.start_import(run, by=guest_manager)
    run_jobs()
    kept.refresh_from_db()
    assert (kept.number, kept.name_zh) == (uscc(1), rows[1][0])
    assert Organisation.objects.count() == 2


def test_two_rows_alike_are_one_and_a_second_contact_is_added(guest_manager: User, run_jobs: Jobs) -> None:
    second = chinese_buyer(1, 联系人="李娜", 邮箱="li@chongqing.example", 手机="13900000099")
    run = imported(guest_manager, [*chinese_buyers(1), chinese_buyer(1), second], run_jobs)
    assert run.counts == {"new": 1, "unchanged": 1, "changed": 1}
    assert Contact.objects.count() == 2


def test_a_row_that_contradicts_an_earlier_one_is_turned_back(guest_manager: User, run_jobs: Jobs) -> None:
    rows = [*chinese_buyers(1), chinese_buyer(1, 员工人数=77)]
    run = imported(guest_manager, rows, run_jobs)
    assert run.counts == {"new": 1, "rejected": 1}
    fault = Fault.from_json(run.imported.get(outcome="rejected").faults[0])
    assert (fault.code, fault.params) == ("contradicts", {"row": 2, "fields": "employees"})
    assert Organisation.objects.get().employees == 11


def test_who_stands_on_a_blacklist_is_blocked(guest_manager: User, run_jobs: Jobs) -> None:
    BlacklistEntry.objects.create(
        side="host", list_name="List", name="X", name_key="x", number_kind="uscc", number=uscc(2),
        reason="Unpaid", source="Court", listed_on="2026-01-01",
    )  # fmt: skip
    run = imported(guest_manager, chinese_buyers(3), run_jobs)
    assert [one.number for one in blocked_by(run)] == [uscc(2)]
    assert Organisation.objects.get(number=uscc(2)).blacklist_checks.get().result == "listed"


def test_the_file_is_let_go_when_its_import_is_done(guest_manager: User, run_jobs: Jobs) -> None:
    run = imported(guest_manager, chinese_buyers(2), run_jobs)
    assert run.document is None
    assert not Document.objects.exists()


def test_the_other_side_and_its_own_auditor_take_nothing_in(
    host_manager: User, guest_manager: User, run_jobs: Jobs
) -> None:
    run = uploaded(guest_manager, chinese_buyers(1), run_jobs)
    with pytest.raises(PermissionDenied):
        imports.map_columns(run, fields_of(run), by=host_manager)
    guest_manager.role = "auditor"
    guest_manager.save()
    with pytest.raises(PermissionDenied):
        imports.map_columns(run, fields_of(run), by=guest_manager)


def test_one_file_of_a_side_at_a_time(guest_manager: User, run_jobs: Jobs) -> None:
    one = rehearsed(guest_manager, chinese_buyers(1), run_jobs)
    other = rehearsed(guest_manager, chinese_buyers(2), run_jobs, "other.csv")
    imports.start_import(one, by=guest_manager)
    with pytest.raises(imports.OtherUnderWay):
        imports.start_import(other, by=guest_manager)


def test_a_stopped_import_goes_on_where_it_was(
    guest_manager: User, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 2)
    run = rehearsed(guest_manager, chinese_buyers(5), run_jobs)
    imports.start_import(run, by=guest_manager)
    plain = import_batches.import_batch
    calls: list[int] = []

    def stop_after_one(*args: Any, **named: Any) -> int:
        if len(calls) == 1:
            imports.stop_import(run, by=guest_manager)
        calls.append(1)
        return plain(*args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(import_batches, "import_batch", stop_after_one)
        run_jobs()
    run.refresh_from_db()
    assert (run.state, run.cursor, run.counts) == (State.STOPPED, 2, {"new": 2})
    imports.start_import(run, by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.counts) == (State.DONE, {"new": 5})


class Killed(Exception):
    pass


@pytest.mark.parametrize("boundary", range(4))
def test_an_import_killed_at_any_boundary_ends_the_same(
    boundary: int, host_manager: User, guest_manager: User, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        *chinese_buyers(4),
        chinese_buyer(1, 职务="总监"),  # says more of a contact that another batch made
        chinese_buyer(2, 员工人数=77),  # contradicts a row of another batch
        chinese_buyer(5, 企业名称="成都巴蜀茶业有限公司", 韩文名称="", 统一社会信用代码=uscc(1)),
        chinese_buyer(6, 手机="12"),
    ]
    imported(host_manager, rows, run_jobs)  # in one go, for the other side
    monkeypatch.setattr(import_batches, "BATCH", 2)
    plain = import_batches.import_batch
    calls: list[int] = []

    def killed(*args: Any, **named: Any) -> int:
        calls.append(1)
        if len(calls) == boundary + 1:
            raise Killed
        return plain(*args, **named)

    run = rehearsed(guest_manager, rows, run_jobs)
    imports.start_import(run, by=guest_manager)
    entry = LogEntry.objects.filter(verb="directory.import_started").latest("pk").pk
    with monkeypatch.context() as patch:
        patch.setattr(import_batches, "import_batch", killed)
        with pytest.raises(Killed):
            run_import(entry_id=entry)
    run.refresh_from_db()
    assert run.cursor == 2 * boundary
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.counts) == (State.DONE, {"new": 5, "changed": 1, "rejected": 2})
    assert digest("guest") == digest("host")


def test_a_rehearsal_that_failed_leaves_nothing_that_an_import_takes_for_done(
    guest_manager: User, run_jobs: Jobs
) -> None:
    run = uploaded(guest_manager, chinese_buyers(5), run_jobs)
    imports.map_columns(run, fields_of(run), by=guest_manager)
    imports.note_rehearsed(run, 2)
    imports.end_import(run, State.FAILED, error="the worker ran out of time")
    run.refresh_from_db()
    assert run.cursor == 0
    imports.start_import(run, by=guest_manager)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.counts, Organisation.objects.count()) == (State.DONE, {"new": 5}, 5)


def test_a_colleague_takes_in_what_somebody_uploaded_who_has_left(guest_manager: User, run_jobs: Jobs) -> None:
    run = rehearsed(guest_manager, chinese_buyers(2), run_jobs)
    colleague = make_user("colleague@example.com", side="guest")
    close_account(guest_manager, by=colleague)
    imports.start_import(run, by=colleague)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.counts, run.asked_by) == (State.DONE, {"new": 2}, colleague)


@pytest.mark.parametrize("state", [State.DONE, State.STOPPED, State.FAILED, State.CHECKED])
def test_files_and_cells_are_let_go_in_time_however_an_import_ended(
    guest_manager: User, run_jobs: Jobs, state: str
) -> None:
    run = rehearsed(guest_manager, chinese_buyers(2), run_jobs)
    assert run.document is not None
    assert run.imported.exclude(cells=[]).exists()
    young = timezone.now() - KEPT + timedelta(hours=1)
    ImportRun.objects.update(state=state, created_at=young)
    assert forget_imports() == 0
    ImportRun.objects.update(created_at=young - timedelta(hours=2))
    assert (forget_imports(), forget_imports()) == (1, 0)
    assert not Document.objects.exists()
    assert not ImportedRow.objects.exclude(cells=[]).exists()
    assert ImportRun.objects.exists() is (state != State.CHECKED)
