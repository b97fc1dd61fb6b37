"""Contrast by WCAG 2, against published ratios."""

from __future__ import annotations

import re

import pytest

from pcpgen.blocks.colour import DARK, INK, PAPER, RULE, SLATE, contrast, on_dark, tint
from tests.conftest import ROOT


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


HUES = ("#7a1b56", "#b0470a", "#00736a", "#23408f", INK, SLATE)


def test_on_a_dark_ground_two_colours_keep_their_contrast() -> None:
    assert (on_dark(PAPER), on_dark("#000000")) == (DARK, PAPER)
    for colour in HUES:
        for ground in (PAPER, RULE, tint(colour), tint(colour, 0.3)):
            assert contrast(on_dark(colour), on_dark(ground)) >= 0.99 * contrast(colour, ground), (colour, ground)


def test_the_tokens_of_a_dark_page_are_those_of_a_light_one_on_a_dark_ground() -> None:
    styles = [(ROOT / f"templates/style/{name}.css").read_text("utf-8") for name in ("tokens", "dark")]
    tokens, found = (dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", style)) for style in styles)
    assert {name: on_dark(tokens[name]) for name in found if name != "--band"} == {
        name: colour for name, colour in found.items() if name != "--band"
    }
    assert len(found) == 10 and contrast(found["--band"], tokens["--on-band"]) >= 7
