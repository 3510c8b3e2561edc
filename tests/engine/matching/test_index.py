"""Whatever way an index came to hold its entries, it answers alike; and it answers what a plain loop would."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.markets import CODES, LEXICON, WIDTH, entries, index_of, space_of, vectors_of

from landbridge.engine.matching import shelf
from landbridge.engine.matching.check import check_search
from landbridge.engine.matching.features import features
from landbridge.engine.matching.index import Hit, Index
from landbridge.engine.matching.lexicon import Concept, Lexicon, Term, layer_of
from landbridge.engine.matching.problem import Entry, Kind

QUESTION = Entry(0, 0, Kind.SEEK, "자율주행 라이다 반도체", "ko", ("hs:854140",))
BOTH = frozenset(Kind)


def asked(index: Index, question: Entry = QUESTION) -> list[Hit]:
    vector = vectors_of([question])[0]
    return index.search(features(question.text, LEXICON), vector, codes=question.codes, kinds=BOTH)


@settings(max_examples=40, deadline=None)
@given(entries(), st.randoms(use_true_random=False))
def test_what_was_put_and_dropped_bit_by_bit_answers_as_what_was_laid_out_at_once(
    all_of_them: list[Entry], chance: random.Random
) -> None:
    space, hubness = space_of(all_of_them), {one.number: one.number / 100 for one in all_of_them[::2]}
    at_once = index_of(all_of_them, space, hubness)
    stranger = Entry(100, 1, Kind.OFFER, "激光雷达", "zh-hans")
    grown = Index(LEXICON, space, [stranger], vectors_of([stranger]), hubness)
    steps = [*all_of_them, *all_of_them]
    chance.shuffle(steps)
    for one in steps:
        other = Entry(one.number, 9, Kind.SEEK if one.kind is Kind.OFFER else Kind.OFFER, "초콜릿", "ko")
        grown.put(other, features(other.text, LEXICON), vectors_of([other])[0])
        grown.put(one, features(one.text, LEXICON), vectors_of([one])[0])
    grown.drop(100)
    grown.drop(100)
    assert asked(grown) == asked(at_once)
    assert len(grown) == len(at_once) == len(all_of_them)


def test_a_worn_shelf_is_laid_out_anew_and_answers_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FEW_DEAD", 3)
    offers = [Entry(number, number, Kind.OFFER, text, "ko") for number, text in enumerate(("라이다", "반도체 장비"), 1)]
    index = index_of(offers)
    before = asked(index)
    for _ in range(20):
        index.put(offers[0], features(offers[0].text, LEXICON), vectors_of(offers)[0])
    assert asked(index) == before


def test_a_term_that_is_approved_and_taken_back_leaves_the_scores_as_they_were() -> None:
    bare = Lexicon.of([])
    texts = ("자율주행 라이다", "车载激光雷达传感器", "巧克力设备")
    offers = [Entry(number, number, Kind.OFFER, text, "ko") for number, text in enumerate(texts)]
    index = Index(bare, space_of(offers, bare), offers)
    question = "라이다"
    before = index.search(features(question, bare))
    assert [hit.number for hit in before] == [0]
    known = Lexicon.of([layer_of("staff", [Concept("1", (Term("라이다"), Term("激光雷达")))])])
    for one in offers:
        index.put(one, features(one.text, known))
    assert [hit.number for hit in index.search(features(question, known))] == [0, 1]
    for one in offers:
        index.put(one, features(one.text, bare))
    assert index.search(features(question, bare)) == before


@settings(max_examples=50, deadline=None)
@given(entries(), st.sets(st.integers(1, 99)), st.integers(0, 5))
def test_only_what_may_be_found_is_found_and_never_more_than_asked_for(
    all_of_them: list[Entry], allowed: set[int], most: int
) -> None:
    index = index_of(all_of_them)
    question, vector = features(QUESTION.text, LEXICON), vectors_of([QUESTION])[0]
    everything = index.search(question, vector, kinds=BOTH)
    found = index.search(question, vector, kinds=BOTH, allowed=allowed, most=most)
    assert found == [hit for hit in everything if hit.number in allowed][:most]
    assert found == index.search(
        question, vector, kinds=BOTH, allowed=lambda numbers: np.isin(numbers, list(allowed)), most=most
    )


@settings(max_examples=30, deadline=None)
@given(entries(most=9))
def test_equal_entries_stand_by_number(all_of_them: list[Entry]) -> None:
    alike = [Entry(one.number, one.group, Kind.OFFER, "라이다", "ko") for one in all_of_them]
    assert [hit.number for hit in asked(index_of(alike))] == sorted(one.number for one in alike)


def test_without_vectors_words_alone_decide_and_what_shares_nothing_is_not_found() -> None:
    offers = [Entry(1, 1, Kind.OFFER, "激光雷达", "zh-hans"), Entry(2, 2, Kind.OFFER, "巧克力", "zh-hans", CODES[:1])]
    index = Index(LEXICON, space_of(offers), offers)
    assert [hit.number for hit in index.search(features("LiDAR", LEXICON), np.eye(1, WIDTH, dtype=np.float32)[0])] == [
        1
    ]
    assert [hit.number for hit in index.search({}, codes=("hs:854143",))] == [2]
    assert index.search({}) == []


def test_who_was_never_measured_does_not_come_first_for_being_new() -> None:
    offers = [Entry(number, number, Kind.OFFER, "라이다", "ko") for number in (1, 2, 3, 4)]
    index = index_of(offers, hubness={1: 0.1, 2: 0.5, 3: 0.9})
    assert [hit.number for hit in asked(index)] == [1, 2, 4, 3]


@settings(max_examples=40, deadline=None)
@given(entries(most=12), st.none() | st.sets(st.integers(1, 99)))
def test_a_search_finds_what_loops_find(all_of_them: list[Entry], allowed: set[int] | None) -> None:
    hubness = {one.number: one.number / 200 for one in all_of_them[::3]}
    index = index_of([*all_of_them, QUESTION], space_of(all_of_them), hubness)
    vector = vectors_of([QUESTION])[0]
    hits = index.search(features(QUESTION.text, LEXICON), vector, codes=QUESTION.codes, allowed=allowed, most=5)
    assert check_search(index, QUESTION, hits, allowed=allowed, most=5) == []
    if hits:
        assert check_search(index, QUESTION, hits[1:], allowed=allowed, most=5)
        assert check_search(index, QUESTION, hits, allowed={0}, most=5)


def test_a_vector_of_another_encoder_or_none_at_all_is_refused_and_changes_nothing() -> None:
    offers = [Entry(number, number, Kind.OFFER, "라이다", "ko") for number in (1, 2)]
    index = index_of(offers)
    before = asked(index)
    one = np.eye(1, WIDTH, dtype=np.float32)[0]
    for wrong in (np.ones(3, np.float32), one * np.nan, one * 2, np.full(WIDTH, np.inf, np.float32)):
        with pytest.raises(ValueError, match="vector"):
            index.put(offers[0], {}, wrong)
        with pytest.raises(ValueError, match="vector"):
            index.search({}, wrong)
    assert asked(index) == before


def test_vectors_that_come_later_take_part_from_then_on() -> None:
    offers = [Entry(number, number, Kind.OFFER, "", "ko") for number in (1, 2)]
    index = Index(LEXICON, space_of(offers), offers)
    one = np.eye(1, WIDTH, dtype=np.float32)[0]
    assert index.search({}, one) == []
    index.put(offers[1], {}, one)
    assert [(hit.number, hit.dense) for hit in index.search({}, one)] == [(2, 1.0)]
