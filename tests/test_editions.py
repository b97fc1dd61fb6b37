"""Editions compared: changes made and found again, over generated trees; what counts as moved, reworded, replaced."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.editions.changes import Add, Change, Move, Remove, Replace, Reword, Unfit, aligned, apply, compare, in_order
from pcpgen.editions.reading import cut, read_tree_of, slug
from pcpgen.editions.tree import ROOT, Node, Tree, tree
from pcpgen.editions.words import kept, split, stretches
from pcpgen.formats.html import render_html
from pcpgen.load.workspace import read_workspace
from pcpgen.pipeline import judge
from pcpgen.place import Place, Source
from pcpgen.prose.reading import read_prose
from pcpgen.request import Request
from tests.workspaces import change, copy_small

ROOT_FOLDER = Path(__file__).parents[1]
WORDS = ["police", "listen", "to", "every", "village", "and", "act", "on", "what", "people", "there", "say"]
LEVELS = ("objectives", "priorities")


def grow(*lines: str) -> Tree:
    """A tree from lines such as "page-7" and "page-7/old: Its words", each under what stands before its slash."""
    nodes = []
    for line in lines:
        id, _, text = line.partition(": ")
        nodes.append(Node(id, "passage", text=text, parent=id.rpartition("/")[0]))
    return tree(nodes)


PLAN = grow(
    "page-7", "page-7/opening: First", "page-7/old: Second", "page-7/people: Third", "page-8", "page-8/worker: Last"
)


# -- the changes one by one


def test_changes_are_made_and_found_again() -> None:
    changes: tuple[Change, ...] = (
        Add(Node("page-7/new", "passage", "New", "Words", parent="page-7"), "page-7/opening"),
        Remove("page-7/old"),
        Reword("page-7/opening", "", "First of all"),
        Move("page-8/worker", "passage", "page-7", "page-7/people"),
    )
    after = apply(PLAN, changes)
    assert after.children("page-7") == ("page-7/opening", "page-7/new", "page-7/people", "page-8/worker")
    assert after.children("page-8") == ()
    assert compare(PLAN, after) == in_order(changes)


def test_what_goes_takes_along_what_stands_under_it() -> None:
    assert apply(PLAN, [Remove("page-7")]).nodes == PLAN.nodes[4:]
    assert compare(PLAN, Tree(PLAN.nodes[4:])) == (Remove("page-7"),)


def test_what_is_moved_out_of_what_goes_stays() -> None:
    changes = (Move("page-7/people", "passage", "page-8", ""), Remove("page-7"))
    after = apply(PLAN, changes)
    assert after.children("page-8") == ("page-7/people", "page-8/worker")
    assert compare(PLAN, after) == in_order(changes)


def test_several_that_follow_one_sibling_stand_as_they_are_listed() -> None:
    one, two = (Node(f"page-8/{id}", "passage", id, parent="page-8") for id in ("one", "two"))
    after = apply(PLAN, [Add(one, "page-8/worker"), Add(two, "page-8/worker")])
    assert after.children("page-8") == ("page-8/worker", "page-8/one", "page-8/two")
    assert compare(PLAN, after) == (Add(one, "page-8/worker"), Add(two, "page-8/one"))


@pytest.mark.parametrize(
    "changes",
    [
        [Remove("page-9")],
        [Reword("page-9", "", "x")],
        [Move("page-9", "passage", ROOT, "")],
        [Move("page-7/old", "passage", "page-9", "")],
        [Move("page-7/old", "passage", "page-8", "page-7/people")],
        [Move("page-7", "passage", "page-7/old", "")],
        [Move("page-7/old", "passage", "page-8", ""), Remove("page-7/old")],
        [Add(Node("page-8", "passage"), "")],
    ],
    ids=str,
)
def test_what_cannot_be_done_is_refused(changes: Sequence[Change]) -> None:
    with pytest.raises(Unfit):
        apply(PLAN, changes)


def test_a_node_is_known_again_in_another_place() -> None:
    """By the last part of its id, as in another page's file, and by its text under another title."""
    words = "An Engagement Outreach Worker listens to people in Fenland"
    before = grow("page-7", "page-8", f"page-8/worker: {words}")
    moved = grow("page-7", f"page-7/worker: {words}", "page-8")
    assert compare(before, moved) == (Move("page-8/worker", "passage", "page-7", ""),)
    retitled = grow("page-7", "page-8", f"page-8/outreach: {words}")
    assert compare(before, retitled) == ()
    other = grow("page-7", "page-7/worker: Nothing of the sort is to be had on this page", "page-8")
    assert [type(each) for each in compare(before, other)] == [Add, Remove]


def test_a_text_of_which_little_stays_is_replaced() -> None:
    before = grow("vision: Pulling together so that all of the county stays safe")
    little, all_new = (
        grow("vision: Pulling together so that all of the county is safe"),
        grow("vision: Fewer crimes for all"),
    )
    assert [type(each) for each in compare(before, little)] == [Reword]
    assert [type(each) for each in compare(before, all_new)] == [Replace]


# -- generated trees and variations


def text(draw: st.DrawFn) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)))


@st.composite
def trees(draw: st.DrawFn, names: Sequence[str] = tuple("abcdefghij")) -> Tree:
    """Trees of some of the nodes that the names give, each under one that came before it, or under nothing."""
    chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=len(names)))
    nodes: list[Node] = []
    for name in chosen:
        parent = draw(st.sampled_from([ROOT, *(node.id for node in nodes)]))
        level = draw(st.sampled_from(LEVELS))
        nodes.append(Node(name, level, name.upper(), f"{name} {text(draw)}", parent=parent))
    return tree(nodes)


@pytest.mark.slow
@given(trees())
def test_a_tree_and_itself_differ_in_nothing(one: Tree) -> None:
    assert compare(one, one) == ()
    assert apply(one, ()) == one


@pytest.mark.slow
@settings(max_examples=100)
@given(trees(), trees())
def test_what_is_found_makes_the_one_the_other(before: Tree, after: Tree) -> None:
    changes = compare(before, after)
    assert apply(before, changes) == aligned(before, after)
    assert in_order(changes) == changes
    assert not {each.node for each in changes if isinstance(each, Remove)} & {
        each.node for each in changes if isinstance(each, Add | Move)
    }


@st.composite
def varied(draw: st.DrawFn) -> tuple[Tree, tuple[Change, ...]]:
    """A tree of two floors and a variation of it in canonical form, whose moves lead to another parent."""
    parents = draw(st.lists(st.sampled_from("pqrs"), unique=True, min_size=2))
    nodes = [Node(name, "page", name) for name in parents]
    for name in draw(st.lists(st.sampled_from("abcdefghi"), unique=True)):
        parent = draw(st.sampled_from(parents))
        nodes.append(Node(f"{parent}/{name}", "passage", name, f"{name} {text(draw)}", parent=parent))
    before = tree(nodes)
    changes: list[Change] = []
    final = {parent: list(before.children(parent)) for parent in parents}
    placed: list[tuple[str, Node]] = []
    for node in before.nodes:
        if node.parent == ROOT:
            continue
        fate = draw(st.sampled_from(["stays", "stays", "reworded", "removed", "moved", "moved and reworded"]))
        if fate == "removed":
            changes.append(Remove(node.id))
            final[node.parent].remove(node.id)
        if fate.startswith("moved"):
            final[node.parent].remove(node.id)
            placed.append((draw(st.sampled_from([each for each in parents if each != node.parent])), node))
        if fate.endswith("reworded"):
            said = f"{node.text} {text(draw)}"
            kind = Replace if kept(node.text, said) < 0.35 else Reword
            changes.append(kind(node.id, node.title, said))
    for name in draw(st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=4)):
        parent = draw(st.sampled_from(parents))
        placed.append((parent, Node(f"{parent}/{name}", "passage", name, f"{name} {text(draw)}", parent=parent)))
    for parent, node in placed:
        final[parent].insert(draw(st.integers(0, len(final[parent]))), node.id)
    for parent, node in placed:
        at = final[parent].index(node.id)
        after = final[parent][at - 1] if at else ""
        changes.append(Move(node.id, node.level, parent, after) if node.id in before else Add(node, after))
    return before, in_order(changes)


@pytest.mark.slow
@settings(max_examples=100)
@given(varied(), st.randoms(use_true_random=False))
def test_a_variation_made_and_found_again_is_the_same(example: tuple[Tree, tuple[Change, ...]], chance: object) -> None:
    """In whatever order its changes are listed, a variation comes back in canonical form."""
    before, changes = example
    listed = list(changes)
    chance.shuffle(listed)  # type: ignore[attr-defined]
    assert compare(before, apply(before, listed)) == changes


def fewest_moves(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Those that stay, by trying every choice: the most that keep their order, the first such in the later order."""
    for size in range(len(after), -1, -1):
        for staying in combinations(after, size):
            places = [before.index(each) for each in staying]
            if places == sorted(places):
                return staying
    return ()


@pytest.mark.slow
@given(st.integers(0, 6).flatmap(lambda size: st.permutations("abcdef"[:size])))
def test_as_few_siblings_as_possible_are_moved(order: Sequence[str]) -> None:
    before = tree(Node(name, "page", name) for name in sorted(order))
    after = tree(Node(name, "page", name) for name in order)
    moved = {each.node for each in compare(before, after)}
    assert set(order) - moved == set(fewest_moves(sorted(order), order))
    assert apply(before, compare(before, after)) == after


# -- words


def told(before: str, after: str) -> str:
    old, new = split(before), split(after)
    marks = {"same": "{}", "removed": "[-{}-]", "inserted": "[+{}+]"}
    return " ".join(
        marks[each.fate].format(" ".join((new if each.fate == "inserted" else old)[each.start : each.end]))
        for each in stretches(old, new)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Fewer crimes", "Fewer crimes", "Fewer crimes"),
        ("Fewer crimes now", "Fewer harms now", "Fewer [-crimes-] [+harms+] now"),
        ("Act at once", "Act", "Act [-at once-]"),
        ("a b c and d e f", "u v w and x y z", "[-a b c and d e f-] [+u v w and x y z+]"),
        (
            'Rose to {{ figure("a.b") }}',
            'Rose to {{ figure("a.c") }}',
            'Rose to [-{{ figure("a.b") }}-] [+{{ figure("a.c") }}+]',
        ),
    ],
)
def test_words_that_stay_go_and_come(before: str, after: str, expected: str) -> None:
    assert told(before, after) == expected


@pytest.mark.slow
@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_both_texts_can_be_read_from_the_marks(before: list[str], after: list[str]) -> None:
    found = stretches(before, after)
    assert [w for s in found if s.fate != "inserted" for w in before[s.start : s.end]] == before
    old = [
        before[s.start : s.end] if s.fate == "same" else after[s.start : s.end] for s in found if s.fate != "removed"
    ]
    assert [word for words in old for word in words] == after


# -- editions as trees


def test_prose_is_cut_at_its_headings() -> None:
    here, text = Place("plan/a.md", 5), "Before.\n\n## One\n\nText.\n\n### Under one\n\n## Two\n"
    found = cut(read_prose(text, here, Source("plan/a.md", "\n" * 4 + text))[0])
    assert [(each.depth, each.title, each.body.written) for each in found] == [
        (0, "", "Before."),
        (2, "One", "Text."),
        (3, "Under one", ""),
        (2, "Two", ""),
    ]
    assert [each.body.place.line for each in found] == [5, 7, 11, 13]


def test_a_heading_gives_its_passage_an_id() -> None:
    assert slug("Locally-set People’s Priorities") == "locally-set-peoples-priorities"
    assert slug("…") == "passage"


@pytest.mark.slow
@pytest.mark.example
def test_the_example_plan_is_a_tree_of_all_its_texts() -> None:
    project, _ = read_workspace(ROOT_FOLDER)
    edition = project.editions["2017-20"]
    found = read_tree_of(project, edition)
    assert len({node.id for node in found.nodes}) == len(found.nodes)
    assert sum(node.level == "priorities" for node in found.nodes) == 40
    assert found.by_id["communities/engage-jointly"].serves == "joined-up-services"
    assert found.by_id["finances/victims"].parent == "finances/community-safety-funding"
    parts = [part.value for part in edition.parts]
    themes = [theme.id for theme in edition.themes]
    at = parts.index("themes")
    assert list(found.children(ROOT)) == ["edition", *parts[:at], *themes, *parts[at + 1 :]]
    assert compare(found, found) == ()


@pytest.mark.slow
@pytest.mark.example
def test_how_a_statement_is_measured_is_a_text_of_its_own() -> None:
    project, _ = read_workspace(ROOT_FOLDER)
    found = read_tree_of(project, project.editions["2013-16"])
    (measured,) = found.children("local-performance/victim-satisfaction")
    assert found.by_id[measured].text.splitlines() == [
        "- Direction: up",
        "- Baseline: Not printed in the plan",
        "- Target: monitor only",
        "- Measured by: The local satisfaction survey",
    ]


# -- the day of its figures


@pytest.mark.parametrize(("as_at", "boats"), [("", "410"), (", as_at: 2029-03-31", "400")])
def test_rows_added_later_do_not_get_into_a_plan_that_has_a_day(tmp_path: Path, as_at: str, boats: str) -> None:
    office, plan = copy_small(tmp_path / "office"), Request.read("plan 2025-29")
    change(office, "plan/2025-29/edition.yaml", "in_force: 2025-04-01", f"in_force: 2025-04-01{as_at}")
    for folder in ("data", "plan"):
        shutil.copytree(ROOT_FOLDER / "tests/broken/no-as-at" / folder, office / folder, dirs_exist_ok=True)
    judged = judge(office, plan)
    assert [found.rule.id for found in judged.problems] == ([] if as_at else ["no-as-at"])
    words = re.sub("<[^>]*>", "", render_html(judged.documents[plan], "web"))
    assert f"In the year {boats} boats came in." in words.replace("\xa0", " ")
