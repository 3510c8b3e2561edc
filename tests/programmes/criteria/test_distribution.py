"""Who gets what: everything that can be placed is, and no two loads could be more even."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.programmes.criteria.distribution import Distribution, Hole, distribute

Barred = frozenset[tuple[int, int]]


def loads(found: Distribution, staff: range) -> list[int]:
    return sorted(sum(who == one for _application, who in found.pairs) for one in staff)


def test_loads_are_even() -> None:
    staff = range(100, 104)
    found = distribute(range(10), staff, each=2)
    assert loads(found, staff) == [5, 5, 5, 5]
    assert found.holes == ()


def test_the_seed_decides_and_nothing_else() -> None:
    again = [distribute(range(12), range(100, 105), each=3, seed=seed) for seed in (1, 1, 2)]
    assert again[0] == again[1] != again[2]


def test_what_cannot_be_placed_is_named() -> None:
    barred = {(1, 100), (1, 101)}
    assert distribute([1, 2], [100, 101, 102], each=2, barred=barred).holes == (Hole(1, 1),)
    assert distribute([1], [], each=3).holes == (Hole(1, 3),)


def test_what_is_placed_stays_and_counts() -> None:
    found = distribute([1, 2, 3], [100, 101], each=1, placed={1: [100], 2: [100]})
    assert found == Distribution(((3, 101),), ())


def test_a_chain_of_hands_frees_the_only_one_who_may() -> None:
    """Only 100 may take the second application, and it has the first by then: the first moves on."""
    for seed in range(20):
        found = distribute([1, 2], [100, 101], each=1, barred={(2, 101)}, seed=seed)
        assert found == Distribution(((1, 101), (2, 100)), ())


@settings(max_examples=60)
@given(
    st.integers(1, 4), st.integers(1, 3), st.integers(1, 2), st.sets(st.tuples(st.integers(0, 3), st.integers(10, 12))),
    st.integers(0, 3),
)  # fmt: skip
def test_nothing_is_better(many: int, staff: int, each: int, barred: set[tuple[int, int]], seed: int) -> None:
    """Beside every way there is, one by one: as many placed, and no sum of squared loads is smaller."""
    applications, evaluators = range(many), range(10, 10 + staff)
    found = distribute(applications, evaluators, each=each, barred=barred, seed=seed)
    assert not barred & set(found.pairs)
    assert len(set(found.pairs)) == len(found.pairs)
    assert found.pairs == distribute(applications, evaluators, each=each, barred=barred, seed=seed).pairs
    best = (0, 0)
    for chosen in product([False, True], repeat=many * staff):
        pairs = [pair for pair, takes in zip(product(applications, evaluators), chosen, strict=True) if takes]
        if barred & set(pairs) or any(sum(a == one for a, _who in pairs) > each for one in applications):
            continue
        squares = sum(sum(who == one for _a, who in pairs) ** 2 for one in evaluators)
        best = max(best, (len(pairs), -squares))
    mine = (len(found.pairs), -sum(load**2 for load in loads(found, evaluators)))
    assert mine == best
