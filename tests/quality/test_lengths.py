"""The example with every passage half as long again, and half as short: its pages are as well filled as they were."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree
from weasyprint import HTML

from tests import lengths
from tests.conftest import Built
from tests.quality import tags, web
from tests.quality.tags import Tagged
from tests.quality.test_contents import entries, misprinted, promised
from tests.quality.test_layout import left_behind, off_the_page, too_small
from tests.workspaces import change, copy_example, copy_small

pytestmark = [pytest.mark.slow, pytest.mark.example]

PCPGEN = str(Path(sys.executable).parent / "pcpgen")
WAYS = {"longer": lengths.longer, "shorter": lengths.shorter}
PLAN, REPORT, BOARD = "plan-2017-20", "panel-2019-11-13-communities", "board-2021-10-12-plan-development"
ORDERS = {PLAN: ["build-plan"], REPORT: ["panel-report", "--theme", "communities"]}
ORDERS |= {BOARD: ["bcb-paper", "plan-development"]}
POINTS = 72 / 25.4  # in a millimetre
HEIGHT, TOP, FOOT = 297 * POINTS, 22 * POINTS, 19 * POINTS  # of a page and its margins
LEAST = 0.25  # of the text area
DESCENT = 0.21  # of its size: how far letters of the shipped font reach beneath their line
OVERLAP = 2.0  # points that the boxes of two words may share along a line
SHARE = 0.45  # of the lower one that they may share down the page, as close lines do
TOLD = re.compile(
    r"pcpgen: (\S+): the (text|statements) of (.+) (?:is|are) (\d+) lines? longer than (?:its|their) page: "
    r"cut about (\d+) words?, or let (?:it|them) run on\."
)


@dataclass(frozen=True)
class Grown:
    """The documents of a changed example, and what was told while they were made."""

    folder: Path
    told: str

    def built(self, name: str) -> Built:
        return Built(self.folder / name / f"{name}.html", self.folder / name / f"{name}.pdf")


class Box(NamedTuple):
    """Where a word stands, in points from the upper left."""

    top: float
    foot: float
    left: float
    right: float
    text: str


@pytest.fixture(scope="module", params=WAYS)
def grown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """The example in other lengths, built."""
    office = copy_example(tmp_path_factory.mktemp(request.param))
    WAYS[request.param](office)
    told = ""
    for order in ORDERS.values():
        command = [PCPGEN, "-C", str(office), "-q", *order]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        assert done.returncode == 0, done.stderr
        told += done.stderr
    return Grown(office / "out", told)


def fills(tagged: Tagged) -> dict[int, float]:
    """How much of its text area each page uses, from the top."""
    lowest = dict.fromkeys(range(1, max(run.page for run in tagged.runs) + 1), HEIGHT - TOP)
    for run in tagged.root.runs():
        lowest[run.page] = min(lowest[run.page], run.y - DESCENT * run.size)
    return {page: (HEIGHT - TOP - y) / (HEIGHT - TOP - FOOT) for page, y in lowest.items()}


def nearly_blank(tagged: Tagged) -> list[str]:
    """The pages that are hardly used, but for the cover, the back cover and the contents."""
    used = fills(tagged)
    contents = {page for heading in tagged.headings if heading.text == "Contents" for page in heading.pages}
    designed = {1, max(used), *contents} if contents else set()
    return [f"page {page}: {share:.0%} used" for page, share in used.items() if share < LEAST and page not in designed]


def over_another(pdf: Path) -> list[str]:
    """The words that stand over other words."""
    done = web.run(web.tool("pdftotext"), "-bbox-layout", pdf, "-")
    assert done.returncode == 0, done.stderr
    return [
        f"page {number}: {pair}"
        for number, page in enumerate(etree.fromstring(done.stdout.encode()).iter("{*}page"), 1)
        for pair in overlapping(page)
    ]


def overlapping(page: etree._Element) -> Iterator[str]:
    boxes = sorted(map(box, page.iter("{*}word")))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other.top > one.foot:
                break
            down = min(one.foot, other.foot) - other.top
            along = min(one.right, other.right) - max(one.left, other.left)
            if down > SHARE * min(one.foot - one.top, other.foot - other.top) and along > OVERLAP:
                yield f"{one.text!r} and {other.text!r}"


def box(word: etree._Element) -> Box:
    top, foot, left, right = (float(word.get(side, 0)) for side in ("yMin", "yMax", "xMin", "xMax"))
    return Box(top, foot, left, right, word.text or "")


@pytest.mark.parametrize("name", ORDERS)
def test_pages_are_filled_and_clear(grown: Grown, name: str) -> None:
    """No page blank or nearly, nothing off its page, over another, small or left behind."""
    pdf = grown.built(name).pdf
    tagged = tags.read(pdf)
    assert nearly_blank(tagged) == []
    assert off_the_page(pdf) == []
    assert over_another(pdf) == []
    assert too_small(tagged) == []
    assert left_behind(tagged) == []


def test_contents_name_the_right_pages(grown: Grown) -> None:
    plan = grown.built(PLAN)
    tagged = tags.read(plan.pdf)
    printed = entries(tagged)
    assert [entry.target for entry in printed] == list(promised(plan))
    assert misprinted(printed, tagged, promised(plan)) == []


def test_what_is_longer_than_its_page_is_told(grown: Grown) -> None:
    """What runs on is named, with how many lines and words it is too long; where all fits nothing is said."""
    told = TOLD.findall(grown.told)
    again = [PCPGEN, "-C", str(grown.folder.parent), "-q", *ORDERS[PLAN]]
    assert subprocess.run(again, capture_output=True, text=True, timeout=300).stderr in grown.told  # each time
    assert len(told) == grown.told.count(" longer than ") and {id for id, *_ in told} <= {PLAN}
    titles = web.headings(grown.built(PLAN).html, 2)
    assert all(name in titles and int(lines) and int(words) for _, _, name, lines, words in told)
    assert bool(told) == ("longer" in str(grown.folder))


BROKEN = """<html lang="en"><title>Broken</title><style>@page { size: A4; margin: 22mm 20mm 19mm }</style>
<h1>Broken</h1><p>One over</p><p style="margin-top: -28pt">Two</p><p style="break-before: page">Few</p></html>"""


def test_the_guards_bite(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    HTML(string=BROKEN).write_pdf(path, pdf_variant="pdf/ua-1")
    assert over_another(path) == ["page 1: 'Two' and 'One'"]
    assert [line.partition(":")[0] for line in nearly_blank(tags.read(path))] == ["page 1", "page 2"]


@pytest.mark.parametrize("words", [20, 40])
def test_a_long_title_keeps_off_the_number_of_the_page(words: int, tmp_path: Path) -> None:
    """The line at the foot runs on beneath, within its page."""
    office = copy_small(tmp_path / "office")
    change(
        office,
        "plan/2025-29/edition.yaml",
        "title: Safer Saltmarsh 2025-29",
        f"title: {'Safer coasts ' * (words // 2)}",
    )
    done = subprocess.run([PCPGEN, "-C", office, "-q", "build-plan"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    pdf = office / "out/plan-2025-29/plan-2025-29.pdf"
    assert off_the_page(pdf) == []
    assert over_another(pdf) == []
