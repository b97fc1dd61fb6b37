"""Redlines: paragraphs, lists, links and figures before and after, each change told in words as well as marks."""

from __future__ import annotations

import re

import pytest

from pcpgen.blocks.redline import Voice, redline, title_runs
from pcpgen.document.prose import phrase
from pcpgen.document.redline import Group, Line, Redline, Run
from pcpgen.editions.tree import Node
from pcpgen.formats.html import environment, own_templates
from pcpgen.place import Place, Source
from pcpgen.prose.passage import Passage
from pcpgen.prose.reading import read_prose
from pcpgen.words.catalogue import shipped

HERE = Place("plan/a.md")
VOICE = Voice(None, {"finances": "The finances"})


def read(text: str) -> Passage:
    return read_prose(text, HERE, Source(HERE.file, text))[0]


def node(text: str) -> Node:
    return Node("a/b", "passage", text=text, body=read(text))


def told(before: str | None, after: str | None) -> list[str]:
    """Each paragraph, its fate before it, items marked by a hyphen."""
    groups = redline(node(before) if before else None, node(after) if after else None, VOICE, VOICE)
    marks = {"same": "{}", "removed": "[-{}-]", "inserted": "[+{}+]"}
    return [
        f"{line.fate}: {'- ' if group.kind == 'list' else ''}"
        + " ".join(marks[run.fate].format(run.prose.plain) for run in line.runs)
        for group in groups
        for line in group.lines
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("One.\n\nTwo words.", "One.\n\nTwo words.", ["same: One.", "same: Two words."]),
        (None, "New.", ["inserted: [+New.+]"]),
        ("Old.", None, ["removed: [-Old.-]"]),
        ("Fewer crimes for all", "Fewer harms for all", ["reworded: Fewer [-crimes-] [+harms+] for all"]),
        ("All of it goes away", "Nothing stays", ["removed: [-All of it goes away-]", "inserted: [+Nothing stays+]"]),
        (
            "See:\n\n- one\n- two",
            "See:\n\n- two\n- three",
            ["same: See:", "removed: - [-one-]", "same: - two", "inserted: - [+three+]"],
        ),
        (
            "Read [the plan](https://example.org/a) now",
            "Read [the plan](https://example.org/b) now",
            ["reworded: Read the plan [-(https://example.org/a)-] [+(https://example.org/b)+] now"],
        ),
        ("**Strong** words", "Strong words", ["same: Strong words"]),
        (
            "![The bridge at low tide](images/low.jpg)",
            '![The bridge at high tide](images/high.jpg "In May")',
            [
                "reworded: The bridge at [-low-] [+high+] tide [-(images/low.jpg)-] [+(images/high.jpg)+]",
                "inserted: [+In May+]",
            ],
        ),
        (None, "- ![A *new* bridge](images/b.jpg)", ["inserted: - [+A new bridge (images/b.jpg)+]"]),
    ],
)
def test_paragraphs_are_told_side_by_side(before: str | None, after: str | None, expected: list[str]) -> None:
    assert told(before, after) == expected


def test_expressions_are_said_aloud_and_notes_left_to_themselves() -> None:
    text = read('Each {{ quoted("£18", "work") }}[^a] counts; read {{ see("finances") }}.')
    after = Node("a/b", "passage", text=text.written, body=text)
    (group,) = redline(None, after, VOICE, VOICE)
    assert [run.prose.plain for run in group.lines[0].runs] == ["Each £18 counts; read The finances."]


def page(block: Redline) -> str:
    template = environment((own_templates(),), shipped()).get_template("blocks/redline.html.j2")
    return template.render(block=block, level=3)


def test_each_change_is_told_in_words_beside_its_mark() -> None:
    groups = redline(node("Fewer crimes for all"), node("Fewer harms & ills for all"), VOICE, VOICE)
    block = Redline(
        "p-1-1", "1.1", "a/b", "Passage reworded", title_runs("Old name", "New name"), ("Moved.",), groups, True
    )
    html = page(block)
    assert html.count("<del>") == html.count("[removed:") == 2
    assert html.count("<ins>") == html.count("[inserted:") == 2
    words = re.sub("<[^>]*>", "", html)
    assert "Passage reworded: [removed: Old] [inserted: New] name" in words
    assert "Fewer [removed: crimes] [inserted: harms &amp; ills] for all" in words
    assert "Moved." in words
    assert "redline__new" not in html  # which is for a paragraph that is new as a whole
    new = Redline(
        "p-1-1", "1.1", "a/b", "Text", (), (), redline(node("Old."), node("Old.\n\nNew."), VOICE, VOICE), True
    )
    assert re.findall(r'<p class="redline__new">[^/]*/span> <ins>(.*?)</ins>', page(new)) == ["New."]


def test_an_unchanged_text_has_no_mark() -> None:
    groups = (Group("paragraphs", (Line("same", (Run("same", phrase("Words.")),)),)),)
    html = page(Redline("p-1-1", "1.1", "a/b", "Passage unchanged", (), (), groups, False))
    assert not re.search("<ins|<del|redline--changed", html)
