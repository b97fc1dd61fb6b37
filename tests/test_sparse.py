"""From plans and papers in which something is absent to documents, or messages, that do not say so in empty words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.workspaces import ROOT, change, copy, copy_small

REPORT = Request.read("panel-report homes")


def gwynfa(folder: Path) -> Path:
    return copy(ROOT / "tests/offices/gwynfa", folder)


def page(office: Path) -> str:
    """What the report on homes says."""
    found = judge(office, REPORT)
    assert found.errors == ()
    return render_html(found.documents[REPORT], "web")


def test_a_theme_with_nothing_at_a_level_is_told_at_its_line(tmp_path: Path) -> None:
    """It would be announced with a nought, an empty band and an empty list."""
    office = copy_small(tmp_path / "office")
    theme = office / "plan/2025-29/themes/harbour.yaml"
    text = re.sub(r"(?m)^commitments:\n(?:  .*\n)+", "commitments: {}\n", theme.read_text("utf-8"))
    theme.write_text(text, "utf-8")
    line = text.split("\n").index("commitments: {}") + 1
    assert [(each.place.file, each.place.line, each.message) for each in judge(office, NONE).errors][:1] == [
        ("plan/2025-29/themes/harbour.yaml", line, "Commitments are missing")
    ]


@pytest.mark.slow
def test_one_theme_is_spoken_of_as_one(tmp_path: Path) -> None:
    office = gwynfa(tmp_path / "office")
    change(office, "plan/2025-29/edition.yaml", "[homes, valleys]", "[homes]")
    for file in (office / "plan/2025-29/themes").glob("valleys*"):
        file.unlink()
    words = re.sub(r"<[^>]+>", "", page(office))
    assert "Its theme is Homes." in words and "themes are" not in words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("order", "heads"),
    [
        ("first", ["2024/25", "2023/24", "2022/23", "2021/22", "2020/21", "Change on 2023/24"]),
        ("last", ["2020/21", "2021/22", "2022/23", "2023/24", "2024/25", "Change on 2023/24"]),
    ],
)
def test_a_table_begins_with_the_period_that_its_indicator_asks_for(
    order: str, heads: list[str], tmp_path: Path
) -> None:
    office = gwynfa(tmp_path / "office")
    change(office, "plan/indicators/burglary.yaml", "headline: all", f"headline: all\nnewest: {order}")
    found = re.findall(r'<th scope="col"[^>]*>([^<]*)<', page(office))
    assert found[found.index("Offences") :] == ["Offences", *heads]


@pytest.mark.slow
def test_a_heading_that_its_author_numbered_is_told_in_either_language(tmp_path: Path) -> None:
    office = gwynfa(tmp_path / "office")
    change(office, "plan/board/2026-02-10/languages.md", "# Why this paper", "# 1. Why this paper")
    told = [(each.place.line, each.message) for each in judge(office, NONE).errors]
    assert (13, 'the heading has a number of its own, "1."') in told


@pytest.mark.slow
def test_without_a_plan_there_is_none_to_build(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    for folder in ("2025-29", "panel"):
        shutil.rmtree(office / "plan" / folder, ignore_errors=True)
    whole, alone = (CliRunner().invoke(cli, ["-C", str(office), verb]) for verb in ("build", "build-plan"))
    assert (whole.exit_code, alone.exit_code) == (1, 2)
    assert "There is nothing to build: plan/ holds no edition" in whole.output
    assert "there is no plan. There are: none." in alone.output
