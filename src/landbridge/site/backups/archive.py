"""The file of a backup: a zip with a manifest that says what is in it, to the row and to the byte."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError

from landbridge.site.backups.tables import Content

FORMAT = 1
MANIFEST = "manifest.json"
_MEDIA = re.compile(r"media/[\w.-]+(/[\w.-]+)*")
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``files`` are digests by the name inside the zip."""

    made_at: str
    version: str
    database: str
    tables: Mapping[str, Content]
    files: Mapping[str, str]

    def to_json(self) -> str:
        """As it is written."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """As it is read.

        :raises ValueError: if it is none of ours.
        """
        told: dict[str, Any] = json.loads(text)
        if told.pop("format") != FORMAT:
            raise ValueError("made by a newer program")
        told["tables"] = {name: Content(**content) for name, content in told["tables"].items()}
        return cls(**told)


def add(archive: zipfile.ZipFile, file: Path, name: str) -> str:
    """Put a file into a backup under a name, and give its digest."""
    with file.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return _copy(source, target)


def take_out(archive: zipfile.ZipFile, name: str, to: Path, manifest: Manifest) -> None:
    """Write a file of a backup to a new place.

    :raises CommandError: if it is not the one that was put in.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(name) as source, to.open("xb") as target:
            found = _copy(source, target)
    except (KeyError, zipfile.BadZipFile, OSError) as error:
        raise CommandError(f"{name} of the backup cannot be read: {error}") from error
    if found != manifest.files.get(name):
        raise CommandError(f"{name} of the backup is not what was put in.")


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup, with its manifest.

    :raises CommandError: if the file is none; a plain copy of a database is told apart.
    """
    try:
        with file.open("rb") as source:
            head = source.read(16)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    if head.startswith((b"SQLite format 3", b"PGDMP")):
        raise CommandError(
            f"{file} is a plain copy of a database, not a backup: rows that were in the write-ahead log are not in it, "
            "nor are the documents. Use a file made by `landbridge backup`."
        )
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.from_json(archive.read(MANIFEST).decode())
            strange = [name for name in manifest.files if name.startswith("media/") and not is_media(name)]
            if strange:
                raise CommandError(f"The backup names a file it cannot have: {strange[0]!r}.")
            yield archive, manifest
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{file} is not a backup made by `landbridge backup`, or is damaged: {error}") from error


def is_media(name: str) -> bool:
    """Whether a name inside a backup is one of a document: below ``media``, and never above."""
    return _MEDIA.fullmatch(name) is not None and ".." not in name.split("/")


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := source.read(_AT_ONCE):
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()


def room_for(folder: Path, size: int) -> None:
    """Pass if a folder's disk has room.

    :raises CommandError: if it has not.
    """
    free = shutil.disk_usage(folder).free
    if free < size:
        raise CommandError(f"{folder} has {free // 2**20} MB free; {size // 2**20} MB are needed.")
