"""The kinds of paper that come with the program, in an office that has no outline of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.build import Order, build
from pcpgen.load.outlines import shipped_kinds, shipped_outline
from pcpgen.pipeline import Judged, judge
from pcpgen.request import NONE
from tests.workspaces import ROOT, change, copy, copy_small

HADDON = ROOT / "tests/offices/haddon"
ANNUAL = "plan/annual-reports/2024-25.md"
NOTICE = "plan/decisions/2024-014.md"


@pytest.fixture
def haddon(tmp_path: Path) -> Path:
    return copy(HADDON, tmp_path / "office")


def told(root: Path) -> list[tuple[str, str]]:
    return [(each.place.file, each.rule.id) for each in judge(root).problems]


def kinds(judged: Judged) -> list[str]:
    return [paper.kind for paper in judged.project.outline_papers]


@pytest.mark.slow
def test_offices_without_an_outline_have_a_paper_of_each_kind() -> None:
    offices = [HADDON.parent / name for name in ("haddon", "carrow", "tolland")]
    held = [judge(office, NONE) for office in offices]
    assert {kind for judged in held for kind in kinds(judged)} == {
        id for id, of in shipped_kinds().items() if of == "paper"
    }
    assert not any((office / "plan/outlines").exists() for office in offices)
    assert [judged.problems for judged in held] == [(), (), ()]


def test_each_kind_has_a_folder_of_its_own() -> None:
    folders = [shipped_outline(id).folder for id, of in shipped_kinds().items() if of == "paper"]
    assert len(set(folders)) == len(folders) > 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (ANNUAL, "# Objective: seen-patrols", "# Also: Patrols", [(ANNUAL, "unaccounted")]),
        (ANNUAL, '{{ indicator("burglary") }}', "It fell.", [(ANNUAL, "unaccounted")]),
        (NOTICE, "# Equality", "# Risk", [(NOTICE, "unaccounted")]),
        (NOTICE, "by: commissioner", "by: sheriff", [(NOTICE, "unknown-id")]),
    ],
)
def test_what_a_kind_asks_for_must_be_there(
    haddon: Path, file: str, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    change(haddon, file, old, new)
    assert told(haddon) == expected


@pytest.mark.slow
def test_an_outline_of_the_office_takes_the_folder_that_it_names(haddon: Path) -> None:
    (haddon / "plan/outlines").mkdir()
    text = "title: Note\nfolder: plan/papers\ndated: day\nasks:\n  number: {a: number}\n  author: {a: post}\n"
    text += "  day: {a: day}\n  as-at: {a: day}\nhead: [number, author, as-at]\n"
    text += "sections: [{each: own-heading, then: author}]\n"
    (haddon / "plan/outlines/note.yaml").write_text(text, "utf-8")
    judged = judge(haddon)
    assert judged.problems == ()
    assert "note" in kinds(judged) and "numbered-paper" not in kinds(judged)


def test_an_edition_in_such_a_folder_stays_an_edition(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    (root / "plan/2025-29").rename(root / "plan/papers")
    assert list(judge(root).project.editions) == ["papers"]


def test_papers_are_no_other_kind_s_while_an_outline_cannot_be_read(haddon: Path) -> None:
    (haddon / "plan/outlines").mkdir()
    (haddon / "plan/outlines/notice.yaml").write_text("title: [", "utf-8")
    judged = judge(haddon)
    assert kinds(judged) == []
    assert {each.place.file for each in judged.problems} == {"plan/outlines/notice.yaml"}


@pytest.mark.slow
def test_a_paper_that_was_moved_or_saved_otherwise_is_told_and_what_was_published_stands(haddon: Path) -> None:
    out = haddon / "out"
    assert build(haddon, None, Order(("html",), out)).whole
    (haddon / "plan/decisions/2024").mkdir()
    (haddon / NOTICE).rename(haddon / "plan/decisions/2024/2024-014.md")
    (haddon / "plan/papers/7.md").rename(haddon / "plan/papers/7.txt")
    assert told(haddon) == [("plan/decisions/2024", "unknown-file"), ("plan/papers/7.txt", "unknown-file")]
    assert not build(haddon, None, Order(("html",), out)).gone
    assert (out / "decision-notice-2024-014/decision-notice-2024-014.html").exists()


@pytest.mark.parametrize(
    ("name", "meant"), [("decision", "decisions"), ("Papers", "papers"), ("quaterly", "quarterly")]
)
def test_a_misspelt_folder_of_papers_is_to_be_renamed_and_not_deleted(haddon: Path, name: str, meant: str) -> None:
    (haddon / "plan" / meant).mkdir(exist_ok=True)
    (haddon / "plan" / meant).rename(haddon / "plan" / name)
    (found,) = (each for each in judge(haddon).problems if each.place.file == f"plan/{name}")
    assert (found.rule.id, found.remedy) == (
        "unknown-file",
        f"Rename it to {meant}, or move its papers to plan/{meant}.",
    )


def test_a_folder_that_waits_for_its_first_paper_is_no_mistake(haddon: Path) -> None:
    (haddon / "plan/quarterly").mkdir()
    assert told(haddon) == []


def test_words_that_lie_about_in_plan_are_told(haddon: Path) -> None:
    (haddon / "plan/stray.md").write_text("Not read.\n")
    (haddon / "plan/README.md").write_text("For authors.\n")
    assert told(haddon) == [("plan/stray.md", "unknown-file")]


def test_a_paper_on_an_agenda_that_cannot_be_read_is_told_once(haddon: Path) -> None:
    change(haddon, "plan/cover-papers/2025-02-13-precept.md", "meeting: 2025-02-13", "meeting: [")
    assert {file for file, _ in told(haddon)} == {"plan/cover-papers/2025-02-13-precept.md"}
