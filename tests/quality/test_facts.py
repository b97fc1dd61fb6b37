"""Facts and figures whose values and words are long, and groups that ask for a right page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality import tags
from tests.quality.tags import folded
from tests.quality.test_layout import in_the_margin, off_the_page, too_small
from tests.quality.test_lengths import over_another
from tests.workspaces import change, copy_small

pytestmark = pytest.mark.slow

LONG = "Hafeninfrastrukturfinanzierungsgesellschaften"  # 45 letters
TILES = f"""\
kind: facts
title: Facts and figures
groups:
  - title: The harbour
    tiles:
      - {{number: '{{{{ figure("budget.quays") }}}}', unit: {LONG}, caption: Spent on {LONG}, size: wide}}
      - {{number: '{{{{ figure("budget.quays") }}}}', caption: Spent on the quays}}
      - {{number: '{{{{ figure("budget.shops") }}}}', caption: Spent on the shops}}
      - {{number: '{{{{ figure("budget.spending") }}}}', caption: Spent, also: All in all}}
  - title: By day and by night
    page: right
    layout: lists
    columns:
"""
COLUMN = f"""\
      - title: {LONG} by day {{at}}
        tiles:
          - {{{{number: '{{{{{{{{ figure("budget.quays") }}}}}}}}', caption: Spent on {LONG}}}}}
          - {{{{number: '{{{{{{{{ figure("budget.shops") }}}}}}}}', caption: Spent}}}}
"""


def built(folder: Path, columns: int, tiles: int) -> tuple[Path, str]:
    """The tiny office's plan with facts, and what was told of it."""
    office = copy_small(folder / "office")
    change(office, "plan/2025-29/edition.yaml", "plan-on-a-page, themes", "plan-on-a-page, facts, themes")
    change(office, "data/budget.csv", ",300,", ",310310310310,")
    tile = next(line for line in TILES.splitlines(keepends=True) if "All in all" in line)
    page = TILES.replace(tile, tile * tiles) + "".join(COLUMN.format(at=at) for at in range(columns))
    (office / "plan/2025-29/pages/facts.yaml").write_text(page)
    order = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(office), "-q", "build-plan"]
    done = subprocess.run(order, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return office / "out/plan-2025-29/plan-2025-29.pdf", done.stderr


@pytest.mark.parametrize(("columns", "tiles"), [(2, 1), (12, 16)])
def test_nothing_prints_over_its_neighbour(columns: int, tiles: int, tmp_path: Path) -> None:
    pdf, told = built(tmp_path, columns, tiles)
    assert (off_the_page(pdf), in_the_margin(pdf), over_another(pdf)) == ([], [], [])
    tagged = tags.read(pdf)
    assert too_small(tagged) == []
    text = folded("".join(run.text for run in tagged.root.runs()))
    assert text.count(folded("£310,310,310,310 thousand")) == 2 + columns
    (group,) = (heading for heading in tagged.headings if heading.text == "By day and by night")
    begins_right = min(group.pages) % 2 == 1
    assert begins_right != ("page: right" in told)  # as it asks, or it is told why not
    assert begins_right == (columns == 12)
