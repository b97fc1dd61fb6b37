"""Figures that are printed as nought, and percentages as all: told where they are neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.checks.sentences.check import check_passage
from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace
from pcpgen.place import Place, Source
from pcpgen.prose.reading import read_prose
from tests.workspaces import copy_small

SHOPS, QUAYS = 'share("budget.shops"{})', 'share("budget.quays"{})'


@pytest.mark.parametrize(
    ("shops", "written", "message"),
    [
        (1, SHOPS.format(""), "it is printed as 0%, and is 0.33%"),
        (1, QUAYS.format(""), "it is printed as 100%, and is 99.67%"),
        (1, 'share_of("budget.shops", "budget.spending", decimals=0)', "it is printed as 0%, and is 0.33%"),
        (0.01, SHOPS.format(", decimals=2"), "it is printed as 0.00%, and is 0.0033%"),
        (1, 'figure("budget.shops", unit="£ billion", decimals=1)', "it is printed as 0.0, and is 0.0000010"),
        (1, SHOPS.format(", decimals=1"), ""),
        (0, SHOPS.format(""), ""),  # nothing, as it says
        (0, QUAYS.format(""), ""),
        (1, SHOPS.format(', form="one in"'), ""),
        (1, 'percent_change("budget.quays", "2024/25", "2025/26")', ""),  # as small as it is
    ],
)
def test_a_share_that_is_rounded_to_nothing_or_all_is_told(
    shops: float, written: str, message: str, tmp_path: Path
) -> None:
    office = copy_small(tmp_path / "office")
    rows = f"quays,2024/25,,{300.01 - shops},\nquays,2025/26,,{300 - shops},\nshops,2025/26,,{shops},\n"
    (office / "data/budget.csv").write_text(f"series,period,qualifier,value,note\n{rows}", "utf-8")
    project, _ = read_workspace(office)
    source = Source("plan/page.md", f"This is {{{{ {written} }}}} of it.")
    passage, _ = read_prose(source.text, Place("plan/page.md"), source)
    found = check_passage(passage, Data.of(project), {**project.sources, source.file: source})
    assert [each.message for each in found if each.rule.id == "rounded-away"] == ([message] if message else [])
