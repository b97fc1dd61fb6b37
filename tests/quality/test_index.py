"""The pages about all documents, the list and the accessibility statement: valid, accessible at both widths, and every
link of them leads to a file.
"""

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
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Those of the example office, beside the web pages that they lead to."""
    out = tmp_path_factory.mktemp("index")
    command = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(ROOT), "build", "--format", "html", "--out"]
    done = subprocess.run([*command, str(out)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return out / "index.html", out / "accessibility.html"


def test_they_are_valid(pages: tuple[Path, Path]) -> None:
    assert said_of(*pages) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_are_accessible_and_fit_a_telephone(pages: tuple[Path, Path], scheme: str) -> None:
    seen = sights(*pages, colorScheme=scheme)
    assert sorted(sight.width for sight in seen) == [320, 320, 1280, 1280]
    for sight in seen:
        assert (sight.violations, sight.incomplete, sight.otherRequests) == ([], [], []), sight
        assert sight.pageWidth <= sight.windowWidth
        assert sight.text == sight.textWithoutScripts


def test_their_links_lead_to_files(pages: tuple[Path, Path]) -> None:
    done = run(tool("lychee"), "--offline", "--include-fragments", "--no-progress", *pages)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search(r"\b0 Total", done.stdout)
