"""Participants as rows of a page: called by a name their reader may know, with what is still open."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from landbridge.people.models import User
from landbridge.people.rules import acting_side
from landbridge.programmes.models import Application, Participation, Programme, RequiredDocument
from landbridge.programmes.queries.participations import participants_of, reserve_of
from landbridge.programmes.tables.applicants import Name, applicant_names, persons_in
from landbridge.programmes.wording.participation import say_reason

TONES: dict[str, str] = {
    Participation.State.OFFERED: "warn",
    Participation.State.CONFIRMED: "good",
    Participation.State.COMPLETED: "good",
    Participation.State.SETTLED: "good",
}
DOCUMENT_TONES: dict[str, str] = {
    RequiredDocument.State.ACCEPTED: "good",
    RequiredDocument.State.RETURNED: "bad",
    RequiredDocument.State.RECEIVED: "warn",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A participant, or somebody on the reserve list."""

    called: Name
    application: Application
    participation: Participation | None
    rank: int | None = None
    is_own: bool = False
    tone: str = ""
    accepted: int = 0
    owed: int = 0

    @property
    def name(self) -> str:
        """What they are called, as far as the reader may know."""
        return self.called.text

    @property
    def language(self) -> str:
        """The language of the name."""
        return self.called.language

    @property
    def reason(self) -> str:
        """Why they withdrew, in the reader's language where the house wrote it; the other side's is not shown."""
        return say_reason(self.participation.reason) if self.participation and self.is_own else ""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a page names: rows, and the persons among them, for the access log."""

    rows: list[Row]
    persons: set[int]


def participant_rows(programme: Programme, user: User) -> Named:
    """Everybody who was offered a place, as far as the reader's side may know of them."""
    rows = _as_far_as(participants_of(programme), programme, user)
    counted = rows.annotate(
        owed=Count("required"),
        accepted=Count("required", filter=Q(required__state=RequiredDocument.State.ACCEPTED)),
    )
    side = acting_side(user)
    names = applicant_names([row.application for row in counted], user)
    return Named(
        [
            Row(
                names[row.application.pk],
                application=row.application,
                participation=row,
                is_own=row.side == side,
                tone=TONES.get(row.state, ""),
                accepted=row.accepted,
                owed=row.owed,
            )
            for row in counted
        ],
        persons_in(names),
    )


def reserve_rows(programme: Programme, user: User) -> Named:
    """The reserve list, who comes next first. Where they stand is told, by how much they missed a place is not."""
    rows = list(reserve_of(programme))
    side = acting_side(user)
    if not programme.is_joint and programme.side != side:
        rows = [row for row in rows if row.application.side == side]
    names = applicant_names([row.application for row in rows], user)
    listed = [
        Row(names[row.application_id], row.application, None, number, row.application.side == side)
        for number, row in enumerate(rows, 1)
    ]
    return Named(listed, persons_in(names))


def _as_far_as(rows: QuerySet[Participation], programme: Programme, user: User) -> QuerySet[Participation]:
    """All rows for the sides that share a programme; of one that the other side leads alone, the own side's."""
    if programme.is_joint or programme.side == acting_side(user):
        return rows
    return rows.filter(side=acting_side(user))
