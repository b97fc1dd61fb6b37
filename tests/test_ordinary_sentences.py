"""From ordinary sentences to silence: what officers write rightly beside figures, three offices' words, is not told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pcpgen.checks.sentences.reading import lines_in
from pcpgen.checks.sentences.said import said
from pcpgen.pipeline import judge
from pcpgen.place import Place, Source
from pcpgen.prose.reading import read_prose
from tests.test_sentences import told, workspace
from tests.workspaces import ROOT, copy

ORDINARY = ROOT / "tests/ordinary"
OFFICES = {name: ROOT / "tests/offices" / name for name in ("carrow", "fellmoor", "port-ansley", "severn-reach")} | {
    "example": ROOT
}
RULES = (
    "no-such-reference",
    "contrary-comparison",
    "other-period",
    "contrary-direction",
    "contrary-claim",
    "other-series",
    "other-unit",
)

DISTRICTS = ("cambridge", "east-cambridgeshire", "fenland", "huntingdonshire", "peterborough", "south-cambridgeshire")
# what stands in pointed brackets in the sentences
FIGURES = {
    "severn-reach": {
        each: f'figure("theft-by-district.{each}")' for each in ("aust", "berkeley", "lydney", "beachley")
    },
    "carrow": {
        name: f'figure("district-burglary.{name}")' for name in ("all", "north", "east", "south", "west", "isles")
    },
    "fellmoor": {
        "collisions": 'figure("collisions.all")',
        "collisions before": 'figure("collisions.all", "2023/24")',
        "collisions change": 'change("collisions.all")',
        "pass": 'figure("collisions.pass")',
        "lanes": 'figure("collisions.lanes")',
        "thefts": 'figure("farm-theft.all")',
        "thefts before": 'figure("farm-theft.all", "2024-08")',
        "thefts change": 'change("farm-theft.all")',
        "summer": 'figure("farm-theft.all", "2025-06..2025-08")',
        "year": 'figure("farm-theft.all", "12 months")',
        "north": 'figure("farm-theft.north")',
        "south": 'figure("farm-theft.south")',
        "trust": 'figure("trust.trust")',
        "trust before": 'figure("trust.trust", "2023/24")',
        "trust change": 'change("trust.trust")',
        "farmers": 'figure("trust.farms")',
        "farms": 'figure("marking.farms")',
        "meetings": 'figure("marking.meetings")',
        "people": 'figure("moor.people")',
        "stations": 'figure("moor.stations")',
        "miles": 'figure("moor.distance")',
        "patrols": 'figure("spending.patrols")',
        "offices": 'figure("spending.offices")',
        "spending": 'figure("spending.spending")',
    },
    "port-ansley": {
        "assaults": 'figure("assaults.all")',
        "assaults before": 'figure("assaults.all", "2024-03")',
        "assaults change": 'change("assaults.all")',
        "cargo": 'figure("cargo.all")',
        "cargo change": 'change("cargo.all")',
        "east": 'figure("cargo.east")',
        "west": 'figure("cargo.west")',
        "quay": 'figure("cargo.quay")',
        "east before": 'figure("cargo.east", "2023/24")',
        "quay before": 'figure("cargo.quay", "2023/24")',
        "ships": 'figure("port.ships")',
        "residents": 'figure("port.residents")',
        "gates": 'figure("money.gates")',
        "nights": 'figure("money.nights")',
        "spending": 'figure("money.all")',
    },
    "example": {
        "999": 'figure("call-handling.calls-999", "2019-01..2019-09")',
        "999 before": 'figure("call-handling.calls-999", "2018-01..2018-09")',
        "999 change": 'change("call-handling.calls-999")',
        "101 change": 'change("call-handling.calls-101")',
        "killed": 'figure("ksi-casualties.killed", "2018")',
        "killed before": 'figure("ksi-casualties.killed", "2017")',
        "cases": 'figure("complaints.cases", "2018/19")',
        "satisfied": 'figure("hate-crime.satisfied", "year ending 2019-05")',
        "officers": 'figure("resources.officers", "2016-03-31")',
        "fenland": 'figure("charges.fenland", "2019")',
        "crimes": 'figure("crime-by-force.cambridgeshire", "2018-Q1")',
        "agree": 'figure("public-confidence.what-matters", "year ending 2018-06")',
        "agree nationally": 'figure("public-confidence.what-matters-national", "year ending 2018-03")',
        **{f"{name} in December": f'figure("charges.{name}", "2019-12")' for name in DISTRICTS},
    },
}


def written(sentence: str, figures: dict[str, str]) -> str:
    named = re.sub(r"<([^>]*)>", lambda found: f"{{{{ {_expression(found[1], figures)} }}}}", sentence)
    return named.replace("\\n", "\n")


def _expression(name: str, figures: dict[str, str]) -> str:
    """What a name in pointed brackets means: its own, a series@period, a ~change, or a %part/whole."""
    if name in figures:
        return figures[name]
    kind = {"~": "change", "%": "share_of"}.get(name[0], "figure")
    return f"{kind}({', '.join(map(json.dumps, re.split('/' if kind == 'share_of' else '@', name.lstrip('~%'))))})"


@pytest.mark.slow
@pytest.mark.parametrize("office", OFFICES)
def test_nothing_is_told_of_what_is_written_rightly(office: str) -> None:
    sentences = (ORDINARY / f"{office}.txt").read_text("utf-8").splitlines()
    found = {each: told(written(each, FIGURES[office]), OFFICES[office]) for each in sentences}
    assert {sentence: problems for sentence, problems in found.items() if problems} == {}


@pytest.mark.slow
@pytest.mark.parametrize("office", OFFICES)
def test_each_figure_of_these_sentences_can_be_given(office: str) -> None:
    project, data = workspace(OFFICES[office])
    for sentence in (ORDINARY / f"{office}.txt").read_text("utf-8").splitlines():
        source = Source("plan/page.md", written(sentence, FIGURES[office]))
        passage, _ = read_prose(source.text, Place(source.file), source)
        assert all(said(line, data, project.sources).is_whole for line in lines_in(passage)), sentence


@pytest.mark.slow
@pytest.mark.parametrize(
    ("office", "report"),
    [
        ("fellmoor", "plan/panel/2025-10-08/farms.md"),
        ("port-ansley", "plan/panel/2025-06-11/nights.md"),
    ],
)
def test_a_reference_to_something_else_is_not_told(office: str, report: str, tmp_path: Path) -> None:
    root = copy(OFFICES[office], tmp_path / office)
    sentences = (ORDINARY / "references.txt").read_text("utf-8").replace("\n", "\n\n")
    text = (root / report).read_text("utf-8")
    at = text.index("\n\n", text.index("\n# ") + 3)
    (root / report).write_text(f"{text[:at]}\n\n{sentences}{text[at:]}", "utf-8")
    assert [each.message for each in judge(root).problems if each.rule.id in RULES] == []
