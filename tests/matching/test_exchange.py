"""Files of concepts: what is written is read as it was, the same file twice changes nothing, faults name the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from landbridge.base.log import LogEntry
from landbridge.matching.actions.terms import block_pair
from landbridge.matching.lexicons.exchanged import BadFile
from landbridge.matching.lexicons.skos import read_skos
from landbridge.matching.lexicons.tsv import read_tsv
from landbridge.matching.models import Concept, ConceptTerm, LexiconSerial, UnknownTerm
from landbridge.matching.wording.terms import Word
from tests.matching.test_terms import LIDAR, approved, proposed

pytestmark = pytest.mark.django_db
HEAD = "source\tcode\tbroader\tlanguage\tterm\n"
PLAIN = HEAD + "\n".join(
    (
        "osm\tshop\t\tko\t가게",
        "osm\tshop\t\ten\tshop",
        "osm\tcar\tshop\tko\t자동차 가게",
        "osm\tcar\tshop\tzh-hans\t汽车行",
        "",
    )
)
FOREIGN = """<?xml version="1.0"?>
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">
<s:ConceptScheme r:about="http://ash.example/"><s:prefLabel xml:lang="en">Ash</s:prefLabel></s:ConceptScheme>
<s:Concept r:about="http://ash.example/1">
<s:prefLabel xml:lang="en-GB">lorry</s:prefLabel><s:altLabel xml:lang="en">truck</s:altLabel>
<s:prefLabel xml:lang="de">Lastwagen</s:prefLabel><s:prefLabel xml:lang="zh-Hant">貨車</s:prefLabel>
<s:prefLabel xml:lang="ko">화물차</s:prefLabel><s:broader r:resource="http://ash.example/0"/></s:Concept>
<s:Concept r:about="http://ash.example/0"><s:prefLabel xml:lang="ko">차량</s:prefLabel>
<s:prefLabel xml:lang="zh-CN">车辆</s:prefLabel></s:Concept></r:RDF>"""


@pytest.mark.parametrize("form", ["tsv", "rdf"])
def test_what_is_written_is_read_as_it_was_and_twice_changes_nothing(tmp_path: Path, form: str) -> None:
    first = approved(None)
    second = proposed(None, [LIDAR[0], Word("zh-hans", "车载雷达")])
    Concept.objects.filter(pk=second.pk).update(broader=first, note="a & b <c> “d”", kind="technology")
    ConceptTerm.objects.filter(term="라이더").update(weight=1 / 3, origin="learned", confidence=0.25)
    taken = read_tsv(PLAIN.encode())
    call_command("lexicon", "import", _file(tmp_path / "plain.tsv", PLAIN), verbosity=0)
    assert [row.line for row in taken] == [2, 4]
    written, again, third = (tmp_path / f"{name}.{form}" for name in ("written", "again", "third"))
    call_command("lexicon", "export", written)
    serial = LexiconSerial.objects.get().serial
    told = LogEntry.objects.count()
    call_command("lexicon", "import", written)
    call_command("lexicon", "export", again)
    assert again.read_bytes() == written.read_bytes()
    assert LogEntry.objects.count() == told
    assert LexiconSerial.objects.get().serial >= serial

    Concept.objects.all().delete()
    call_command("lexicon", "import", again)
    call_command("lexicon", "export", third)
    assert third.read_bytes() == written.read_bytes()
    assert Concept.objects.get(code="car").broader == Concept.objects.get(code="shop")
    assert Concept.objects.filter(code="").count() == 2


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_other_peoples_skos_is_read_in_our_languages(tmp_path: Path) -> None:
    call_command("lexicon", "import", _file(tmp_path / "f.rdf", FOREIGN), source="Ash")
    lorry = Concept.objects.get(code="http://ash.example/1")
    assert [(one.language, one.term, one.preferred) for one in lorry.terms.order_by("pk")] == [
        ("ko", "화물차", True), ("zh-hans", "貨車", True), ("en", "lorry", True), ("en", "truck", False),
    ]  # fmt: skip
    assert lorry.broader == Concept.objects.get(code="http://ash.example/0")
    assert lorry.source == "Ash"


def test_an_import_tells_which_words_are_touched_and_answers_what_was_unknown(tmp_path: Path) -> None:
    UnknownTerm.objects.create(key="가게", text="가게", language="ko", in_profiles=1)
    call_command("lexicon", "import", _file(tmp_path / "f.tsv", PLAIN))
    said = LogEntry.objects.get(verb="matching.concepts_imported").changes
    assert said["keys"] == [" shop", "汽车行", "가게", "자동차가게"]
    assert (said["new"], said["serial"]) == (2, LexiconSerial.objects.get().serial)
    assert UnknownTerm.objects.get().state == "answered"
    call_command("lexicon", "import", _file(tmp_path / "f.tsv", PLAIN.replace("汽车行", "汽车店")))
    said = LogEntry.objects.filter(verb="matching.concepts_imported").latest("pk").changes
    assert (said["keys"], said["new"], said["changed"], said["same"]) == (["汽车店", "汽车行", "자동차가게"], 0, 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "headings"),
        ("source\tcode\n", 1, "headings"),
        (HEAD, 1, "nothing"),
        (f"{HEAD}osm\tshop\t\tko\n", 2, "cells"),
        (f"{HEAD}osm\tshop\t\tko\t가게\nosm\t\t\tko\t가게\n", 3, "empty"),
        (f"{HEAD}osm\tshop\t\tja\t店\n", 2, "choice"),
        (f"{HEAD}osm\ta\tb\tko\t가게\n\nosm\tb\ta\tko\t가게\n", 2, "circle"),
        (f"{HEAD}osm\ta\tb\tko\t가게\nosm\ta\tc\ten\tshop\n", 3, "differs"),
        (f"{HEAD}{'x' * 201}\ta\t\tko\t가게\n", 2, "long"),
        (f"{HEAD}osm\ta\t#9\tko\t가게\nosm\ta\t#9\ten\tshop\n", 2, "broader"),
    ],
)
def test_faults_of_a_table_name_the_line(text: str, line: int, code: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_tsv(text.encode())
    assert (caught.value.line, caught.value.code) == (line, code)
    assert caught.value.message().startswith(f"Line {line}: ")


def test_faults_of_bytes_and_of_a_document_name_the_line() -> None:
    with pytest.raises(BadFile) as caught:
        read_tsv(f"{HEAD}osm\t".encode() + b"\xff\n")
    assert (caught.value.line, caught.value.code) == (2, "encoding")
    bomb = FOREIGN.replace('<?xml version="1.0"?>', '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>')
    for text, line in ((FOREIGN.replace("</s:Concept></r:RDF>", ""), 9), (bomb, 2)):
        with pytest.raises(BadFile) as caught:
            read_skos(text.encode(), source="x")
        assert (caught.value.code, caught.value.line) == ("xml", line)


def test_a_file_with_a_fault_is_not_taken_in_at_all(tmp_path: Path) -> None:
    block_pair(by=None, one="자동차 가게", other="汽车行")
    with pytest.raises(CommandError, match="Line 4"):
        call_command("lexicon", "import", _file(tmp_path / "f.tsv", PLAIN))
    with pytest.raises(CommandError, match="Line 2"):
        call_command("lexicon", "import", _file(tmp_path / "g.tsv", f"{HEAD}osm\ta\t\tko\t가게\n"))
    with pytest.raises(CommandError, match=r"\.tsv"):
        call_command("lexicon", "export", tmp_path / "f.xlsx")
    with pytest.raises(CommandError):
        call_command("lexicon", "import", tmp_path / "nowhere.tsv")
    assert not Concept.objects.exists()
