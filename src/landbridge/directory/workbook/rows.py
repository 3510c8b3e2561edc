"""One row of a table read into what it says about an organisation, or every fault in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from landbridge.base.dates import BadDate, read_date
from landbridge.base.sheets import Value
from landbridge.base.text import language_of
from landbridge.directory.workbook import cells
from landbridge.directory.workbook.columns import BY_KEY, CONTACT, NAMES
from landbridge.directory.workbook.contacts import ContactFault, ContactRow, contacts
from landbridge.directory.workbook.exports import Figure, figures
from landbridge.directory.workbook.faults import CellFault, Fault

LONGEST_ABOUT, LONGEST_ITEM, LONGEST_REGION = 20_000, 1_000, 80


class Certificate(NamedTuple):
    """A certificate by name, and until when."""

    name: str
    expires_on: date | None


class Offer(NamedTuple):
    """Something offered or sought, and the language it is written in."""

    kind: str  # offer, seek
    language: str
    text: str


@dataclass(slots=True)
class OrganisationRow:
    """What one row says. ``facts`` has only what is said: an empty cell says nothing."""

    facts: dict[str, Any] = field(default_factory=dict)
    exports: tuple[Figure, ...] = ()
    industries: tuple[tuple[str, str], ...] = ()
    certificates: tuple[Certificate, ...] = ()
    offers: tuple[Offer, ...] = ()
    contacts: tuple[ContactRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """How a table is read: the field of each column, its headings, and the country of rows that name none."""

    fields: Mapping[int, str]
    headings: Sequence[str]
    country: str = ""

    def columns(self, key: str) -> list[int]:
        """The columns of a field; none but exports has several."""
        return [column for column, mapped in self.fields.items() if mapped == key]


def read_row(
    mapped: Mapped, values: Sequence[Value], errors: frozenset[int] = frozenset()
) -> tuple[OrganisationRow, list[Fault]]:
    """What a row says, and what is wrong with it; ``errors`` are columns whose cells show an error."""
    reading = _Reading(mapped, values, errors)
    row = OrganisationRow()
    reading.names(row.facts)
    for key, read in _FACTS.items():
        reading.fact(row.facts, key, read)
    reading.number(row.facts)
    reading.country(row.facts)
    row.exports = reading.exports()
    row.industries = reading.industries(row.facts.get("country", ""))
    row.certificates = reading.get("certifications", _certificates, ())
    row.offers = tuple(
        Offer(kind, language_of(words), words)
        for key, kind in (("offers", "offer"), ("seeks", "seek"))
        for words in reading.get(key, lambda value: cells.parts(value, LONGEST_ITEM), ())
    )
    row.contacts = reading.contacts(row.facts.get("country", ""))
    return row, reading.faults


_FACTS: Mapping[str, Callable[[Value], Any]] = {
    "kind": cells.kind,
    "country": cells.country,
    "region": lambda value: cells.line(value, LONGEST_REGION),
    "employees": cells.whole,
    "founded": cells.year,
    "website": cells.website,
    "about": lambda value: cells.text(value, LONGEST_ABOUT),
}


class _Reading:
    """One row being read: what is wrong is noted, and reading goes on."""

    def __init__(self, mapped: Mapped, values: Sequence[Value], errors: frozenset[int]) -> None:
        self.mapped, self.values, self.errors = mapped, values, errors
        self.faults: list[Fault] = []

    def cell(self, key: str) -> tuple[int, Value] | None:
        """Where a field stands and what it holds, unless it holds nothing."""
        for column in self.mapped.columns(key):
            if column in self.errors:
                # A name or a number that cannot be seen makes the row another organisation; the rest may be unknown.
                if key in NAMES or key == "number":
                    self.faults.append(Fault("error_cell", column))
            elif column < len(self.values) and not cells.is_nothing(self.values[column]):
                return column, self.values[column]
        return None

    def get(self, key: str, read: Callable[[Value], Any], default: Any) -> Any:
        """The cell of a field as ``read`` understands it."""
        found = self.cell(key)
        if found is None:
            return default
        try:
            return read(found[1])
        except CellFault as fault:
            self.faults.append(Fault(fault.code, found[0], fault.params))
            return default

    def fact(self, facts: dict[str, Any], key: str, read: Callable[[Value], Any]) -> None:
        """Note a fact if the row says it."""
        value = self.get(key, read, None)
        if value is not None and value != "":
            facts[key] = value

    def names(self, facts: dict[str, Any]) -> None:
        """The legal names; one in a column for any language goes to the language it is in."""
        for key in ("name_ko", "name_zh", "name_en"):
            self.fact(facts, key, cells.line)
        if name := self.get("name", cells.line, ""):
            facts.setdefault(_NAME_FIELDS[language_of(name)], name)
        if not any(key in facts for key in NAMES) and not self.faults:
            self.faults.append(
                Fault("no_name", next((self.mapped.columns(key)[0] for key in NAMES if self.mapped.columns(key)), None))
            )

    def number(self, facts: dict[str, Any]) -> None:
        """The registration number with its register."""
        kind = self.get("number_kind", cells.register, "")
        found = self.get("number", lambda value: cells.number(value, kind), None)
        if found is not None:
            facts["number_kind"], facts["number"] = found

    def country(self, facts: dict[str, Any]) -> None:
        """The country, said by the row, by its number, or for the whole file; else by the script of its name."""
        if facts.get("country") or any(
            fault.column in self.mapped.columns("country") for fault in self.faults if fault.column is not None
        ):
            return
        found = {"brn": "KR", "uscc": "CN"}.get(facts.get("number_kind", "")) or self.mapped.country
        if not found and "name_ko" in facts and "name_zh" not in facts:
            found = "KR"
        elif not found and "name_zh" in facts and "name_ko" not in facts:
            found = "CN"
        if found:
            facts["country"] = found
        elif not self.faults:
            columns = self.mapped.columns("country")
            self.faults.append(Fault("no_country", columns[0] if columns else None))

    def exports(self) -> tuple[Figure, ...]:
        """The figures of every column of exports; a year said twice is taken from the first."""
        years = self._lines("exports_year")
        currencies = self._lines("exports_currency")
        found: dict[int, Figure] = {}
        for column in self.mapped.columns("exports"):
            value = self.values[column] if column < len(self.values) else ""
            if column in self.errors or cells.is_nothing(value):
                continue
            try:
                for figure in figures(value, self.mapped.headings[column], years, currencies):
                    found.setdefault(figure.year, figure)
            except CellFault as fault:
                self.faults.append(Fault(fault.code, column, fault.params))
        return tuple(found.values())

    def industries(self, country: str) -> tuple[tuple[str, str], ...]:
        """Industry codes with their classification: the one that is written, or the country's own."""
        own = {"KR": "ksic", "CN": "gbt4754"}.get(country, "isic")
        return self.get("industries", lambda value: _industries(value, own), ())  # type: ignore[no-any-return]

    def contacts(self, region: str) -> tuple[ContactRow, ...]:
        """The people to speak to."""
        said = {key: self._lines(key) for key in CONTACT if self.mapped.columns(key)}
        try:
            return contacts(said, region)
        except ContactFault as fault:
            self.faults.append(Fault(fault.code, self.mapped.columns(fault.column)[0], fault.params))
            return ()

    def _lines(self, key: str) -> list[str]:
        found = self.cell(key)
        return [] if found is None else cells.lines(_text(found[1]))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else cells.line(value)


_NAME_FIELDS = {"ko": "name_ko", "zh-hans": "name_zh", "en": "name_en"}
_SCHEMES = (
    (re.compile(r"^(?:ksic|한국표준산업분류)\s*[:\-]?\s*", re.IGNORECASE), "ksic"),
    (re.compile(r"^(?:gb/?t\s*4754(?:-\d{4})?|国民经济行业分类)\s*[:\-]?\s*", re.IGNORECASE), "gbt4754"),
    (re.compile(r"^isic\s*[:\-]?\s*", re.IGNORECASE), "isic"),
)
_CODE = re.compile(r"([A-Za-z]?\d{1,6})(?:\s.*|[(（].*)?")


def _industries(value: Value, own: str) -> tuple[tuple[str, str], ...]:
    """Codes by lines, semicolons or commas; what a code is called may stand behind it."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"[\n;；,，、]", _text(value)):
        words = cells.line(part)
        if not words:
            continue
        scheme, bare = own, words
        for prefix, name in _SCHEMES:
            if prefix.match(words):
                scheme, bare = name, prefix.sub("", words, count=1)
        match = _CODE.fullmatch(bare)
        if match is None:
            raise CellFault("bad_industry", found=cells.shown(words))
        found.append((scheme, match[1].upper()))
    return tuple(dict.fromkeys(found))


_UNTIL = re.compile(
    r"\s*[(（]\s*[~～]?\s*(?:유효|有效期至?|until|valid until|만료)?\s*[:：]?\s*([^()（）]*\d{4}[^()（）]*)[)）]\s*$",
    re.IGNORECASE,
)


def _certificates(value: Value) -> tuple[Certificate, ...]:
    """Certificates by lines or semicolons; behind each its last day may stand in brackets: ISO 9001 (2027-05-31)."""
    found = []
    for words in cells.parts(value, 200):
        until, name = None, words
        if match := _UNTIL.search(words):
            try:
                until, name = read_date(match[1].strip()), words[: match.start()]
            except BadDate:
                name = words  # "ISO 9001 (2015)" is a name
        found.append(Certificate(cells.line(name, 120), until))
    return tuple(found)


def heading_of(key: str, language: str) -> str:
    """What the column of a field is called in a file for a reader of ``language``."""
    return BY_KEY[key].heading(language)
