"""From an office's own nouns to how they stand in a sentence, one and several."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcpgen.document.lines import lines_of
from pcpgen.model.plan import in_a_sentence, several
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.workspaces import change, copy_small


@pytest.mark.parametrize(
    ("name", "many"),
    [("Priority", "Priorities"), ("Objective", "Objectives"), ("Way", "Ways"), ("Process", "Processes")],
)
def test_several_have_the_plural_of_the_language(name: str, many: str) -> None:
    assert several(name) == many


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Priority", "priority"),
        ("Shared Outcomes", "shared outcomes"),
        ("Priorities for Action", "priorities for action"),
        ("Surrey Police will", "Surrey Police will"),
        ("Priority for Surrey people", "priority for Surrey people"),
        ("PCC priorities", "PCC priorities"),
    ],
)
def test_names_within_an_office_s_noun_keep_their_capitals(name: str, said: str) -> None:
    assert in_a_sentence(name) == said


@pytest.mark.slow
def test_a_level_whose_name_is_no_noun_is_counted_as_what_stands_under_it(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, "plan/2025-29/edition.yaml", "name: Commitment", "name: What we will do")
    plan = Request.read("plan 2025-29")
    said = "\n".join(line.says for line in lines_of(judge(office, plan).documents[plan]))
    assert " under “What we will do”" in said and not re.search("[0-9] [Ww]hat we will do", said)
    assert several("What we will do") == "What we will do"
