"""Pages of a list that stay quick however far one goes: a page begins behind a row, not behind a count of rows.

A cursor holds where its page begins: the order, and that row's values in it. It comes back from a browser, so it is
read with suspicion: one that is broken, or of another order, gives the first page. It opens nothing, for the rows
are those of the queryset whatever it says.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[M]):
    """One page; a cursor is empty where no page follows or goes before."""

    rows: list[M]
    next_cursor: str
    previous_cursor: str


def keyset_page(queryset: QuerySet[M], *, order: tuple[str, ...], cursor: str, size: int) -> KeysetPage[M]:
    """The page of ``size`` rows that ``cursor`` leads to, the first one if it is empty or not a cursor of this order.

    ``order`` names fields (of text, whole numbers or times) or annotations (whole numbers), ``-`` before one that
    falls; none of them may be null. The primary key decides between equals. One query, for one row more than the page
    holds.
    """
    keys = order if order[-1].lstrip("-") in {"pk", "id"} else (*order, "pk")
    back, begin = _read(cursor, queryset, keys)
    steps = tuple(_turned(key) for key in keys) if back else keys
    rows = queryset.order_by(*steps)
    if begin is not None:
        rows = rows.filter(_behind(steps, begin))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if begin is not None and (not found or (back and len(found) < size)):
        # Rows went away: the first page is better than none, or than a part of it.
        return keyset_page(queryset, order=order, cursor="", size=size)
    if not found:
        return KeysetPage([], "", "")
    follows, precedes = (True, more) if back else (more, begin is not None)
    return KeysetPage(
        found,
        _written(found[-1], keys, back=False) if follows else "",
        _written(found[0], keys, back=True) if precedes else "",
    )


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _behind(keys: tuple[str, ...], begin: list[Any]) -> Q:
    """The rows that come behind the one with the values ``begin``."""
    behind = Q()
    for place in reversed(range(len(keys))):
        name = keys[place].lstrip("-")
        beyond = Q(**{f"{name}__{'lt' if keys[place].startswith('-') else 'gt'}": begin[place]})
        # At or beyond the first key alone bounds what an index has to read; the rest decides within.
        behind = (beyond | (Q(**{name: begin[place]}) & behind)) if behind else beyond
    first = keys[0].lstrip("-")
    return Q(**{f"{first}__{'lte' if keys[0].startswith('-') else 'gte'}": begin[0]}) & behind


def _written(row: Model, keys: tuple[str, ...], *, back: bool) -> str:
    values = [getattr(row, key.lstrip("-")) for key in keys]
    told = json.dumps([list(keys), back, values], cls=_Exactly, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


class _Exactly(DjangoJSONEncoder):
    """Django's encoder, which cuts a moment to milliseconds, without the cut."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _read(cursor: str, queryset: QuerySet[Any], keys: tuple[str, ...]) -> tuple[bool, list[Any] | None]:
    """Whether a cursor leads back, and the values of the row it begins at: None if it is no cursor of this order."""
    try:
        told = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        order, back, values = told
        if order != list(keys) or not isinstance(back, bool) or len(values) != len(keys):
            return False, None
        return back, [_value(queryset, key.lstrip("-"), value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError):
        return False, None


def _value(queryset: QuerySet[Any], name: str, value: object) -> Any:
    """A value of a cursor as its field's own type.

    :raises ValueError: if it is none of that field's.
    """
    field = _field(queryset, name)
    if field is None:  # an annotation
        if type(value) is not int or abs(value) >= 2**31:
            raise ValueError(value)
        return value
    plain = field.to_python(value)
    if isinstance(plain, str):
        plain.encode()  # half of a pair of surrogates is no text
        sound = "\0" not in plain
    elif isinstance(plain, datetime):
        sound = plain.tzinfo is not None and 1900 <= plain.year < 9000
    else:
        sound = isinstance(plain, date) or (isinstance(plain, int) and abs(plain) < 2**63)
    if not sound:
        raise ValueError(value)
    return plain


def _field(queryset: QuerySet[Any], name: str) -> Field[Any, Any] | None:
    options = queryset.model._meta  # noqa: SLF001
    try:
        field: Field[Any, Any] | None = options.pk if name == "pk" else options.get_field(name)
    except FieldDoesNotExist:
        return None
    return field
