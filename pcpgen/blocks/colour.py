"""Colours of a document: contrast by the formula of WCAG 2, tints, and the few that belong to no theme."""

from __future__ import annotations

INK = "#16212b"
SLATE = "#4a5661"
RULE = "#c3cbd2"
PAPER = "#ffffff"
ASH = "#7c8893"  # a third part beside hue and slate: 3.6 on white
SUBJECT = "#23408f"  # a chart outside any theme


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
