"""A plan of few words: its short themes stand two to a page, and so do its short parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Built, build
from tests.quality import tags
from tests.workspaces import change, copy_small

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def carrow(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A plan of three themes with two actions each."""
    return build(tmp_path_factory.mktemp("carrow"), "build-plan", root=Path(ROOT / "tests/offices/carrow"))


def test_two_short_things_share_a_page_and_the_plan_on_a_page_has_its_own(carrow: Built) -> None:
    tagged = tags.read(carrow.pdf)
    pages = {heading.text: heading.pages for heading in tagged.root.all("H2")}
    assert pages == {
        "Contents": [2],
        "The plan on a page": [3],
        "Less crime": [4],
        "Help that comes": [4],
        "Trust": [5],
        "Measures": [6],
        "Money": [6],
    }


def test_the_page_of_a_long_name_stands_on_its_first_line_in_the_contents(tmp_path: Path) -> None:
    office, name = (
        copy_small(tmp_path / "office"),
        "Neighbourhoods that people know and can reach on each day of the week",
    )
    change(office, "plan/2025-29/themes/harbour.yaml", "title: The harbour", f"title: {name}")
    built = build(tmp_path / "out", "build-plan", root=office)
    runs = tags.read(built.pdf).runs
    first = next(
        run for run in runs if run.text.startswith("Neighbourhoods that") and run.size == pytest.approx(14, abs=0.1)
    )
    assert any(run.y == first.y and run.x < first.x and run.text.strip().isdigit() for run in runs)


def test_the_finding_of_a_chart_keeps_off_the_title_in_the_rail_over_it(tmp_path: Path) -> None:
    built = build(tmp_path, "build-plan", root=Path(ROOT / "tests/offices/gwynfa"))
    found = {run.text: run for run in tags.read(built.pdf).runs}
    title, finding = found["Money"], found["Patrols take "]
    assert title.page == finding.page and title.y - finding.y > 35
