"""What can be approved: every app says of its own documents how they are read, shown and followed up.

An app that has something to approve registers it where its actions are defined, and its ``AppConfig.ready`` imports
that module::

    register_subject(
        SubjectKind(
            code="call", name=_("Call"), model=Call, content=content_of_call, title=lambda call: call.title,
            url=lambda call: reverse("programmes:call", args=[call.pk]), template="programmes/parts/call_content.html",
            may_ask=may_ask_call_approval, approved=on_approved, returned=on_returned,
        )
    )

What is approved is the *content*: what a reader of the document is told, as JSON, and its SHA-256. It must hold
nothing that the approval itself changes (the state), and no word that depends on the reader's language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from landbridge.agreements.models import Approval
from landbridge.base.text import Trilingual
from landbridge.people.models import User

Title = Trilingual | Mapping[str, str]
DEFAULT_TEMPLATE = "agreements/parts/approved_content.html"


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """One kind of document that is approved.

    ``content`` what is approved (see ``canonical``), read while the row is locked · ``title`` in each language ·
    ``url`` of its page, and who ``may_open`` it: some decide about a document whose page is not theirs · ``template``
    draws ``content`` (in its context, with ``kind`` and ``approval``) on a page and on paper: plain HTML, from what was
    approved and not from the rows of today · ``may_ask`` whether a person of a side may ask their own side's approval
    now · ``asked`` and ``approved`` what follows · ``returned`` what follows when it will not be approved after all:
    sent back, taken back or void (``approval.state`` says which). The three run in the transaction of the step, with
    the locked row.
    """

    code: str
    name: str | Promise
    model: type[Model]
    content: Callable[[Any], Mapping[str, Any]]
    title: Callable[[Any], Title]
    url: Callable[[Any], str]
    may_ask: Callable[[User, Any], bool]
    approved: Callable[[Any, Approval], object]
    returned: Callable[[Any, Approval], object]
    template: str = DEFAULT_TEMPLATE
    asked: Callable[[Any, Approval], object] = lambda _obj, _approval: None
    may_open: Callable[[User, Any], bool] = lambda _user, _obj: True


registered: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> SubjectKind:
    """Let documents of a kind be approved; give the kind.

    :raises ValueError: if another model has the code already.
    """
    if kind.code in registered and registered[kind.code].model is not kind.model:
        raise ValueError(f"Two kinds of documents are called {kind.code!r}.")
    registered[kind.code] = kind
    return kind


def subject_kind(code: str) -> SubjectKind:
    """The kind of a code.

    :raises LookupError: if no app registered it.
    """
    if code not in registered:
        raise LookupError(f"No kind of document is called {code!r}: register it, and import that in AppConfig.ready.")
    return registered[code]


def title_of(kind: SubjectKind, subject: Model) -> dict[str, str]:
    """The title as it is kept: a text for each language that has one, and the language it was written in."""
    title = kind.title(subject)
    if isinstance(title, Trilingual):
        title = {"ko": title.ko, "zh-hans": title.zh, "en": title.en, "original": title.original}
    return {name: str(text) for name, text in title.items() if text}


def content_now(kind: SubjectKind, subject: Model) -> tuple[dict[str, Any], str]:
    """What a document says now, as plain JSON, and its digest. Reads what lies below the row anew."""
    content = _plain(kind.content(subject))
    assert isinstance(content, dict)  # noqa: S101 - a mapping stays one
    return content, digest_of_content(content)


def digest_of_content(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a content in its one canonical spelling: keys sorted, no spaces, UTF-8.

    >>> digest_of_content({"b": 1, "a": "가"}) == digest_of_content({"a": "가", "b": 1})
    True
    """
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one for each kind of value
    """JSON that no database respells: amounts and fractions as text, instants in UTC, keys as text.

    :raises TypeError: on a lazily translated text, whose digest would depend on who reads, and on anything unknown.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value).replace("\x00", "")
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be approved: a content is text, numbers, days, lists and mappings.")
