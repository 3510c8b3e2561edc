"""The lexicon of the house: packages, the centre's own terms over them, blocked pairs over all."""

from __future__ import annotations

from pathlib import Path

import pytest

from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Concept, Layer, Lexicon, Term, layer_of
from landbridge.matching.lexicons.artefacts import BadArtefact, path_of, read_artefact, read_header, write_artefact
from landbridge.matching.models import BlockedPair, LexiconSerial
from landbridge.matching.planning.lexicon import current_lexicon, lay_over, lexicon_sources

LIDAR = layer_of("staff", [Concept("7", (Term("라이다"), Term("激光雷达"), Term("lidar"), Term("레이저 레이더", 0.5)))])


def packages(folder: Path) -> list[Layer]:
    return [read_artefact(path_of(folder, name))[1] for name in ("annotations", "cedict", "hanja")]


def test_an_artefact_is_read_as_it_was_written_and_the_same_words_are_the_same_bytes(tmp_path: Path) -> None:
    layer = Layer(
        "x-1", {"가격": (("价格", 1 / 3), ("加", 0.1))}, {"价格": (("price", 1.0),)}, {" lamp": (("7", 0.5),)}
    )
    header = write_artefact(tmp_path, "x", "MIT", layer)
    assert read_artefact(path_of(tmp_path, "x")) == (header, layer)
    assert read_header(path_of(tmp_path, "x")) == header
    assert header.entries == 3
    before = path_of(tmp_path, "x").read_bytes()
    write_artefact(tmp_path, "x", "MIT", layer)
    assert path_of(tmp_path, "x").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["x.tsv.gz"]


@pytest.mark.parametrize("kept", [0, 10, 60, -9])
def test_a_file_that_is_broken_off_is_no_artefact(tmp_path: Path, kept: int) -> None:
    write_artefact(tmp_path, "x", "MIT", Layer("x-1", {f"가{place:04}": (("价", 0.5),) for place in range(500)}))
    path = path_of(tmp_path, "x")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadArtefact):
        read_artefact(path)


def test_what_lies_on_top_is_what_all_layers_together_give(small_lexicon: Path) -> None:
    blocked = {("라이다", "激光雷达"), ("激光雷达", "라이다"), ("电池", "batteri")}
    quick = lay_over(Lexicon.of(packages(small_lexicon)), [LIDAR], blocked)
    whole = Lexicon.of([*packages(small_lexicon), LIDAR], blocked=blocked)
    assert (quick.chinese, quick.english, quick.concepts) == (whole.chinese, whole.english, whole.concepts)


def test_english_that_a_korean_word_has_over_chinese_can_be_blocked_alone(small_lexicon: Path) -> None:
    base = Lexicon.of(packages(small_lexicon))
    before = features("자율", base)
    assert {"E:self-disciplin", "E:autonomi", "Z:自律"} <= before.keys()
    one = features("자율", lay_over(base, [], {("자율", "autonomi")}))
    assert one == {name: share for name, share in before.items() if name != "E:autonomi"}
    none = features("자율", lay_over(base, [], {("자율", "autonomi"), ("자율", "self-disciplin")}))
    assert {name: share for name, share in none.items() if share} == {
        name: share for name, share in before.items() if not name.startswith("E:")
    }
    assert features("自律", lay_over(base, [], {("자율", "autonomi")})) == features("自律", base)


@pytest.mark.django_db
def test_the_lexicon_is_read_once_and_again_when_its_words_have_changed(small_lexicon: Path) -> None:
    first = current_lexicon()
    assert current_lexicon() is first
    assert first.chinese["온도"] == (("温度", 1.0),)
    BlockedPair.objects.create(one="온도", other="温度", one_key="온도", other_key="温度")
    assert current_lexicon() is first
    LexiconSerial.objects.create(serial=5)
    assert "온도" not in current_lexicon().chinese
    assert current_lexicon().build != first.build
    assert "온도" in first.chinese


@pytest.mark.django_db
def test_the_lexicon_goes_on_without_packages_and_says_which(
    small_lexicon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all(source.present for source in lexicon_sources())
    (tmp_path / "hanja.tsv.gz").write_bytes(b"not an artefact")
    monkeypatch.setattr("landbridge.matching.planning.lexicon.folder", lambda: tmp_path)
    assert current_lexicon().chinese == {}
    assert [source.present for source in lexicon_sources()] == [False] * 3
