"""What tests of matching may ask for: a lexicon of a few words in place of the packages' three hundred thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from landbridge.engine.matching.packages import annotation_layer, cedict_layer, hanja_layer
from landbridge.matching.lexicons.artefacts import write_artefact
from landbridge.matching.planning import lexicon

HANJA = "자율:自律: 주행:走行: 주행:周行: 전지:電池: 관리:管理: 반도체:半導體: 장비:裝備: 가격:價格: 온도:溫度:"
CEDICT = (
    ("自律", ["self-discipline", "autonomy"]),
    ("电池", ["battery"]),
    ("激光", ["laser"]),
    ("雷达", ["radar (loanword)"]),
    ("传感器", ["sensor", "transducer"]),
    ("半导体", ["semiconductor"]),
    ("设备", ["equipment", "facilities"]),
    ("价格", ["price"]),
)
ANNOTATIONS = {"🔋": {"ko": ("배터리", "건전지 | 배터리"), "zh": ("电池", "电池"), "en": ("battery", "battery")}}


@pytest.fixture(scope="session")
def _small_artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "lexicon"
    known = {word for word, _ in CEDICT}
    for name, layer in (
        ("annotations", annotation_layer("annotations-small", ANNOTATIONS)),
        ("cedict", cedict_layer("cedict-small", CEDICT)),
        ("hanja", hanja_layer("hanja-small", HANJA.split(), known.__contains__)),
    ):
        write_artefact(folder, name, "-", layer)
    return folder


@pytest.fixture
def small_lexicon(_small_artefacts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lexicon's packages are the few words above; gives the folder of their artefacts."""
    monkeypatch.setattr(lexicon, "folder", lambda: _small_artefacts)
    return _small_artefacts
