"""The kinds of notices, and how one is worded: a text with placeholders, filled with plain text.

An app says what it tells people in its ``wording/notice_kinds.py``::

    notice_kind(
        "directory.verification_expires",
        title=_("A verification is about to expire"),
        subject=_("{organisation}: the verification expires on {day}"),
        body=_("The verification of {organisation} expires on {day}. …"),
        params={
            "organisation": Placeholder(_("name of the organisation"), "한빛라이다", required=True),
            "day": Placeholder(_("the day, written out"), "2026. 9. 1."),
        },
    )

Staff may word a kind anew. A text is never a template of a language that could read or run anything: ``{name}`` is
looked up among the kind's own placeholders, once, and what is filled in is not looked through again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.base.particles import with_particles
from landbridge.base.plain_text import one_line, visible

Text = str | Promise
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
VALUE_MOST = 160  #: characters of one value: a name, a title, a date
SUBJECT_MOST = 200
BODY_MOST = 5000


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands in for a value: what it is, one to show, whether a wording must have it, and how long it may be."""

    says: Text
    example: str
    required: bool = False
    most: int = VALUE_MOST


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice, in the house's own words. The link, where it has one, stands below the text."""

    code: str
    title: Text
    subject: Text
    body: Text
    params: Mapping[str, Placeholder]

    def house_wording(self, language: str) -> Wording:
        """The house's own words in a language."""
        with override(language):
            return Wording(str(self.subject), str(self.body))


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a text: with placeholders, or filled."""

    subject: str
    body: str

    def filled(
        self, values: Mapping[str, object], language: str, params: Mapping[str, Placeholder] | None = None
    ) -> Wording:
        """The notice as its receiver reads it: the subject is one line, no value brings a line or a link of its own.

        :param params: the placeholders of its kind, which say how long a value may be.
        """
        most = {name: placeholder.most for name, placeholder in (params or {}).items()}
        safe = {name: safe_value(str(value), most.get(name, VALUE_MOST)) for name, value in values.items()}
        return Wording(
            one_line(_fill(self.subject, safe, language)),
            visible(_fill(self.body, safe, language)).strip(),
        )


registered: dict[str, NoticeKind] = {}


def notice_kind(
    code: str, *, subject: Text, body: Text, params: Mapping[str, Placeholder], title: Text = ""
) -> NoticeKind:
    """Declare a kind of notice; give it.

    :param code: ``app.what``; it stays, as notices and staff's wordings carry it.
    :param subject: lazily translated, as ``body`` is. ``title`` names the kind to staff.
    :raises ValueError: if two kinds have the same code, or the house's own words would not pass for staff's.
    """
    kind = NoticeKind(code, title or subject, subject, body, dict(params))
    if code in registered and registered[code].params.keys() != kind.params.keys():
        raise ValueError(f"Two kinds of notices are called {code!r}.")
    with override("en"):
        if wrong := [*faults(kind, "subject", str(subject)), *faults(kind, "body", str(body))]:
            raise ValueError(f"{code}: {wrong[0]}")
    registered[code] = kind
    return kind


def faults(kind: NoticeKind, field: str, text: str) -> Iterator[str]:
    """What is wrong with staff's words for ``field`` (subject, body), in the active language."""
    for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
        if name not in kind.params:
            yield _("There is no placeholder {%(name)s} here.") % {"name": name}
    for number, line in enumerate(_PLACEHOLDER.sub("", text).splitlines() or [""], start=1):
        if "{" in line or "}" in line:
            yield _("Line %(number)s has a brace that belongs to no placeholder.") % {"number": number}
    if field == "subject" and len(text.strip().splitlines()) > 1:
        yield _("A subject is one line.")


def missing(kind: NoticeKind, wording: Wording) -> list[str]:
    """The placeholders that a wording of the kind must have, in subject or text, and has not."""
    used = {*_PLACEHOLDER.findall(wording.subject), *_PLACEHOLDER.findall(wording.body)}
    return [name for name, placeholder in kind.params.items() if placeholder.required and name not in used]


def safe_value(text: str, most: int = VALUE_MOST) -> str:
    r"""A value as it is filled in: one line of ``most`` characters, in which mail programs see no link.

    >>> safe_value("Kim\n\nPay here: https://evil.example/?{secret}")
    'Kim Pay here: https: //evil.example/?{secret}'
    """
    line = one_line(text, most)
    return re.sub(r"(?i)\bwww\.", "www. ", line.replace("://", ": //"))


def _fill(text: str, values: Mapping[str, str], language: str) -> str:
    # One pass: a value that looks like a placeholder is not looked up.
    filled = _PLACEHOLDER.sub(lambda found: values[found[1]], text)
    return with_particles(filled) if language == "ko" else filled
