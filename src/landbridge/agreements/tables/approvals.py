"""Approvals laid out: the rows of a list, and the document itself as it was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from landbridge.agreements.models import Approval
from landbridge.agreements.queries.subjects import SubjectKind, registered, title_of
from landbridge.agreements.queries.trails import DOCUMENT_TONES, number_of
from landbridge.people.models import User

State = Approval.State


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One row of a list: its title in the reader's language or another, and what kind of document it is."""

    approval: Approval
    title: str
    language: str
    kind: str | Promise
    tone: str
    number: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was asked to be approved: title, kind, where it stands, and its content drawn."""

    title: str
    language: str
    kind: str | Promise
    tone: str
    number: str
    url: str
    drawn: SafeString


def approval_rows(approvals: Iterable[Approval]) -> list[ApprovalRow]:
    """The rows of a list."""
    return [
        ApprovalRow(one, *_title(one), _kind_name(one), DOCUMENT_TONES[State(one.state)], number_of(one))
        for one in approvals
    ]


def read_document(approval: Approval, user: User) -> ReadDocument:
    """The document of an approval, drawn by its kind's template from what was asked, in the active language.

    The address of its own page is empty for a reader who may not open that.
    """
    kind = registered.get(approval.subject_kind)
    subject = kind.model._base_manager.filter(pk=approval.subject_id).first() if kind else None  # noqa: SLF001
    context = {"content": approval.content, "approval": approval, "kind": kind, "language": get_language() or "en"}
    return ReadDocument(
        *_title(approval),
        kind=_kind_name(approval),
        tone=DOCUMENT_TONES[State(approval.state)],
        number=number_of(approval),
        url=kind.url(subject) if kind and subject is not None and kind.may_open(user, subject) else "",
        drawn=SafeString(render_to_string(kind.template, context) if kind else ""),
    )


def read_title(kind: SubjectKind, subject: Model) -> tuple[str, str]:
    """The title of a document before anything is asked, and the language it is in."""
    return Approval(title=title_of(kind, subject)).titles.read(get_language() or "en")


def _title(approval: Approval) -> tuple[str, str]:
    return approval.titles.read(get_language() or "en")


def _kind_name(approval: Approval) -> str | Promise:
    kind = registered.get(approval.subject_kind)
    return kind.name if kind else approval.subject_kind
