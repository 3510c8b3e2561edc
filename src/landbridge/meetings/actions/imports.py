"""A workbook becomes a fair."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.meetings.models import (
    Company,
    Fair,
    FairInterpreter,
    FairSlot,
    FairTable,
    NeverPair,
    Upload,
    Wish,
    WishCompany,
    WishOrder,
)
from landbridge.meetings.rules import Can
from landbridge.meetings.workbook.book import FairBook, languages_text
from landbridge.people.models import User

BATCH = 500  #: rows a statement


@transaction.atomic
def keep_upload(content: bytes, name: str, *, by: User) -> Upload:
    """Keep a workbook as it came; a job reads it (``jobs.read_upload``)."""
    require(by, Can.ADD_FAIR)
    digest = hashlib.sha256(content).hexdigest()
    upload = Upload.objects.create(name=name[-255:], content=content, sha256=digest, by=by)
    record("meetings.workbook_uploaded", upload, by=by, changes={"name": upload.name, "sha256": digest})
    return upload


@transaction.atomic
def refuse_upload(upload: Upload, *, faults: Sequence[Mapping[str, Any]]) -> Upload:
    """Keep what is wrong with a workbook beside it."""
    upload.state, upload.faults = Upload.State.FAULTY, list(faults)
    upload.save(update_fields=["state", "faults"])
    record("meetings.workbook_refused", upload, by=None, changes={"faults": len(upload.faults)})
    return upload


@transaction.atomic
def import_fair(
    book: FairBook, *, by: User, upload: Upload | None = None, notices: Sequence[Mapping[str, Any]] = ()
) -> Fair:
    """Store a book as a fair. An upload that was imported already gives the fair it became: no second one.

    ``notices`` are what the reader found odd and could use all the same; they are kept with the upload.
    """
    require(by, Can.ADD_FAIR)
    if upload is not None:
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.fair is not None:
            return upload.fair
    event = book.event
    fair = Fair.objects.create(
        title=event.title,
        timezone=event.timezone,
        date_from=event.date_from,
        date_to=event.date_to,
        max_in_row=event.max_in_row,
        spare_tables=event.spare_tables,
        created_by=by,
    )
    slots, tables = _write_slots(fair, book), _write_tables(fair, book)
    companies = _write_companies(fair, book, tables)
    _write_interpreters(fair, book)
    _write_wishes(fair, book, slots, tables, companies)
    pairs = dict.fromkeys(tuple(sorted((companies[one].pk, companies[other].pk))) for one, other in book.never)
    NeverPair.objects.bulk_create([NeverPair(fair=fair, one_id=one, other_id=other) for one, other in pairs], BATCH)
    if upload is not None:
        upload.fair, upload.state, upload.faults = fair, Upload.State.IMPORTED, list(notices)
        upload.save(update_fields=["fair", "state", "faults"])
    record("meetings.fair_imported", fair, by=by, changes={"upload": upload.pk if upload else None})
    return fair


def _write_slots(fair: Fair, book: FairBook) -> dict[str, FairSlot]:
    """In time order: a meeting of two slots takes a slot and the next."""
    ordered = sorted(book.slots, key=lambda row: (row.day, row.start, row.end, row.code))
    rows = [
        FairSlot(
            fair=fair,
            code=row.code,
            day=row.day,
            start=row.start,
            end=row.end,
            session=row.session,
            position=position,
        )
        for position, row in enumerate(ordered)
    ]
    return {row.code: row for row in FairSlot.objects.bulk_create(rows, BATCH)}


def _write_tables(fair: Fair, book: FairBook) -> dict[str, FairTable]:
    rows = [
        FairTable(fair=fair, code=row.code, area=row.area, unavailable=list(row.unavailable), position=position)
        for position, row in enumerate(book.tables)
    ]
    return {row.code: row for row in FairTable.objects.bulk_create(rows, BATCH)}


def _write_companies(fair: Fair, book: FairBook, tables: Mapping[str, FairTable]) -> dict[str, Company]:
    rows = [
        Company(
            fair=fair,
            code=row.code,
            name_ko=row.name_ko,
            name_zh=row.name_zh,
            name_en=row.name_en,
            side=row.side,
            languages=languages_text(row.languages),
            max_meetings=row.max_meetings,
            unavailable=list(row.unavailable),
            home_table=tables[row.home_table] if row.home_table else None,
            position=position,
        )
        for position, row in enumerate(book.companies)
    ]
    return {row.code: row for row in Company.objects.bulk_create(rows, BATCH)}


def _write_interpreters(fair: Fair, book: FairBook) -> None:
    rows = [
        FairInterpreter(
            fair=fair,
            code=row.code,
            name=row.name,
            languages=languages_text(row.languages),
            side=row.side,
            grade=row.grade,
            unavailable=list(row.unavailable),
            max_in_row=row.max_in_row,
            max_per_day=row.max_per_day,
            position=position,
        )
        for position, row in enumerate(book.interpreters)
    ]
    FairInterpreter.objects.bulk_create(rows, BATCH)


def _write_wishes(
    fair: Fair,
    book: FairBook,
    slots: Mapping[str, FairSlot],
    tables: Mapping[str, FairTable],
    companies: Mapping[str, Company],
) -> None:
    rows = [
        Wish(
            fair=fair,
            code=row.code,
            priority=row.priority.value,
            length=row.length,
            sessions=list(row.sessions),
            fixed_slot=slots[row.fixed_slot] if row.fixed_slot else None,
            fixed_table=tables[row.fixed_table] if row.fixed_table else None,
            position=position,
        )
        for position, row in enumerate(book.wishes)
    ]
    wishes = {row.code: row for row in Wish.objects.bulk_create(rows, BATCH)}
    parts = [
        WishCompany(wish=wishes[row.code], company=companies[company], position=position)
        for row in book.wishes
        for position, company in enumerate(row.companies)
    ]
    WishCompany.objects.bulk_create(parts, BATCH)
    orders = [WishOrder(before=wishes[first], after=wishes[then]) for first, then in dict.fromkeys(book.before)]
    WishOrder.objects.bulk_create(orders, BATCH)
