"""Telephone numbers, kept as ITU-T E.164 has them (+821012345678)."""

from __future__ import annotations

import unicodedata

import phonenumbers
from django.utils.translation import gettext_lazy as _

from landbridge.base.unreadable import Unreadable

_REGIONS = ("KR", "CN")
_MESSAGES = {
    "empty": _("Enter the telephone number."),
    "unreadable": _("“%(found)s” is no telephone number. Write it with its country code: +82 10 1234 5678."),
    "not_given_out": _("No telephone has the number “%(found)s”: it is too short, too long, or has no such area code."),
}


class BadPhone(Unreadable):
    """Text that is no telephone number: ``empty``, ``unreadable`` or ``not_given_out``."""

    said = _MESSAGES


def check_phone(text: str, region: str) -> str:
    """A number in the form of E.164; one written without a country code is of ``region`` (``KR``, ``CN``).

    >>> check_phone("０１０-1234-5678", "KR")
    '+821012345678'

    :raises BadPhone: if nobody can have that number.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if not said:
        raise BadPhone("empty")
    try:
        number = phonenumbers.parse(said, region or None)
    except phonenumbers.NumberParseException as error:
        raise BadPhone("unreadable", found=said) from error
    if not phonenumbers.is_valid_number(number):
        raise BadPhone("not_given_out", found=said)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display_phone(number: str) -> str:
    """A number that was checked, spaced for the eye: +82 10-1234-5678."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number  # kept before it was checked
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def without_phones(text: str, instead: str) -> str:
    """A text with the telephone numbers of Korea and China in it, and any with its country code, replaced.

    >>> without_phones("Exports of 10,000,000; call 010-1234-5678 or +86 138 0013 8000.", "(…)")
    'Exports of 10,000,000; call (…) or (…).'
    """
    for region in _REGIONS:
        found = list(phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID))
        for match in reversed(found):
            text = f"{text[: match.start]}{instead}{text[match.end :]}"
    return text
