"""A small lexicon, and entries drawn over it, for tests."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.features import features
from landbridge.engine.matching.index import Index
from landbridge.engine.matching.lexicon import Concept, Lexicon, Term, layer_of
from landbridge.engine.matching.problem import Entry, Kind
from landbridge.engine.matching.space import Space

CONCEPTS = (
    Concept("lidar", (Term("라이다"), Term("激光雷达"), Term("LiDAR"))),
    Concept("driving", (Term("자율주행"), Term("自动驾驶"), Term("autonomous driving"))),
    Concept("chip", (Term("반도체"), Term("半导体"), Term("semiconductor"))),
    Concept("battery", (Term("전지"), Term("电池"), Term("battery"))),
)
LEXICON = Lexicon.of([layer_of("words", CONCEPTS)])
WORDS = {
    "ko": ("자율주행", "라이다", "센서", "반도체", "장비", "이차전지", "초콜릿", "OEM"),
    "zh-hans": ("自动驾驶", "激光雷达", "传感器", "半导体", "设备", "锂电池", "巧克力", "OEM"),
    "en": ("autonomous driving", "LiDAR", "sensors", "semiconductor", "equipment", "battery", "chocolate", "OEM"),
}
CODES = ("hs:854140", "hs:854143", "hs:850760", "ksic:26", "ksic:26110")
WIDTH = 8


@st.composite
def entries(draw: st.DrawFn, *, most: int = 12, groups: int = 4) -> list[Entry]:
    """Entries of different numbers, in the three languages."""
    count = draw(st.integers(1, most))
    numbers = draw(st.lists(st.integers(1, 99), min_size=count, max_size=count, unique=True))
    made = []
    for number in numbers:
        language = draw(st.sampled_from(sorted(WORDS)))
        words = draw(st.lists(st.sampled_from(WORDS[language]), min_size=0, max_size=4))
        kind = draw(st.sampled_from(list(Kind)))
        codes = tuple(draw(st.lists(st.sampled_from(CODES), max_size=2, unique=True)))
        made.append(Entry(number, draw(st.integers(1, groups)), kind, " ".join(words), language, codes))
    return made


def vectors_of(entries: Sequence[Entry]) -> Vectors:
    """Made-up vectors of length one that depend on the text alone."""
    rows = np.stack([np.random.default_rng(list(one.text.encode()) or 0).normal(size=WIDTH) for one in entries])
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def space_of(entries: Sequence[Entry], lexicon: Lexicon = LEXICON) -> Space:
    """The space of the entries' texts."""
    return Space.of(features(one.text, lexicon) for one in entries)


def index_of(entries: Sequence[Entry], space: Space | None = None, hubness: dict[int, float] | None = None) -> Index:
    """An index of the entries with made-up vectors."""
    return Index(LEXICON, space or space_of(entries), entries, vectors_of(entries), hubness)
