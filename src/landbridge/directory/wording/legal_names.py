"""Names of organisations without what only says their legal form: 주식회사 한빛, ㈜한빛 and (주) 한빛 are one.

Forms: the Korean Commercial Act (주식회사, 유한회사, 합자회사, 합명회사, 유한책임회사) and their abbreviations, the
Chinese Company Law (有限责任公司, 股份有限公司), and what firms of both countries write behind their English names.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from landbridge.base.text import fold

_CJK_FORMS = re.compile(
    r"주식회사|유한책임회사|유한회사|합자회사|합명회사|사단법인|재단법인|\((?:주|유|합|사|재|株)\)"
    r"|股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|株式會社"
)
_LATIN_FORM = re.compile(
    r"[\s,.]+(?:co(?:mpany)?[\s.,]*ltd|co(?:mpany)?[\s.,]*limited|co(?:mpany)?|ltd|limited|inc(?:orporated)?"
    r"|corp(?:oration)?|llc|l\.l\.c|plc|gmbh|ag|s\.?a|pte|pty|jsc)[\s.,]*$"
)
#: Two names at least this alike are one name spelt twice.
ALIKE = 0.8


@lru_cache(maxsize=50_000)
def core_name(name: str) -> str:
    """What is left of a legal name to compare: folded, without its legal form, spaces and signs.

    >>> [core_name(name) for name in ("㈜ 한빛전자", "한빛전자 주식회사", "Hanbit Co., Ltd.", "重庆 云杉有限公司")]
    ['한빛전자', '한빛전자', 'hanbit', '重庆云杉']

    A name that is nothing but its form stays whole.
    """
    folded = fold(name)
    return _letters(without_form(folded)) or _letters(folded) or folded


def without_form(folded: str) -> str:
    """A folded name without its legal forms at either end, its words still apart; perhaps nothing."""
    bare = _CJK_FORMS.sub(" ", folded).strip()
    while (shorter := _LATIN_FORM.sub("", f" {bare}").strip()) != bare:
        bare = shorter
    return bare


def alike(one: str, other: str) -> bool:
    """Whether two core names may be one name spelt twice: equal, or nearly so."""
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
