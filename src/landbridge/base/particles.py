"""Korean particles that follow the sound before them: a sentence with a name filled in leaves both forms open.

Rules: the National Institute of Korean Language's standard; what stands in brackets does not count, figures are read
in Sino-Korean (0 is part of 십, 백, 천 or 영: all end in a consonant).
"""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"(?P<brackets>\([^()]*\))?(?P<marks>[”’\"'》」]*)(?P<both>은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)"
)
#: Each open form: after a consonant, after a vowel.
_FORMS = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"), "과(와)": ("과", "와")}
_CONSONANTS, _RIEUL = "013678LMNR", "178L"  # figures and single capitals, by how their names end
_FINALS, _RIEUL_FINAL = 28, 8


def with_particles(text: str) -> str:
    """``text`` with each open particle decided by what it follows; one after a foreign word stays open.

    >>> with_particles("동해식품은(는) T-14(으)로, 서울(으)로, “C02”이(가), Haier을(를)")
    '동해식품은 T-14로, 서울로, “C02”가, Haier을(를)'
    """
    return _OPEN.sub(_decide, text) if "(" in text else text


def _decide(found: re.Match[str]) -> str:
    ending = _ending(found.string[: found.start()])
    both = found["both"]
    if ending is None:
        return found.group()
    consonant, rieul = ending
    after_consonant, after_vowel = _FORMS.get(both, ("으로", "로"))
    # "(으)로" alone takes ㄹ for a vowel: 서울로, 회차 1로.
    form = after_consonant if consonant and not (rieul and both == "(으)로") else after_vowel
    return f"{found['brackets'] or ''}{found['marks']}{form}"


def _ending(before: str) -> tuple[bool, bool] | None:
    """Whether the sound at the end is a consonant, and whether that is ㄹ; None where it cannot be known."""
    last = before[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % _FINALS
        return final > 0, final == _RIEUL_FINAL
    alone = re.search(r"(?:\d|(?<![A-Za-z])[A-Z])$", before)
    return None if alone is None else (last in _CONSONANTS, last in _RIEUL)
