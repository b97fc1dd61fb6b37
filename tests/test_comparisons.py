"""From sentences that set figures against each other to what is told: the comparisons that they deny, at their word."""

from __future__ import annotations

import pytest

from tests.test_ordinary_sentences import FIGURES, OFFICES, written
from tests.test_sentences import told
from tests.workspaces import ROOT

pytestmark = pytest.mark.example

CONTRARY = ROOT / "tests/contrary"  # each the word that is told, and its sentence


@pytest.mark.slow
@pytest.mark.parametrize("office", OFFICES)
def test_what_the_figures_deny_is_told(office: str) -> None:
    sentences = [line.split(" | ") for line in (CONTRARY / f"{office}.txt").read_text("utf-8").splitlines()]
    found = {each: told(written(each, FIGURES[office]), OFFICES[office]) for _, each in sentences}
    assert {each: problems[:1] for each, problems in found.items()} == {
        each: [("contrary-comparison", word)] for word, each in sentences
    }


@pytest.mark.parametrize(
    ("sentence", "excerpts"),
    [
        ("More collisions happen in the lanes (<lanes>) than on the pass (<pass>).", ["More"]),
        (
            "There were <lanes> in the lanes and <pass> on the pass. They are fewer on the pass than in the lanes.",
            ["fewer"],
        ),
        ("In 2024/25 collisions are <collisions change> less than in 2023/24.", []),
        ("In 2024/25 collisions are <collisions change> more than in 2023/24.", ["more"]),
        ("The lanes have no more collisions (<lanes>) than the pass (<pass>).", []),
        ("We want fewer collisions on the pass (<pass>) than in the lanes (<lanes>).", []),
        ("Traffic is lighter on the pass (<pass> collisions) than in the lanes (<lanes>).", []),
        ("Collisions fell to <collisions>, more than the <collisions before> of the year before.", ["more"]),
    ],
)
def test_a_comparison_is_held_against_its_figures(sentence: str, excerpts: list[str]) -> None:
    found = told(written(sentence, FIGURES["fellmoor"]), OFFICES["fellmoor"])
    assert found == [("contrary-comparison", word) for word in excerpts]


FILL = "and so on, " * 250  # characters enough for anybody


def test_a_comparison_in_a_long_sentence_is_held_against_its_figures() -> None:
    sentence = f"Much was said, {FILL}but the lanes (<lanes>) saw more collisions than the pass (<pass>)."
    found = told(written(sentence, FIGURES["fellmoor"]), OFFICES["fellmoor"])
    assert found == [("contrary-comparison", "more")]


def test_a_word_for_a_direction_is_held_against_the_ninth_figure_too() -> None:
    months = " and ".join(f"<farm-theft.{each}@2025-06>" for each in ("all", "north", "south") * 3)
    sentence = f"Thefts, {months} in June, fell to <farm-theft.all@2025-07>."
    found = told(written(sentence, FIGURES["fellmoor"]), OFFICES["fellmoor"])
    assert ("contrary-direction", "fell") in found


@pytest.mark.parametrize(
    ("words", "excerpts"),
    [
        ("lower in Ely than in Soham", ["lower"]),
        ("higher in Ely than in Soham", []),
        ("lower in Ely than in Wisbech", []),  # of which nothing is said
        ("there, fear is lower in Ely than in Soham", []),
    ],
)
def test_an_area_may_be_called_as_the_sentence_calls_it_beside_its_figure(words: str, excerpts: list[str]) -> None:
    sentence = f"<agree> agree in Ely, against <agree nationally> in Soham: {words}."
    found = told(written(sentence, FIGURES["example"]), OFFICES["example"])
    assert found == [("contrary-comparison", word) for word in excerpts]


@pytest.mark.parametrize(
    "sentence",
    [
        "Harrowby has a higher rate than Eastwater, <east>.",  # it is kept back
        "Eastwater’s rate, <east>, is the highest since 2019.",
        "Eastwater’s rate, <east>, is the highest of the districts in the country.",
        "Eastwater’s rate, <east>, is above the five-year average.",
        "Eastwater’s rate, <east>, is higher than in Northtown.",
    ],
)
def test_what_the_data_cannot_tell_is_let_be(sentence: str) -> None:
    assert told(written(sentence, FIGURES["carrow"]), OFFICES["carrow"]) == []


@pytest.mark.parametrize(
    ("office", "word", "sentence"),
    [
        ("severn-reach", "increase", "<spring> thefts were recorded. That is an increase on the year before."),
        ("severn-reach", "up", "<spring> thefts were recorded, up on the same quarter of the year before."),
        ("severn-reach", "rose", "Thefts rose on the year before, to <spring>."),
        ("severn-reach", "rose", "In October to December 2024 thefts of boats rose to <autumn>."),
        ("fellmoor", "rise", "There were <collisions> collisions in 2024/25. This was a rise on the previous year."),
        ("fellmoor", "increase", "There were <collisions> collisions, an increase on 2023/24."),
        ("fellmoor", "rose", "Collisions rose to <collisions>."),
        ("fellmoor", "increased", "In 2024/25 collisions increased to <collisions>."),
        ("fellmoor", "rose", "Collisions rose on the year before to <collisions>."),
        ("fellmoor", "fell", "Trust fell to <trust>."),
        ("fellmoor", "fall", "<trust> of people trust the force. That is a fall on the year before."),
        ("carrow", "down", "In September 2025 <violence> offences were recorded, down on August 2025."),
        ("port-ansley", "increase", "East dock lost <east> loads in 2024/25, an increase on 2022/23."),
    ],
)
def test_a_rise_to_a_figure_is_held_against_the_time_that_is_named(office: str, word: str, sentence: str) -> None:
    """Or, where none is, against the period before and the year before."""
    boats, violence = 'figure("boat-theft.all", "{}")', 'figure("violence.all", "2025-09")'
    figures = FIGURES[office] | {
        "spring": boats.format("2025-Q2"),
        "autumn": boats.format("2024-Q4"),
        "violence": violence,
    }
    assert told(written(sentence, figures), OFFICES[office]) == [("contrary-direction", word)]


def test_a_rise_in_a_claim_is_held_against_its_condition_alone() -> None:
    calls = "The number rose to <abandoned-calls.all>"
    claim = f'{{% claim "abandoned-calls.all rose on the previous period" %}}{calls}{{% endclaim %}}.'
    figures, office = FIGURES["carrow"], OFFICES["carrow"]
    assert told(written(claim, figures), office) == []  # that it fails is told where claims are
    assert told(written(f"{calls}.", figures), office) == [("contrary-direction", "rose")]
