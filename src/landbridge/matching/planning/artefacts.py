"""The packages' words read anew where they have changed, each into its own artefact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from landbridge.matching.lexicons.artefacts import BadArtefact, Header, path_of, read_header, write_artefact
from landbridge.matching.lexicons.packages import PACKAGES, Missing, Package


class Outcome(StrEnum):
    """What became of a package."""

    BUILT = "built"
    CURRENT = "up to date"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Built:
    """A package and its artefact; none where the package is missing and never was there."""

    package: Package
    outcome: Outcome
    header: Header | None


def build_artefacts(folder: Path, *, anew: bool = False) -> Iterator[Built]:
    """Make the artefacts that are missing or older than their package, and say so one by one.

    ``anew`` makes all. The artefact of a package that has gone stays: its words are as good as they were.
    """
    for package in PACKAGES.values():
        try:
            there = read_header(path_of(folder, package.name))
        except BadArtefact:
            there = None
        try:
            if there is not None and there.build == package.build() and not anew:
                yield Built(package, Outcome.CURRENT, there)
            else:
                header = write_artefact(folder, package.name, package.licence, package.layer())
                yield Built(package, Outcome.BUILT, header)
        except Missing:
            yield Built(package, Outcome.MISSING, there)
