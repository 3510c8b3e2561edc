"""The packages themselves: read where they are, said where they are not, never read twice for nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command

from landbridge.matching.lexicons import packages
from landbridge.matching.lexicons.artefacts import path_of, read_artefact
from landbridge.matching.planning import artefacts, lexicon
from landbridge.matching.planning.artefacts import Outcome, build_artefacts


def test_a_package_is_read_once_and_one_that_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = replace(packages.PACKAGES["hanja"], find=lambda: None)
    known = {"annotations": packages.PACKAGES["annotations"], "cedict": packages.PACKAGES["cedict"], "hanja": absent}
    monkeypatch.setattr(packages, "PACKAGES", known)
    monkeypatch.setattr(artefacts, "PACKAGES", {name: known[name] for name in ("annotations", "hanja")})
    monkeypatch.setattr(lexicon, "folder", lambda: tmp_path)
    call_command("lexicon", "build")
    said = capsys.readouterr()
    assert "Unicode CLDR annotations" in said.out
    assert "built" in said.out
    assert "libhangul is missing" in said.err
    assert "apt-get install libhangul-data" in said.err
    layer = read_artefact(path_of(tmp_path, "annotations"))[1]
    assert "电池" in dict(layer.chinese["배터리"])
    assert "batteri" in dict(layer.english["배터리"])
    assert [one.outcome for one in build_artefacts(tmp_path)] == [Outcome.CURRENT, Outcome.MISSING]
    path_of(tmp_path, "annotations").write_bytes(b"broken")
    assert [one.outcome for one in build_artefacts(tmp_path)] == [Outcome.BUILT, Outcome.MISSING]


def test_every_package_says_whose_it_is_and_how_it_is_had() -> None:
    for package in packages.PACKAGES.values():
        assert package.licence
        assert package.attribution
        assert package.home.startswith("https://")
        assert package.to_install or package.find() is not None
    entries = dict(packages.cedict_entries())
    assert len(entries) > 100_000
    assert entries["电池"][0].startswith("battery")
