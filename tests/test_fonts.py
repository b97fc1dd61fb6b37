"""The shipped typeface: its metrics are those of its files, and it carries what documents write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pcpgen import fonts
from pcpgen.fonts import draw


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_the_metrics_are_those_of_the_files(weight: int, ending: str) -> None:
    metrics = json.loads((Path(fonts.__file__).parent / "metrics.json").read_text("utf-8"))
    assert draw.widths(TTFont(fonts.file(weight, ending))) == metrics[str(weight)]


def test_a_width_is_the_sum_of_its_letters() -> None:
    font = TTFont(fonts.file(600, "ttf"))
    unit, advance = font["head"].unitsPerEm, font["hmtx"]
    words = "Requirement £142.9m"
    exact = sum(advance[font.getBestCmap()[ord(char)]][0] for char in words) / unit * 11
    assert fonts.width(words, 11, 600) == pytest.approx(exact, abs=0.1)


@pytest.mark.parametrize("char", "−£–—‘’“”•≥≤±§ŵŷ→▲■✓é…")
def test_covers_what_documents_write(char: str) -> None:
    assert fonts.covers(char)


def test_the_italic_is_one_to_every_system() -> None:
    for ending in ("ttf", "woff2"):
        font = TTFont(fonts.italic(ending))
        assert font["OS/2"].fsSelection & 1 and font["head"].macStyle & 2
        assert not {ord(char) for char in "éŵ£–—‘’“”…"} - set(font.getBestCmap())


def test_the_cut_typeface_bears_a_name_of_its_own() -> None:
    for file in (*(fonts.file(weight, "ttf") for weight in fonts.WEIGHTS), fonts.italic("ttf")):
        names = TTFont(file)["name"]
        assert "Source" not in "".join(str(names.getName(each, 3, 1, 0x409) or "") for each in (1, 4, 6, 16))
