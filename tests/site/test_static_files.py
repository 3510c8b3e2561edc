"""Static files are gathered once, and again when one of them changed."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from landbridge.site import static_files
from landbridge.site.static_files import NOTE, gather


@pytest.fixture
def sources(settings: LazySettings, tmp_path: Path) -> Path:
    """A folder of sources with one file, and an empty one to gather into."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "plain.css").write_text("p { margin: 0 }")
    settings.STATIC_ROOT = tmp_path / "gathered"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "landbridge.site.hashed_files.HashedFiles"}}
    return folder


def test_once_and_again_when_one_changed(sources: Path, tmp_path: Path) -> None:
    assert gather()
    assert not gather()
    (sources / "plain.css").write_text("p { margin: 1px }")
    assert gather()
    assert len(list((tmp_path / "gathered").glob("plain.*.css"))) == 2  # open pages still ask for the old one
    (sources / "other.css").write_text("a { color: red }")
    assert gather()
    assert not gather()


def test_again_where_they_are_gone(sources: Path, tmp_path: Path) -> None:
    gather()
    (tmp_path / "gathered" / "staticfiles.json").unlink()
    assert gather()


def test_what_was_cut_off_is_not_taken_for_whole(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather()
    (sources / "other.css").write_text("a { color: red }")

    def fail(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(static_files, "call_command", fail)
        with pytest.raises(KeyboardInterrupt):
            gather()
    assert not (tmp_path / "gathered" / NOTE).exists()
    assert gather()
