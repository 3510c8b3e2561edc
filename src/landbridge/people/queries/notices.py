"""Reading notices: a person's inbox, and the words they are made with."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, QuerySet

from landbridge.people.models import Notice, NoticeTemplate, User
from landbridge.people.wording.notices import NoticeKind, Wording, registered


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of notice, and the languages in which staff worded it anew."""

    kind: NoticeKind
    reworded: frozenset[str]


def inbox(user: User) -> QuerySet[Notice]:
    """A person's notices: the unread first, then the newest."""
    return Notice.objects.filter(receiver=user).order_by(F("read_at").desc(nulls_first=True), "-pk")


def unread(user: User) -> QuerySet[Notice]:
    """The notices a person has not opened."""
    return Notice.objects.filter(receiver=user, read_at=None)


def reading_language(user: User) -> str:
    """The language a person is written to: their account's, else their own data's, else the house's."""
    if user.language:
        return user.language
    person = getattr(user, "person", None)
    return (person.language if person is not None else "") or settings.LANGUAGE_CODE


def template_of(code: str, language: str) -> NoticeTemplate | None:
    """Staff's words for a kind in a language, if there are any."""
    return NoticeTemplate.objects.filter(code=code, language=language).first()


def wording_of(kind: NoticeKind, language: str) -> Wording:
    """The words for a kind in a language: staff's, else the house's."""
    template = template_of(kind.code, language)
    return kind.house_wording(language) if template is None else Wording(template.subject, template.body)


def kind_rows() -> list[KindRow]:
    """All kinds, by code, whether worded anew or not."""
    reworded: dict[str, set[str]] = {}
    for code, language in NoticeTemplate.objects.values_list("code", "language"):
        reworded.setdefault(code, set()).add(language)
    return [KindRow(registered[code], frozenset(reworded.get(code, ()))) for code in sorted(registered)]
