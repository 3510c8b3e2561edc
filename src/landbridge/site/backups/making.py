"""``landbridge backup``: everything that rows and documents are, of one moment, while everybody goes on working."""

from __future__ import annotations

import os
import secrets
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from landbridge.people.actions.erasure_list import list_file
from landbridge.site.backups.archive import MANIFEST, Manifest, add, room_for
from landbridge.site.backups.databases import database

ERASED = "erased-persons.txt"


def default_file() -> Path:
    """A new name in the data folder, by the moment."""
    return Path(settings.DATA) / "backups" / f"landbridge-{timezone.now():%Y%m%d-%H%M%S}.zip"


def make_backup(file: Path) -> Manifest:
    """Write a backup to a new file that only its owner can read, and give its manifest.

    Documents are read after the database: each was on disk before its row was. One that was forgotten in between is
    in neither place after a restore, as it should be.

    :raises CommandError: if the file is there already, the disk is full, or the database cannot be read.
    """
    if file.exists():
        raise CommandError(f"{file} is there already.")
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    source = database()
    room_for(file.parent, _size_of_media())
    try:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder, _new_zip(part) as archive:
            saved = Path(folder) / source.file
            tables = source.save(saved)
            files = {source.file: add(archive, saved, source.file)}
            files |= _add_media(archive)
            if list_file().exists():
                files[ERASED] = add(archive, list_file(), ERASED)
            manifest = Manifest(timezone.now().isoformat(), version("landbridge"), source.kind, tables, files)
            archive.writestr(MANIFEST, manifest.to_json())
        _to_disk(part)
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _new_zip(file: Path) -> zipfile.ZipFile:
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    # Documents are packed already, and the database gains most at the lowest level.
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)


def _add_media(archive: zipfile.ZipFile) -> dict[str, str]:
    root, files = Path(settings.MEDIA_ROOT), {}
    for path in sorted(root.rglob("*")):
        name = f"media/{path.relative_to(root).as_posix()}"
        try:
            if path.is_file():
                files[name] = add(archive, path, name)
        except FileNotFoundError:
            continue
    return files


def _size_of_media() -> int:
    return sum(path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def _to_disk(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())
