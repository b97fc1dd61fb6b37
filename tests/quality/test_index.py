"""The page that lists all documents: valid, accessible at both widths, and every link of it leads to a file."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.quality.web import run, said_of, sights, tool

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the example office, beside the web pages that it leads to."""
    out = tmp_path_factory.mktemp("index")
    command = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(ROOT), "build", "--format", "html", "--out"]
    done = subprocess.run([*command, str(out)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return out / "index.html"


def test_it_is_valid(index: Path) -> None:
    assert said_of(index) == []


def test_it_is_accessible_and_fits_a_telephone(index: Path) -> None:
    seen = sights(index)
    assert [sight.width for sight in seen] == [320, 1280]
    for sight in seen:
        assert (sight.violations, sight.incomplete, sight.otherRequests) == ([], [], []), sight
        assert sight.pageWidth <= sight.windowWidth
        assert sight.text == sight.textWithoutScripts


def test_its_links_lead_to_files(index: Path) -> None:
    done = run(tool("lychee"), "--offline", "--include-fragments", "--no-progress", index)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search(r"\b0 Total", done.stdout)
