"""Neither stale nor in vain: whatever of the inputs changes, what reads differently is made anew, and nothing else.

What a build of only what has changed leaves is held against a build of everything from nothing, byte for byte.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from PIL import Image

from pcpgen import build as building
from pcpgen import manifest, outputs
from pcpgen.cli import cli
from pcpgen.kinds import outline_text
from pcpgen.manifest import digest
from pcpgen.problems import in_words
from pcpgen.serve.preview import Preview
from tests.workspaces import ROOT, change, copy, copy_small

PLAN, ANNUAL, LETTER = "plan-2021-25", "annual-report-2024-25", "numbered-paper-1"
PAPER = """\
---
title: On the words that we use
number: "1"
author: policy
day: 2024-11-20
---

# Purpose

This paper rests on {{ law("own-rule") }} and shows the river.

![Boats at a mooring](images/river.png "The mooring at Lydney")
"""
LAW = """\
references:
  own-rule: {title: Severn Reach Bylaw, in_force: 2012-01-16}
"""
Change = Callable[[Path], object]


def edit(file: str, old: str, new: str) -> Change:
    return lambda office: change(office, file, old, new)


def more(file: str, text: str) -> Change:
    """Lines at the end of a file, which is made where there is none."""

    def add(office: Path) -> None:
        path = office / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    return add


def paint(colour: str) -> Change:
    def draw(office: Path) -> None:
        (office / "plan/images").mkdir(exist_ok=True)
        Image.new("RGB", (40, 20), colour).save(office / "plan/images/river.png")

    return draw


class Case(NamedTuple):
    """A change to one input, and the documents that it bears on."""

    of: str
    change: Change
    anew: set[str]


CASES = [
    Case("a cell", edit("data/grants.csv", "2024/25,,", "2024/25,about,"), {ANNUAL}),
    Case("an entry", edit("plan/2021-25/themes/riverside.yaml", "without fear", "without any fear"), {PLAN, ANNUAL}),
    Case("another entry", edit("plan/2021-25/themes/riverside.yaml", "moorings and", "moorings, and"), {PLAN}),
    Case("a remark", more("plan/2021-25/themes/riverside.yaml", "# a remark\n"), set()),
    Case("a passage of two", edit("plan/passages/counting.md", "in the quarter", "in a quarter"), {PLAN, ANNUAL}),
    Case("a page's passage", edit("plan/2021-25/pages/money.md", "has {{", "is given {{"), {PLAN}),
    Case("a paper's passage", edit("plan/annual-reports/2024-25.md", "Haven", "The Haven"), {ANNUAL}),
    Case("a cell of a later day", edit("data/boat-theft.csv", "all,2025-Q2,,113", "all,2025-Q2,,114"), set()),
    Case(
        "a revision",
        edit("data/revisions/boat-theft.csv", "all,2025-Q1,101,98", "all,2025-Q1,102,98"),
        {ANNUAL},
    ),
    Case(
        "a reason of a revision", edit("data/revisions/boat-theft.csv", "Two reports", "Both reports"), {PLAN, ANNUAL}
    ),
    Case(
        "what a dataset says", edit("plan/datasets/grants.yaml", "source: ", "source: The register, "), {PLAN, ANNUAL}
    ),
    Case("an indicator", edit("plan/indicators/repeat-victims.yaml", "title: ", "title: All "), {PLAN, ANNUAL}),
    Case("a grade", edit("plan/grades.yaml", "on both banks", "on both of the banks"), {ANNUAL}),
    Case("a picture", paint("green"), {LETTER}),
    Case("a picture of nobody", more("plan/images/README.txt", "of nobody\n"), set()),
    Case("a template", edit("templates/blocks/strapline.html.j2", "<p ", '<p title="In short" '), {PLAN}),
    Case("a remark in a template", edit("templates/blocks/strapline.html.j2", "{#", "{#- More. #}{#"), set()),
    Case("an outline", edit("plan/outlines/annual-report.yaml", "title: Grades at", "title: All grades at"), {ANNUAL}),
    Case("a word", edit("plan/words.yaml", "Indicator:", "Measure:"), {PLAN, ANNUAL}),
    Case("a word of nobody", edit("plan/words.yaml", "Ask", "Whom to ask"), set()),
    Case("the law", edit("plan/law.yaml", "Reach Bylaw", "Reach Byelaw"), {LETTER}),
    Case("the law of nobody", more("plan/law.yaml", "  other: {title: Another, in_force: 2013-01-16}\n"), set()),
    Case("a holiday", more("plan/holidays.yaml", "days: {2025-12-24: Closed}\n"), set()),
    Case("the office", edit("plan/office.yaml", "made up", "invented"), {PLAN, ANNUAL, LETTER}),
    Case("a colour", edit("plan/office.yaml", "#8a3f24", "#8a3f25"), {PLAN, ANNUAL}),
    Case("a paper more", more("plan/papers/2.md", PAPER.replace('"1"', '"2"')), {"numbered-paper-2"}),
    Case("a paper less", lambda office: (office / "plan/papers/1.md").unlink(), {LETTER}),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office with an input of every kind, and the web pages of its three documents."""
    office = copy(ROOT / "tests/offices/severn-reach", tmp_path_factory.mktemp("stale") / "office")
    for file, text in (
        ("plan/papers/1.md", PAPER),
        ("plan/law.yaml", LAW),
        ("plan/words.yaml", "indicator.label: 'Indicator:'\npanel.contact: Ask {post}, {office}\n"),
        ("plan/outlines/annual-report.yaml", outline_text(office, "annual-report")),
        ("templates/blocks/strapline.html.j2", (ROOT / "templates/blocks/strapline.html.j2").read_text("utf-8")),
    ):
        more(file, text)(office)
    paint("blue")(office)
    pages(office)
    return office


def pages(office: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["-C", str(office), "build", "--format", "html", *words])
    assert done.exit_code == 0, done.output
    return done.output


def documents(out: Path) -> dict[str, dict[str, tuple[int, bytes]]]:
    """Each document's files, with the time at which each was written; records of the build are left out."""
    found: dict[str, dict[str, tuple[int, bytes]]] = {}
    for path in sorted(out.glob("*/*")):
        if path.name != manifest.NAME:
            found.setdefault(path.parent.name, {})[path.name] = path.stat().st_mtime_ns, path.read_bytes()
    return found


def bytes_of(files: dict[str, tuple[int, bytes]]) -> dict[str, bytes]:
    return {name: content for name, (_, content) in files.items()}


def differing(
    before: dict[str, dict[str, tuple[int, bytes]]], after: dict[str, dict[str, tuple[int, bytes]]]
) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def from_nothing(office: Path, folder: Path) -> dict[str, dict[str, bytes]]:
    """What a build makes of a workspace where nothing of it is known yet."""
    fresh = copy(office, folder, without=".pcpgen")
    shutil.rmtree(fresh / "out")
    pages(fresh)
    return {name: bytes_of(files) for name, files in documents(fresh / "out").items()}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.of, marks=pytest.mark.slow) for case in CASES])
def test_a_change_makes_anew_exactly_what_reads_it(built: Path, tmp_path: Path, case: Case) -> None:
    """And so does taking it back."""
    office = copy(built, tmp_path / "office")
    inputs = {name: content for name in ("plan", "data", "templates") for name, content in read(office / name).items()}
    first = documents(office / "out")
    case.change(office)
    pages(office)
    second = documents(office / "out")
    assert differing(first, second) == case.anew
    assert {name: bytes_of(files) for name, files in second.items()} == from_nothing(office, tmp_path / "fresh")
    for path in {*map(Path, inputs), *(each for name in ("plan", "data") for each in (office / name).rglob("*.*"))}:
        path.write_bytes(inputs[str(path)]) if str(path) in inputs else path.unlink()
    pages(office)
    third = documents(office / "out")
    assert differing(second, third) == case.anew
    assert {name: bytes_of(files) for name, files in third.items()} == {
        name: bytes_of(files) for name, files in first.items()
    }


def read(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- the program


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pcpgen", "python", "jinja2"])
def test_another_version_that_writes_the_same_lets_all_stand(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is looked at, and noted in the manifests, so that the next build has nothing to do."""
    office = copy(built, tmp_path / "office")
    first = documents(office / "out")
    usual = manifest.versions()
    for module in (manifest, building):
        monkeypatch.setattr(module, "versions", lambda: usual | {name: "99.9"})
    assert f"{name} was {usual[name]} and is 99.9" in pages(office, "--explain")
    assert documents(office / "out") == first
    assert all('"99.9"' in path.read_text("utf-8") for path in (office / "out").glob("*/manifest.json"))
    assert pages(office, "--explain") == "All documents are up to date.\n"


@pytest.mark.slow
def test_another_renderer_makes_the_pdf_anew_and_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = copy_small(tmp_path / "office")
    command = ["-C", str(office), "build"]
    assert CliRunner().invoke(cli, command).exit_code == 0
    first = documents(office / "out")["plan-2025-29"]
    monkeypatch.setattr(outputs, "renderer", lambda: "another")
    (office / "plan/office.yaml").write_text((office / "plan/office.yaml").read_text("utf-8") + "# a remark\n", "utf-8")
    done = CliRunner().invoke(cli, [*command, "--explain"])
    assert "plan-2025-29.pdf would read differently" in done.stderr
    third = documents(office / "out")["plan-2025-29"]
    assert bytes_of(third) == bytes_of(first)


# -- what is kept of it


@pytest.mark.slow
def test_what_was_read_is_kept_once_for_all_documents_and_never_published(tmp_path: Path) -> None:
    """With the sum of a table and its other cells, the one that is kept back could be found by trying."""
    office = copy_small(tmp_path / "office")
    copy(office / "plan/2025-29", office / "plan/2029-33")
    pages(office)
    kept = office / ".pcpgen/out"
    (state,) = (kept / "states").iterdir()
    known = manifest.file_digest(office / "data/budget.csv")
    holding = [path for path in office.rglob("*") if path.is_file() and known in path.read_text("utf-8", "replace")]
    assert holding == [state]
    change(office, "plan/2029-33/themes/harbour.yaml", "title: ", "title: The ")
    pages(office)
    (after,) = (kept / "states").iterdir()
    assert after != state


# -- in a process that goes on


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.of)
def test_a_preview_that_goes_on_shows_what_one_that_begins_does(built: Path, tmp_path: Path, case: Case) -> None:
    """Whatever it remembers of the workspace as it was: pages with their places, and what is wrong."""
    office = copy(built, tmp_path / "office")
    preview = Preview(office)
    preview.renew()
    case.change(office)
    preview.renew([each for each in ("templates/",) if "template" in case.of])
    begun = [sys.executable, "-c", "import sys; from tests import test_stale; print(test_stale.seen(sys.argv[1]))"]
    done = subprocess.run([*begun, str(office)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen_in(preview) == done.stdout.rstrip("\n")


SENTENCE = edit("plan/2021-25/pages/money.md", "has {{", "is given {{")
ROW: dict[str, Change] = {
    "a sentence": SENTENCE,
    "a cell": edit("data/grants.csv", "2024/25,,", "2024/25,about,"),
    "a cell that is revised": edit("data/revisions/boat-theft.csv", "all,2025-Q1,101,98", "all,2025-Q1,102,98"),
    "what a dataset says": edit("plan/datasets/grants.yaml", "source: ", "source: The register, "),
    "an entry of a theme": edit("plan/2021-25/themes/riverside.yaml", "without fear", "without any fear"),
    "the order of lines": edit("plan/2021-25/pages/money.md", "---\n\n", "---\n\n\n"),
    "a picture": paint("green"),
    "a word": edit("plan/words.yaml", "Indicator:", "Measure:"),
    "a passage of two": edit("plan/passages/counting.md", "in the quarter", "in a quarter"),
    "a number in it": edit("plan/passages/counting.md", "in a quarter", "in 14 quarters"),
    "a mistake in the law": edit("plan/law.yaml", "own-rule:", "old-rule:"),
    "the law as it was": edit("plan/law.yaml", "old-rule:", "own-rule:"),
    "a mistake in a colour": edit("plan/office.yaml", "#1f5a73", "#e0f0ff"),
    "the colour as it was": edit("plan/office.yaml", "#e0f0ff", "#1f5a73"),
    "a file more": more("plan/papers/2.md", PAPER.replace('"1"', '"2"')),
    "a file less": lambda office: (office / "plan/papers/1.md").unlink(),
    "a mistake": edit("plan/2021-25/pages/money.md", "{{ figure", "{{ figrue"),
    "a sentence beside it": edit("plan/annual-reports/2024-25.md", "Haven", "The Haven"),
    "the mistake less": edit("plan/2021-25/pages/money.md", "{{ figrue", "{{ figure"),
    "a mistake in a cell": edit("data/grants.csv", "2024/25,about,", "2024/25,abuot,"),
    "that mistake less": edit("data/grants.csv", "2024/25,abuot,", "2024/25,about,"),
    "the sentence as it was": edit("plan/2021-25/pages/money.md", "is given {{", "has {{"),
    "the grade": edit("plan/grades.yaml", "on both banks", "on both of the banks"),
    "the office": edit("plan/office.yaml", "made up", "invented"),
}


@pytest.mark.slow
def test_a_row_of_edits_under_the_eyes_of_somebody_shows_what_a_beginning_does(built: Path, tmp_path: Path) -> None:
    """With a mistake, what is wrong; a document that it stops is shown as it read last."""
    office = copy(built, tmp_path / "office")
    preview = Preview(office)
    preview.renew()
    for name, edited in ROW.items():
        edited(office)
        with preview.looking(PLAN):
            preview.renew()
        begun = [sys.executable, "-c", "import sys; from tests import test_stale; print(test_stale.seen(sys.argv[1]))"]
        done = subprocess.run([*begun, str(office)], cwd=ROOT, capture_output=True, text=True, check=True)
        wrong = any(each.rule.severity == "error" for each in preview.state.problems)
        assert wrong == name.startswith(("a mistake", "a sentence beside")), name
        if wrong:
            told = [in_words(each, preview.state.sources) for each in preview.state.problems]
            assert done.stdout.rstrip("\n").endswith("\n".join(told)), name
        else:
            assert seen_in(preview) == done.stdout.rstrip("\n"), name


def seen(office: str) -> str:
    """What a preview shows that has seen nothing before."""
    preview = Preview(Path(office))
    preview.renew()
    return seen_in(preview)


def seen_in(preview: Preview) -> str:
    state = preview.state
    files = {id: preview.files(shown) for id, shown in sorted(state.documents.items())}
    sums = [f"{id} {name} {digest(content)}" for id, of in files.items() for name, content in sorted(of.files.items())]
    return "\n".join(
        [
            *sums,
            *(f"{id} {of.failure}" for id, of in files.items()),
            *(in_words(each, state.sources) for each in state.problems),
        ]
    )
