"""A check that found nothing is not asked again of the very same workspace by the same program, and of any other is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pcpgen import pipeline
from pcpgen.build import Order, build
from pcpgen.checks import indicators, passed
from pcpgen.checks.passed import state_of
from pcpgen.checks.registry import CHECKS, parts_of
from pcpgen.figures.data import Data
from pcpgen.kept import Kept
from pcpgen.load.workspace import read_workspace
from pcpgen.manifest import listing
from pcpgen.model.project import Project
from pcpgen.pipeline import judge
from pcpgen.problems import Problem
from pcpgen.request import NONE, Request
from tests.test_broken import CASES, workspace
from tests.workspaces import change, copy_small, in_welsh

PLAN, UNFIT = Request.read("plan"), "unfit_indicators"
MONEY = "plan/2025-29/pages/money.md"
QUICK = ("contrary-direction", "missing-period", "stale-extract", "unfinished-translation")  # of what is wrong, some
Asked = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Ends a run, with what it keeps, and begins another; a test begins with nothing kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def begin() -> None:
        passed.PASSED.write()
        monkeypatch.setattr(passed, "PASSED", Kept(*passed.PASSED.makers))

    monkeypatch.setattr(passed, "PASSED", Kept(*passed.PASSED.makers))
    return begin


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The checks that were asked since somebody wanted to know it last, by name."""
    found: list[str] = []

    def noted(name: str, rule: Callable[..., list[Problem]], *of: object) -> list[Problem]:
        found.append(name)
        return [*rule(*of)]

    def parts(check: Callable[..., object], project: Project) -> list[tuple[str, object, tuple[object, ...]]]:
        return [(name, partial(noted, name, rule), of) for name, rule, of in parts_of(check, project)]  # type: ignore[arg-type]

    def unfit(project: Project, data: Data) -> list[Problem]:
        found.append(UNFIT)
        return usual(project, data)

    def since() -> list[str]:
        now = found.copy()
        found.clear()
        return now

    usual = indicators.unfit_indicators
    monkeypatch.setattr(pipeline, "parts_of", parts)
    monkeypatch.setattr(pipeline, "unfit_indicators", unfit)
    return since


def every(office: Path) -> list[str]:
    """Every check that a workspace is asked, by name."""
    project, _ = read_workspace(office)
    return [UNFIT, *(name for check in CHECKS for name, *_ in parts_of(check, project))]


def built(office: Path) -> tuple[Problem, ...]:
    """What a build of the plan finds wrong."""
    return build(office, PLAN, Order(("html",), office.parent / "out", force=True)).judged.problems


def test_what_found_nothing_is_not_asked_again_of_the_very_same(
    tmp_path: Path, asked: Asked, run: Callable[[], None]
) -> None:
    office = copy_small(tmp_path / "office")
    assert built(office) == () and asked() == every(office)
    assert built(office) == () and asked() == []
    run()
    assert built(office) == () and asked() == []


def test_what_found_something_is_asked_and_told_each_time(
    tmp_path: Path, asked: Asked, run: Callable[[], None]
) -> None:
    office = copy_small(tmp_path / "office")
    change(office, MONEY, "The office", "Of 62 boats the office")
    first = built(office)
    asked()
    for _ in range(2):
        run()
        assert built(office) == first and [each.rule.id for each in first] == ["literal-figure"]
        assert asked() == ["check_literals"]


def test_a_check_by_itself_asks_everything(tmp_path: Path, asked: Asked) -> None:
    office = copy_small(tmp_path / "office")
    built(office)
    asked()
    judge(office, NONE)
    assert asked() == every(office)


def _cell(office: Path) -> None:
    change(office, "data/budget.csv", "300", "301")


def _sentence(office: Path) -> None:
    change(office, MONEY, "The office", "Each office")


def _another_name(office: Path) -> None:
    (office / "plan/2025-29/notes.txt").write_text("", "utf-8")


def _language(office: Path) -> None:
    in_welsh(office)


@pytest.mark.parametrize("changed", [_cell, _sentence, _another_name, _language])
def test_after_any_change_all_are_asked(changed: Callable[[Path], None], tmp_path: Path, asked: Asked) -> None:
    office = copy_small(tmp_path / "office")
    built(office)
    asked()
    changed(office)
    built(office)
    assert {*asked()} == {*every(office)}


def test_a_state_is_another_where_anything_is_that_decides_what_is_found(tmp_path: Path) -> None:
    project, _ = read_workspace(copy_small(tmp_path / "office"))
    others = (
        replace(project, inputs={**project.inputs, MONEY: "another"}),
        replace(project, inputs={**project.inputs, "plan/another.yaml": ""}),
        replace(project, published={"sources/boats.csv": "another"}),
        replace(project, language="cy"),
    )
    states = [state_of(each, (), "listed") for each in (project, *others)]
    states += [state_of(project, ("budget",), "listed"), state_of(project, (), "another")]
    assert len({*states}) == len(states) == 7
    assert state_of(replace(project), (), "listed") == states[0]


def test_another_program_asks_all(tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    office = copy_small(tmp_path / "office")
    built(office)
    asked()
    for changed in ({"pcpgen": "another"}, {"markdown": "another"}):
        monkeypatch.setattr(passed, "versions", lambda changed=changed: changed)
        built(office)
        assert asked() == every(office)


@pytest.mark.parametrize(
    "case", [case if case in QUICK else pytest.param(case, marks=pytest.mark.slow) for case in CASES]
)
def test_whatever_is_wrong_is_told_though_nothing_was_wrong_before(case: str, tmp_path: Path) -> None:
    office = copy_small(tmp_path / "sound")
    for before in (office, in_welsh(copy_small(tmp_path / "welsh"))):
        judge(before, NONE, listed=listing(before))
    wrong = workspace(case, tmp_path)
    for _ in range(2):
        assert judge(wrong, NONE, listed=listing(wrong)).problems == judge(wrong, NONE).problems
