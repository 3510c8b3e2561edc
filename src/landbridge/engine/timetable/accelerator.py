"""Machine code for the annealing loop, where numba is installed and allowed.

numba is never needed: the loop in ``kempe`` runs as it stands, and gives the same answers.
``LANDBRIDGE_NUMBA=0`` switches it off. Compiling takes some seconds once; numba keeps the result
beside the source, or in the user's own cache where the source folder cannot be written.
"""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

from landbridge.engine.timetable import kempe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Below this many moves plain Python is done before numba is loaded.
WORTH_COMPILING = 400_000
#: Below this many it is done before its lists are copied into arrays, where the machine code is ready.
WORTH_COPYING = 25_000

#: Seconds a search must have for compiling not to eat up most of it.
PATIENCE = 30.0

#: Without reference counts, which cost more than the search itself.
OPTIONS: dict[str, Any] = {"error_model": "numpy", "_nrt": False}
#: Called too rarely, or too large, to be copied into their callers.
APART = (kempe.relocate, kempe.recall)

#: Small numbers keep the board in the processor's cache. What is not named here takes 64 bits.
SMALL = {
    8: {"may", "frozen"},
    32: {
        *("row_first", "rows", "start_first", "starts", "length", "family_first", "families", "room", "most"),
        *("pair_first", "pair_other", "pair_sense", "segment", "home", "place", "held_at", "runs", "breaks"),
        *("meetings", "used", "order", "whereabouts", "held", "chain", "was", "journal", "best"),
    },
}

#: Callee before caller: each is compiled knowing those before it.
PARTS = (
    kempe.hardship,
    kempe.occupy,
    kempe.fill,
    kempe.fits,
    kempe.in_order,
    kempe.recall,
    kempe.note,
    kempe.draw,
    kempe.shift_families,
    kempe.exchange,
    kempe.in_the_way,
    kempe.toggled,
    kempe.outlook,
    kempe.crowding,
    kempe.insert,
    kempe.relocate,
    kempe.anneal,
)


def allowed() -> bool:
    """Whether numba is here and not switched off."""
    return os.environ.get("LANDBRIDGE_NUMBA", "1") != "0" and importlib.util.find_spec("numba") is not None


def pays(moves: int, seconds: float) -> bool:
    """Whether so many moves are sooner made in machine code, with so many seconds to make it ready."""
    ready = allowed() and compiled.cache_info().currsize > 0
    return moves >= WORTH_COPYING if ready else moves >= WORTH_COMPILING and usable(seconds)


def usable(seconds: float) -> bool:
    """Whether a search of so many seconds should use machine code: it is ready, or there is time to make it."""
    return allowed() and (seconds >= PATIENCE or compiled.cache_info().currsize > 0)


def arrays(lists: kempe.Rules | kempe.State) -> list[Any]:
    """The fields of rules or state with arrays for lists; single numbers stay as they are."""
    import numpy as np  # noqa: PLC0415 (only machine code needs it)

    def kind(name: str) -> type[Any]:
        return np.int8 if name in SMALL[8] else np.int32 if name in SMALL[32] else np.int64

    return [
        np.array(value, kind(name)) if isinstance(value, list) else value for name, value in lists._asdict().items()
    ]


def floats(values: Sequence[float]) -> Any:
    """An array for the compiled loop's table of floats."""
    import numpy as np  # noqa: PLC0415 (only machine code needs it)

    return np.array(values, np.float64)


@cache
def compiled() -> Callable[..., float]:
    """``kempe.anneal`` as machine code: the same arguments, with arrays for lists.

    Raises ImportError where numba is missing.
    """
    import numba  # noqa: PLC0415 (half a second, and optional)

    names: dict[str, Any] = dict(vars(kempe))
    for part in PARTS:
        twin = FunctionType(part.__code__, names, part.__name__)
        twin.__module__, twin.__qualname__ = part.__module__, part.__qualname__
        options: dict[str, Any] = OPTIONS | {"forceinline": part not in APART}
        try:
            names[part.__name__] = numba.njit(cache=part is kempe.anneal, **options)(twin)
        except RuntimeError:  # no folder to keep machine code in: compile for this process only
            names[part.__name__] = numba.njit(**options)(twin)
    loop: Callable[..., float] = names["anneal"]
    return loop
