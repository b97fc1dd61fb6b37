"""A rule is asked again as soon as anything that it read of the project, or the data, is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from pcpgen.checks.again import again
from pcpgen.figures.data import Data, Doubtful
from pcpgen.load.workspace import read_workspace
from pcpgen.memory import Memory
from pcpgen.model.plan import Office
from pcpgen.model.project import Project
from pcpgen.place import NOWHERE
from pcpgen.problems import Problem, problem
from pcpgen.rules import UNKNOWN_ID
from tests.workspaces import ROOT

PROJECT = read_workspace(ROOT / "tests/small")[0]
ASKED: list[str] = []


def rule(of: Callable[[Project], object]) -> Callable[[Project, Data], Iterator[Problem]]:
    """A rule that tells what it reads, and notes that it was asked."""

    def check(project: Project, data: Data) -> Iterator[Problem]:
        ASKED.append("asked")
        yield problem(UNKNOWN_ID, NOWHERE, str(of(project)))

    return check


def of_part(project: Project, data: Data) -> Iterator[Problem]:
    yield problem(UNKNOWN_ID, NOWHERE, str(project.sources["plan/office.yaml"]))


def of_all(project: Project, data: Data) -> Iterator[Problem]:
    ASKED.append("asked")
    yield from again(of_part, project, data)


def of_part_that_breaks_off(project: Project, data: Data) -> Iterator[Problem]:
    if project.sources["plan/office.yaml"].text != "another":
        raise Doubtful
    yield from of_part(project, data)


def of_all_that_goes_on(project: Project, data: Data) -> Iterator[Problem]:
    with suppress(Doubtful):
        yield from again(of_part_that_breaks_off, project, data)


def with_office(project: Project) -> Project:
    assert isinstance(project.office, Office)
    return replace(project, office=replace(project.office, name="Another"))


def with_source(project: Project, file: str) -> Project:
    source = replace(project.sources[file], text="another")
    return replace(project, sources={**project.sources, file: source})


CASES = {
    "an entry": (lambda project: project.office, with_office, True),
    "another entry": (lambda project: [*project.works], with_office, False),
    "a file": (lambda project: project.sources["plan/office.yaml"], "plan/office.yaml", True),
    "another file": (lambda project: project.sources["plan/office.yaml"], "data/budget.csv", False),
    "a file that is not there": (lambda project: project.sources.get("plan/law.yaml"), "data/budget.csv", False),
    "every file": (lambda project: [*project.sources], "data/budget.csv", True),
    "a property": (lambda project: len(project.texts), "data/budget.csv", True),
    "a copy": (lambda project: replace(project, in_private=True).sources.values(), "data/budget.csv", True),
    "how many": (lambda project: len(project.sources), "data/budget.csv", True),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_rule_is_asked_again_where_what_it_read_is_another(case: tuple[Any, Any, bool]) -> None:
    of, change, anew = case
    data, check = Data.of(PROJECT, memory=Memory()), rule(of)
    now = with_source(PROJECT, change) if isinstance(change, str) else change(PROJECT)
    ASKED.clear()
    first = [*again(check, PROJECT, data)]
    assert [*again(check, PROJECT, data)] == first and len(ASKED) == 1
    assert [*again(check, now, data)] == [*check(now, data)]
    assert len(ASKED) - 1 == (2 if anew else 1)
    assert [*again(check, PROJECT, data)] == first


def test_other_data_are_asked_for_again_and_so_is_all_where_nobody_remembers() -> None:
    check = rule(lambda project: project.works)
    memory = Memory()
    data = Data.of(PROJECT, memory=memory)
    ASKED.clear()
    for each in (data, replace(data, doubtful=frozenset("x")), replace(data, memory=None), replace(data, memory=None)):
        assert [*again(check, PROJECT, each)]
    assert len(ASKED) == 4
    assert Data.of(replace(PROJECT, works=dict(PROJECT.works)), memory=memory) is data
    assert Data.of(replace(PROJECT, datasets=dict(PROJECT.datasets)), memory=memory) is not data


def test_what_a_part_of_a_rule_read_the_rule_has_read() -> None:
    """Also where the part was known already."""
    data, other = Data.of(PROJECT, memory=Memory()), with_source(PROJECT, "plan/office.yaml")
    for project in (PROJECT, with_source(PROJECT, "data/budget.csv"), other, PROJECT):
        assert [*again(of_part, project, data)] == [*of_part(project, data)]
        assert [*again(of_all, project, data)] == [*of_part(project, data)]


def test_what_a_part_read_that_broke_off_the_rule_has_read() -> None:
    data, other = Data.of(PROJECT, memory=Memory()), with_source(PROJECT, "plan/office.yaml")
    assert [len([*again(of_all_that_goes_on, project, data)]) for project in (PROJECT, other, PROJECT)] == [0, 1, 0]
