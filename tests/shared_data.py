"""Where the reference data and benchmark instances lie, which the project does not ship."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def landbridge_shared(*parts: str) -> Path:
    """The path of shared reference data, or a skipped test that says what is missing.

    ``LANDBRIDGE_SHARED`` names the folder; by default it is ``shared`` beside the project.
    """
    folder = Path(os.environ.get("LANDBRIDGE_SHARED", ROOT.parent / "shared"))
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"reference data is not here: {'/'.join(parts)} (set LANDBRIDGE_SHARED to its folder)")
    return path
