"""A check that found nothing is not asked again of the very same workspace by the same program, and of any other is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from pcpgen import pipeline
from pcpgen.build import Order, build
from pcpgen.checks import indicators, passed
from pcpgen.checks.again import _Asked, _watched
from pcpgen.checks.indicators import unfit_indicators
from pcpgen.checks.passed import Known, known_of
from pcpgen.checks.registry import CHECKS, OF_FIGURES, parts_of
from pcpgen.checks.sentences import check as sentences
from pcpgen.checks.sentences.texts import texts_of
from pcpgen.figures.data import Data
from pcpgen.kept import Kept
from pcpgen.load.workspace import read_workspace
from pcpgen.manifest import listing
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Baseline
from pcpgen.model.project import Project
from pcpgen.pipeline import judge
from pcpgen.place import NOWHERE
from pcpgen.problems import Problem
from pcpgen.prose.passage import Passage
from pcpgen.record import read_record
from pcpgen.request import NONE, Request
from tests.test_broken import CASES, workspace
from tests.workspaces import ROOT, change, copy_example, copy_small, in_welsh

PLAN, UNFIT = Request.read("plan"), "unfit_indicators"
MONEY = "plan/2025-29/pages/money.md"
QUICK = ("contrary-direction", "missing-period", "stale-extract", "unfinished-translation")  # of what is wrong, some
OFFICES = [
    pytest.param("", marks=pytest.mark.slow),
    "tests/small",
    *(f"tests/offices/{name}" for name in ("haddon", "severn-reach", "tolland")),
]
Asked = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Ends a run, with what it keeps, and begins another; a test begins with nothing kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def begin() -> None:
        for store in (passed.PASSED, sentences.CLEAN):
            store.write()
        forget()

    def forget() -> None:
        monkeypatch.setattr(passed, "PASSED", Kept(*passed.PASSED.makers))
        monkeypatch.setattr(sentences, "CLEAN", Kept(*sentences.CLEAN.makers))

    forget()
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


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The passages whose sentences were read since somebody wanted to know it last, by file."""
    found: list[str] = []

    def noted(passage: Passage, *of: object) -> list[Problem]:
        found.append(passage.place.file)
        return [*usual(passage, *of)]  # type: ignore[arg-type]

    def since() -> list[str]:
        now = [*dict.fromkeys(found)]
        found.clear()
        return now

    usual = sentences.check_passage
    monkeypatch.setattr(sentences, "check_passage", noted)
    return since


def _cell(office: Path) -> None:
    change(office, "data/budget.csv", "300", "301")


def _sentence(office: Path) -> None:
    change(office, MONEY, "The office", "Each office")


def _another_name(office: Path) -> None:
    (office / "plan/2025-29/notes.txt").write_text("", "utf-8")


def _language(office: Path) -> None:
    in_welsh(office)


@pytest.mark.parametrize(
    ("changed", "stand"),
    [(_cell, frozenset()), (_language, frozenset()), (_sentence, OF_FIGURES), (_another_name, OF_FIGURES)],
)
def test_after_a_change_all_are_asked_but_those_of_figures_where_these_stay(
    changed: Callable[[Path], None], stand: frozenset[str], tmp_path: Path, asked: Asked
) -> None:
    office = copy_small(tmp_path / "office")
    built(office)
    asked()
    changed(office)
    built(office)
    assert {*asked()} == {*every(office)} - stand


@pytest.mark.parametrize("office", [pytest.param("", marks=pytest.mark.slow), *OFFICES])
def test_those_of_figures_ask_for_nothing_that_only_an_edition_or_a_paper_says(office: str) -> None:
    project, _ = read_workspace(ROOT / office)
    shown, data = _Asked(project), Data.of(project)
    rules = [unfit_indicators, *CHECKS]
    for rule in (each for each in rules if each.__name__ in OF_FIGURES):
        assert [*rule(_watched(shown), data)] == []
    files = {file for entry, file in shown.keys if entry == "sources"}
    assert shown.entries | {entry for entry, _ in shown.keys} <= {"datasets", "extracted", "groups", "sources"}
    assert all(file.startswith(("data/", "plan/indicators/", "plan/datasets/")) for file in files)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (MONEY, "The office", "Each office"),
        (MONEY, "kind: text", "kind: text  # of the page"),
        ("plan/2025-29/edition.yaml", "[harbour, high-street]", "[high-street, harbour]"),
        ("data/budget.csv", "300", "301"),
        ("plan/datasets/budget.yaml", "title: Budget", "title: The budget"),
        ("plan/office.yaml", "Mayor", "Major"),
    ],
)
def test_sentences_are_read_again_where_they_or_their_figures_are_others(
    file: str, old: str, new: str, tmp_path: Path, read: Asked
) -> None:
    office = copy_small(tmp_path / "office")
    built(office)
    assert MONEY in read()
    built(office)
    assert read() == []
    change(office, file, old, new)
    built(office)
    assert MONEY in read()


def test_a_text_is_another_where_what_it_takes_over_has_another_shape(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, MONEY, "The office", '{{ reuse("ways") }}\n\nThe office')
    taken = office / "plan/passages/ways.md"
    taken.parent.mkdir()
    taken.write_text("The force has two ways:\n\nby day\n\nby night\n\nby boat\n", "utf-8")
    assert built(office) == ()
    taken.write_text("The force has two ways:\n\n- by day\n- by night\n- by boat\n", "utf-8")
    assert [each.rule.id for each in built(office)] == ["list-count"]


def test_a_text_is_another_where_anything_is_that_decides_what_its_sentences_say() -> None:
    project, _ = read_workspace(ROOT / "tests/small")
    data = replace(Data.of(project), state=b"known")
    first, _ = texts_of(project.editions["2025-29"], data)
    base = Baseline(parse_period("2024/25"), None, "", NOWHERE)
    others = (
        replace(first, passages=(*first.passages, first.passages[-1])),
        replace(first, data=data.at(date(2026, 1, 1))),
        replace(first, data=replace(data, baselines=(base,))),
        replace(first, data=replace(data, state=b"another")),
    )
    sums = [sentences._sum(project, each) for each in (first, *others)]
    welsh = {file: replace(source, is_english=False) for file, source in project.sources.items()}
    sums.append(sentences._sum(replace(project, sources=welsh), first))
    assert all(sums) and len({*sums}) == len(sums)
    assert sentences._sum(project, replace(first, data=Data.of(project))) == b""


@pytest.mark.slow
def test_sentences_of_other_editions_and_of_papers_are_not_read_again(tmp_path: Path, read: Asked) -> None:
    office = copy_example(tmp_path / "office")
    about = "plan/2017-20/pages/about.md"
    built(office)
    assert len({file.split("/")[1] for file in read()}) > 2
    change(office, about, (office / about).read_text("utf-8")[-20:], " It is for boats.\n")
    built(office)
    assert {file.split("/")[1] for file in read()} == {"2017-20"}
    report = "plan/panel/2021-03-17/offenders.md"
    change(office, report, "That the Panel note", "That the Panel take note of")
    built(office)
    assert {*read()} == {report}


def test_a_build_of_every_document_notes_what_is_asked_for_sentences_that_are_known(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    built(office)
    assert build(office, None, Order(("html",), office / "out")).documents
    record = read_record(office, office / "out")
    assert record and record.checks["check_sentences 2025-29"] == ("budget",)


def test_a_workspace_is_another_where_anything_is_that_decides_what_is_found(tmp_path: Path) -> None:
    project, _ = read_workspace(copy_small(tmp_path / "office"))
    inputs = {**project.inputs}
    others = (
        replace(project, inputs={**inputs, "data/budget.csv": "another"}),
        replace(project, inputs={**inputs, "plan/another.yaml": ""}),
        replace(project, published={"sources/boats.csv": "another"}),
        replace(project, language="cy"),
    )
    every = [known_of(each, (), "listed") for each in (project, *others)] + [known_of(project, ("budget",), "listed")]
    assert len({each.whole for each in every}) == len({each.figures for each in every}) == len(every) == 6
    beside = [
        replace(project, inputs={**inputs, MONEY: "another"}),
        replace(project, inputs={**inputs, "plan/a.md": ""}),
    ]
    found = [known_of(each, (), "listed") for each in beside] + [known_of(project, (), "more is listed")]
    assert {each.figures for each in found} == {every[0].figures}
    assert len({each.whole for each in (*every, *found)}) == 9
    assert known_of(replace(project), (), "listed") == every[0]
    assert known_of(project, (), "") == Known()


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
