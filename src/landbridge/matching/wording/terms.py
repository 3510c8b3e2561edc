"""Words of a concept as people write them: what is a word, and of which language it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from landbridge.engine.matching.text import key_of

LANGUAGES = ("ko", "zh-hans", "en")
LONGEST, LONGEST_KEY, MOST = 120, 240, 40
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a concept; ``weight`` above 0 to 1, ``origin`` one of ``ConceptTerm.Origin``."""

    language: str
    term: str
    preferred: bool = False
    weight: float = 1.0
    origin: str = "staff"
    confidence: float | None = None

    @property
    def key(self) -> str:
        """What it is looked up by; empty for a text without words."""
        return key_of(self.term)


def one_line(text: str) -> str:
    """The text without what can't be seen, its spaces single."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def checked_words(words: Iterable[Word]) -> list[Word]:
    """The words as they are kept: each once, one of each language preferred, in the order of languages.

    :raises ValidationError: if one is no word of its language, there are too many, or all are of one language.
    """
    kept: dict[tuple[str, str], Word] = {}
    for word in words:
        said = replace(word, term=one_line(word.term))
        _check(said)
        kept.setdefault((said.language, said.key), said)
    if len(kept) > MOST:
        raise ValidationError(_("A concept has at most %(most)s words."), params={"most": MOST})
    if len({language for language, _key in kept}) < 2:
        raise ValidationError(_("A concept needs words in at least two languages."))
    return [
        one for language in LANGUAGES for one in _one_preferred([w for w in kept.values() if w.language == language])
    ]


def _one_preferred(words: Sequence[Word]) -> list[Word]:
    first = next((word for word in words if word.preferred), words[0] if words else None)
    ordered = sorted(words, key=lambda word: word is not first)
    return [replace(word, preferred=word is first) for word in ordered]


def _check(word: Word) -> None:
    said = {"word": word.term[:LONGEST]}
    if word.language not in LANGUAGES:
        raise ValidationError(_("“%(word)s” is of a language that is not kept here."), params=said)
    if not word.key or len(word.term) > LONGEST or len(word.key) > LONGEST_KEY:
        message = _("“%(word)s” is too long for a word.") if word.key else _("There is no word in “%(word)s”.")
        raise ValidationError({_FIELDS[word.language]: ValidationError(message, params=said)})
    is_foreign = {
        "ko": _HAN.search(word.term) and not _HANGUL.search(word.term),
        "zh-hans": _HANGUL.search(word.term),
        "en": _HANGUL.search(word.term) or _HAN.search(word.term),
    }[word.language]
    if is_foreign:
        message = _("“%(word)s” is not written in this language.")
        raise ValidationError({_FIELDS[word.language]: ValidationError(message, params=said)})
    if not 0 < word.weight <= 1:
        raise ValidationError(_("The weight of “%(word)s” is not above 0 and at most 1."), params=said)


#: Under which name a form has the words of a language.
_FIELDS = {"ko": "ko", "zh-hans": "zh", "en": "en"}
