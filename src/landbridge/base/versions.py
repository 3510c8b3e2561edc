"""Two people edit one row: the second is told, and nothing is overwritten in silence."""

from __future__ import annotations

from django.db.models import F, Model
from django.http import HttpRequest


class Stale(Exception):
    """Somebody changed the row since it was shown.

    ``current`` is the row as it is now, for the page that shows both versions (answered with 409).
    """

    def __init__(self, current: Model) -> None:
        super().__init__(f"{current} was changed meanwhile")
        self.current = current


def claim_version(row: Model, version: int) -> None:
    """Take the right to change a row that was shown at ``version``; its version grows by one.

    One UPDATE decides, so of two editors one wins on every database. Call it inside the transaction of
    the change, before the change.

    :raises Stale: if the row has another version by now.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)  # noqa: SLF001
    if not rows.update(version=F("version") + 1):
        raise Stale(type(row)._default_manager.get(pk=row.pk))  # noqa: SLF001
    row.version = version + 1  # type: ignore[attr-defined]


def version_of(request: HttpRequest) -> int:
    """The version that a form was shown at; 0, which is no row's, where what was sent is no number."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
