"""YAML as text with places: nothing is typed, nothing is dropped in silence."""

from __future__ import annotations

import pytest

from pcpgen.load.tree import Mapping, Sequence, Tree
from pcpgen.load.yaml_text import read_tree
from pcpgen.model.text import Text
from pcpgen.place import Place, Source


def tree(text: str) -> Tree | None:
    found, problems = read_tree(Source("a.yaml", text))
    assert problems == []
    return found


def rules(text: str) -> list[str]:
    return [problem.rule.id for problem in read_tree(Source("a.yaml", text))[1]]


@pytest.mark.parametrize(
    "typed", ["no", "12:30", "010", "1.10", "2026-13-01", "null", "~", "0x1F", "1e3", ".nan", "=", "on"]
)
def test_what_is_typed_stays_as_typed(typed: str) -> None:
    found = tree(f"value: {typed}")
    assert isinstance(found, Mapping)
    assert found.entries[0][1] == Text(typed, Place("a.yaml", 1, 8, len(typed)))


def test_every_value_knows_its_place() -> None:
    found = tree("levels:\n  - name: Aim\n    one: true\n")
    assert isinstance(found, Mapping)
    levels = found.entries[0][1]
    assert isinstance(levels, Sequence)
    level = levels.items[0]
    assert isinstance(level, Mapping)
    assert [(key.value, str(key.place)) for key, _ in level.entries] == [("name", "a.yaml:2:5"), ("one", "a.yaml:3:5")]


def test_of_equal_keys_both_are_named() -> None:
    _, problems = read_tree(Source("a.yaml", "aim: one\nvision: two\naim: three\n"))
    assert [(str(each.place), each.message) for each in problems] == [("a.yaml:3:1", '"aim" stands here and on line 1')]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x 1\nb: *x", "yaml-feature"),
        ("a: !!timestamp x", "yaml-feature"),
        ("a: 1\n---\nb: 2", "yaml-feature"),
        ("? [a, b]\n: 1", "yaml-feature"),
        ("a: " + "[" * 40 + "]" * 40, "yaml-feature"),
        ("a: 1\n\tb: 2", "tab-indentation"),
        ("text: One thing: another", "unquoted-colon"),
        ('a: "never closed', "yaml-syntax"),
        ('a: "\\UFFFFFFFF"', "yaml-syntax"),
        ("a: @b", "yaml-syntax"),
        ("- a\nb: c", "yaml-syntax"),
    ],
)
def test_refuses_what_plans_do_not_use(text: str, rule: str) -> None:
    assert rule in rules(text)


def test_a_stretch_of_a_file_keeps_its_line_numbers() -> None:
    found, _ = read_tree(Source("a.md", "---\ntitle: Money\n---\n"), text="title: Money", first_line=2)
    assert isinstance(found, Mapping)
    assert found.entries[0][1].place == Place("a.md", 2, 8, 5)
