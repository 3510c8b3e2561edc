"""``landbridge restore``: a backup into an empty house, looked through row by row before anybody works with it."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from landbridge.people.actions.erasure_list import list_file
from landbridge.site.backups.archive import Manifest, opened, room_for, take_out
from landbridge.site.backups.databases import Database, database
from landbridge.site.backups.making import ERASED


def restore_backup(file: Path) -> Manifest:
    """Put a backup in place and erase again whom it brought back; give its manifest.

    The list of the erased is read from the data folder too, where the newest one of the old house may have been laid:
    who was erased after the backup is on that one only.

    :raises CommandError: if the house is not empty, or the backup is damaged or of another kind of database.
    """
    target = database()
    data = Path(settings.DATA)
    with opened(file) as (archive, manifest), tempfile.TemporaryDirectory(dir=data) as folder:
        _need_empty(target)
        if manifest.database != target.kind:
            raise CommandError(f"The backup is of {manifest.database}, and the settings name {target.kind}.")
        room_for(data, sum(info.file_size for info in archive.infolist()))
        saved = Path(folder) / target.file
        take_out(archive, target.file, saved, manifest)
        media = _media(archive, manifest, Path(folder))
        target.load(saved, manifest.tables)
        _move(media, Path(settings.MEDIA_ROOT))
        _add_erased(archive, manifest)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("replay_erasures")
    return manifest


def _need_empty(target: Database) -> None:
    if not target.is_empty():
        raise CommandError("The database is not empty. A backup is restored into an empty one, never over another.")
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and any(path.is_file() for path in media.rglob("*")):
        raise CommandError(f"{media} holds documents. A backup is restored into an empty house, never over another.")


def _media(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> Path:
    for name in manifest.files:
        if name.startswith("media/"):
            take_out(archive, name, folder / name, manifest)
    return folder / "media"


def _move(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.move)


def _add_erased(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    if ERASED not in manifest.files:
        return
    known = list_file().read_text(encoding="ascii").splitlines() if list_file().exists() else []
    more = [line for line in archive.read(ERASED).decode("ascii").splitlines() if line not in set(known)]
    list_file().write_text("".join(f"{line}\n" for line in [*known, *more]), encoding="ascii")
