"""How a wording looks when it is filled: with ordinary values, and with what somebody might call themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import NoticeKind, Wording

#: Values that have broken somebody's mail or page before, each with what it tries.
HOSTILE: tuple[tuple[Promise, str], ...] = (
    (_("a script as a name"), "<script>alert('name')</script><img src=x onerror=alert(1)>"),
    (_("a line break and a header"), "Kim\r\nBcc: everybody@example.org\r\n\r\nDear all"),
    (_("another placeholder"), "{secret} {{ settings.SECRET_KEY }} %(name)s"),
    (_("turned direction"), "\u202egnp.exe\u202c 홍길동"),
    (_("300 characters"), "주식회사 " + "가나다라마 " * 59),
    (_("a formula"), '=HYPERLINK("http://evil.example";"洪吉童")'),
    (_("a link"), "Win now: https://evil.example/login www.evil.example"),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """A filled wording, and what it was filled with."""

    filled_with: Promise
    wording: Wording


def previews(kind: NoticeKind, wording: Wording, language: str) -> list[Preview]:
    """The ordinary one first."""
    ordinary = {name: placeholder.example for name, placeholder in kind.params.items()}
    shown = [Preview(_("ordinary values"), wording.filled(ordinary, language, kind.params))]
    if kind.params:
        shown += [
            Preview(says, wording.filled(dict.fromkeys(kind.params, value), language, kind.params))
            for says, value in HOSTILE
        ]
    return shown
