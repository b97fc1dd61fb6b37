"""The kinds of paper that come with the program, in an office that has no outline of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_offices_without_an_outline_have_a_paper_of_each_kind() -> None:
    held = [judge(office, NONE) for office in (HADDON, HADDON.parent / "carrow")]
    assert {kind for judged in held for kind in kinds(judged)} == {
        id for id, of in shipped_kinds().items() if of == "paper"
    }
    assert not any((office / "plan/outlines").exists() for office in (HADDON, HADDON.parent / "carrow"))
    assert [judged.problems for judged in held] == [(), ()]


def test_each_kind_has_a_folder_of_its_own() -> None:
    folders = [shipped_outline(id).folder for id, of in shipped_kinds().items() if of == "paper"]
    assert len(set(folders)) == len(folders) > 1


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
