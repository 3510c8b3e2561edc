"""Korean particles and endings at the end of a word, which are none of it."""

from __future__ import annotations

import re

_PARTICLES = re.compile(
    "(?:으로|에서|에게|까지|부터|처럼|보다|이나|하고|한다|했다|합니다|하는|하기|하여|용|에|은|는|을|를|의|로|와|과|도|만|들|이|가)$"
)
_SHORTEST = 2  # that is left of a word


def bare(word: str) -> str:
    """The word without its last particle: 라이다를 is 라이다.

    Without a dictionary nobody can tell 라이다가 from a word that ends so; a word of three syllables is left alone.
    """
    if len(word) < _SHORTEST + 2:
        return word
    return _PARTICLES.sub("", word)
