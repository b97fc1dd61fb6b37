"""Tables of many columns of words, as a register of actions is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.build import Order, build
from pcpgen.request import Request
from tests.quality import tags
from tests.workspaces import ROOT, copy

pytestmark = pytest.mark.slow


def test_a_table_of_five_columns_of_words_begins_at_the_left_edge_of_the_text(tmp_path: Path) -> None:
    """Beside the number of its paragraph, a column would hold a word or two."""
    office, name = copy(ROOT / "tests/offices/haddon", tmp_path / "office"), "action-register-2024-10"
    build(office, Request("action-register", ("2024-10",)), Order(("pdf",), tmp_path / "out"))
    runs = [*tags.read(tmp_path / f"out/{name}/{name}.pdf").root.runs()]
    page = next(run.page for run in runs if run.text == "Action")
    left = {run.text.strip(): run.x for run in runs if run.page == page}
    assert left["Action"] < left["3.1"] < left["Actions that are open"]


def test_a_number_stands_on_the_first_line_of_what_it_numbers(tmp_path: Path) -> None:
    """Of a list, whose items stood a little lower, and of a table, whose title has lines of another height."""
    office = copy(ROOT / "tests/offices/haddon", tmp_path / "office")
    for kind, id, pairs in (
        ("numbered-paper", "7", {"2.1": "The officer who asks writes the notice."}),
        ("action-register", "2025-01", {"3.1": "Actions that are open", "4.1": "What was done or given up"}),
    ):
        build(office, Request(kind, (id,)), Order(("pdf",), tmp_path / "out"))
        runs = [*tags.read(tmp_path / f"out/{kind}-{id}/{kind}-{id}.pdf").root.runs()]
        for number, words in pairs.items():
            (of_number,) = (run.y for run in runs if run.text.strip() == number)
            (of_words,) = (run.y for run in runs if run.text.strip().startswith(words))
            assert abs(of_number - of_words) < 1, (number, words)


def test_a_list_within_an_item_goes_on_over_pages(tmp_path: Path) -> None:
    """All actions under a part of the plan are one item: kept whole, it left half a page empty."""
    office, name = copy(ROOT / "tests/offices/haddon", tmp_path / "office"), "action-register-2024-07"
    build(office, Request("action-register", ("2024-07",)), Order(("pdf",), tmp_path / "out"))
    runs = [*tags.read(tmp_path / f"out/{name}/{name}.pdf").root.runs()]
    pages = {" ".join(run.text.split()): run.page for run in runs}
    assert pages["Streets"] == pages["Actions under the plan"] < max(pages.values())
