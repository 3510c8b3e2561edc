"""A layer of the lexicon in a file: what it was made of in the first line, then a line for each word, compressed.

The same source gives the same bytes. A file that is being written is never read: it takes its name when it is whole.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from landbridge.engine.matching.lexicon import Book, Layer, Links

_BOOKS = ("chinese", "english", "concepts")


@dataclass(frozen=True, slots=True)
class Header:
    """``build`` names the source and the program that read it; ``entries`` counts the words it explains.

    ``lines`` of each book (Chinese, English, concepts) follow each other.
    """

    name: str
    build: str
    licence: str
    entries: int
    lines: tuple[int, ...]


class BadArtefact(Exception):
    """The file is not what was written: broken off, or of another program."""


def path_of(folder: Path, name: str) -> Path:
    """Where the layer of a package is kept."""
    return folder / f"{name}.tsv.gz"


def write_artefact(folder: Path, name: str, licence: str, layer: Layer) -> Header:
    """Keep a layer, in place of the one that was there."""
    books: list[Book] = [getattr(layer, book) for book in _BOOKS]
    header = Header(name, layer.build, licence, len(set().union(*books)), tuple(len(book) for book in books))
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}-")
    try:
        with os.fdopen(handle, "wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            packed.write(json.dumps(asdict(header), ensure_ascii=False).encode() + b"\n")
            for book in books:
                for key, links in book.items():
                    cells = [key, *itertools.chain.from_iterable((word, repr(share)) for word, share in links)]
                    packed.write("\t".join(cells).encode() + b"\n")
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path_of(folder, name))
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return header


def read_header(path: Path) -> Header:
    """What a file holds, without reading its words.

    :raises BadArtefact: if it is none.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            return _header(file)
    except (OSError, EOFError, ValueError, TypeError, KeyError) as error:
        raise BadArtefact(f"{path.name}: {error}") from error


def read_artefact(path: Path) -> tuple[Header, Layer]:
    """A file's header and its layer.

    :raises BadArtefact: if it is none.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            header = _header(file)
            lines = iter(file.read().split("\n"))
    except (OSError, EOFError, ValueError, TypeError, KeyError) as error:
        raise BadArtefact(f"{path.name}: {error}") from error
    from landbridge.engine.matching.lexicon import Layer  # noqa: PLC0415 - not to be loaded to read a header

    try:
        books = [_book(itertools.islice(lines, count)) for count in header.lines]
    except (ValueError, IndexError) as error:
        raise BadArtefact(f"{path.name}: {error}") from error
    if tuple(map(len, books)) != header.lines or list(lines) != [""]:
        raise BadArtefact(f"{path.name}: broken off")
    return header, Layer(header.build, *books)


def _header(file: IO[str]) -> Header:
    said = json.loads(file.readline())
    return Header(**{**said, "lines": tuple(said["lines"])})


def _book(lines: Iterator[str]) -> dict[str, Links]:
    # Shares and English stems recur by the thousand: one object of each is kept.
    shares: dict[str, float] = {}
    book: dict[str, Links] = {}
    for line in lines:
        key, *cells = line.split("\t")
        for share in cells[1::2]:
            if share not in shares:
                shares[share] = float(share)
        words = [sys.intern(word) if word.isascii() else word for word in cells[::2]]
        book[key] = tuple(zip(words, map(shares.__getitem__, cells[1::2]), strict=True))
    return book
