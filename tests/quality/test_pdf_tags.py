"""The PDF as a screen reader gets it: headings, alternative texts, links, and which headers each cell is read with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import Built
from tests.quality import tags, web
from tests.quality.tags import Element, Link, Run, Table, Tagged

pytestmark = pytest.mark.slow

# lists of sections and ways back to them are for the screen
ON_SCREEN = "ancestor::nav or ancestor::*[@class='to-contents' or @aria-labelledby='open-data'] or @class='skip'"
ON_PAPER = f"not({ON_SCREEN})"


@pytest.fixture(scope="module")
def tagged(built: Built) -> Tagged:
    """The plan's tag tree."""
    return tags.read(built.pdf)


def skipped_levels(headings: list[Element]) -> list[str]:
    """Headings that stand more than one level below the one before them, and a first that is no H1."""
    before, found = 0, []
    for heading in headings:
        level = int(heading.kind[1:])
        if level > before + 1:
            found.append(f"{heading.kind} {heading.text!r} after H{before}")
        before = level
    return found


def silent_links(root: Element) -> list[str]:
    """Links of which a reader is told nothing: neither their own text nor a description."""
    links = [(link, element) for element in root.all("Link") for link in element.links()]
    return [link.target for link, element in links if not link.contents and not element.text]


def differing_tables(printed: list[Table], shown: list[web.WebTable]) -> list[str]:
    """Tables of the PDF that the web page has otherwise, and those of the page, charts' tables apart, that it lacks."""
    texts = [table.texts for table in printed]
    extra = [f"only in the PDF, or different there: {text}" for text in texts if text not in [t.texts for t in shown]]
    lacking = [
        f"only on the page: {table.texts}" for table in shown if not table.in_details and table.texts not in texts
    ]
    return extra + lacking


def test_headings_are_in_order(tagged: Tagged, built: Built) -> None:
    """One H1, the first; no level skipped; the same headings as the web page's."""
    assert [heading.kind for heading in tagged.headings].count("H1") == 1
    assert skipped_levels(tagged.headings) == []
    assert all(heading.text for heading in tagged.headings)
    assert [(h.kind.lower(), tags.folded(h.text)) for h in tagged.headings] == [
        (str(h.tag), tags.folded(h.text_content()))
        for h in web.tree(built.html).xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        if h.get("id") != web.ON_SCREEN_ONLY
    ]


def test_figures_say_what_they_show(tagged: Tagged, built: Built) -> None:
    """Each drawing and picture of the page is in the PDF, with an alternative text of its own."""
    alternatives = [figure.alt for figure in tagged.root.all("Figure")]
    assert bool(alternatives) == bool(web.tree(built.html).xpath("//svg|//img"))
    assert all(len(alternative) > 20 for alternative in alternatives)
    assert len(set(alternatives)) == len(alternatives)


def test_links_say_where_they_lead(tagged: Tagged, built: Built) -> None:
    """No link is silent, and each that stays in the document leads to a place in it."""
    links = list(tagged.root.links())
    assert bool(links) == bool(web.tree(built.html).xpath(f"//main//a[{ON_PAPER}]"))
    assert silent_links(tagged.root) == []
    assert [link.target for link in links if "://" not in link.target and link.target not in tagged.places] == []


def test_cells_are_read_with_their_headers(tagged: Tagged) -> None:
    """The headers that the PDF names for each cell are those that stand over and beside it."""
    tables = tags.tables(tagged)
    assert tables
    assert all(len(row) == len(table.rows[0]) for table in tables for row in table.rows)
    assert all(cell.text for table in tables for row in table.rows for cell in row)
    assert [cell for table in tables for cell in tags.mistold_cells(table)] == []


def test_tables_are_those_of_the_page(tagged: Tagged, built: Built) -> None:
    """Each cell of each table says the same in the PDF as on the web page."""
    assert differing_tables(tags.tables(tagged), web.tables(built.html)) == []


def test_text_has_only_known_characters(tagged: Tagged) -> None:
    """Each character that is shown can be copied, searched and read aloud."""
    assert [run for run in tagged.runs if "\ufffd" in run.text] == []


def test_the_guards_bite(plan: Built) -> None:
    """Each check above sees its fault."""
    tagged, built = tags.read(plan.pdf), plan
    heading = Element("H4", (Run(1, 0, "Deep", 0, 0, 10),))
    assert skipped_levels([*tagged.headings[:2], heading]) == ["H4 'Deep' after H2"]
    assert silent_links(Element("Document", (Element("Link", (Link("", "nowhere"),)),))) == ["nowhere"]

    table = next(table for table in tags.tables(tagged) if table.rows[0][1].kind == "TH" and len(table.rows[0]) > 2)
    first, *others = table.rows[1]
    swapped = Table((table.rows[0], (first, replace(others[0], headers=others[-1].headers), *others[1:])))
    assert len(tags.mistold_cells(swapped)) == 1
    differing = differing_tables([swapped], web.tables(built.html))
    assert {line.partition(",")[0].partition(":")[0] for line in differing} == {"only in the PDF", "only on the page"}
