"""Concepts as SKOS in RDF/XML: ``prefLabel``, ``altLabel``, ``broader``, and what SKOS has no word for in our own.

W3C, "SKOS Simple Knowledge Organization System Reference" (2009). Labels in other languages than ours are left out;
traditional Chinese is read as what it is in simplified characters, and kept only where there is nothing else.
"""

from __future__ import annotations

import io
import xml.sax
import xml.sax.handler
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, quoteattr

from landbridge.matching.lexicons.exchanged import (
    KINDS,
    ORIGINS,
    STATUSES,
    BadFile,
    ConceptRow,
    TermRow,
    checked,
    choice,
    share,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TERMS = "http://purl.org/dc/terms/"
OURS = "urn:x-landbridge:terms#"
XML = "http://www.w3.org/XML/1998/namespace"
_PREFIX = "urn:x-landbridge:concept:"
_LANGUAGES = {"ko": "ko", "zh": "zh-hans", "en": "en"}
_TAGS = {"zh-hans": "zh-Hans"}
_LABELS = {"prefLabel": True, "altLabel": False, "hiddenLabel": False}


def write_skos(rows: Iterable[ConceptRow]) -> str:
    """The concepts as a document; ``read_skos`` gives the same ones."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:skos="{SKOS}" xmlns:dcterms="{TERMS}" xmlns:lb="{OURS}">\n'
    )
    return head + "".join(f"{line}\n" for row in rows for line in _lines(row)) + "</rdf:RDF>\n"


def _lines(row: ConceptRow) -> Iterator[str]:
    yield f"  <skos:Concept rdf:about={quoteattr(_about(row.source, row.code))}>"
    for term in row.terms:
        label = "prefLabel" if term.preferred else "altLabel"
        tag = _TAGS.get(term.language, term.language)
        yield f'    <skos:{label} xml:lang="{tag}">{escape(term.term)}</skos:{label}>'
        sure = "" if term.confidence is None else repr(term.confidence)
        # What is said of the label before it; a reader that does not know it passes it over.
        yield f"    <lb:said>{term.weight!r} {term.origin} {sure}</lb:said>"
    if row.broader:
        yield f"    <skos:broader rdf:resource={quoteattr(_about(*row.broader))}/>"
    for name, value in (("skos:note", row.note), ("dcterms:license", row.licence)):
        if value:
            yield f"    <{name}>{escape(value)}</{name}>"
    yield f"    <lb:kind>{row.kind}</lb:kind>"
    yield f"    <lb:status>{row.status}</lb:status>"
    yield "  </skos:Concept>"


def _about(source: str, code: str) -> str:
    return f"{_PREFIX}{quote(source, safe='')}:{quote(code, safe='')}"


def read_skos(content: bytes, *, source: str) -> list[ConceptRow]:
    """The concepts of a document; those that are not ours are of ``source``, their address is their code.

    :raises BadFile: at the line where it is not what it should be.
    """
    reader = _Reader(source)
    parser = xml.sax.make_parser()  # noqa: S317 - no entities: see _NoDoctype
    parser.setFeature(xml.sax.handler.feature_namespaces, True)
    parser.setFeature(xml.sax.handler.feature_external_ges, False)
    parser.setFeature(xml.sax.handler.feature_external_pes, False)
    parser.setContentHandler(reader)
    parser.setProperty(xml.sax.handler.property_lexical_handler, _NoDoctype(reader))
    try:
        parser.parse(io.BytesIO(content))
    except xml.sax.SAXParseException as error:
        raise BadFile(error.getLineNumber() or 1, "xml", error=error.getMessage()) from error
    return checked(reader.rows)


@dataclass
class _Read:
    """One concept while it is read."""

    about: str
    line: int
    terms: list[TermRow] = field(default_factory=list)
    traditional: list[TermRow] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    is_last_kept: bool = False


class _Reader(xml.sax.handler.ContentHandler):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.rows: list[ConceptRow] = []
        self._at: _Read | None = None
        self._inside: list[tuple[str, str]] = []
        self._text = ""
        self._language = ""
        self._line = 1

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - the parser's name
        self._locator = locator

    def line(self) -> int:
        """Where the parser is."""
        return int(self._locator.getLineNumber() or 1)

    def startElementNS(self, name: Any, _qname: Any, attributes: Any) -> None:  # noqa: N802
        self._inside.append(name)
        self._text = ""
        if name == (SKOS, "Concept") and self._at is None:
            self._at = _Read(str(attributes.get((RDF, "about"), "")), self.line())
            if not self._at.about:
                raise BadFile(self.line(), "empty", column="rdf:about")
        elif self._at is not None:
            self._language, self._line = str(attributes.get((XML, "lang"), "")), self.line()
            if name == (SKOS, "broader"):
                self._at.said["broader"] = str(attributes.get((RDF, "resource"), ""))

    def characters(self, content: str) -> None:
        self._text += content

    def endElementNS(self, name: Any, _qname: Any) -> None:  # noqa: N802
        self._inside.pop()
        at, text = self._at, " ".join(self._text.split())
        if at is None:
            return
        if name == (SKOS, "Concept"):
            self.rows.append(self._whole(at))
            self._at = None
        elif name[0] == SKOS and name[1] in _LABELS:
            at.is_last_kept = self._label(at, text, is_preferred=_LABELS[name[1]])
        elif name == (OURS, "said") and at.is_last_kept:
            at.terms[-1] = self._weighed(at.terms[-1], text)
        elif name[0] in {SKOS, TERMS, OURS} and name[1] in {"note", "license", "kind", "status"}:
            at.said[name[1]] = text
        self._text = ""

    def _label(self, at: _Read, text: str, *, is_preferred: bool) -> bool:
        tag = self._language.lower()
        language = _LANGUAGES.get(tag.partition("-")[0])
        if language is None or not text:
            return False
        if any(part in tag for part in ("hant", "-tw", "-hk", "-mo")):
            at.traditional.append(TermRow(language, text, is_preferred))
            return False
        is_preferred = is_preferred and not any(one.preferred and one.language == language for one in at.terms)
        at.terms.append(TermRow(language, text, is_preferred))
        return True

    def _weighed(self, term: TermRow, text: str) -> TermRow:
        weight, _, rest = text.partition(" ")
        origin, _, sure = rest.partition(" ")
        return TermRow(
            term.language,
            term.term,
            term.preferred,
            share(self._line, weight),
            choice(self._line, origin, ORIGINS),
            share(self._line, sure) if sure else None,
        )

    def _whole(self, at: _Read) -> ConceptRow:
        has_chinese = any(term.language == "zh-hans" for term in at.terms)
        terms = at.terms if has_chinese else [*at.terms, *at.traditional]
        broader = at.said.get("broader")
        return ConceptRow(
            *self._named(at.about),
            tuple(terms),
            choice(at.line, at.said.get("kind") or "other", KINDS),
            choice(at.line, at.said.get("status") or "approved", STATUSES),
            at.said.get("license", ""),
            at.said.get("note", ""),
            self._named(broader) if broader else None,
            at.line,
        )

    def _named(self, about: str) -> tuple[str, str]:
        if not about.startswith(_PREFIX):
            return self.source, about
        source, _, code = about.removeprefix(_PREFIX).partition(":")
        return unquote(source), unquote(code)


class _NoDoctype(xml.sax.handler.LexicalHandler):
    """Entities of a document's own can be made to grow without end; concepts need none."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def startDTD(self, _name: Any, _public: Any, _system: Any) -> None:  # noqa: N802
        raise BadFile(self._reader.line(), "xml", error="DOCTYPE")
