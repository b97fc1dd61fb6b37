"""Colours of a document: contrast by the formula of WCAG 2, tints, and the few that belong to no theme."""

from __future__ import annotations

import colorsys
from bisect import bisect_left, bisect_right
from functools import lru_cache

INK = "#16212b"
SLATE = "#4a5661"
RULE = "#c3cbd2"
PAPER = "#ffffff"
ASH = "#7c8893"  # a third part beside hue and slate: 3.6 on white
SUBJECT = "#23408f"  # a chart outside any theme
DARK = "#11181f"  # the ground of a page for readers who ask for a dark one
_STEPS = range(256)  # of lightness
_LIGHT_GROUND = 3.0  # contrast with white, below which a colour is a ground or a hairline and no ink


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [c / 12.92 if (c := part / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for part in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours "#rrggbb", 1 to 21, WCAG 2.2 success criterion 1.4.3."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str, share: float = 0.08) -> str:
    """The colour thinned with white to `share`; carries text in ink or in the colour itself."""
    mixed = (round(255 + (part - 255) * share) for part in _channels(colour))
    return "#" + "".join(f"{part:02x}" for part in mixed)


@lru_cache(maxsize=1024)
def on_dark(colour: str) -> str:
    """What stands for a colour on a dark ground: it stands out from that as much as the colour does from white.

    So two colours keep the contrast that they have with each other. Hue and saturation stay; an ink is lightened, as
    far as there is light enough, and a ground is darkened.
    """
    wanted, ground = contrast(colour, PAPER), _luminance(DARK)
    hue, _, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _channels(colour)))

    def at(step: int) -> str:
        parts = colorsys.hls_to_rgb(hue, step / 255, saturation)
        return "#" + "".join(f"{round(part * 255):02x}" for part in parts)

    def stands_out(step: int) -> float:  # the more the higher the step
        return (_luminance(at(step)) + 0.05) / (ground + 0.05)

    if wanted < _LIGHT_GROUND:
        last = bisect_right(_STEPS, wanted, key=stands_out) - 1
        return at(last) if stands_out(last) >= 1 else DARK
    first = bisect_left(_STEPS, wanted, key=stands_out)
    return at(first) if first < len(_STEPS) else PAPER
