"""Lists of a small market, beside what plain loops over the same scores say."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.markets import LEXICON, entries, index_of, space_of

from landbridge.engine.matching.check import check_list
from landbridge.engine.matching.index import Index
from landbridge.engine.matching.market import Market, measure
from landbridge.engine.matching.problem import Entry, Kind
from landbridge.engine.matching.recommend import recommend

SIDES = ((1, 2, 3), (4, 5, 6))


def measured(all_of_them: Sequence[Entry]) -> tuple[Index, Market]:
    index = index_of(all_of_them)
    market = measure(index, SIDES)
    index.remeasure(market.hubness)
    return index, market


@settings(max_examples=25, deadline=None)
@given(entries(most=24, groups=6), st.sets(st.integers(1, 6)), st.dictionaries(st.integers(1, 6), st.integers(0, 2)))
def test_every_list_is_what_loops_say_it_is(all_of_them: list[Entry], allowed: set[int], caps: dict[int, int]) -> None:
    index, market = measured(all_of_them)
    for group in (1, 4):
        everybody = recommend(index, market, group)
        assert check_list(index, market, group, everybody) == []
        some = recommend(index, market, group, allowed=allowed, caps=caps, length=2)
        assert check_list(index, market, group, some, allowed=allowed, caps=caps, length=2) == []
        assert everybody == recommend(index, market, group)


def test_the_check_sees_what_is_wrong() -> None:
    offers = [
        Entry(group, group, Kind.OFFER, text, "ko") for group, text in enumerate(("라이다", "반도체", "전지") * 2, 1)
    ]
    seeks = [Entry(10 + group, group, Kind.SEEK, text, "en") for group, text in enumerate(("LiDAR", "battery") * 3, 1)]
    index, market = measured([*offers, *seeks])
    found = recommend(index, market, 1)
    assert len(found) == 3
    assert check_list(index, market, 1, found) == []
    faults: list[Callable[[], list[str]]] = [
        lambda: check_list(index, market, 1, found[:2]),
        lambda: check_list(index, market, 1, found, allowed={4}),
        lambda: check_list(index, market, 1, found, caps={4: 0}),
        lambda: check_list(index, market, 1, found, length=2),
        lambda: check_list(index, market, 1, (found[0], *found)),
        lambda: check_list(index, market, 4, found),
    ]
    assert all(fault() for fault in faults)


def test_a_pair_that_is_never_to_meet_costs_nobody_attention() -> None:
    offers = [Entry(group, group, Kind.OFFER, "라이다", "ko") for group in range(1, 7)]
    index = index_of([*offers, *(Entry(10 + group, group, Kind.SEEK, "LiDAR", "en") for group in range(1, 7))])
    market = measure(index, SIDES, never=[*product((1,), SIDES[1]), (6, 2), (3, 6)])
    assert market.never_shown(0) == (1,)
    assert market.never_shown(1) == (6,)
    assert market.shown[2] == market.shown[3] == 2
    assert 0 < market.gini(0) < 1


def test_who_seeks_nothing_is_judged_in_one_direction() -> None:
    said = [Entry(1, 1, Kind.SEEK, "라이다 자율주행", "ko"), Entry(2, 4, Kind.OFFER, "激光雷达", "zh-hans")]
    said.append(Entry(3, 5, Kind.OFFER, "巧克力", "zh-hans"))
    index = Index(LEXICON, space_of(said), said)
    market = measure(index, SIDES)
    index.remeasure(market.hubness)
    first = recommend(index, market, 1)[0]
    assert (first.back, first.pair_back) == (0, None)
    assert first.pair_there is not None
    assert (first.group, first.pair_there.seek, first.pair_there.offer) == (4, 1, 2)
    assert first.fit == first.there
    with pytest.raises(KeyError):
        recommend(index, market, 9)


def test_a_newcomer_takes_the_last_of_ten_places() -> None:
    side = tuple(range(100, 120))
    said = [
        Entry(number, number, Kind.OFFER, "激光雷达 传感器" if number < 119 else "传感器", "zh-hans") for number in side
    ]
    index = index_of([Entry(1, 1, Kind.SEEK, "라이다 센서", "ko"), *said])
    market = measure(index, ((1,), side))
    index.remeasure(market.hubness)
    newest = recommend(index, market, 1)[-1].group
    other = next(group for group in side if group not in {one.group for one in recommend(index, market, 1)})
    listed = recommend(index, market, 1, newcomers=[other])
    assert [one.group for one in listed if one.explored] == [other]
    assert listed[-1].group == other != newest
    assert len(listed) == 10
