"""What stands in rows below an organisation: items, exports, industries, certifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.directory.actions.indexing import index_organisation
from landbridge.directory.models import Certification, ExportFigure, IndustryCode, Item, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import User

Row = Item | ExportFigure | IndustryCode | Certification
ROWS: Mapping[str, type[Row]] = {
    "items": Item,
    "exports": ExportFigure,
    "industries": IndustryCode,
    "certifications": Certification,
}


@transaction.atomic
def change_rows(
    organisation: Organisation,
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User | None,
    version: int,
    index: bool = True,
) -> Organisation:
    """Let the rows of a kind (``ROWS``) be these: with ``pk`` they are changed, without it made; others go.

    :param index: False where the caller indexes many organisations itself.
    :raises Stale: if the organisation changed since ``version``.
    :raises ValidationError: if a row is not what its fields hold, is there twice, or another organisation's.
    """
    if by is not None:
        require(by, Can.EDIT_ORGANISATION, organisation)
    claim_version(organisation, version)
    model = ROWS[kind]
    there: dict[int, Any] = {row.pk: row for row in model._default_manager.filter(organisation=organisation)}  # noqa: SLF001
    kept, counts = set(), {"added": 0, "changed": 0, "removed": 0}
    wanted = []
    for place, values in enumerate(rows):
        facts = dict(values)
        number = facts.pop("pk", None)
        if number is not None and number not in there:
            raise ValidationError(_("A row was removed meanwhile. Load the page again."))
        if kind == "items":
            facts["position"] = place
        kept.add(number)
        wanted.append((there.get(number) or model(organisation=organisation), facts))
    # First out, then changed, then in: so that a year may move from one row to another.
    counts["removed"] = len(there.keys() - kept)
    model._default_manager.filter(pk__in=there.keys() - kept).delete()  # noqa: SLF001
    for row, facts in sorted(wanted, key=lambda one: one[0].pk is None):
        changed = [name for name, value in facts.items() if getattr(row, name) != value]
        if row.pk and not changed:
            continue
        counts["changed" if row.pk else "added"] += 1
        for name, value in facts.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
    if any(counts.values()):
        organisation.save(update_fields=["updated_at"])
        record(f"directory.{kind}_changed", organisation, by=by, changes=counts)
        if index:
            index_organisation(organisation)
    return organisation
