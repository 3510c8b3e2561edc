"""Published tables of codes: taken in, put in force, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.matching.models import CodeRow, CodeTable
from landbridge.matching.rules.terms import Can
from landbridge.matching.workbook.code_tables import Line
from landbridge.people.models import User


@transaction.atomic
def import_table(
    lines: Sequence[Line],
    *,
    by: User | None,
    scheme: str,
    edition: str,
    name: str,
    sha256: str,
    source: str,
    licence: str = "",
    valid_from: date | None = None,
) -> CodeTable:
    """Take a table in and put it in force; the one before stays, out of force, until somebody takes it away.

    :raises ValidationError: if the same file was taken in before.
    """
    require(by, Can.KEEP_TABLES)
    if CodeTable.objects.filter(scheme=scheme, sha256=sha256).exists():
        raise ValidationError(_("This very file was taken in before."), code="known")
    CodeTable.objects.filter(scheme=scheme, is_current=True).update(is_current=False)
    table = CodeTable.objects.create(
        scheme=scheme,
        edition=edition,
        name=name,
        sha256=sha256,
        source=source,
        licence=licence,
        valid_from=valid_from,
        rows=len(lines),
        by=by,
    )
    rows = [CodeRow(table=table, code=one.code, ko=one.ko, zh=one.zh, en=one.en) for one in lines]
    CodeRow.objects.bulk_create(rows, batch_size=1000)
    record("matching.codes_imported", table, by=by, changes={"scheme": scheme, "edition": edition, "rows": len(rows)})
    return table


@transaction.atomic
def put_in_force(table: CodeTable, *, by: User) -> None:
    """Of a scheme's tables, this is the one that codes are proposed from."""
    require(by, Can.KEEP_TABLES)
    if CodeTable.objects.filter(pk=table.pk, is_current=True).exists():
        return
    CodeTable.objects.filter(scheme=table.scheme, is_current=True).update(is_current=False)
    CodeTable.objects.filter(pk=table.pk).update(is_current=True)
    record("matching.codes_in_force", table, by=by, changes={"scheme": table.scheme})


@transaction.atomic
def remove_table(table: CodeTable, *, by: User) -> None:
    """Take a table away. Codes that organisations chose from it stay."""
    require(by, Can.KEEP_TABLES)
    record("matching.codes_removed", table, by=by, changes={"scheme": table.scheme, "edition": table.edition})
    table.delete()
