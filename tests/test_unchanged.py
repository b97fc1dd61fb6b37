"""Which documents stand as they are: what they read, and what has changed since the last build, decide it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pcpgen import manifest, pipeline, untouched
from pcpgen.build import Order, build, stale
from pcpgen.checks.registry import BY_EDITION, parts_of
from pcpgen.checks.sentences import check
from pcpgen.checks.sentences.check import other_sentences
from pcpgen.compose.outline import compose
from pcpgen.document.document import Document
from pcpgen.figures.data import Data
from pcpgen.figures.reads import EVERY, Reads
from pcpgen.front import Sheet
from pcpgen.load.workspace import read_workspace
from pcpgen.model.project import Project
from pcpgen.pipeline import Stands, judge
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import Passage
from pcpgen.record import State, keep, read_record
from pcpgen.request import Request
from pcpgen.rules import UNKNOWN_ID
from pcpgen.unchanged import changed_datasets, reads
from tests import large
from tests.workspaces import ROOT, change, copy

FIRST, SHOWS, THIRD = "plan-2025-29", "plan-edition-01", "plan-edition-02"
MONEY = "plan/edition-02/pages/money.md"
OFFICES = sorted(path.parents[1].name for path in (ROOT / "tests/offices").glob("*/plan/office.yaml"))
Composed = Callable[[], set[str]]


def none(project: Project) -> Stands:
    """Of what stands as it was: nothing, so that all is composed and checked, and what it reads is noted."""
    return Stands()


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> Composed:
    """What has been composed since somebody asked last."""
    found: set[str] = set()

    def noting(*given: object) -> Document:
        document = compose(*given)  # type: ignore[arg-type]
        found.add(document.id)
        return document

    def asked() -> set[str]:
        now = found.copy()
        found.clear()
        return now

    monkeypatch.setattr(pipeline, "compose", noting)
    return asked


@pytest.fixture
def office(tmp_path: Path, composed: Composed) -> Path:
    """Three short plans, all of which show the budget and one of which shows a cell more; built."""
    large.write_short_documents(tmp_path / "office", 3)
    large.show_a_cell(tmp_path / "office")
    assert built(tmp_path / "office", composed) == {FIRST, SHOWS, THIRD}
    return tmp_path / "office"


def built(office: Path, composed: Composed, *, force: bool = False, formats: tuple[str, ...] = ("html",)) -> set[str]:
    """What a build composes; what stands afterwards is what would be made anew."""
    composed()
    order = Order(formats, office / "out", force=force)
    told, found = build(office, None, order).judged.problems, composed()
    full = stale(office, replace(order, force=False))
    assert told == full.judged.problems
    assert full.why == () or full.judged.errors
    return found


@pytest.mark.slow
def test_only_what_shows_a_changed_cell_is_composed(office: Path, composed: Composed) -> None:
    change(office, "data/boats.csv", ",11,", ",12,")
    assert built(office, composed) == {SHOWS}
    change(office, "data/budget.csv", ",300,", ",301,")
    assert built(office, composed) == {FIRST, SHOWS, THIRD}
    change(office, "data/boats.csv", ",12,", ",11,")
    assert built(office, composed) == {SHOWS}


@pytest.mark.slow
def test_of_a_document_that_stands_it_is_known_whether_it_has_figures(tmp_path: Path, composed: Composed) -> None:
    office = copy(ROOT / "tests/offices/haddon", tmp_path / "office", without="out")
    assert built(office, composed)
    without = [
        path.parent.name for path in office.glob("out/*/provenance.json") if b'"figures": []' in path.read_bytes()
    ]
    cells = office / "data/lamps.csv"
    cells.write_text(with_another_value(cells.read_text("utf-8"), -1), "utf-8")
    made = built(office, composed)  # and the page that lists all reads as if all were composed
    assert made and {*without} - made


@pytest.mark.slow
def test_a_page_about_all_documents_is_rendered_where_it_would_read_otherwise(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, usual, found = office / "out/index.html", Sheet.html, list[str]()
    before = index.read_bytes()

    def noted(sheet: Sheet) -> bytes:
        found.append(sheet.page.id)
        return usual(sheet)

    def rendered(force: bool = False) -> list[str]:
        found.clear()
        build(office, None, Order(("html",), office / "out", force=force))
        return [*found]

    monkeypatch.setattr(Sheet, "html", noted)
    change(office, "data/boats.csv", ",11,", ",12,")
    assert rendered() == [] and index.read_bytes() == before
    index.write_text("Somebody wrote here.\n", "utf-8")
    assert rendered() == ["index"] and index.read_bytes() == before
    (office / "out/accessibility.html").unlink()
    assert rendered() == ["accessibility"]
    assert rendered(force=True) == ["index", "accessibility"] and index.read_bytes() == before
    change(office, "plan/edition-01/edition.yaml", "title: Safer", "title: A safer")
    assert rendered() == ["index", "accessibility"] and b"A safer Saltmarsh" in index.read_bytes()
    (office / "templates").mkdir()
    (office / "templates/note.txt").write_text("Ours\n", "utf-8")
    assert rendered() == ["index", "accessibility"]
    monkeypatch.setattr(manifest, "_libraries", lambda: {"jinja2": "another"})
    assert rendered() == ["index", "accessibility"]
    assert rendered() == []


@pytest.mark.slow
def test_a_check_that_found_nothing_is_not_asked_again_of_what_has_not_changed(office: Path) -> None:
    order = Order(("html",), office / "out")
    change(office, "data/boats.csv", ",11,", ",12,")
    unasked = build(office, None, order).judged.unasked
    assert unasked >= {"check_law", "check_contacts", "check_starter_words"}  # which ask for no figure
    assert unasked >= {"check_figures 2025-29", "check_figures edition-02", "check_sentences edition-02"}
    assert not unasked & {"check_data", "check_figures edition-01", "check_sentences edition-01"}
    change(office, "data/boats.csv", ",12,", ",13,")
    assert build(office, None, order).judged.unasked == unasked
    change(office, "plan/office.yaml", "area:", "area: ")
    assert not build(office, None, order).judged.unasked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("plan/datasets/boats.yaml", "Boats", "Ships"),
        ("plan/office.yaml", "area:", "area:  "),
        (MONEY, "spends", "spent"),
    ],
    ids=["a description", "the office", "a passage"],
)
def test_whatever_else_changes_all_is_composed(office: Path, composed: Composed, file: str, old: str, new: str) -> None:
    change(office, file, old, new)
    assert built(office, composed) == {FIRST, SHOWS, THIRD}
    change(office, file, new, old)
    assert built(office, composed) == {FIRST, SHOWS, THIRD}


@pytest.mark.slow
def test_after_a_mistake_all_is_composed(office: Path, composed: Composed) -> None:
    change(office, "data/boats.csv", ",11,", ",x,")
    assert built(office, composed) == {FIRST, THIRD}
    change(office, "data/boats.csv", ",x,", ",12,")
    assert built(office, composed) == {FIRST, SHOWS, THIRD}


@pytest.mark.slow
@pytest.mark.parametrize("remark", ["# beside the boats", '# "\\x62oats"'], ids=["by its id", "maybe in another way"])
def test_a_dataset_that_names_the_changed_one_has_changed_with_it(
    office: Path, composed: Composed, remark: str
) -> None:
    change(office, "plan/datasets/budget.yaml", "title:", f"{remark}\ntitle:")
    built(office, composed)
    change(office, "data/boats.csv", ",11,", ",12,")
    assert built(office, composed) == {FIRST, SHOWS, THIRD}


@pytest.mark.slow
def test_what_must_be_told_again_is_composed_again(office: Path, composed: Composed) -> None:
    page = office / MONEY
    page.write_text(page.read_text("utf-8") + "\nSee section 9 below.\n", "utf-8")
    built(office, composed)
    change(office, "data/boats.csv", ",11,", ",12,")
    assert built(office, composed) == {SHOWS, THIRD}
    assert [each.rule.id for each in judge(office).problems] == ["no-such-reference"]


@pytest.mark.slow
def test_what_is_not_as_it_was_written_is_made_anew(office: Path, composed: Composed) -> None:
    (office / f"out/{THIRD}/{THIRD}.html").write_text("mine", "utf-8")
    change(office, "data/boats.csv", ",11,", ",12,")
    assert built(office, composed) == {SHOWS, THIRD}
    (office / f"out/{FIRST}/manifest.json").unlink()
    assert built(office, composed) == {FIRST}
    change(office, f"out/{FIRST}/manifest.json", '"pages": 0', '"pages": 9')
    change(office, "data/boats.csv", ",12,", ",13,")
    assert built(office, composed) == {FIRST, SHOWS}


@pytest.mark.slow
def test_outputs_that_lie_as_they_did_are_not_read_again(
    office: Path, composed: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untouched, "AT_ONCE", -(10**18))  # so that each counts as written long before
    for cell in (12, 13):  # how they lie is kept when they are found to be as they were written
        change(office, "data/boats.csv", f",{cell - 1},", f",{cell},")
        build(office, None, Order(("html",), office / "out"))
    summed: list[str] = []
    usual = manifest.file_digest

    def noted(path: str | Path) -> str:
        summed.append(str(path))
        return usual(path)

    monkeypatch.setattr(manifest, "file_digest", noted)
    change(office, "data/boats.csv", ",13,", ",14,")
    build(office, None, Order(("html",), office / "out"))
    assert not [each for each in summed if each.endswith((f"{FIRST}.html", f"{THIRD}.html"))]
    page = office / f"out/{THIRD}/{THIRD}.html"
    before = page.stat()
    change(page.parent, page.name, "Saltmarsh", "Saltmersh")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size
    change(office, "data/boats.csv", ",14,", ",15,")
    assert built(office, composed) == {SHOWS, THIRD}


@pytest.mark.slow
def test_what_was_written_to_in_the_same_moment_is_read_again(office: Path) -> None:
    folder = office / f"out/{FIRST}"
    assert manifest.lie(folder, [f"{FIRST}.html"]) == ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(untouched, "AT_ONCE", -(10**18))
        assert manifest.lie(folder, [f"{FIRST}.html"]) != ""
        assert manifest.lie(folder, [f"{FIRST}.html", "gone.html"]) == ""


@pytest.mark.slow
def test_whether_an_input_has_changed_is_soon_found_out(office: Path) -> None:
    boats, out = office / "data/boats.csv", office / "out"
    assert manifest.soon_changed(office, office / "elsewhere")  # nothing has been built there
    assert not manifest.soon_changed(office, out)
    boats.write_text(boats.read_text("utf-8"), "utf-8")
    assert not manifest.soon_changed(office, out)
    change(office, "data/boats.csv", ",11,", ",12,")
    assert manifest.soon_changed(office, out)
    change(office, "data/boats.csv", ",12,", ",11,")
    assert not manifest.soon_changed(office, out)
    boats.unlink()
    assert manifest.soon_changed(office, out)


@pytest.mark.slow
def test_a_publishers_file_that_was_not_there_either_has_not_changed(office: Path) -> None:
    """Many are too large to be handed on with a workspace."""
    out, published = office / "out", office / "sources/offences.csv"
    record = read_record(office, out)
    assert record
    keep(office, out, "", replace(record, state=State({**record.inputs, "sources/offences.csv": ""}, record.listing)))
    assert not manifest.soon_changed(office, out)
    published.parent.mkdir(exist_ok=True)
    published.write_text("area,count\n", "utf-8")
    assert manifest.soon_changed(office, out)


@pytest.mark.slow
def test_what_is_wanted_otherwise_is_composed(office: Path, composed: Composed) -> None:
    change(office, "data/boats.csv", ",11,", ",12,")
    assert built(office, composed, force=True) == {FIRST, SHOWS, THIRD}
    change(office, "data/boats.csv", ",12,", ",13,")
    assert built(office, composed, formats=("html", "docx")) == {FIRST, SHOWS, THIRD}
    change(office, "data/boats.csv", ",13,", ",14,")
    assert built(office, composed) == {SHOWS}  # the Word files stand


@pytest.mark.slow
def test_a_document_that_was_built_by_itself_is_known_from_then_on_by_itself(office: Path, composed: Composed) -> None:
    change(office, "data/boats.csv", ",11,", ",12,")
    build(office, Request.read("plan edition-01"), Order(("html",), office / "out"))
    composed()
    assert built(office, composed) == {SHOWS}
    change(office, "data/boats.csv", ",12,", ",13,")
    assert built(office, composed) == {SHOWS}


def test_who_goes_through_the_names_of_files_has_read_none_of_them() -> None:
    noted, read = Reads(), read_workspace(ROOT / "tests/small")[0]
    project = noted.project(read)
    assert "data/budget.csv" in [*project.sources] and len(project.sources) == len(project.inputs)
    assert {each.file for each in project.worded} == {file for file in project.sources if file.startswith("plan/")}
    assert [*noted.found] == []
    assert project.sources["data/budget.csv"].text and [*noted.found] == ["budget"]
    assert project.sources.items() and [*noted.found] == [EVERY, "budget"]
    noted = Reads()
    assert noted.project(read).inputs.values() and [*noted.found] == [EVERY]


@pytest.mark.slow
@pytest.mark.parametrize("name", OFFICES)
def test_a_check_that_goes_edition_by_edition_finds_the_same_in_all_its_parts(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def each_passage(passage: Passage, *given: object) -> list[Problem]:
        return [problem(UNKNOWN_ID, passage.place, "it was read")]

    monkeypatch.setattr(check, "check_passage", each_passage)
    project = judge(ROOT / "tests/offices" / name).project
    data = Data.of(replace(project, datasets={}))  # so that no figure is known, which is told
    for whole in BY_EDITION:
        parts = [found for _, rule, of in parts_of(whole, project) for found in rule(project, data, *of)]
        assert parts == [*whole(project, data)]
    papers = {found.place.file for found in other_sentences(project, data)}
    assert papers and not any(file.startswith(f"plan/{id}/") for file in papers for id in project.editions)


@pytest.mark.slow
@pytest.mark.parametrize("name", OFFICES)
def test_what_reads_otherwise_has_asked_for_what_has_changed(name: str, tmp_path: Path) -> None:
    """Whatever the office, and whichever cell of its data is another."""
    office = copy(ROOT / "tests/offices" / name, tmp_path / "office", without="out")
    before = judge(office, stand=none)
    for file in sorted((office / "data").glob("*.csv")):
        text = file.read_text("utf-8")
        for at in (1, -1):
            file.write_text(with_another_value(text, at), "utf-8")
            after = judge(office, stand=none)
            changed = changed_datasets(after.project, before.project.inputs, after.project.inputs)
            assert changed is not None
            stand = {check for check, read in before.passed.items() if not reads(read, changed)}
            assert stand <= after.passed.keys() or not after.passed, file.name
            if not after.errors:
                differ = {each.id for at, each in after.documents.items() if each != before.documents[at]}
                stand = {id for id, read in before.read.items() if not reads(read, changed)}
                assert not differ & stand, file.name
        file.write_text(text, "utf-8")


def with_another_value(text: str, at: int) -> str:
    """A table in which the value of one row is another."""
    rows = list(csv.reader(io.StringIO(text)))
    column = rows[0].index("value")
    valued = [row for row in rows[1:] if row[column][-1:].isdigit()]
    row = valued[at if at < 0 else 0]
    row[column] = f"{row[column][:-1]}{(int(row[column][-1]) + 1) % 10}"
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue()
