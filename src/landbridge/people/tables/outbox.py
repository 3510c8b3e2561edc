"""Rows of the outbox: of an address only its domain is shown, for the person may be the other side's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from landbridge.base.models import OutgoingMail
from landbridge.people.queries.outgoing_mail import OutboxFigures
from landbridge.people.wording.notices import Text, registered

_TONES = {"waiting": "river", "sent": "good", "failed": "bad", "stopped": "warn"}


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A mail as staff see it."""

    mail: OutgoingMail
    about: Text
    domain: str
    tone: str

    @property
    def has_failed(self) -> bool:
        """Whether it may be tried again."""
        return self.mail.state == OutgoingMail.State.FAILED


@dataclass(frozen=True, slots=True)
class StateTab:
    """A state as a view of the list, and how many mails are in it."""

    state: str
    label: Text
    count: int

    @property
    def href(self) -> str:
        """Where the view is."""
        return f"?state={self.state}"


def outbox_tabs(figures: OutboxFigures) -> list[StateTab]:
    """One for each state."""
    return [StateTab(state.value, state.label, getattr(figures, state.value)) for state in OutgoingMail.State]


def outbox_rows(mails: Iterable[OutgoingMail]) -> list[OutboxRow]:
    """Lay them out."""
    return [
        OutboxRow(
            mail,
            registered[mail.kind].title if mail.kind in registered else "",
            mail.to.rpartition("@")[2],
            _TONES[mail.state],
        )
        for mail in mails
    ]
