"""The example office's plan in both outputs: every statement, every total, the sides of the pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from pcpgen.formats.html import render_html
from pcpgen.formats.measured import measured
from pcpgen.load.workspace import read_workspace
from pcpgen.model.plan import Edition
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.conftest import ROOT, Built
from tests.quality import tags, web
from tests.quality.test_privacy import page_texts


@lru_cache(maxsize=1)
def edition() -> Edition:
    return read_workspace(ROOT)[0].editions["2017-20"]


@lru_cache(maxsize=1)
def words_of_page(html: Path) -> str:
    """The web page's words without white space."""
    return tags.folded(" ".join(web.tree(html).xpath("//body//text()")))


def pages(plan: Built) -> list[str]:
    return [tags.folded(text) for text in page_texts(plan)]


COUNTS = {"victims": (3, 9, 7), "offenders": (4, 11, 10), "communities": (3, 10, 9), "transformation": (4, 10, 1)}


@pytest.mark.slow
@pytest.mark.example
def test_the_plan_has_its_parts() -> None:
    themes = {theme.id: theme for theme in edition().themes}
    counts = {id: (len(t.at("objectives")), len(t.at("priorities")), len(t.indicators)) for id, t in themes.items()}
    assert counts == COUNTS
    assert [sum(each) for each in zip(*counts.values(), strict=True)] == [14, 40, 27]
    shared = set(map(str, themes["victims"].indicators)) & set(map(str, themes["offenders"].indicators))
    assert shared == {"outcome-rates"}


@pytest.mark.example
def test_each_priority_of_communities_serves_an_objective() -> None:
    communities = next(theme for theme in edition().themes if theme.id == "communities")
    served = [each.value for node in communities.at("priorities") for each in node.serves]
    objectives = [node.id for node in communities.at("objectives")]
    assert served == [objectives[0]] * 5 + [objectives[1]] * 3 + [objectives[2]] * 2
    others = [node for theme in edition().themes if theme.id != "communities" for node in theme.nodes if node.serves]
    assert others == []


@pytest.mark.slow
def test_every_statement_stands_in_both_outputs(plan: Built) -> None:
    page, paper = words_of_page(plan.html), "".join(pages(plan))
    said = [node.text.value for theme in edition().themes for node in theme.nodes]
    assert len(said) == 14 + 40 + 8
    assert [text for text in said if tags.folded(text) not in page] == []
    assert [text for text in said if tags.folded(text) not in paper] == []


@pytest.mark.slow
def test_all_indicator_listings_stand_in_both_outputs(plan: Built) -> None:
    project = read_workspace(ROOT)[0]
    tree = web.tree(plan.html)
    titles = {project.indicators[name.value].title.value for theme in edition().themes for name in theme.indicators}
    section = tags.folded(" ".join(tree.xpath("//*[@id='indicators']//text()")))
    paper = pages(plan)[19]
    assert len(titles) == 26
    assert [title for title in titles if tags.folded(title) not in section or tags.folded(title) not in paper] == []
    assert len(tree.xpath("//*[@id='indicators']//td[normalize-space() = 'Yes']")) == 27  # one tells of two themes


@pytest.mark.slow
def test_the_totals_and_the_gap_stand_in_both_outputs(plan: Built) -> None:
    totals = ["142,018", "140,597", "133,519", "4,402", "7,078", "7,956", "142,019", "140,598", "7,079"]
    page, paper = words_of_page(plan.html), pages(plan)[20]
    assert [total for total in totals if total not in page or total not in paper] == []


@pytest.mark.slow
def test_each_theme_lies_on_facing_pages(plan: Built) -> None:
    """The left page, which is even, opens the theme; the right one holds its objectives and priorities."""
    texts = pages(plan)
    for number, theme in enumerate(edition().themes):
        left = 10 + 2 * number
        assert theme.strapline and tags.folded(theme.strapline.written) in texts[left - 1]
        for node in (*theme.at("objectives"), *theme.at("priorities")):
            assert tags.folded(node.text.value) in texts[left]


def alone(tagged: tags.Tagged, pages: range) -> list[str]:
    """The list items of several lines on some pages whose last line holds a single word."""
    found = []
    for item in tagged.root.all("LBody"):
        runs = list(item.runs())
        if not runs or runs[0].page not in pages:
            continue
        lowest = max((run.page, -run.y) for run in runs)
        last = "".join(run.text for run in runs if (run.page, -run.y) == lowest)
        if len(last.split()) < 2 and len({run.y for run in runs}) > 1:
            found.append(item.text)
    return found


@pytest.mark.slow
def test_no_statement_ends_with_a_word_alone_on_its_line(plan: Built) -> None:
    """On the themes' own pages; in the narrow columns of the plan on a page two words may be wider than a line."""
    assert alone(tags.read(plan.pdf), range(10, 18)) == []


@pytest.mark.slow
def test_no_renderer_warning_and_at_most_24_pages(plan: Built) -> None:
    assert 20 <= len(pages(plan)) <= 24


@pytest.mark.slow
@pytest.mark.example
def test_a_table_stands_beside_its_finding_on_pages_of_both_sides() -> None:
    """On one of them it went below, where a sum of widths was a hair more than the room."""
    from weasyprint import HTML

    page = render_html(judge(ROOT).documents[Request.read("plan")], "print")
    chart = page.index('<figure class="chart" id="budget-gap"')
    start, end = page.rindex("<section", 0, chart), page.index("</section>", chart) + len("</section>")
    before, main, _ = page.partition('<main id="main">')
    parts = '<section class="part"><h2>A page</h2></section>'.join((page[start:end],) * 2)
    lines = measured(HTML(string=f"{before}{main}{parts}</main></body></html>").render()).lines
    drawn = [line for line in lines if line.element.tag.endswith("}svg")]
    heads = [next(line for line in lines if line.element.tag == "th" and line.page == each.page) for each in drawn]
    first, second = (head.foot - drawing.foot for head, drawing in zip(heads, drawn, strict=True))
    assert (drawn[1].page - drawn[0].page) % 2 == 1
    assert first == pytest.approx(second, abs=0.2)
