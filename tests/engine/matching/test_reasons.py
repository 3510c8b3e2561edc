"""Reasons add up to the likeness, and point at the words they speak of, as they were written."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.markets import LEXICON, WORDS

from landbridge.engine.matching.coding import suggest_codes
from landbridge.engine.matching.features import evidence, features
from landbridge.engine.matching.index import Index
from landbridge.engine.matching.original import Original
from landbridge.engine.matching.problem import Entry, Kind
from landbridge.engine.matching.reasons import shared_words
from landbridge.engine.matching.space import Space
from landbridge.engine.matching.text import fold, key_of, units

SPACE = Space.of(features(word, LEXICON) for words in WORDS.values() for word in words)
ALPHABET = st.sampled_from("라이다반도체 激光雷達半導体設備 LiDARled １２3.-㎏ﬁ가\u1100\u1161é")
TEXTS = st.text(ALPHABET, max_size=20) | st.text(max_size=15)
SENTENCES = st.lists(st.sampled_from([word for words in WORDS.values() for word in words]), max_size=5).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_folding_twice_is_folding_once_and_units_stand_where_they_say(text: str) -> None:
    folded = fold(text)
    last = 0
    for unit in units(folded):
        assert last <= unit.start < unit.end <= len(folded)
        last = unit.end
    for one in evidence(folded, LEXICON):
        assert 0 <= one.start < one.end <= len(folded)
        assert one.weight > 0
    assert key_of(text) == "".join(unit.key for unit in units(folded))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 20), st.integers(1, 5))
def test_a_stretch_of_the_folded_text_is_found_in_the_written_one(text: str, start: int, length: int) -> None:
    original = Original.of(text)
    span = start, min(start + length, len(original.folded))
    if span[0] < span[1]:
        for place in original.spans(span):
            assert 0 <= place[0] < place[1] <= len(text)
            # What folds by its neighbours (traditional characters) may fold otherwise alone, never at other length.
            assert len(fold(text[slice(*place)])) >= span[1] - span[0]


@settings(max_examples=60, deadline=None)
@given(SENTENCES | TEXTS, SENTENCES | TEXTS)
def test_shares_add_up_to_the_likeness_and_spans_to_the_words(mine: str, theirs: str) -> None:
    found = shared_words(mine, theirs, LEXICON, SPACE)
    likeness = SPACE.likeness(features(mine, LEXICON), features(theirs, LEXICON))
    assert sum(one.share for one in found) == pytest.approx(likeness, abs=1e-9)
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    for one in found:
        assert [mine[slice(*span)] for span in one.spans_mine] in ([one.mine], [])
        assert [theirs[slice(*span)] for span in one.spans_theirs] in ([one.theirs], [])
        assert one.mine
        assert one.theirs


@settings(max_examples=30, deadline=None)
@given(SENTENCES, SENTENCES, st.sampled_from(["LiDAR", "라이다", "激光雷达"]))
def test_one_more_word_that_both_have_is_one_more_in_common(mine: str, theirs: str, word: str) -> None:
    before, after = (
        sum(features(one, LEXICON).keys() & features(other, LEXICON).keys() != set() for one, other in [pair])
        for pair in ((mine, theirs), (f"{mine} {word}", f"{theirs} {word}"))
    )
    assert after >= before
    alone = SPACE.likeness(features(word, LEXICON), features(theirs, LEXICON))
    assert SPACE.likeness(features(word, LEXICON), features(word, LEXICON)) >= alone - 2e-3


@pytest.mark.parametrize(
    ("mine", "theirs", "reasons"),
    [
        ("반도체 장비", "半导体设备", [("반도체", "半导体", ("chip",))]),
        (
            "자율주행라이다",
            "自动驾驶激光雷达",
            [("라이다", "激光雷达", ("lidar",)), ("자율주행", "自动驾驶", ("driving",))],
        ),
        ("ＬｉＤＡＲ sensors", "車載激光雷達", [("ＬｉＤＡＲ", "激光雷達", ("lidar",))]),
        ("초콜릿 가게", "Chocolate shop", [("초콜릿", "Chocolate", ())]),
        ("초콜릿", "激光雷达", []),
    ],
)
def test_reasons_are_in_the_words_that_were_written(
    mine: str, theirs: str, reasons: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    found = shared_words(mine, theirs, LEXICON, SPACE)
    assert sorted((one.mine, one.theirs, one.concepts) for one in found) == sorted(reasons)


def test_a_text_in_parts_of_letters_gives_its_words_if_not_their_places() -> None:
    [one] = shared_words(unicodedata.normalize("NFD", "라이다"), "LiDAR", LEXICON, SPACE)
    assert (one.mine, one.spans_mine, one.spans_theirs) == ("라이다", (), ((0, 5),))


def test_codes_are_suggested_once_each_from_names_in_any_language() -> None:
    names = [("hs:901320", "激光雷达", "zh-hans"), ("hs:901320", "LiDAR", "en"), ("hs:854231", "반도체", "ko")]
    rows = [
        Entry(at, int(code[3:]), Kind.OFFER, text, language, (code,)) for at, (code, text, language) in enumerate(names)
    ]
    table = Index(LEXICON, Space.of(features(row.text, LEXICON) for row in rows), rows)
    found = suggest_codes(features("차량용 라이다와 반도체", LEXICON), None, table)
    assert sorted(one.code for one in found) == ["hs:854231", "hs:901320"]
    assert suggest_codes(features("초콜릿", LEXICON), None, table) == ()
