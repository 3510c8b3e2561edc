"""Concepts as a table: a line for each word, tabs between the cells, headings in the first line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from landbridge.matching.lexicons.exchanged import (
    KINDS,
    LANGUAGES,
    ORIGINS,
    STATUSES,
    BadFile,
    ConceptRow,
    TermRow,
    checked,
    choice,
    share,
)

COLUMNS = (
    "source", "code", "kind", "status", "licence", "broader source", "broader", "note",
    "language", "term", "preferred", "weight", "origin", "confidence",
)  # fmt: skip
#: Columns that a file has to have; the others may be left out, or empty.
NEEDED = ("source", "code", "language", "term")
_OF_CONCEPT = COLUMNS[2:8]


def write_tsv(rows: Iterable[ConceptRow]) -> str:
    """The table of concepts; ``read_tsv`` gives the same ones."""
    return "".join("\t".join(cells) + "\n" for cells in (COLUMNS, *_lines(rows)))


def _lines(rows: Iterable[ConceptRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        source, code = row.broader or ("", "")
        concept = (row.source, row.code, row.kind, row.status, row.licence, source, code, row.note)
        for term in row.terms:
            sure = "" if term.confidence is None else repr(term.confidence)
            preferred = "yes" if term.preferred else ""
            yield (*concept, term.language, term.term, preferred, repr(term.weight), term.origin, sure)


def read_tsv(content: bytes) -> list[ConceptRow]:
    """The concepts of a table.

    :raises BadFile: at the first line that is not what it should be.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(content.count(b"\n", 0, error.start) + 1, "encoding") from error
    lines = text.replace("\r\n", "\n").split("\n")
    headings = [cell.strip().lower() for cell in lines[0].split("\t")]
    if not set(NEEDED) <= set(headings) or not set(headings) <= set(COLUMNS) or len(set(headings)) < len(headings):
        raise BadFile(1, "headings", columns=", ".join(COLUMNS))
    found: dict[tuple[str, str], tuple[ConceptRow, dict[str, str]]] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(headings):
            raise BadFile(number, "cells", found=len(cells), wanted=len(headings))
        said = dict.fromkeys(COLUMNS, "") | dict(zip(headings, cells, strict=True))
        _take(found, number, said)
    return checked([row for row, _said in found.values()])


def _take(found: dict[tuple[str, str], tuple[ConceptRow, dict[str, str]]], line: int, said: dict[str, str]) -> None:
    for column in NEEDED:
        if not said[column].strip():
            raise BadFile(line, "empty", column=column)
    term = TermRow(
        choice(line, said["language"], LANGUAGES),
        said["term"],
        choice(line, said["preferred"], ("", "yes")) == "yes",
        share(line, said["weight"] or "1"),
        choice(line, said["origin"] or "import", ORIGINS),
        share(line, said["confidence"]) if said["confidence"] else None,
    )
    key = (said["source"], said["code"])
    if key not in found:
        broader = (said["broader source"] or said["source"], said["broader"]) if said["broader"] else None
        row = ConceptRow(
            *key,
            (),
            choice(line, said["kind"] or "other", KINDS),
            choice(line, said["status"] or "approved", STATUSES),
            said["licence"],
            said["note"],
            broader,
            line,
        )
        found[key] = (row, said)
    row, first = found[key]
    for column in _OF_CONCEPT:
        if said[column] != first[column]:
            raise BadFile(line, "differs", column=column, first=row.line)
    found[key] = (replace(row, terms=(*row.terms, term)), first)
