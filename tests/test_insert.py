"""Lines put into files that people have written: all others stay as they are, with their remarks."""

from __future__ import annotations

import pytest

from pcpgen.place import Source
from pcpgen.workspace.insert import NoPlace, add_reason, add_to_list, replace_entries


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("a: [x, y]  # why\nb: 1\n", "a: [x, y, z]  # why\nb: 1\n"),
        ("a: []\n", "a: [z]\n"),
        ("a: [ # none yet\n]\n", "a: [z # none yet\n]\n"),
        ("a: [\n  x,  # one ]\n  'y]',\n]\nb: 2\n", "a: [\n  x,  # one ]\n  'y]', z\n]\nb: 2\n"),
        ("a: [x,\n  y  # two\n]\n", "a: [x,\n  y, z  # two\n]\n"),
        ('a: [{x: [1, 2]}, "],"]\n', 'a: [{x: [1, 2]}, "],", z]\n'),
        ("a:\n  - x  # one\n  # the end\nb: 2\n", "a:\n  - x  # one\n  - z\n  # the end\nb: 2\n"),
        ("a:\n- x\n- y   # last", "a:\n- x\n- y   # last\n- z\n"),
        ("a:\n  - x:\n      deep: 1\n\n\nb: 2\n", "a:\n  - x:\n      deep: 1\n  - z\n\n\nb: 2\n"),
        ("b: 1  # why\n", "b: 1  # why\na: [z]\n"),
        ("a: [x, z]  # why\n", "a: [x, z]  # why\n"),
        ("a:\n  - z\n  - y\n", "a:\n  - z\n  - y\n"),
    ],
)
def test_an_item_more_in_a_list_as_it_is_written(text: str, then: str) -> None:
    assert add_to_list(Source("plan/a.yaml", text), ["a"], "z") == then


def test_an_item_of_several_lines_in_a_list_within_a_list() -> None:
    text = "m:\n  - date: 1\n    items:\n      - item: 2\n        report: n   # ours\n\n  - date: 3\n    items: []\n"
    block, flow = "item: 9\nreport: q", "{item: 9, report: q}"
    first = add_to_list(Source("p", text), ["m", 0, "items"], block, flow)
    assert first == text.replace("# ours\n", "# ours\n      - item: 9\n        report: q\n")
    other = add_to_list(Source("p", text), ["m", 1, "items"], block, flow)
    assert other == text.replace("[]", "[{item: 9, report: q}]")


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("a: []  # none yet\nb: 1\n", "a:  # none yet\n  - item: 9\n    report: q\nb: 1\n"),
        ("a: [\n]\n", "a:\n  - item: 9\n    report: q\n"),
        ("b: 1\n", "b: 1\na:\n  - item: 9\n    report: q\n"),
    ],
)
def test_an_item_of_several_lines_is_never_put_between_brackets(text: str, then: str) -> None:
    assert add_to_list(Source("p", text), ["a"], "item: 9\nreport: q") == then
    with pytest.raises(NoPlace, match="lines of its own"):
        add_to_list(Source("p", "a: [{item: 8}]\n"), ["a"], "item: 9\nreport: q")


@pytest.mark.parametrize(("text", "keys"), [("a: x\n", ["a"]), ("a: [x\n", ["a"]), ("a: {b: 1}\n", ["a", "c"])])
def test_nothing_is_put_where_no_list_is(text: str, keys: list[str | int]) -> None:
    with pytest.raises(NoPlace, match="p"):
        add_to_list(Source("p", text), keys, "z")


def test_entries_at_the_top_are_replaced_with_all_their_lines() -> None:
    text = "# T\ntitle: X\nstages: # a\n  a: 1\n# b: 2\n\n# dates\ndates: {a: 1}\nlast:\n  - 1\n"
    new = {"title": "title: Y", "stages": "", "status": "status: draft", "dates": "dates: {b: 2}"}
    assert (
        replace_entries(text, new) == "# T\ntitle: Y\n# b: 2\n\n# dates\ndates: {b: 2}\nlast:\n  - 1\nstatus: draft\n"
    )


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("# A\n\nx\n", "# A\n\nx\n\n# Left out\n\n- q: why\n"),
        ("# A\n\nx[^a]\n\n[^a]: n\n", "# A\n\nx[^a]\n\n# Left out\n\n- q: why\n\n[^a]: n\n"),
        ("# Left out\n\n- q: b\n\n# Next steps\n\nz\n", "# Left out\n\n- q: b\n\n# Next steps\n\nz\n"),
        ("# Left out\n\n- a: b\n\n# Next steps\n\nz\n", "# Left out\n\n- a: b\n- q: why\n\n# Next steps\n\nz\n"),
    ],
)
def test_a_reason_under_the_heading_for_it(text: str, then: str) -> None:
    assert add_reason(text, "q", "why") == then
