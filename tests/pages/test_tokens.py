"""Every colour of the tokens can be read on every ground it is used on, by day and by night."""

import re
from pathlib import Path

import pytest

import landbridge.base

FOLDER = Path(landbridge.base.__file__).parent / "static" / "base"
GROUNDS = ("paper", "surface", "sunken")
TEXT_ON = {
    **dict.fromkeys(("ink", "ink-2", "ink-3", "river", "pine", "clay", "plum", "good", "warn", "bad"), GROUNDS),
    **{f"{hue}": (*GROUNDS, f"{hue}-soft") for hue in ("pine", "clay", "plum", "good", "warn", "bad", "river")},
    "river-ink": ("river-soft",),
    "on-river": ("river", "river-ink"),
}
LIFTED = {
    "ink": ("warn-soft", "bad-soft", "good-soft", "line"),
    "ink-2": ("warn-soft", "bad-soft", "river-soft", "line"),
}


def colours(*files: str) -> dict[str, str]:
    """Token to six hex digits; later files win."""
    text = "".join((FOLDER / file).read_text() for file in files)
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{6});", text))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("files", [("tokens.css",), ("tokens.css", "dark.css")], ids=["light", "dark"])
def test_text_can_be_read(files: tuple[str, ...]) -> None:
    known = colours(*files)
    pairs = [(text, ground) for uses in (TEXT_ON, LIFTED) for text, grounds in uses.items() for ground in grounds]
    weak = {pair: contrast(known[pair[0]], known[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("files", [("tokens.css",), ("tokens.css", "dark.css")], ids=["light", "dark"])
def test_borders_of_controls_can_be_seen(files: tuple[str, ...]) -> None:
    known = colours(*files)
    assert all(contrast(known["edge"], known[ground]) >= 3 for ground in GROUNDS)


def test_the_night_renames_nothing() -> None:
    assert set(colours("dark.css")) == set(colours("tokens.css"))
