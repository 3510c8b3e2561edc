"""A concept as a file has it, and what can be wrong with a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: A code that begins so is only the concept's place in its file: the centre's own concepts have none.
OWN = "#"
KINDS = ("product", "technology", "industry", "service", "other")
STATUSES = ("proposed", "approved", "retired")
ORIGINS = ("staff", "import", "learned", "suggested")
LANGUAGES = ("ko", "zh-hans", "en")
MOST = 20_000  #: concepts of one file


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word of a concept."""

    language: str
    term: str
    preferred: bool = False
    weight: float = 1.0
    origin: str = "import"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept; ``broader`` names another by its source and code; ``line`` is where the file has it."""

    source: str
    code: str
    terms: tuple[TermRow, ...]
    kind: str = "other"
    status: str = "approved"
    licence: str = ""
    note: str = ""
    broader: tuple[str, str] | None = None
    line: int = 0


_MESSAGES = {
    "encoding": gettext_lazy("The file is not written in UTF-8."),
    "headings": gettext_lazy("The first line has to name these columns: %(columns)s."),
    "cells": gettext_lazy("This line has %(found)s cells, the first one %(wanted)s."),
    "empty": gettext_lazy("“%(column)s” is empty."),
    "choice": gettext_lazy("“%(value)s” is none of these: %(choices)s."),
    "number": gettext_lazy("“%(value)s” is no number above 0 and at most 1."),
    "differs": gettext_lazy("“%(column)s” is not what line %(first)s says of this concept."),
    "long": gettext_lazy("“%(column)s” is longer than %(most)s letters."),
    "twice": gettext_lazy("This concept stands in line %(first)s already."),
    "broader": gettext_lazy("No concept is called “%(value)s”, which this one stands beneath."),
    "circle": gettext_lazy("This concept stands beneath itself."),
    "many": gettext_lazy("A file has at most %(most)s concepts."),
    "xml": gettext_lazy("This is no RDF/XML: %(error)s"),
    "nothing": gettext_lazy("There is no concept in the file."),
    "words": "%(error)s",
}


class BadFile(Exception):
    """What is wrong with a file, at which line; ``code`` is one of the messages above."""

    def __init__(self, line: int, code: str, **params: object) -> None:
        super().__init__(code)
        self.line, self.code, self.params = line, code, params

    def message(self) -> str:
        """The fault in the reader's language."""
        return _("Line %(line)s: %(fault)s") % {"line": self.line, "fault": str(_MESSAGES[self.code]) % self.params}


LENGTHS = {"source": 200, "code": 200, "licence": 60, "note": 300}


def choice(line: int, value: str, choices: tuple[str, ...]) -> str:
    """The value, if it is one of the choices.

    :raises BadFile: otherwise.
    """
    if value not in choices:
        raise BadFile(line, "choice", value=value[:60], choices=", ".join(choices))
    return value


def share(line: int, value: str) -> float:
    """A number above 0, at most 1.

    :raises BadFile: if it is none.
    """
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise BadFile(line, "number", value=value[:60])
    return number


def checked(rows: list[ConceptRow]) -> list[ConceptRow]:
    """The concepts of a file, if each stands there once, beneath one that is there or nowhere, in no circle.

    :raises BadFile: otherwise; also where there are none, or too many. What is beneath a concept of another file is
        for whoever takes them in to find.
    """
    if not rows:
        raise BadFile(1, "nothing")
    if len(rows) > MOST:
        raise BadFile(rows[MOST].line, "many", most=MOST)
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        for name, most in LENGTHS.items():
            if len(getattr(row, name)) > most:
                raise BadFile(row.line, "long", column=name, most=most)
        if not row.source.strip() or not row.code.strip():
            raise BadFile(row.line, "empty", column="code" if row.source.strip() else "source")
        if (row.source, row.code) in lines:
            raise BadFile(row.line, "twice", first=lines[row.source, row.code])
        lines[row.source, row.code] = row.line
    above = {(row.source, row.code): row.broader for row in rows}
    for row in rows:
        seen, at = {(row.source, row.code)}, row.broader
        while at is not None:
            if at in seen:
                raise BadFile(row.line, "circle")
            seen.add(at)
            at = above.get(at)
        if row.broader is not None and row.broader[1].startswith(OWN) and row.broader not in lines:
            raise BadFile(row.line, "broader", value=row.broader[1])
    return rows
