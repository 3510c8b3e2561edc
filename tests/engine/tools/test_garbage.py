"""Garbage collection put off for a while."""

import gc

import pytest

from landbridge.engine.tools.garbage import uncollected


def test_nothing_collects_in_the_block_and_all_is_as_before_after_it() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_switches_it_on_again() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()
