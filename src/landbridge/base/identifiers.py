"""Registration numbers of organisations, checked digit by digit.

- ``brn``: the Korean business registration number (사업자등록번호), ten digits: tax office (3), kind of business (2),
  serial number (4), check digit. Source: National Tax Service; python-stdnum checks its form only.
- ``uscc``: the Chinese unified social credit code (统一社会信用代码), 18 characters: registering authority, kind of
  organisation, region (6 digits), organisation code (9), check character. Source: GB 32100-2015.
- ``other``: any other register. Nothing is known of its numbers, so only what can't be part of one is refused.

A number is never corrected on the quiet: a letter O where a digit belongs is told, not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.unreadable import Unreadable

BRN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
LONGEST_OTHER = 30

_FIRST_TAX_OFFICE = "101"
#: What people put between the digits: spaces, hyphens and dashes of every width, dots.
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fb\u00b7.]")
#: Letters that are taken for digits.
_LOOKS_LIKE = {"O": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"}

_MESSAGES: Mapping[str, Promise] = {
    "empty": _("Enter the registration number."),
    "brn_length": _("A Korean business registration number has 10 digits; this one has %(found)s."),
    "uscc_length": _("A Chinese unified social credit code has 18 characters; this one has %(found)s."),
    "other_length": _("A registration number has 2 to 30 characters; this one has %(found)s."),
    "lookalike": _("Character %(position)s is the letter %(found)s. Is the digit %(meant)s meant? Enter it as it is."),
    "brn_character": _("Character %(position)s is “%(found)s”; this number has digits only."),
    "uscc_character": _(
        "Character %(position)s is “%(found)s”; this code has digits and capital letters, never I, O, S, V or Z."
    ),
    "other_character": _("Character %(position)s is “%(found)s”; a registration number has letters and digits only."),
    "region": _("Character %(position)s is “%(found)s”; characters 3 to 8 are the region’s code, digits only."),
    "office": _("The first three digits, %(found)s, are no tax office: they begin at 101."),
    "business": _("Digits 4 and 5 are 00, which is no kind of business."),
    "brn_check": _(
        "The last digit, %(found)s, does not fit the nine before it: at least one digit is mistyped. "
        "Compare them with the business registration certificate."
    ),
    "uscc_check": _(
        "The last character, %(found)s, does not fit the 17 before it: at least one is mistyped. "
        "Compare them with the business licence."
    ),
}


class BadNumber(Unreadable):
    """A number that its register can't have given out, with the reason as a ``code`` and what words it.

    Codes: ``empty``, ``length``, ``lookalike``, ``character``, ``region``, ``office``, ``business``, ``check``.
    ``params`` may hold ``position`` (from 1), ``found`` and ``meant``.
    """

    said = _MESSAGES

    def __init__(self, code: str, kind: str, **params: Any) -> None:
        super().__init__(code, **params)
        self.kind = kind

    def message(self) -> str:
        """What is wrong and where, in the active language; some reasons read otherwise for each register."""
        said = self.said.get(self.code) or self.said[f"{self.kind}_{self.code}"]
        return str(said) % self.params


def compact(text: str) -> str:
    """A number without what stands between its digits, in half width and capitals. It may still be wrong."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_number(kind: str, text: str) -> str:
    """The number as it is kept, if the register can have given it out.

    >>> check_number("brn", "９９９－８１－０００００")
    '9998100000'

    :raises BadNumber: otherwise, naming what is wrong and where.
    :raises KeyError: if ``kind`` is none of ``brn``, ``uscc``, ``other``.
    """
    check = {"brn": _check_brn, "uscc": _check_uscc, "other": _check_other}[kind]
    number = compact(text)
    if not number:
        raise BadNumber("empty", kind)
    check(number)
    return number


def guess_kind(text: str) -> str:
    """Which register a number looks to be of: ``brn``, ``uscc``, ``other``, or nothing if there is no number.

    Only the form is looked at, so that a mistyped number is told what is wrong with it.
    """
    number = compact(text)
    if not number:
        return ""
    digits = sum(character.isdecimal() for character in number)
    if len(number) == 10 and digits >= 8:
        return "brn"
    return "uscc" if len(number) == 18 and number.isascii() and number.isalnum() and digits >= 6 else "other"


def display_number(kind: str, number: str) -> str:
    """A number that was checked, as people write it: 999-81-00000.

    >>> display_number("brn", "9998100000")
    '999-81-00000'
    """
    return f"{number[:3]}-{number[3:5]}-{number[5:]}" if kind == "brn" else number


def brn_check_digit(nine: str) -> str:
    """The tenth digit of the nine before it."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, BRN_WEIGHTS, strict=True))
    return str((10 - (total + 5 * int(nine[8]) // 10) % 10) % 10)


def uscc_check_character(seventeen: str) -> str:
    """The 18th character of the 17 before it."""
    values = map(USCC_ALPHABET.index, seventeen)
    return USCC_ALPHABET[(31 - sum(v * w for v, w in zip(values, USCC_WEIGHTS, strict=True)) % 31) % 31]


def _check_brn(number: str) -> None:
    _check_characters("brn", number, "0123456789")
    if len(number) != 10:
        raise BadNumber("length", "brn", found=len(number))
    if number[:3] < _FIRST_TAX_OFFICE:
        raise BadNumber("office", "brn", found=number[:3])
    if number[3:5] == "00":
        raise BadNumber("business", "brn")
    if number[9] != brn_check_digit(number[:9]):
        raise BadNumber("check", "brn", position=10, found=number[9])


def _check_uscc(number: str) -> None:
    _check_characters("uscc", number, USCC_ALPHABET)
    if len(number) != 18:
        raise BadNumber("length", "uscc", found=len(number))
    for position, character in enumerate(number[2:8], start=3):
        if not character.isdecimal():
            raise BadNumber("region", "uscc", position=position, found=character)
    if number[17] != uscc_check_character(number[:17]):
        raise BadNumber("check", "uscc", position=18, found=number[17])


def _check_other(number: str) -> None:
    for position, character in enumerate(number, start=1):
        if not (character.isalnum() or character in "/()"):
            raise BadNumber("character", "other", position=position, found=character)
    if not 2 <= len(number) <= LONGEST_OTHER:
        raise BadNumber("length", "other", found=len(number))


def _check_characters(kind: str, number: str, alphabet: str) -> None:
    for position, character in enumerate(number, start=1):
        if character in alphabet:
            continue
        if character in _LOOKS_LIKE:
            raise BadNumber("lookalike", kind, position=position, found=character, meant=_LOOKS_LIKE[character])
        raise BadNumber("character", kind, position=position, found=character)
