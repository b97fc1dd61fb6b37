"""From the text of a paper to what stands under its headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.load.files import Folder
from pcpgen.load.parts import read_parts
from pcpgen.model.report import Part
from pcpgen.place import Place, Source
from pcpgen.problems import Problem

PAPER = """
# Purpose

Tells the Board how the work goes.

# What people said

They want:

- more patrols
- an answer

{{ question("pilots") }}

# Left out

Nothing is.
"""


def read(text: str, free: bool) -> tuple[tuple[Part, ...], list[Problem]]:
    folder = Folder(Path())
    source = Source("plan/board/paper.md", text)
    parts, _ = read_parts(folder, source, text, Place(source.file), free)
    return parts, folder.problems


def test_a_free_paper_has_the_sections_that_its_author_names() -> None:
    parts, problems = read(PAPER, free=True)
    assert problems == []
    assert [(part.kind, part.title, len(part.blocks)) for part in parts] == [
        ("section", "Purpose", 1),
        ("section", "What people said", 2),  # the list belongs to its paragraph
        ("section", "Left out", 1),
    ]
    assert [block.kind for block in parts[1].blocks] == ["paragraph", "insert"]
    assert [part.place.line for part in parts] == [2, 6, 15]


def test_a_report_on_a_theme_has_fixed_headings() -> None:
    _, problems = read(PAPER, free=False)
    assert [(found.rule.id, found.place.line) for found in problems] == [
        ("unknown-choice", 2),
        ("unknown-choice", 6),
        ("wrong-shape", 17),
    ]


def test_a_section_without_words_is_told() -> None:
    _, problems = read("before\n# Purpose\n", free=True)
    assert [(found.rule.id, found.remedy) for found in problems] == [
        ("heading-level", "Put them under a heading: one hash, a blank and its title, as in # Purpose."),
        ("empty-text", "Write the words, or take the entry out."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("# What people said", "### What people said", (6, "heading-level")),
        ("# Left out", "# Left out TBC", (15, "placeholder")),
    ],
)
def test_a_heading_is_read_as_other_words_are(old: str, new: str, expected: tuple[int, str]) -> None:
    _, problems = read(PAPER.replace(old, new), free=True)
    assert [(each.place.line, each.rule.id) for each in problems] == [expected]


def test_a_report_calls_what_the_plan_holds_as_the_plan_does() -> None:
    text = "# Commitment: fit-locks, ring-back\n\nLocks were fitted.\n\n# Promise: fit-locks\n\nNone.\n"
    folder, source = Folder(Path()), Source("plan/panel/2027-01-20/homes.md", text)
    parts, _ = read_parts(folder, source, text, Place(source.file), levels=("Mission", "Commitment"))
    assert [(part.kind, [(id.value, id.place.column) for id in part.ids]) for part in parts] == [
        ("priority", [("fit-locks", 15), ("ring-back", 26)])
    ]
    (wrong,) = folder.problems
    assert "# Commitment: id" in wrong.remedy
