"""Every text of the house is there in Korean and Chinese: all of them, none fuzzy, none with a lost placeholder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("ko", "zh_Hans")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def catalogue(locale: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / "locale" / locale / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source with its texts drawn out anew."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed (apt-get install gettext)")
    copy = tmp_path_factory.mktemp("texts")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    (copy / "locale" / "ko" / "LC_MESSAGES").mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "ko", "--no-wrap", "--no-location"],
        cwd=copy,
        # Not with the tests' settings, which the copy does not have.
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        check=True,
        capture_output=True,
    )
    return copy


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_in_the_source_is_in_the_catalogue(extracted: Path, locale: str) -> None:
    wanted = {(entry.msgctxt, entry.msgid) for entry in catalogue("ko", extracted)}
    there = {(entry.msgctxt, entry.msgid) for entry in catalogue(locale) if not entry.obsolete}
    assert wanted - there == set(), "draw the texts out: see CONTRIBUTING.md"
    assert there - wanted == set(), "these texts are no longer in the source"


def test_texts_are_marked_by_names_that_are_drawn_out() -> None:
    # What xgettext is told to look for; a text marked by another name stays English, and nothing else notices.
    other = re.compile(r"import \w*gettext\w* as (?!_$|_\b)\w+", re.MULTILINE)
    sources = (ROOT / "src").rglob("*.py")
    assert [str(path.relative_to(ROOT)) for path in sources if other.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated(locale: str) -> None:
    lacking = [entry.msgid for entry in catalogue(locale) if not entry.translated() or entry.fuzzy]
    assert lacking == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_placeholder_is_lost(locale: str) -> None:
    wrong = []
    for entry in catalogue(locale):
        sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        allowed = [set(PLACEHOLDER.findall(source)) for source in sources]
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        wrong += [entry.msgid for text in texts if set(PLACEHOLDER.findall(text)) not in allowed]
    assert wrong == []
