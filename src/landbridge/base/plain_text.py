"""Text from outside, made fit for a line of its own: a mail's subject, a file's name, a name inside a sentence.

What is taken out cannot be seen and changes what is: control characters and line breaks (a second header in a mail),
and the marks that turn the direction of text (Unicode TR 36, "bidirectional text spoofing": ``cod.exe`` shown as
``exe.doc``).
"""

from __future__ import annotations

import re
import unicodedata

# Direction marks, overrides and isolates; zero-width space and no-break space; invisible operators; interlinear
# annotations; tags. The joiners U+200C and U+200D stay: scripts and emoji need them.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    "|[\U000e0000-\U000e007f]"
)


def without_turns(text: str) -> str:
    r"""``text`` as it may stand in a page: nothing in it turns the direction of what stands around it, or hides.

    >>> without_turns("Plan \u202egnp.exe")
    'Plan gnp.exe'
    """
    return _INVISIBLE.sub("", text)


def visible(text: str) -> str:
    """``text`` without what cannot be seen; line breaks and tabs stay, and every kind of break becomes a newline."""
    text = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = _INVISIBLE.sub("", text)
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"})


def one_line(text: str, most: int = 300) -> str:
    r"""``text`` on one line of ``most`` characters: runs of white space are one space, what is cut ends in an ellipsis.

    >>> one_line("Fair\r\nBcc: all@example.org \u202egnp.exe")
    'Fair Bcc: all@example.org gnp.exe'
    """
    line = " ".join(visible(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
