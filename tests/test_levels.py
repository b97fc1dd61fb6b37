"""From an office's own nouns to how they stand in a sentence, one and several."""

from __future__ import annotations

import pytest

from pcpgen.model.plan import in_a_sentence, several


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
