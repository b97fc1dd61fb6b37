"""Indicators of 46 areas in every kind of chart and table: nothing off its page, nothing dropped, no head alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quality import tags
from tests.quality.browser import Browser, browser
from tests.quality.pressed import Pressed, press
from tests.quality.test_layout import left_behind, off_the_page, too_small
from tests.quality.test_lengths import fills, nearly_blank, over_another
from tests.quality.test_narrow import MEASURE
from tests.quality.test_whole_tags import mistagged
from tests.workspaces import change

pytestmark = pytest.mark.slow

PLACES = "Ashby Barrow Calder Denby Eskdale Fenwick Garth Hollin Irton Jarrow Kendal Lorton Marske Norby Orton Preston"
PLACES += " Quarry Redmire Selby Thirsk Ulver Vale Wharram"
AREAS = [f"{place} {part}" for place in PLACES.split() for part in ("North", "South with the villages around it")]
QUARTERS = [f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)][:11]
# the kind of chart, and of how many of the newest quarters; the newest stands last in some tables
KINDS = {"bars": 1, "multiples": 8, "none": 3, "none-many": 11, "line": 8, "dots": 1}
REPORT = "plan/panel/2027-01-13/neighbourhoods.md"


def with_areas(root: Path) -> Path:
    """A new office, whose report has an indicator of all areas for each kind of chart."""
    done = subprocess.run([Path(sys.executable).parent / "pcpgen", "init", root], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for name, many in KINDS.items():
        kind = name.partition("-")[0]
        newest = "newest: last\n" if name == "none-many" else ""
        (root / f"plan/indicators/{name}.yaml").write_text(
            f"title: Incidents {name}\nmeasures: incidents that were reported, by area\nsource: Invented\n"
            f"unit: incidents\ngood: down\nas_at: 2026-09-30\nfrequency: quarter\nchart: {kind}\n{newest}series:\n"
            + "".join(f"  {number_of(area)}: {{title: {area}}}\n" for area in AREAS)
        )
        (root / f"data/{name}.csv").write_text(
            "series,period,qualifier,value,note\n"
            + "".join(
                f"{number_of(area)},{quarter},,{1000 + 97 * (7 * at % 46) + len(name) * when},\n"
                for when, quarter in enumerate(QUARTERS[-many:])
                for at, area in enumerate(AREAS)
            )
        )
    named = ", ".join(KINDS)
    change(
        root, "plan/2027-29/themes/neighbourhoods.yaml", "[anti-social-behaviour]", f"[anti-social-behaviour, {named}]"
    )
    shown = "\n\n".join(f'{{{{ indicator("{name}") }}}}' for name in KINDS)
    question = '{{ question("who-to-ring") }}'
    change(root, REPORT, question, f"{shown}\n\n{question}")
    return root


def number_of(area: str) -> str:
    return f"area-{AREAS.index(area)}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    folder = tmp_path_factory.mktemp("areas")
    documents = press(with_areas(folder / "office"), folder / "out")
    return next(document for document in documents if document.name.endswith("neighbourhoods"))


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_every_page_is_filled_and_clear(report: Pressed) -> None:
    tagged = tags.read(report.pdf)
    assert off_the_page(report.pdf) == []
    assert over_another(report.pdf) == []
    assert [*nearly_blank(tagged), *too_small(tagged), *left_behind(tagged)] == []


def test_no_head_of_an_indicator_stands_alone(report: Pressed) -> None:
    """Where it begins, its chart or its table begins as well, and no page before it is nearly half empty."""
    tagged = tags.read(report.pdf)
    heads = {heading.text: min(heading.pages) for heading in tagged.headings if "Incidents " in heading.text}
    assert len(heads) == len(KINDS)
    used = fills(tagged)
    for name, page in heads.items():
        assert used[page] > 0.5, name
        assert used[page - 1] > 0.55, name


def test_nothing_is_dropped(report: Pressed) -> None:
    """Each area has its bar, its small chart, its dot, and in each table its row with a value for each quarter."""
    tagged = tags.read(report.pdf)
    text = tags.folded("".join(run.text for run in tagged.root.runs()))
    tables = len(KINDS) + 1  # that of 11 quarters is split once
    for area in AREAS:
        assert text.count(tags.folded(area)) >= tables + 3, area
    own = [table.texts for table in tags.tables(tagged) if len(table.rows) == len(AREAS) + 1]
    assert all([row[0] for row in rows[1:]] == list(map(tags.folded, AREAS)) for rows in own)
    heads = [head for rows in own for head in rows[0][1:] if not head.startswith("Change")]
    assert len(heads) == sum(KINDS.values())
    assert heads.index("JanuarytoMarch2024") + 1 == heads.index("ApriltoJune2024", heads.index("JanuarytoMarch2024"))


def test_tags_are_whole(report: Pressed) -> None:
    assert mistagged(report) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_goes_sideways(window: Browser, report: Pressed, width: int) -> None:
    page = report.pdf.with_suffix(".html")
    page.write_text(page.read_text("utf-8").replace("<main ", '<main data-pattern="the report" '), "utf-8")
    window.open(page.as_uri(), width)
    assert window.evaluate(MEASURE) == []
