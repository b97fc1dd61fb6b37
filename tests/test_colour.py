"""Contrast by WCAG 2, against published ratios."""

from __future__ import annotations

import pytest

from pcpgen.blocks.colour import contrast, tint


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#12436d", 10.25),
        ("#801650", 9.77),
        ("#28a197", 3.17),
        ("#f46a25", 3.03),
        ("#7a1b56", 9.91),
    ],
)
def test_contrast_on_white(colour: str, ratio: float) -> None:
    assert round(contrast(colour, "#ffffff"), 2) == ratio


def test_a_tint_carries_its_own_colour() -> None:
    for colour in ("#7a1b56", "#b0470a", "#00736a", "#23408f"):
        assert contrast(colour, tint(colour)) >= 4.5
