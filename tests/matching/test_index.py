"""The index: made, kept up to date, and taken back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from django.db import transaction

from landbridge.base.log import record
from landbridge.directory.actions.many_organisations import add_organisations
from landbridge.directory.actions.merges import merge, undo_merge
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import Item, Organisation
from landbridge.engine.matching.encoder import EncoderFailed, Vectors
from landbridge.engine.matching.text import key_of
from landbridge.matching.actions.index import ask_build, stop_build
from landbridge.matching.encoders import named
from landbridge.matching.jobs import index as jobs
from landbridge.matching.models import (
    Concept,
    ConceptTerm,
    Exposure,
    IndexBuild,
    IndexedItem,
    LexiconSerial,
    TextVector,
)
from landbridge.matching.planning import building, encoding
from landbridge.matching.planning.index import forget_index, live_index, load_index
from landbridge.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_lexicon")]
Jobs = Callable[[], list[str]]
TEXTS = {
    "host": (
        ("seek", "ko", "자율주행 라이다 센서"),
        ("offer", "ko", "반도체 장비"),
        ("offer", "en", "battery management"),
    ),
    "guest": (
        ("offer", "zh-hans", "激光雷达传感器"),
        ("seek", "zh-hans", "半导体设备"),
        ("offer", "zh-hans", "电池 管理"),
    ),
}


class Letters:
    """An encoder that counts letters: texts with the same ones are near; it fails when told to."""

    build, dimensions = "letters-1", 16

    def __init__(self) -> None:
        self.fails, self.asked = False, 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        if self.fails:
            raise EncoderFailed("told to")
        rows = np.zeros((len(texts), 16), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                row[ord(letter) % 16] += 1
        return rows


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[Letters]:
    encoder = Letters()
    monkeypatch.setattr(named, "encoder_named", {"letters": encoder, "none": None}.__getitem__)
    encoding.forget_encoders()
    forget_index()
    yield encoder
    encoding.forget_encoders()
    forget_index()


@pytest.fixture
def firms(db: None) -> list[Organisation]:
    made = []
    for side, texts in TEXTS.items():
        said = [
            {
                "kind": "company",
                "country": "KR" if side == "host" else "CN",
                "name_en": f"{side} {number}",
                "items": [{"kind": kind, "language": language, "text": text, "hs6": "854140"}],
            }
            for number, (kind, language, text) in enumerate(texts)
        ]
        made += add_organisations(said, by=None, side=side)
    return made


def build(encoder: str = "none") -> IndexBuild:
    asked = ask_build(encoder=encoder, weights={}, by=None)
    building.make_build(asked)
    asked.refresh_from_db()
    return asked


def ranking(words: str = "자율주행 라이다") -> list[tuple[int, float]]:
    live = live_index()
    vectors = live.encode([words], ["ko"])
    hits = live.index.search(live.features(words), None if vectors is None else vectors[0])
    return [(hit.number, hit.score) for hit in hits]


def say(*terms: str) -> Concept:
    """Approve a concept as the centre's terms do, with the entry that the index listens to."""
    with transaction.atomic():
        concept = Concept.objects.create(source="centre", status="approved")
        for language, term in zip(("ko", "zh-hans"), terms, strict=True):
            ConceptTerm.objects.create(concept=concept, language=language, term=term, key=key_of(term))
        _tell("matching.concept_approved", concept, [key_of(term) for term in terms])
    return concept


def unsay(concept: Concept) -> None:
    with transaction.atomic():
        keys = list(concept.terms.values_list("key", flat=True))
        Concept.objects.filter(pk=concept.pk).update(status="retired")
        _tell("matching.concept_retired", concept, keys)


def _tell(verb: str, concept: Concept, keys: list[str]) -> None:
    serial, _ = LexiconSerial.objects.get_or_create(pk=1)
    LexiconSerial.objects.filter(pk=1).update(serial=serial.serial + 1)
    record(verb, concept, by=None, changes={"keys": keys, "serial": serial.serial + 1})


def as_built(words: str = "자율주행 라이다") -> list[tuple[int, float]]:
    """The ranking of the same build loaded anew, and not kept up to date bit by bit."""
    forget_index()
    return ranking(words)


def test_without_items_there_is_no_index(run_jobs: Jobs) -> None:
    assert jobs.keep_up() == ""
    assert live_index().notice == "empty"
    assert ranking() == []


def test_the_first_index_is_made_by_itself(firms: list[Organisation], run_jobs: Jobs) -> None:
    assert jobs.keep_up() == "asked"
    assert live_index().notice == "building"
    assert "matching.build_index" in run_jobs()
    live = live_index()
    assert live.build is not None
    assert live.build.done == live.build.total == len(live.index) == 6
    assert live.notice == "off"
    assert Exposure.objects.count() == 6


def test_an_approved_term_changes_only_what_holds_it_and_goes_without_a_trace(
    firms: list[Organisation], run_jobs: Jobs
) -> None:
    build()
    run_jobs()
    before, rows = ranking(), dict(IndexedItem.objects.values_list("number", "features"))
    lidar = Item.objects.get(text="激光雷达传感器").pk
    assert [number for number, _ in before[:1]] != [lidar]
    serials = dict(IndexedItem.objects.values_list("number", "serial"))
    concept = say("라이다", "激光雷达")
    assert "matching.reread_terms" in run_jobs()
    assert ranking()[0][0] == lidar
    touched = {one for one, serial in IndexedItem.objects.values_list("number", "serial") if serials[one] != serial}
    assert touched == set(Item.objects.filter(text__regex="라이다|激光雷达").values_list("pk", flat=True))
    after = ranking()
    assert as_built() == after
    unsay(concept)
    run_jobs()
    assert ranking() == before
    assert {number: bytes(one) for number, one in IndexedItem.objects.values_list("number", "features")} == {
        number: bytes(one) for number, one in rows.items()
    }
    assert as_built() == before


def test_what_is_changed_closed_moved_and_removed_is_so_in_the_index(
    firms: list[Organisation], run_jobs: Jobs, host_manager: User
) -> None:
    run_jobs()
    build("letters")
    firm = Organisation.objects.get(name_en="guest 0")
    row = {"kind": "offer", "language": "zh-hans", "text": "半导体设备价格"}
    change_rows(firm, "items", [row], by=None, version=firm.version)
    run_jobs()
    live = live_index()
    entry = next(one for one in live.index.entries() if one.group == firm.pk)
    assert (entry.text, entry.codes) == ("半导体设备价格", ())
    kept_up = ranking("반도체")
    assert as_built("반도체") == kept_up
    firm.refresh_from_db()
    change_rows(firm, "items", [{**row, "pk": entry.number, "is_open": False}], by=None, version=firm.version)
    run_jobs()
    assert live_index().index.entry(entry.number) is None
    kept, gone = Organisation.objects.filter(side="host").order_by("pk")[:2]
    trail = merge(kept, gone, by=host_manager)
    run_jobs()
    assert {one.group for one in live_index().index.entries()} & {kept.pk, gone.pk} == {kept.pk}
    undo_merge(trail, by=host_manager)
    run_jobs()
    assert gone.pk in {one.group for one in live_index().index.entries()}
    Item.objects.filter(organisation=gone).delete()
    jobs.keep_up()
    assert gone.pk not in {one.group for one in live_index().index.entries()}


def test_an_encoder_that_fails_leaves_words(
    firms: list[Organisation], letters: Letters, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_jobs()
    build("letters")
    assert live_index().notice == ""
    assert TextVector.objects.count() == 6
    whole = ranking("반도체 장비")
    letters.fails = True
    assert ranking("반도체 장비") != whole
    assert live_index().notice == "failing"
    asked = letters.asked
    ranking("반도체 장비")
    assert letters.asked == asked, "it is left alone for a minute"
    new = ask_build(encoder="letters", weights={}, by=None)
    assert not building.make_build(new)
    new.refresh_from_db()
    assert new.state == "failed", "an index with vectors is not replaced by one without"
    letters.fails = False
    encoding.forget_encoders()
    assert ranking("반도체 장비") == whole


def test_an_index_made_while_the_encoder_failed_is_made_anew_when_it_works(
    firms: list[Organisation], letters: Letters, run_jobs: Jobs
) -> None:
    letters.fails = True
    first = build("letters")
    assert (first.state, first.encoder_build, live_index().notice) == ("live", "", "failing")
    letters.fails = False
    encoding.forget_encoders()
    assert jobs.keep_up() == "asked"
    run_jobs()
    first.refresh_from_db()
    assert first.state == "retired"
    assert live_index().notice == ""


def test_a_build_that_was_broken_off_goes_on_and_gives_the_same(
    firms: list[Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = build("letters")
    expected = ranking()
    monkeypatch.setattr(building, "BATCH", 2)
    broken = ask_build(encoder="letters", weights={}, by=None)
    with monkeypatch.context() as patch:
        patch.setattr(building, "bring_up_to_date", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            building.make_build(broken)
    assert live_index().build == whole
    assert IndexedItem.objects.filter(build=broken).count() == 6
    with monkeypatch.context() as patch:
        patch.setattr(building, "read_items", lambda *_: 1 / 0)
        assert building.make_build(broken)
    assert live_index().build == broken
    assert ranking() == expected


def test_a_build_can_be_stopped(firms: list[Organisation], host_manager: User) -> None:
    live = build()
    asked = ask_build(encoder="letters", weights={}, by=host_manager)
    assert ask_build(encoder="none", weights={}, by=host_manager) == asked, "one at a time"
    assert stop_build(asked, by=host_manager)
    assert not stop_build(asked, by=host_manager)
    assert not building.make_build(asked)
    assert live_index().build == live


def test_a_change_costs_few_queries(
    firms: list[Organisation], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    build()
    live_index()
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        live_index()


def test_items_nobody_told_of_are_found(firms: list[Organisation], small_lexicon: Path) -> None:
    live = build()
    Item.objects.filter(text="电池 管理").update(text="激光雷达")
    firm = firms[0]
    Item.objects.create(organisation=firm, kind="offer", language="en", text="laser")
    assert building.bring_up_to_date(live) == 2
    assert building.bring_up_to_date(live) == 0
    texts = {one.text for one in load_index(live, live_index().lexicon)[0].entries()}
    assert {"激光雷达", "laser"} <= texts
