"""A call's texts: which one a reader is shown, and whether it is final."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from landbridge.base.text import LANGUAGES
from landbridge.programmes.models import Call, CallText

Note = Literal["", "other_language", "unapproved", "none"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a call: the text, its language, whether it is final, and why it is not the reader's own.

    ``note``: empty, ``other_language`` (theirs is not approved yet, so they read the original), ``unapproved`` (only
    in a preview: nobody answers for it yet) or ``none`` (there is no text).
    """

    text: CallText | None
    language: str
    is_final: bool
    note: Note


def is_final(text: CallText) -> bool:
    """Whether somebody who answers for its language approved the text, as it is now."""
    return text.approved_at is not None and not text.is_stale


def shown_text(call: Call, language: str) -> Shown:
    """What the public reads in a language: the approved text of it, else the approved original with a note.

    A draft of a machine, a text whose original was edited since, and one that nobody approved are never shown.
    """
    texts = texts_of(call)
    for code in (language, call.original):
        if (text := texts.get(code)) is not None and is_final(text):
            return Shown(text, code, True, "" if code == language else "other_language")
    return Shown(None, call.original, False, "none")


def preview_text(call: Call, language: str) -> Shown:
    """What staff see in a preview: the text of the language as it is, said to be unapproved where it is."""
    text = texts_of(call).get(language)
    if text is None or not text.body.strip():
        return Shown(None, language, False, "none")
    final = is_final(text)
    return Shown(text, language, final, "" if final else "unapproved")


def texts_of(call: Call) -> dict[str, CallText]:
    """A call's texts by language, in the house's order of languages; prefetched ones are not read again."""
    rows = {text.language: text for text in call.texts.all()}
    return {code: rows[code] for code in LANGUAGES if code in rows}


def text_digest(text: CallText) -> str:
    """SHA-256 of what a text says: title, summary and body."""
    return hashlib.sha256("\0".join((text.title, text.summary, text.body)).encode()).hexdigest()
