"""A call's texts as their states: written, drafted, stale, approved; and who may do what with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from landbridge.base.access import allowed
from landbridge.base.text import LANGUAGES
from landbridge.people.models import User
from landbridge.programmes.models import Call, CallText
from landbridge.programmes.queries.texts import is_final, texts_of
from landbridge.programmes.rules.calls import Can, answering_sides
from landbridge.programmes.wording.drafting import has_marks

OWN_NAMES = {"ko": "한국어", "zh-hans": "中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class TextState:
    """One language of a call. ``word`` and ``tone`` say how far it is; ``text`` is None where nothing is written."""

    language: str
    name: str
    text: CallText | None
    is_original: bool
    word: str
    tone: str
    has_marks: bool
    may_write: bool
    may_approve: bool
    answers: tuple[str, ...]  #: the sides that may approve it


def states_of_texts(call: Call, user: User) -> list[TextState]:
    """The three languages, the original first."""
    texts = texts_of(call)
    order = sorted(LANGUAGES, key=lambda code: code != call.original)
    return [_state(call, code, texts.get(code), user) for code in order]


def _state(call: Call, language: str, text: CallText | None, user: User) -> TextState:
    asked = text or CallText(call=call, language=language)
    asked.call = call
    is_written = text is not None and bool(text.body.strip())
    word, tone = _said(text if is_written else None)
    marked = text is not None and has_marks(f"{text.title}{text.summary}{text.body}")
    changes = call.state != Call.State.WITHDRAWN
    is_original = language == call.original
    may_write = changes and allowed(user, Can.WRITE_TEXT, asked)
    if is_original and call.state == Call.State.PUBLISHED:
        may_write = False
    ready = text is not None and is_written and not is_final(text) and not text.is_stale
    return TextState(
        language, OWN_NAMES[language], text, is_original, word, tone,
        marked, may_write, changes and ready and allowed(user, Can.APPROVE_TEXT, asked),
        tuple(sorted(answering_sides(asked))),
    )  # fmt: skip


def _said(text: CallText | None) -> tuple[str, str]:
    if text is None:
        return _("not written yet"), ""
    if text.is_stale:
        return _("the original was edited since"), "warn"
    if is_final(text):
        return _("approved"), "good"
    if text.origin == CallText.Origin.MACHINE:
        return _("machine draft"), "warn"
    return _("not approved yet"), "warn"
