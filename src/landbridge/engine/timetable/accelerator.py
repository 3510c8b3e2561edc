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
    from collections.abc import Callable

#: Below this many moves plain Python is done before numba is loaded.
WORTH_COMPILING = 60_000

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
    kempe.crowding,
    kempe.insert,
    kempe.relocate,
    kempe.anneal,
)


def allowed() -> bool:
    """Whether numba is here and not switched off."""
    return os.environ.get("LANDBRIDGE_NUMBA", "1") != "0" and importlib.util.find_spec("numba") is not None


@cache
def compiled() -> Callable[..., float]:
    """``kempe.anneal`` as machine code: the same arguments, with int64 arrays for lists.

    Raises ImportError where numba is missing.
    """
    import numba  # noqa: PLC0415 (half a second, and optional)

    names: dict[str, Any] = dict(vars(kempe))
    for part in PARTS:
        twin = FunctionType(part.__code__, names, part.__name__)
        twin.__module__, twin.__qualname__ = part.__module__, part.__qualname__
        try:
            names[part.__name__] = numba.njit(cache=True)(twin)
        except RuntimeError:  # no folder to keep machine code in: compile for this process only
            names[part.__name__] = numba.njit(twin)
    loop: Callable[..., float] = names["anneal"]
    return loop
