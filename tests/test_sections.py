"""A page a section: the single page's words, nothing lost and nothing twice, and no link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2
import pytest
from click.testing import CliRunner, Result
from jinja2 import meta
from lxml import html

from pcpgen.cli import cli
from pcpgen.compose.opendata import open_data
from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.html import environment
from pcpgen.formats.registry import write
from pcpgen.pipeline import judge
from pcpgen.request import Request
from pcpgen.words.catalogue import shipped
from tests.conftest import ROOT
from tests.workspaces import copy_small

PLAN, REPORT, ANNUAL = "plan-2017-20", "panel-2019-11-13-communities", "annual-report-2024-25"
AROUND = (
    "skip",
    "notice",
    "masthead",
    "beside",
    "turn",
    "ways",
    "to-contents",
    "sections",
)  # what is not of the document
Pages = dict[str, Any]  # by the name of the file, as elements


def made(root: Path, request: str) -> Pages:
    """The pages of a document, the single one too, and the names of what lies beside them."""
    judged = judge(root, Request.read(request))
    document = judged.documents[Request.read(request)]
    assert isinstance(document, Document)
    document = replace(document, by_section=True)
    tables = open_data(document, judged.project.datasets)
    given = Given(tables=tables, beside=(f"{document.id}.html", f"{document.id}.pdf"))
    files = {**write("html", document, given), **write("sections", document, given)}
    beside: Pages = dict.fromkeys([*(each.path for each in tables), f"{document.id}.pdf", "provenance.json"])
    return beside | {
        name: html.document_fromstring(content.decode()) if name.endswith(".html") else None
        for name, content in files.items()
        if isinstance(content, bytes)
    }


@pytest.fixture(scope="module", params=[(ROOT, "plan 2017-20"), (ROOT, "panel-report communities 2019-11-13")])
def pages(request: pytest.FixtureRequest) -> Pages:
    """A plan, whose notes stand with their pages, and a report, whose notes and works stand at its end."""
    return made(*request.param)


def single(pages: Pages) -> str:
    """The name of the page that holds all."""
    return next(name for name in pages if name.startswith(("plan-2", "panel-2")) and name.endswith(".html"))


def parts(page: Any, within: str = "body") -> Iterator[Any]:
    """The outermost elements of a page that hold the document's own words; its notes one by one."""
    for each in page.xpath(f"//{within}/*" if within else "*"):
        kinds = (each.get("class") or "").split()
        if any(kind in AROUND for kind in kinds) or each.get("aria-labelledby") == "contents-title":
            continue
        if each.get("aria-labelledby") == "notes":
            yield from each.xpath(".//li")
        elif each.tag in ("header", "main", "footer") or (each.tag == "div" and kinds[:2] == ["frame", "railed"]):
            yield from parts(each, "")
        else:
            yield each


def said(part: Any) -> str:
    """The words of a part, without the ways back to the contents."""
    return re.sub(r"\s+", "", part.text_content()).replace("Backtocontents", "")


@pytest.mark.slow
@pytest.mark.example
def test_the_pages_together_say_what_the_single_page_says(pages: Pages) -> None:
    whole = [said(part) for part in parts(pages[single(pages)])]
    others = [page for name, page in pages.items() if page is not None and name != single(pages)]
    apart = [said(part) for page in others for part in parts(page)]
    foot = {each for each in apart if each.startswith("Producedby")}  # which every page of a plan has
    assert sorted(whole) == sorted([*foot, *(each for each in apart if each not in foot)])
    notes = {said(part) for part in parts(pages[single(pages)]) if part.tag == "li"}  # which stand with their marks
    order = [whole.index(each) for each in apart if each not in {*foot, *notes}]
    assert order[3:] == sorted(order[3:])  # after the first page, to which the contents go


@pytest.mark.example
def test_every_link_leads_to_what_is_there(pages: Pages) -> None:
    ids = {name: {*page.xpath("//@id")} for name, page in pages.items() if page is not None}
    for name, page in pages.items():
        assert page is None or not [mark for mark in page.xpath("//sup/a/@href") if "html" in mark]
        for link in page.xpath("//a/@href") if page is not None else ():
            file, _, id = link.partition("#")
            if not re.match("https?:|mailto:", link):
                assert (file or name) in pages, f"{name}: {link}"
                assert not id or id in ids[file or name], f"{name}: {link}"
                assert name == single(pages) or not (file and id and file == name), f"{name}: {link}"


@pytest.mark.example
def test_each_page_stands_by_itself(pages: Pages) -> None:
    own = {name: page for name, page in pages.items() if page is not None and name != single(pages)}
    titles = [page.findtext(".//title") for page in own.values()]
    assert len({*titles}) == len(titles) >= 5
    for name, page in own.items():
        levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        assert page.get("lang") == "en-GB" and page.xpath("//a[@class='skip'][@href='#main']")
        assert not page.xpath("//script")
        current = page.xpath("//nav[contains(@class, 'beside')]//a[@aria-current='page']/@href")
        assert current == ([] if name == "index.html" else [name])


@pytest.mark.example
def test_previous_and_next_go_through_all(pages: Pages) -> None:
    way, name = ["index.html"], "index.html"
    while following := pages[name].xpath("//a[@rel='next']/@href"):
        assert pages[following[0]].xpath("//a[@rel='prev']/@href") == [name]
        name = following[0]
        way.append(name)
    assert {*way} == {name for name, page in pages.items() if page is not None} - {single(pages)}
    assert way[-1] == "open-data.html"


# -- as they are built


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), "build", "--format", "html", *words])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The tiny office, with a page for each section of its plan."""
    root = copy_small(tmp_path / "office")
    declare(root, "by_section: [plan]\n")
    assert run(root).exit_code == 0
    return root


def declare(root: Path, line: str) -> None:
    file = root / "plan/office.yaml"
    rest = [each for each in file.read_text("utf-8").splitlines(True) if not each.startswith("by_section")]
    file.write_text("".join([*rest, line]), "utf-8")


def standing(root: Path) -> set[str]:
    return {path.name for path in (root / "out/plan-2025-29").iterdir()}


@pytest.mark.slow
def test_they_stand_in_the_folder_and_go_when_no_longer_wanted(office: Path) -> None:
    assert standing(office) > {"index.html", "pages.css", "plan-2025-29.html", "harbour.html"}
    assert "plan-2025-29/index.html" in (office / "out/index.html").read_text("utf-8")
    assert "up to date" in run(office).stderr
    (office / "out/plan-2025-29/harbour.html").write_text("spoilt", "utf-8")
    assert "plan-2025-29/harbour.html" in run(office).stdout
    assert "spoilt" not in (office / "out/plan-2025-29/harbour.html").read_text("utf-8")
    declare(office, "")
    assert run(office).exit_code == 0
    assert not standing(office) & {"index.html", "pages.css", "harbour.html"}


# -- what has not changed


def test_of_a_page_that_has_changed_the_other_sections_are_not_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it reads as one that is made from nothing."""
    document = judge(ROOT, Request.read("plan 2017-20")).documents[Request.read("plan 2017-20")]
    assert isinstance(document, Document)
    write("html", document, Given())
    at = next(number for number, each in enumerate(document.sections) if each.layout == "text")
    other = replace(document.sections[at], titles=("Another title",))
    changed = replace(document, sections=(*document.sections[:at], other, *document.sections[at + 1 :]))
    with monkeypatch.context() as patch:
        asked: list[str] = []
        usual = jinja2.Environment.get_template

        def get(environment: jinja2.Environment, name: str, *given: Any) -> jinja2.Template:
            asked.append(name)
            return usual(environment, name, *given)

        patch.setattr(jinja2.Environment, "get_template", get)
        page = write("html", changed, Given())
    assert [name for name in asked if name.startswith("sections/")] == ["sections/text.html.j2"]
    environment.cache_clear()
    assert page == write("html", changed, Given()) != write("html", document, Given())


def test_what_a_section_shows_of_its_document_is_its_pictures() -> None:
    """As what is remembered of it rests on; `prose` is the filter that puts them in."""
    folder, unknown = ROOT / "templates", {"document", "files", "ways", "styles"}
    made = environment((folder,), shipped())
    for path in [*folder.glob("sections/*.j2"), *folder.glob("blocks/*.j2")]:
        ahead, seen = [path], set[Path]()
        while ahead:
            seen.add(each := ahead.pop())
            tree = made.parse(each.read_text("utf-8"))
            assert not unknown & meta.find_undeclared_variables(tree), f"{path.name}, by {each.name}"
            named = (folder / name for name in meta.find_referenced_templates(tree) if name)
            ahead += [each for each in named if each not in seen]
