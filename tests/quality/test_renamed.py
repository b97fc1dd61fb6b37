"""Every office of the tests with names, numbers and lengths of words changed at random: built whole, and as sound."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pcpgen.pipeline import judge
from tests.quality import tags
from tests.quality.browser import Browser, browser
from tests.quality.pressed import Pressed, press
from tests.quality.test_layout import left_behind, off_the_page, too_small
from tests.quality.test_lengths import nearly_blank, over_another
from tests.quality.test_narrow import MEASURE
from tests.quality.test_whole_tags import mistagged
from tests.renamed import renamed
from tests.workspaces import ROOT

pytestmark = pytest.mark.slow

OFFICES = sorted(path.name for path in (ROOT / "tests/offices").iterdir() if (path / "plan").is_dir())
SEEDS = {name: number for number, name in enumerate(OFFICES)}


@dataclass(frozen=True)
class Made:
    """An office under other names, and its documents."""

    root: Path
    names: dict[str, str]
    documents: list[Pressed]


@pytest.fixture(scope="module", params=OFFICES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp(request.param)
    left = shutil.ignore_patterns("out", "out-exempt", ".pcpgen")
    root = Path(shutil.copytree(ROOT / "tests/offices" / request.param, folder / "office", ignore=left))
    names = renamed(root, SEEDS[request.param])
    judged = judge(root, None)
    assert [f"{each.place}: {each.message}" for each in judged.errors] == []
    return Made(root, names, press(root, folder / "out"))


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_no_old_name_is_left(made: Made) -> None:
    assert made.documents
    old = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, made.names))})(?![\w-])")
    for document in made.documents:
        words = re.sub(r"<style.*?</style>", "", document.html, flags=re.DOTALL)
        assert (document.name, old.findall(words)) == (document.name, [])


def test_every_page_is_filled_and_clear(made: Made) -> None:
    for document in made.documents:
        tagged = tags.read(document.pdf)
        found = [*off_the_page(document.pdf), *over_another(document.pdf), *too_small(tagged), *left_behind(tagged)]
        last = max(run.page for run in tagged.runs)
        # the cover and the contents; the last page of a paper, which ends where it ends
        short = {1, 2} if document.name.startswith("plan") else {1, last}
        found += [line for line in nearly_blank(tagged) if int(line.split()[1].strip(":")) not in short]
        assert (document.name, found) == (document.name, [])


def test_tags_are_whole(made: Made) -> None:
    assert [line for document in made.documents for line in mistagged(document)] == []


def test_nothing_goes_sideways(window: Browser, made: Made) -> None:
    for document in made.documents:
        page = document.pdf.with_suffix(".html")
        page.write_text(page.read_text("utf-8").replace("<main ", '<main data-pattern="a page" '), "utf-8")
        window.open(page.as_uri(), 320)
        assert (document.name, window.evaluate(MEASURE)) == (document.name, [])
