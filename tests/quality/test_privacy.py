"""What the outputs must never say, a mail address or a telephone number, and what they must: the notice."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.conftest import DOCUMENTS, ROOT, Built
from tests.quality import tags, web

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|mailto:")
TELEPHONE = re.compile(r"(?<![\d.,])(?:\+\d{2,3}[ -]?\(?0?\)?|\(?0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)|\btel:")


@pytest.fixture(params=DOCUMENTS)
def built(request: pytest.FixtureRequest) -> Built:
    """Each document of the example office in turn."""
    found: Built = request.getfixturevalue(request.param)
    return found


def private(text: str) -> list[str]:
    """The mail addresses and telephone numbers in a text."""
    return [match.group() for pattern in (MAIL, TELEPHONE) for match in pattern.finditer(text)]


def page_texts(built: Built) -> list[str]:
    """The text of each PDF page, header and footer included."""
    done = web.run(web.tool("pdftotext"), "-raw", built.pdf, "-")
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\f").split("\f")


def web_text(built: Built) -> str:
    """All words of the web page: what it shows, and what its attributes tell."""
    words = web.tree(built.html).xpath("//text()[not(parent::style)] | //@href | //@alt | //@title | //@aria-label")
    return "\n".join(word for word in words if not word.startswith("data:"))


def notice() -> str:
    """The office's notice, without white space."""
    return tags.folded(yaml.safe_load((ROOT / "plan" / "office.yaml").read_text("utf-8"))["notice"])


@pytest.mark.slow
def test_nobody_is_named_by_address(built: Built) -> None:
    """No mail address and no telephone number, in the text or behind a link."""
    targets = "\n".join(link.target for link in tags.read(built.pdf).root.links())
    assert private(web_text(built)) == []
    assert private("\n".join(page_texts(built))) == []
    assert private(targets) == []


@pytest.mark.slow
def test_the_notice_stands_everywhere(built: Built) -> None:
    """A page that is torn out or shared alone still says that it is an example."""
    assert len(notice()) > 30
    assert notice() in tags.folded(web_text(built))
    assert [n for n, text in enumerate(page_texts(built), 1) if notice() not in tags.folded(text)] == []


@pytest.mark.parametrize(
    "text",
    ["write to some.body@office.example", "01480 425 898", "(01480) 425898", "+44 1480 425898", "mailto:x", "tel:x"],
)
def test_the_guard_bites(text: str) -> None:
    """Addresses and numbers are seen however they are written."""
    assert private(text)


@pytest.mark.parametrize("text", ["PE29 9LA", "62,222 73,282 74,844", "2016/17 2017/18", "call 101 or 999", "15-01-09"])
def test_figures_are_no_telephone_numbers(text: str) -> None:
    """Dates, sums and postcodes may stand."""
    assert private(text) == []
