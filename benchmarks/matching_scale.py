"""Matching with 10,000 and 100,000 profiles: to build, to search, to change, and what memory it takes.

Run it as ``python -m benchmarks.matching_scale [--profiles 10000 100000] [--queries 300] [--lists 20]``. A profile
offers three things and seeks two, drawn from aligned names in one of three languages and told apart by a word of
their own; vectors are those of the default encoder, of each different name once. Seconds are of the CPU.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import time

import numpy as np
from benchmarks.matching_rows import aligned, dense, lexicon_of_packages

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.features import features
from landbridge.engine.matching.index import Index
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.market import Market, measure
from landbridge.engine.matching.mutual import Calibration
from landbridge.engine.matching.problem import Entry, Kind
from landbridge.engine.matching.recommend import recommend
from landbridge.engine.matching.space import Space
from landbridge.matching.encoders.named import encoder_named

OFFERS, SEEKS = 3, 2
#: Both sides of a market of more are measured at night, and not here.
MEASURED = 10_000
CODES = ("hs:854140", "hs:850760", "ksic:26110", "hs:330499", "gbt:3979")


def drawn(profiles: int) -> tuple[list[Entry], list[int]]:
    """Entries of so many profiles, and for each the row of its name."""
    chance = np.random.default_rng(5)
    said = {name: aligned(name) for name in ("osm", "cldr")}
    names = {language: [*said["osm"][language], *said["cldr"][language]] for language in ("ko", "zh", "en")}
    entries, rows = [], []
    for group in range(profiles):
        language = ("ko", "zh", "en")[int(chance.choice(3, p=[0.45, 0.45, 0.1]))]
        for at, row in enumerate(chance.integers(0, len(names[language]), OFFERS + SEEKS)):
            text = f"{names[language][row]} {names[language][int(chance.integers(0, len(names[language])))]}"
            number = group * (OFFERS + SEEKS) + at
            kind = Kind.OFFER if at < OFFERS else Kind.SEEK
            entries.append(Entry(number, group, kind, text, language, (CODES[row % len(CODES)],)))
            rows.append(int(row))
    return entries, rows


def vectors_of(entries: list[Entry], rows: list[int]) -> Vectors:
    """The vectors of the entries' first names, a little apart from each other."""
    encoder = encoder_named("use")
    assert encoder is not None
    by = [dense(aligned(name), encoder) for name in ("osm", "cldr")]
    whole = {language: np.concatenate([one[language] for one in by]) for language in ("ko", "zh", "en")}
    found = np.stack([whole[entry.language][row] for entry, row in zip(entries, rows, strict=True)])
    chance = np.random.default_rng(6)
    for start in range(0, len(found), 10_000):
        block = found[start : start + 10_000]
        block += chance.normal(scale=0.01, size=block.shape).astype(np.float32)
        block /= np.linalg.norm(block, axis=1, keepdims=True)
    return found


def timed(label: str, seconds: list[float]) -> None:
    said = np.array(seconds) * 1000
    print(f"  {label:34} median {np.median(said):8.2f} ms   p95 {np.percentile(said, 95):8.2f} ms", flush=True)


def measured(profiles: int, queries: int, lists: int, lexicon: Lexicon) -> None:
    print(f"\n{profiles} profiles, {profiles * OFFERS} offers, {profiles * SEEKS} seeks")
    entries, rows = drawn(profiles)
    vectors = vectors_of(entries, rows)
    start = time.process_time()
    read = [features(entry.text, lexicon) for entry in entries]
    space = Space.of(read)
    print(f"  texts read                         {time.process_time() - start:8.1f} s")
    start = time.process_time()
    index = Index(lexicon, space, entries, vectors, features=read)
    print(f"  laid out                           {time.process_time() - start:8.1f} s")
    print(f"  memory of the process              {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    chance = np.random.default_rng(7)
    some = [int(at) for at in chance.integers(0, len(entries), queries)]
    spent: dict[str, list[float]] = {"search": [], "search, words alone": [], "an entry changed": [], "a list": []}
    for at in some:
        start = time.process_time()
        index.search(features(entries[at].text, lexicon), vectors[at], codes=entries[at].codes)
        spent["search"].append(time.process_time() - start)
        start = time.process_time()
        index.search(features(entries[at].text, lexicon))
        spent["search, words alone"].append(time.process_time() - start)
    for at in some:
        start = time.process_time()
        index.put(entries[at], features(entries[at].text, lexicon), vectors[at])
        spent["an entry changed"].append(time.process_time() - start)
    if profiles <= MEASURED:
        start = time.process_time()
        measure(index, (range(profiles // 2), range(profiles // 2, profiles)))
        print(f"  the market measured                {time.process_time() - start:8.1f} s")
        print(
            f"  memory of the process              {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
        )
    halves = tuple(range(profiles // 2)), tuple(range(profiles // 2, profiles))
    curve = Calibration(0.8)
    market = Market(halves, (curve, curve), {}, dict.fromkeys(range(profiles), 0.0), {})
    for group in range(lists):
        start = time.process_time()
        recommend(index, market, group)
        spent["a list"].append(time.process_time() - start)
    for label, seconds in spent.items():
        timed(label, seconds)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--profiles", type=int, nargs="+", default=[10_000, 100_000])
    asked.add_argument("--queries", type=int, default=300)
    asked.add_argument("--lists", type=int, default=20)
    given = asked.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    lexicon = lexicon_of_packages()
    for profiles in given.profiles:
        measured(profiles, given.queries, given.lists, lexicon)


if __name__ == "__main__":
    main()
