"""The papers of a meeting: a front sheet that names each with its pages, and leads to files that are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pytest

from tests.conftest import ROOT
from tests.quality import web


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What `panel-pack` writes of the meeting of 13 November 2019, the front sheet first."""
    out = tmp_path_factory.mktemp("pack")
    command = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(ROOT), "panel-pack", "--meeting", "2019-11-13"]
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [Path(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_the_front_sheet_names_each_paper_with_its_pages(pack: list[Path]) -> None:
    front, report = pack[0], next(path for path in pack if path.name == "panel-2019-11-13-communities.pdf")
    words = " ".join(str(web.tree(front).xpath("string(//main)")).split())
    with pikepdf.open(report) as pdf:
        assert f"Communities Theme, {len(pdf.pages)} pages" in words
    assert "Public" in words or "Public" in str(web.tree(front).xpath("string(//header)"))
    assert re.search(r"Appendix 1: .+ Whether it is accessible has not been checked", words)


@pytest.mark.slow
def test_its_links_lead_to_the_papers(pack: list[Path]) -> None:
    targets = [href for href in web.tree(pack[0]).xpath("//main//a/@href") if href.startswith("..")]
    assert len(targets) == 2
    assert [href for href in targets if not (pack[0].parent / href).is_file()] == []


@pytest.mark.slow
def test_the_front_sheet_is_accessible_on_paper(pack: list[Path]) -> None:
    front = next(path for path in pack if path.name == "panel-pack-2019-11-13.pdf")
    report = page.validate_pdf(str(front), profile="ua1")
    assert report.is_compliant, report
