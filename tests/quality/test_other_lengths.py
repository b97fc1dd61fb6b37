"""An office of another shape with longer and shorter words: no sheet blank, nothing off its page or over another."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import lengths
from tests.quality import tags
from tests.quality.pressed import press
from tests.quality.test_layout import left_behind, off_the_page, too_small
from tests.quality.test_lengths import nearly_blank, over_another
from tests.workspaces import ROOT, apart

pytestmark = pytest.mark.slow

OFFICES = ("northmoor",)


def test_pieces_that_fit_on_one_sheet_are_not_told_as_too_long(tmp_path: Path) -> None:
    """Themes stand two on a sheet among the indicators; three short ones are not longer than theirs."""
    pcpgen, office = (
        Path(sys.executable).parent / "pcpgen",
        apart(ROOT / "tests/offices/northmoor", tmp_path / "office"),
    )
    order = [str(pcpgen), "-C", str(office), "build-plan", "--out", str(tmp_path / "out")]
    told = subprocess.run(order, capture_output=True, text=True, timeout=300)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("change", [lengths.longer, lengths.shorter], ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", OFFICES)
def test_pages_are_filled_and_clear(name: str, change: Callable[[Path], None], tmp_path: Path) -> None:
    office = Path(shutil.copytree(ROOT / "tests/offices" / name, tmp_path / "office"))
    change(office)
    documents = press(office, tmp_path / "out")
    assert len(documents) > 5
    for document in documents:
        tagged = tags.read(document.pdf)
        assert (document.name, nearly_blank(tagged)) == (document.name, [])
        assert (document.name, off_the_page(document.pdf)) == (document.name, [])
        assert (document.name, over_another(document.pdf)) == (document.name, [])
        assert (document.name, [*too_small(tagged), *left_behind(tagged)]) == (document.name, [])
