"""The lexicon as it is now: the packages' layers, the centre's own terms over them, and blocked pairs over all.

The packages' words are read once in a process, when somebody first needs them; the centre's own are swapped whenever
they have changed, for the price of one small query each time the lexicon is asked for.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Concept as Meaning
from landbridge.engine.matching.lexicon import Layer, Lexicon, Links
from landbridge.matching.lexicons.artefacts import BadArtefact, path_of, read_artefact, read_header
from landbridge.matching.lexicons.packages import PACKAGES
from landbridge.matching.queries.terms import blocked_keys, own_layers, serial_now

logger = logging.getLogger(__name__)

#: Takes the place of a Korean word's English where all of it is blocked: it would be looked up over Chinese again.
_NOTHING: Links = (("", 0.0),)
_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A package whose words are used, or could be: ``present`` says whether its artefact is there."""

    name: str
    title: str
    licence: str
    attribution: str
    home: str
    build: str
    entries: int
    present: bool
    to_install: str


@dataclass
class _Held:
    """What this process holds; ``stamp`` says which files the packages' layers were read from."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    stamp: _Stamp | None = None
    base: Lexicon | None = None
    serial: int = -1
    current: Lexicon | None = None


_held = _Held()


def folder() -> Path:
    """Where the artefacts are kept."""
    return Path(settings.DATA) / "lexicon"


def current_lexicon() -> Lexicon:
    """The lexicon with everything that was approved up to now.

    Artefacts that are missing or broken are left out; ``lexicon_sources`` says which.
    """
    stamp, serial = _stamp(), serial_now()
    with _held.lock:
        if _held.base is None or _held.stamp != stamp:
            _held.base, _held.stamp, _held.current = Lexicon.of(_package_layers()), stamp, None
        if _held.current is None or _held.serial != serial:
            _held.current, _held.serial = lay_over(_held.base, own_layers(), blocked_keys()), serial
        return _held.current


def lexicon_with(meaning: Meaning) -> Lexicon:
    """The lexicon as it would be if a concept were approved; nobody else sees it."""
    current_lexicon()
    with _held.lock:
        base = _held.base
    assert base is not None  # noqa: S101 - read by the line above
    return lay_over(base, own_layers([meaning]), blocked_keys())


def lexicon_sources() -> list[Source]:
    """All packages, those too that are missing, in the order in which their words lie over each other."""
    sources = []
    for package in PACKAGES.values():
        try:
            header = read_header(path_of(folder(), package.name))
        except BadArtefact:
            header = None
        sources.append(
            Source(
                package.name,
                package.title,
                package.licence,
                package.attribution,
                package.home,
                header.build if header else "",
                header.entries if header else 0,
                header is not None,
                package.to_install,
            )
        )
    return sources


def lay_over(base: Lexicon, layers: Sequence[Layer], blocked: Iterable[tuple[str, str]]) -> Lexicon:
    """``base`` with ``layers`` on top and without ``blocked`` pairs: what ``Lexicon.of`` gives for all of them.

    Only what is on top is gone through, so that it takes a hundredth of a second and not a whole one.
    """
    blocked = sorted(set(blocked))
    books = {name: dict(getattr(base, name)) for name in ("chinese", "english", "concepts")}
    for layer in layers:
        for name, book in books.items():
            book.update(getattr(layer, name))
    for one, other in blocked:
        _block(books, one, other)
    said = [base.build, *(layer.build for layer in layers), *(f"{one}\t{other}" for one, other in blocked)]
    return Lexicon(hashlib.sha256("\n".join(said).encode()).hexdigest()[:16], **books)


def _block(books: dict[str, dict[str, Links]], one: str, other: str) -> None:
    english = books["english"]
    if one in books["chinese"] and one not in english and other.isascii():
        # Its English comes from its Chinese, where the same stem may be right for others.
        over = features(one, Lexicon("", **books))
        english[one] = tuple((name[2:], share) for name, share in over.items() if name.startswith("E:"))
    for book in (books["chinese"], english):
        if any(word == other for word, _ in book.get(one, ())):
            left = tuple(link for link in book[one] if link[0] != other)
            if left or (book is english and one in books["chinese"]):
                book[one] = left or _NOTHING
            else:
                del book[one]


def _stamp() -> _Stamp:
    found = []
    for name in PACKAGES:
        try:
            state = path_of(folder(), name).stat()
        except OSError:
            continue
        found.append((name, state.st_mtime_ns, state.st_size))
    return tuple(found)


def _package_layers() -> list[Layer]:
    layers = []
    for name in PACKAGES:
        path = path_of(folder(), name)
        if not path.exists():
            continue
        try:
            layers.append(read_artefact(path)[1])
        except BadArtefact as error:
            logger.warning(
                "A layer of the lexicon is left out until `landbridge lexicon build` made it anew: %s", error
            )
    return layers
