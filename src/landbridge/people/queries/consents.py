"""What a person's data may be used for now, and what they were told and answered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Exists, Max, Model, OuterRef, QuerySet, Subquery

from landbridge.people.models import ConsentEvent, ConsentState, Person, PrivacyNotice, Purpose
from landbridge.people.models.consents import REQUIRED_PURPOSES

M = TypeVar("M", bound=Model)


def may_use(person: Person, purpose: str) -> bool:
    """The gate: whether a person's data may be used for a purpose at this moment.

    Never asked, refused, withdrawn, asked again under a changed notice, or erased: all of these are no.
    """
    states = ConsentState.objects.filter(person=person, purpose=purpose, granted=True)
    return person.erased_at is None and states.exists()


def with_consent(queryset: QuerySet[M], purpose: str, path: str = "") -> QuerySet[M]:
    """The rows about persons who allow a purpose now, by one subquery, so that a list costs no more for it.

    :param path: the lookup from a row to its person; empty for persons themselves.
    """
    subject = OuterRef(f"{path}__pk" if path else "pk")
    states = ConsentState.objects.filter(person=subject, purpose=purpose, granted=True, person__erased_at=None)
    return queryset.filter(Exists(states))


def current_notices(language: str) -> dict[str, PrivacyNotice]:
    """The latest version of each purpose's notice in a language, by purpose."""
    latest = (
        PrivacyNotice.objects.filter(purpose=OuterRef("purpose")).order_by().values("purpose").annotate(n=Max("number"))
    )
    rows = PrivacyNotice.objects.filter(language=language, number=Subquery(latest.values("n")))
    return {row.purpose: row for row in rows}


def current_notice(purpose: str, language: str) -> PrivacyNotice:
    """The latest version of one notice.

    :raises PrivacyNotice.DoesNotExist: where nothing was ever published, and so nothing can be agreed to.
    """
    notice = PrivacyNotice.objects.filter(purpose=purpose, language=language).order_by("-number").first()
    if notice is None:
        raise PrivacyNotice.DoesNotExist(f"No notice says what {purpose} means in {language}.")
    return notice


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one purpose stands with one person."""

    purpose: Purpose
    notice: PrivacyNotice | None  # what is asked now; None if nothing is published yet
    event: ConsentEvent | None  # the last answer, with the notice under which it was given
    granted: bool

    @property
    def is_required(self) -> bool:
        """Whether there is no taking part without it."""
        return self.purpose in REQUIRED_PURPOSES

    @property
    def is_asked_again(self) -> bool:
        """It was given, and a changed notice needs it anew."""
        return self.event is not None and self.event.action == "given" and not self.granted

    @property
    def is_reworded(self) -> bool:
        """It stands, and the notice has been put in other words since."""
        newer = self.event is not None and self.notice is not None and self.notice.number > self.event.notice.number
        return self.granted and newer

    @property
    def is_open(self) -> bool:
        """It was never answered, or is asked again."""
        return self.event is None or self.is_asked_again


def standings(person: Person, language: str) -> list[Standing]:
    """Every purpose, the required ones first: what is asked in ``language``, and what was answered."""
    notices = current_notices(language)
    states = {
        state.purpose: state for state in person.consents.select_related("event__notice", "event__by").order_by("pk")
    }
    found = []
    for purpose in sorted(Purpose, key=lambda purpose: purpose not in REQUIRED_PURPOSES):
        state = states.get(purpose)
        event, granted = (state.event, state.granted) if state else (None, False)
        found.append(Standing(purpose, notices.get(purpose), event, granted))
    return found


def consent_history(person: Person) -> QuerySet[ConsentEvent]:
    """Every answer of a person, the latest first."""
    return person.consent_events.select_related("notice", "by").order_by("-pk")


def notice_versions() -> QuerySet[PrivacyNotice]:
    """Every version of every notice in every language, the latest first."""
    return PrivacyNotice.objects.select_related("published_by").order_by("purpose", "-number", "language")


#: What a notice says, and so what its digest is of.
NOTICE_CONTENT = (
    *("purpose", "number", "language", "title", "text", "items", "retention", "recipients", "countries"),
    *("refusal_effect", "asks_again"),
)


def notice_digest(notice: PrivacyNotice) -> str:
    """SHA-256 of all that a notice says, in hexadecimal, over canonical JSON (sorted keys, UTF-8)."""
    content = {name: getattr(notice, name) for name in NOTICE_CONTENT}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def latest_rows(purpose: str) -> list[PrivacyNotice]:
    """The latest version of a notice in all its languages; empty if there is none."""
    rows = list(PrivacyNotice.objects.filter(purpose=purpose).order_by("-number", "language"))
    return [row for row in rows if row.number == rows[0].number]


def count_agreeing(side: str) -> dict[str, int]:
    """How many persons of a side agree to each purpose now."""
    states = ConsentState.objects.filter(granted=True, person__side=side, person__erased_at=None)
    return dict(states.values_list("purpose").annotate(n=Count("pk")).order_by("purpose"))
