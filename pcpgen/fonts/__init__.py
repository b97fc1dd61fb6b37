"""From the shipped typeface to what layout needs: which characters it has, how wide a text runs, its files.

`metrics.json` is drawn from the font files by `pcpgen.fonts.draw`; a test compares the two.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

FAMILY = "Pcpgen Sans"
FILE = "PcpgenSans"
ITALIC = "Italic"  # of the regular weight, for emphasis; nothing is measured in it
WEIGHTS = {300: "Light", 400: "Regular", 600: "Semibold", 700: "Bold"}
_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _metrics() -> dict[int, dict[str, int]]:
    read: dict[str, dict[str, int]] = json.loads((_HERE / "metrics.json").read_text("utf-8"))
    return {int(weight): widths for weight, widths in read.items()}


def covers(char: str) -> bool:
    """Whether the typeface has a glyph for the character."""
    return char in _metrics()[400]


def width(text: str, size: float, weight: int = 400) -> float:
    """How wide `text` runs at `size`, in the unit of `size`; without kerning, which only ever draws letters closer."""
    return units(text, weight) * size / 1000


@lru_cache(maxsize=8192)
def units(text: str, weight: int = 400) -> int:
    """How wide `text` runs in thousandths of its size."""
    widths = _metrics()[weight]
    return sum(widths.get(char, 1000) for char in text)


def file(weight: int, ending: str) -> Path:
    """The font file of a weight: `ttf` for paper, `woff2` for the web."""
    return _HERE / f"{FILE}-{WEIGHTS[weight]}.{ending}"


def italic(ending: str) -> Path:
    """The font file of the italic: `ttf` for paper, `woff2` for the web."""
    return _HERE / f"{FILE}-{ITALIC}.{ending}"
