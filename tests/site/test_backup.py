"""A backup holds every row and every document of its moment; a plain copy of the file does not, and is refused."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as used
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from landbridge.base.documents import keep_document
from landbridge.base.models import CacheRow, Document
from landbridge.people.actions.accounts import open_account
from landbridge.people.actions.persons import add_person
from landbridge.people.models import Person, User
from landbridge.site.backups import archive, databases
from landbridge.site.backups.making import make_backup
from landbridge.site.backups.tables import Content, contents_of_postgres, contents_of_sqlite, differing

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = [{"script": "Hang", "family": "홍", "given": "길동"}]


@pytest.fixture
def filled(host_manager: User) -> Iterator[list[Document]]:
    """A house with accounts, persons, log, search entries and documents."""
    shutil.rmtree(used.MEDIA_ROOT, ignore_errors=True)
    for number in range(20):
        open_account(email=f"kim{number}@test.example", name=f"김{number} 洪", by=None)
        add_person(by=host_manager, side="host", names=[dict(NAMES[0])], email=f"p{number}@test.example")
    yield [keep_document(f"문서 {n}\n".encode(), f"{n}.txt", by=host_manager) for n in range(3)]
    shutil.rmtree(used.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a house without a row: an empty folder, or an empty database."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LANDBRIDGE_", "TEST", "DJANGO_"))
    } | {
        "DJANGO_SETTINGS_MODULE": "landbridge.site.settings",
        "LANDBRIDGE_DATA": str(tmp_path / "new"),
        "LANDBRIDGE_DEMO": "0",
    }
    if connection.vendor == "sqlite":
        yield environment
        return
    told = connection.settings_dict
    url = f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST'] or 'localhost'}:{told['PORT'] or 5432}"
    name = f"{told['NAME']}_restored"
    with psycopg.connect(f"{url}/postgres".replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        yield environment | {"LANDBRIDGE_DATABASE": f"{url}/{name}"}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def restore(file: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "landbridge.site.command", "restore", str(file)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT count(*) FROM people_user").fetchone()[0])


def test_a_restored_house_has_every_row_and_every_document(
    filled: list[Document], empty_database: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    call_command("backup", str(file), stdout=io.StringIO())
    assert file.stat().st_mode & 0o777 == 0o600
    manifest = make_backup(tmp_path / "second.zip")
    assert manifest.tables["people_user"].rows == User.objects.count() == 21
    done = restore(file, empty_database)
    assert done.returncode == 0, done.stderr
    assert "each as it was" in done.stdout
    media = Path(empty_database["LANDBRIDGE_DATA"]) / "media"
    for document in filled:
        name = str(document.file.name)
        assert (media / name).read_bytes() == Path(default_storage.path(name)).read_bytes()
    if connection.vendor == "sqlite":
        new = contents_of_sqlite(media.parent / "landbridge.sqlite3")
        old = contents_of_sqlite(Path(connection.settings_dict["NAME"]))
        assert len(old) > 40
        # The index alone is laid out anew after erasures were repeated.
        assert [line for line in differing(old, new) if not line.startswith("base_searchentry_text")] == []


def test_who_was_erased_after_the_backup_is_erased_again(
    filled: list[Document], empty_database: dict[str, str], tmp_path: Path
) -> None:
    person = Person.objects.order_by("pk")[3]
    file = tmp_path / "backup.zip"
    make_backup(file)
    data = Path(empty_database["LANDBRIDGE_DATA"])
    data.mkdir()
    (data / "erased-persons.txt").write_text(f"{person.pk} {person.created_at.isoformat()}\n")
    done = restore(file, empty_database)
    assert done.returncode == 0, done.stderr
    assert "Erased again: 1." in done.stdout


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no file to copy")
def test_a_plain_copy_of_the_file_loses_rows_and_is_refused(filled: list[Document], tmp_path: Path) -> None:
    """The positive control: what copies the file alone misses what is in the write-ahead log."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = User.objects.count()
    with transaction.atomic():
        for number in range(30):
            open_account(email=f"late{number}@test.example", name="Late", by=None)
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(connection.settings_dict["NAME"], copy)
    databases.check_sqlite(copy)  # it looks whole …
    assert rows(copy) == before  # … and lacks thirty accounts
    make_backup(tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as book:
        book.extract("database.sqlite3", tmp_path)
    assert rows(tmp_path / "database.sqlite3") == before + 30
    with pytest.raises(CommandError, match="write-ahead log"):
        call_command("restore", str(copy))


def rewritten(source: Path, to: Path, **changed: bytes) -> Path:
    """A backup with some of its files replaced; ``manifest`` and ``database`` name them."""
    names = {"manifest.json": "manifest", "database.sqlite3": "database", "database.dump": "database"}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(names.get(name, ""), old.read(name)))
    return to


def test_a_backup_that_was_touched_is_refused_and_nothing_is_left(
    filled: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.zip"
    make_backup(file)
    with zipfile.ZipFile(file) as book:
        told = json.loads(book.read("manifest.json"))
    fewer = told | {"tables": told["tables"] | {"people_user": {"rows": 1, "sha256": "0" * 64}}}
    above = told | {"files": told["files"] | {"media/../../evil": "0" * 64}}
    later = told | {"format": 2}
    monkeypatch.setattr(used, "DATA", tmp_path)
    monkeypatch.setattr(used, "MEDIA_ROOT", tmp_path / "media")
    if connection.vendor == "sqlite":
        target = databases.Sqlite()
        target.path = tmp_path / "landbridge.sqlite3"
        monkeypatch.setattr("landbridge.site.backups.restoring.database", lambda: target)
    else:
        monkeypatch.setattr(databases.Postgres, "is_empty", lambda _self: True)
        monkeypatch.setattr(databases.Postgres, "load", lambda _self, _file, _expected: pytest.fail("loaded"))
    attempts = [
        ({"database": b"SQLite format 3\0" + b"x" * 99}, "not what was put in"),
        ({"manifest": json.dumps(above).encode()}, "cannot have"),
        ({"manifest": json.dumps(later).encode()}, "newer program"),
        ({"manifest": b"{}"}, "not a backup"),
    ]
    if connection.vendor == "sqlite":
        attempts.append(({"manifest": json.dumps(fewer).encode()}, "people_user: 1 rows expected"))
    for number, (changed, said) in enumerate(attempts):
        with pytest.raises(CommandError, match=said):
            call_command("restore", str(rewritten(file, tmp_path / f"{number}.zip", **changed)))
        assert not (tmp_path / "landbridge.sqlite3").exists()
        assert not (tmp_path / "media").exists()
    (tmp_path / "text.zip").write_text("hello")
    with pytest.raises(CommandError, match="not a backup"):
        call_command("restore", str(tmp_path / "text.zip"))


def test_a_house_with_documents_is_not_overwritten(
    filled: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(tmp_path / "backup.zip")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(tmp_path / "backup.zip"))
    for kind in (databases.Sqlite, databases.Postgres):
        monkeypatch.setattr(kind, "is_empty", lambda _self: True)
    with pytest.raises(CommandError, match="holds documents"):
        call_command("restore", str(tmp_path / "backup.zip"))


def test_a_backup_overwrites_no_file_and_leaves_none_half_written(
    filled: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there.zip").write_text("precious")
    with pytest.raises(CommandError, match="there already"):
        make_backup(tmp_path / "there.zip")

    def fail(*_args: object) -> dict[str, Content]:
        raise CommandError("the disk is full")

    for kind in (databases.Sqlite, databases.Postgres):
        monkeypatch.setattr(kind, "save", fail)
    with pytest.raises(CommandError, match="full"):
        make_backup(tmp_path / "new.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["there.zip"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL's own programs")
def test_a_missing_program_is_named(filled: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="pg_dump is not installed"):
        make_backup(tmp_path / "new.zip")


def test_a_changed_row_changes_the_digest_of_its_table(filled: list[Document]) -> None:
    def now() -> dict[str, Content]:
        if connection.vendor == "sqlite":
            return contents_of_sqlite(Path(connection.settings_dict["NAME"]))
        return contents_of_postgres()

    before = now()
    assert differing(before, now()) == []
    CacheRow.objects.create(cache_key="a", value="b", expires="2030-01-01T00:00:00Z")
    (line,) = differing(before, now())
    assert line.startswith("base_cache: 0 rows expected, 1 found")


@pytest.mark.parametrize("name", ["media/../x", "media/a/../../x", "/etc/x", "media//x", "media/a\\b", "database"])
def test_no_name_leads_out_of_the_media_folder(name: str) -> None:
    assert not archive.is_media(name)
