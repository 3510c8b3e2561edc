"""How a loanword sounds, roughly: the consonants that Korean keeps of an English word.

초콜릿 is in no dictionary, yet it and "chocolate" both come to "cklt". Vowels, h and w are dropped, voiced and
unvoiced fall together, and an r that closes a syllable is silent, as in Korean transcription. Two words of
one sound need not be one word: a sound is weak evidence, and only of words no dictionary knows.
"""

from __future__ import annotations

import re
from functools import cache

#: Sounds shorter than this are shared by too many words.
SHORTEST = 3

_INITIALS = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "")
#: Of a cluster that ends a syllable one consonant is heard; what is written as s, c or h is heard as t.
_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "n", "t", "t", "k", "t", "p", ""),
)
_ENGLISH = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"tion", "cn"),
        (r"ph", "p"),
        (r"ck|q|g(?![ei])|gh|x|c(?![eih])", "k"),
        (r"c(?=[ei])", "s"),
        (r"tch|ch|sh|j|g(?=[ei])", "c"),
        (r"z", "c"),
        (r"th", "s"),
        (r"[bfv]", "p"),
        (r"d", "t"),
        (r"r(?=[aeiouy])", "l"),
        (r"r", ""),
        (r"[aeiouywh]", ""),
    )
)
_TWICE = re.compile(r"(.)\1+")


@cache
def hangul_sound(word: str) -> str:
    """The sound of Hangul syllables; empty where it is too short to tell words apart."""
    heard = []
    for syllable in word:
        initial, rest = divmod(ord(syllable) - 0xAC00, 588)
        heard += [_INITIALS[initial], _FINALS[rest % 28]]
    return _long_enough("".join(heard))


@cache
def latin_sound(word: str) -> str:
    """The sound of a lower-case English word; empty where it is too short to tell words apart."""
    for pattern, heard in _ENGLISH:
        word = pattern.sub(heard, word)
    return _long_enough("".join(letter for letter in word if letter.isalpha()))


def _long_enough(sound: str) -> str:
    once = _TWICE.sub(r"\1", sound)
    return once if len(once) >= SHORTEST else ""
