"""Countries by their two letters (ISO 3166-1 alpha-2), and what people call them. Names are the Unicode CLDR's."""

from __future__ import annotations

from functools import cache

from babel import Locale

from landbridge.base.text import LANGUAGES, fold, sort_key

_LOCALES = {"ko": "ko", "zh-hans": "zh_Hans", "en": "en"}
#: Territories of the CLDR that are no countries: outlying Oceania, the European Union, unknown …
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
#: What people write instead of the name.
_ALSO = {
    "KR": ("korea", "republic of korea", "한국", "남한", "韩国", "韓國", "대한민국", "大韩民国", "rok", "kor"),
    "CN": ("p.r. china", "pr china", "p.r.c.", "prc", "中國", "中华人民共和国", "중화인민공화국", "chn"),
    "US": ("usa", "u.s.", "u.s.a.", "america", "美國"),
    "GB": ("uk", "u.k.", "great britain", "england"),
    "HK": ("hong kong", "홍콩", "香港"),
    "TW": ("타이완", "臺灣", "台灣"),
    "MO": ("macau", "macao", "마카오", "澳门"),
}


@cache
def country_names(language: str) -> dict[str, str]:
    """Codes and names in a language, in its order."""
    named = {
        code: str(name)
        for code, name in Locale.parse(_LOCALES[language]).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    return dict(sorted(named.items(), key=lambda item: sort_key(item[1], language)))


def country_name(code: str, language: str) -> str:
    """What a country is called; a code that is none comes back as it is."""
    return country_names(language).get(code, code)


def find_country(text: str) -> str | None:
    """The code of a country written as a code, or by a name in any of the three languages; None if it is none.

    >>> find_country("中国"), find_country("ｋｒ"), find_country("Korea"), find_country("Atlantis")
    ('CN', 'KR', 'KR', None)
    """
    said = fold(text)
    return _by_name().get(said)


@cache
def _by_name() -> dict[str, str]:
    names = {fold(name): code for language in LANGUAGES for code, name in country_names(language).items()}
    names |= {fold(name): code for code, also in _ALSO.items() for name in also}
    return names | {code.lower(): code for code in country_names("en")}
