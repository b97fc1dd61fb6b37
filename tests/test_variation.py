"""Variations of an edition: written, made, and the varied edition printed like any other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pcpgen.document.blocks import TextBlock
from pcpgen.document.document import Document
from pcpgen.editions.changes import Add, Move, Remove, Replace, Reword, compare
from pcpgen.editions.reading import PASSAGE, read_tree_of
from pcpgen.editions.tree import ROOT, Node
from pcpgen.editions.variation import Varied, vary
from pcpgen.editions.varied import varied_edition
from pcpgen.formats.prose import prose_html
from pcpgen.load.workspace import read_workspace
from pcpgen.model.page import TextSource
from pcpgen.model.text import Text
from pcpgen.model.variation import Asked, Kind, Variation
from pcpgen.pipeline import judge
from pcpgen.place import Place
from pcpgen.prose.passage import Passage, plainly
from pcpgen.request import Request
from tests.workspaces import copy

pytestmark = pytest.mark.example

EXAMPLE = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "small"
HERE = Place("plan/2017-20/variations/any.yaml", 4)
PROJECT, _ = read_workspace(EXAMPLE)
PLAN = PROJECT.editions["2017-20"]
TREE = read_tree_of(PROJECT, PLAN)


def variation(*changes: Asked) -> Variation:
    return Variation("any", Text("Any", HERE), Text("For the test", HERE), None, None, changes, HERE)


# -- the example: page 7 of February 2014


@pytest.fixture(scope="module")
def page_7() -> Varied:
    edition = PROJECT.editions["2013-16"]
    made = vary(edition, read_tree_of(PROJECT, edition), edition.variations["partnership-working"])
    assert isinstance(made, Varied)
    return made


def test_the_example_says_when_it_goes_to_the_panel_and_why() -> None:
    found = PROJECT.editions["2013-16"].variations["partnership-working"]
    assert found.to_panel == date(2014, 2, 5)
    assert "higher standing" in found.why.value


def test_the_example_rewords_adds_removes_and_moves(page_7: Varied) -> None:
    assert {type(each) for each in page_7.changes} == {Add, Move, Remove, Replace, Reword}
    moved = [each for each in page_7.changes if isinstance(each, Move)]
    assert [(each.node, each.parent) for each in moved] == [
        ("page-8/engagement-outreach-worker", "page-7/locally-set-peoples-priorities")
    ]


@pytest.mark.slow
def test_the_varied_page_has_the_headings_of_the_source() -> None:
    document = judge(EXAMPLE, Request.read("plan 2013-16+partnership-working")).documents[
        Request.read("plan 2013-16+partnership-working")
    ]
    assert isinstance(document, Document)
    pages = {section.id: section for section in document.sections}
    (text_block,) = pages["page-7"].blocks
    assert isinstance(text_block, TextBlock)
    text = prose_html(text_block.body)
    headings = [line.partition("</h3>")[0] for line in text.split("<h3>")[1:]]
    assert headings == [
        "Building safer, stronger and supportive communities",
        "Victims and witnesses",
        "Offenders",
        "Vulnerable people",
        "Locally-set People’s Priorities",
    ]
    assert "<h4>Engagement Outreach Worker</h4>" in text
    assert {shown.replace("\u00a0", " ") for shown in re.findall("<data [^>]*>(.*?)</data>", text)} == {
        "30,000",
        "estimated £21 billion",
        "more than 20,000",
    }


def test_what_has_not_changed_is_taken_over(page_7: Varied) -> None:
    edition = PROJECT.editions["2013-16"]
    varied = varied_edition(edition, edition.variations["partnership-working"], page_7)
    assert varied.themes == edition.themes
    assert varied.pages["about"] is edition.pages["about"]
    assert varied.subtitle == "Draft variation: Enhanced partnership working"


# -- generated variations of the real plan


def new_words(draw: st.DrawFn) -> Passage:
    said = draw(st.lists(st.sampled_from(["Officers listen", "Partners share", "Streets feel safer"]), min_size=1))
    return plainly(", ".join(said) + ".", HERE)


@st.composite
def variations(draw: st.DrawFn) -> Variation:
    """Changes to distinct statements and passages of the plan for 2017-20."""
    levels = {level.key for level in PLAN.listed}
    texts = [node for node in TREE.nodes if node.level in levels or (node.level == PASSAGE and node.title)]
    chosen = draw(st.lists(st.sampled_from(texts), unique_by=lambda node: node.id, max_size=8))
    themes = [theme.id for theme in PLAN.themes]
    homes = {PASSAGE: [*themes, *(page.id for page in PLAN.pages.values() if isinstance(page, TextSource))]}
    asked: list[Asked] = []
    for number, node in enumerate(chosen):
        kinds: list[Kind] = ["reword", "replace", "add", "remove", "move"]
        kind = draw(st.sampled_from(kinds))
        what = "passage" if node.level == PASSAGE else "statement"
        id = Text(node.id, HERE)
        if kind in ("reword", "replace"):
            asked.append(Asked(kind, what, id, HERE, body=new_words(draw)))  # type: ignore[arg-type]
        elif kind == "add":
            top = node.id.partition("/")[0]
            heading = Text(f"New {number}", HERE) if what == "passage" else None
            new = Text(f"{top}/new-{number}", HERE)
            level = None if what == "passage" else Text(node.level, HERE)
            words = new_words(draw)
            asked.append(Asked("add", what, new, HERE, words, heading, after=id, level=level))  # type: ignore[arg-type]
        elif kind == "remove":
            asked.append(Asked("remove", what, id, HERE))  # type: ignore[arg-type]
        else:
            home = Text(draw(st.sampled_from(homes.get(node.level, themes))), HERE)
            first = draw(st.booleans())
            asked.append(Asked("move", what, id, HERE, under=home, at_start=first))  # type: ignore[arg-type]
    return variation(*asked)


def plain(node: Node) -> tuple[str, str, str, str]:
    return node.level, node.title, " ".join(node.text.split()), node.serves


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(variations())
def test_the_varied_edition_reads_as_its_tree(asked: Variation) -> None:
    """Whatever is changed: the edition that is printed holds the texts of the varied tree, in their order."""
    made = vary(PLAN, TREE, asked)
    assume(isinstance(made, Varied))
    assert isinstance(made, Varied)
    printed = read_tree_of(PROJECT, varied_edition(PLAN, asked, made))
    tops = [id for id in made.after.children(ROOT) if id not in ("edition", "contents")]
    for top in tops:
        assert [plain(printed.by_id[id]) for id in printed.under(top)] == [
            plain(made.after.by_id[id]) for id in made.after.under(top)
        ]
    assert made.changes == compare(TREE, made.after)
    found = {each.node for each in made.changes if not isinstance(each, Move)}  # of two that change places, one moves
    wanted = {each.node.value for each in asked.changes if each.kind != "move"}
    assert found <= wanted
    assert [id for id in wanted - found if id in made.after] == []  # what goes takes along what stands under it


# -- what is wrong with it, beyond what tests/broken/ shows


def told(tmp_path: Path, changes: str, **files: str) -> list[tuple[str, str]]:
    """The problems of the tiny office with a variation of these changes."""
    copy(SMALL, tmp_path / "office")
    folder = tmp_path / "office/plan/2025-29/variations"
    folder.mkdir()
    (folder / "quays.yaml").write_text(f"title: Quays\nwhy: They are noisy\nchanges:\n{changes}\n", "utf-8")
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return [(found.rule.id, str(found.place)) for found in judge(tmp_path / "office").problems]


def test_an_edition_with_an_empty_part_is_told(tmp_path: Path) -> None:
    """Its texts are still compared: a list that breaks off after its hyphen once stood under itself without end."""
    copy(SMALL, tmp_path / "office")
    edition = tmp_path / "office/plan/2025-29/edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("parts: [contents,", "parts: ['', contents,"), "utf-8")
    (tmp_path / "office/plan/2025-29/variations").mkdir()
    (tmp_path / "office/plan/2025-29/variations/quays.yaml").write_text(
        "title: Quays\nwhy: Noise\nchanges:\n  - remove: {page: money}\n", "utf-8"
    )
    assert "empty-text" in [found.rule.id for found in judge(tmp_path / "office").problems]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ("  - move: {statement: harbour/patrol-quays, to: high-street, after: know-traders}", None),
        ("  - move: {statement: harbour/light-slipways, first: true}", None),
        ("  - move: {statement: harbour/patrol-quays, first: true}", "idle-change"),
        ("  - move: {passage: money/opening, to: harbour}", "unknown-choice"),
        ("  - reword: {page: money, to: What it costs}", None),
        ("  - reword: {theme: harbour, to: The old harbour}", None),
        ("  - remove: {page: money}", None),
        ("  - move: {page: money, to: harbour}", "unknown-choice"),
        ("  - add: {page: boats, text: Boats}", "unknown-choice"),
        ("  - add: {statement: harbour/patrol-quays, text: The force will walk}", "contrary-changes"),
        ("  - add: {statement: quay/boats, text: The force will row}", "unknown-id"),
        ("  - reword: {passage: money/opening, to: ../../office.md}", "malformed-id"),
        ("  - reword: {passage: money/opening, to: variations/none.md}", "missing-file"),
        ("  - reword: {passage: money/opening, to: variations/words.md}", None),
        ("  - reword: {passage: money/opening, to: 'It costs {{ figure(\"budget.none\") }}'}", "unknown-figure"),
        ("  - reword: {passage: money/opening, to: 'It costs<br> much'}", "unsafe-prose"),
        ("  - reword: {passage: money/opening, to: 'It costs a lot[^why]'}", "unknown-note"),
        ("  - reword: {passage: money/opening, to: 'It costs £12,000'}", "literal-figure"),
        (
            "  - reword: {statement: harbour/patrol-quays, to: Officers will know every trader by name}",
            "duplicate-statement",
        ),
        ("  []", "empty-text"),
        ("  - remove: {statement: harbour/patrol-quays}\n    move: {statement: harbour/light-slipways}", "unknown-key"),
    ],
)
def test_mistakes_are_told_in_the_variation(tmp_path: Path, changes: str, expected: str | None) -> None:
    words = {"words": "Boats come back in spring."} if "words.md" in changes else {}
    found = told(tmp_path, changes, **words)
    assert [rule for rule, _ in found] == ([expected] if expected else [])
    assert all(place.startswith("plan/2025-29/variations/quays.yaml:") for _, place in found)
