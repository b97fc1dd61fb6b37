"""A question and its response over a page break: it says there that it goes on, and no ground stands empty."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.conftest import Built
from tests.quality import tags, web

pytestmark = [pytest.mark.slow, pytest.mark.example]

FOOT = 19 / 25.4 * 72  # points under the text
LINE = 15.2  # points


@pytest.fixture(scope="module")
def pages(report: Built) -> list[str]:
    """The words of each page, without blanks."""
    done = web.run(web.tool("pdftotext"), report.pdf, "-")
    return [tags.folded(page) for page in done.stdout.split("\f")]


def test_what_goes_on_overleaf_says_so_there_and_nowhere_else(report: Built, pages: list[str]) -> None:
    told = 0
    for question in web.tree(report.html).find_class("question"):
        number, asked, answer = (
            tags.folded(question.find_class(name)[0].text_content()) for name in ("no", "question__asked", "prose")
        )
        start, end = ([part in page for page in pages].index(True) for part in (asked[-40:], answer[-40:]))
        said = {at for at, page in enumerate(pages) if f"{number}Response,continued" in page}
        assert said == {*range(start + 1, end + 1)}, number
        told += len(said)
    assert told


def test_what_goes_on_keeps_off_the_rule_over_it(report: Built) -> None:
    """Its line stands 19 points and more beneath the notice, which the rule is close to."""
    runs = tags.read(report.pdf).runs
    told = [run for run in runs if run.text.endswith("continued")]
    assert told
    for each in told:
        notice = max(run.y for run in runs if run.page == each.page)
        assert notice - each.y > 19, each


def test_no_ground_stands_empty_at_the_foot_of_a_page(report: Built, pages: list[str]) -> None:
    """Under the last words of a page its ground goes on for less than two lines."""
    tagged = tags.read(report.pdf)
    seen = 0
    for number in range(1, max(run.page for run in tagged.runs) + 1):
        lowest = lowest_ground(report, number)
        words = [run.y for run in tagged.root.runs() if run.page == number and run.y > FOOT]
        if lowest is not None and words and min(words) > lowest:
            assert min(words) - lowest < 2 * LINE, number
            seen += 1
    assert seen


def lowest_ground(report: Built, page: int) -> float | None:
    """How far above the sheet's edge the ground of a question ends, in points.

    Its colour is read from the page's style, which is written with no blanks but where they matter.
    """
    command = [web.tool("pdftoppm"), "-r", "72", "-f", str(page), "-l", str(page), str(report.pdf)]
    kind, size, _, pixels = subprocess.run(command, capture_output=True, check=True).stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    assert kind == b"P6"
    tint = re.findall(r"\.t-communities\s*\{[^}]*--tint:\s*#(\w{6})\b", report.html.read_text("utf-8"))[0]
    at = pixels.rfind(bytes.fromhex(tint) * 40)
    return None if at < 0 else height - at // (3 * width)
