"""From the declarations to the readers: each entry that is declared is read, and one bad value is one problem."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import pcpgen.load.fields as reading
from pcpgen.kept import Kept
from pcpgen.languages import WELSH
from pcpgen.load import sound
from pcpgen.load.deadlines import shipped_obligations
from pcpgen.load.estate import read_estate
from pcpgen.load.exempt import shipped_exemptions
from pcpgen.load.information import shipped_information
from pcpgen.load.law import shipped_law
from pcpgen.load.outlines import shipped_kinds, shipped_outline
from pcpgen.load.workspace import read_workspace
from pcpgen.load.yaml_text import read_tree
from pcpgen.pipeline import judge
from pcpgen.place import Source
from pcpgen.problems import Problem
from pcpgen.schema.editors import schema_of
from pcpgen.schema.entry import WORDS, Either, Entry, Forms, ListOf, Named, Shape, Value
from pcpgen.schema.files import FILES
from pcpgen.schema.office import OFFICE
from pcpgen.schema.reference import reference
from tests.workspaces import ROOT, copy

OFFICES = [
    ROOT / "tests" / name
    for name in (
        "small",
        *(
            f"offices/{name}"
            for name in (
                "carrow",
                "fellmoor",
                "gwynfa",
                "haddon",
                "northmoor",
                "port-ansley",
                "severn-reach",
                "tolland",
            )
        ),
    )
]
FELLMOOR = ROOT / "tests/offices/fellmoor"
# mistakes of the tests in which files stand that none of the offices has
BROKEN = (
    "no-grade",
    "unknown-id--grade",
    "definition-changed",
    "erratum-misses",
    "unknown-id--information",
    "unknown-id--exempt",
    "missing-key--group-date",
)
# entries that no office of the tests has
RARE = {
    "plan/2025-29/edition.yaml": "dates: {in_force: 2025-04-01, as_at: 2025-04-01}\nlevels: {aims: {name: Aim, serves: "
    "aims, carries: nothing, per: theme}}\nthemes: []\nparts: [about]",
    "plan/2025-29/pages/about.md": "---\nkind: foreword\nportrait: {file: a.png}\n---\nWords.",
    "plan/2025-29/variations/one.yaml": "changes: [{add: {statement: a, text: b, heading: c, level: d, serves: e}},"
    " {reword: {page: about, to: f}}, {reword: {theme: a, to: f}}]",
    "plan/datasets/a.yaml": "redefined: [{from: 2025-04-01, what: unit, why: New}]\nseries: {a: {title: A, where: {B: "
    "all}}}\nfrom: {file: sources/a.csv, quarters: calendar, sheet: A, heads: 4, period: M, when: 2025, series: "
    "{column: P, as: {a: b}, "
    "others: left-out, by: {column: Q, as: {a: b}, others: refused}}, where: {A: b}, leave_out: {of b: "
    "{A: c}}, without_columns: [D], value: V, sum: S, count: rows, once: I, without_rows: nothing, flag: "
    "{column: F, as: {P: p}}, marks: {a: nought}, total: {says: T, differs: New}, century: 20, dates: "
    "month-first, numbers: '1.234,5', separator: tab, encoding: cp1252}",
    "plan/words.yaml": "notes.heading: {one: Remark, other: Remarks}",
    "plan/indicators/b.yaml": "title: B\nseries: {a: {title: A}}\nxmr: {recalculate: [{date: 2025-04-01, why: New}]}\n"
    "definitions: [{from: 2025-04-01, says: Boats}]\nfinding: a",
    "plan/groups.yaml": "similar: {members: [{area: north, from: 2025-04-01, to: 2026-03-31}]}",
    "plan/holidays.yaml": "days: {2026-12-24: Closed}",
    "plan/law.yaml": "notices: {a: {clear_days: 5}}\nduties: {a: {when: soon}}\nprecept: {a: {before: 1 March}, "
    "b: {by: 1 March}}",
    "plan/outlines/note.yaml": "title: Note\nasks: {day: {a: day}}\nfolder: plan/notes\ndated: day\nhead: [{label: A, "
    "says: B}]\nsections: [{title: Why, each: heading, label: Why, then: author}]",
}


def entries(value: Value) -> Iterator[Entry]:
    """Every entry that a value may have, with those of its entries."""
    match value:
        case Shape():
            for entry in value.entries.values():
                yield entry
                yield from entries(entry.holds)
        case Forms():
            for each in value.shapes.values():
                yield from entries(each)
        case ListOf() | Named():
            yield from entries(value.item)
        case Either():
            yield from entries(value.plain)
            yield from entries(value.more)


def test_each_entry_that_is_declared_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read: set[tuple[str, str]] = set()
    find = reading.Fields.entry

    def entry(fields: reading.Fields, name: str) -> Entry:
        found = find(fields, name)
        read.add((found.name, found.means))
        return found

    monkeypatch.setattr(reading.Fields, "entry", entry)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    for each in ("SOUND", "FOLDERS"):
        monkeypatch.setattr(sound, each, Kept(*getattr(sound, each).makers))
    for name, text in RARE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{text}\n", "utf-8")
    for kept in (shipped_law, shipped_obligations, shipped_information, shipped_exemptions, shipped_outline):
        kept.cache_clear()
    broken = [ROOT / "tests/broken" / case for case in BROKEN]
    for root in (ROOT, *OFFICES, *broken, tmp_path):
        read_workspace(root)
    read_workspace(ROOT / "tests/offices/gwynfa", WELSH)
    for kind in shipped_kinds():
        shipped_outline(kind)
    (tmp_path / "estate.yaml").write_text("offices: [north]\n", "utf-8")
    read_estate(tmp_path / "estate.yaml")
    declared = {(file.name, each.name, each.means) for file in FILES for each in entries(file.holds)}
    assert [each for each in sorted(declared) if each[1:] not in read] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("plan/2024-28/edition.yaml", r"(?<=to-panel: )[0-9-]+", "banana"),
        ("plan/2024-28/edition.yaml", r"(?<=in_force: )[0-9-]+", "03/04/2024"),
        ("plan/2024-28/edition.yaml", r"(?<=objectives: )\w+", "{a: b}"),
        ("plan/2024-28/variations/flood.yaml", r"(?<=to_panel: )[0-9-]+", "soon"),
        ("plan/board/2025-09-16/yard.md", r"(?<=to: )[0-9-]+", "soon"),
        ("plan/panel/2025-10-08/farms.md", r"(?<=as_at: )[0-9-]+", "soon"),
        ("plan/panel/2025-10-08/flood.md", r"(?<=meeting: )[0-9-]+", "soon"),
        ("plan/panel/panel.yaml", r"(?<=date: )[0-9-]+", "soon"),
        ("plan/2024-28/pages/facts.yaml", r"(?<=number: )'.*'(?=\n)", "[a, b]"),
        ("plan/2024-28/themes/farms.yaml", r"(?<=fewer-thefts: ).*", "{a: b}"),
    ],
)
def test_one_bad_value_is_one_problem(file: str, old: str, new: str, tmp_path: Path) -> None:
    office = tmp_path / "office"
    copy(FELLMOOR, office)
    text, count = re.subn(old, new, (office / file).read_text("utf-8"), count=1)
    assert count == 1
    (office / file).write_text(text, "utf-8")
    told = [str(found.place.file) for found in judge(office).problems]
    assert told == [file]


def test_an_entry_costs_its_declaration_and_what_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line more in a shape: it can be read, is in the schema and the reference, and is told where wrong."""
    declared = Entry("motto", WORDS, "what it stands for", "Safe quays")
    monkeypatch.setitem(OFFICE.entries, "motto", declared)
    file = next(file for file in FILES if file.name == "office")
    source = Source("plan/office.yaml", "name: Saltmarsh\nmotto: Safe quays\n")
    problems: list[Problem] = []
    fields = reading.Fields(read_tree(source)[0], source, OFFICE, problems)
    assert (fields.words("motto"), problems) == ("Safe quays", [])
    nothing = reading.Fields(read_tree(Source("plan/office.yaml", "name: Saltmarsh\n"))[0], source, OFFICE, problems)
    nothing.words("motto")
    assert [told.remedy for told in problems] == ["Add it (what it stands for). Write it so: motto: Safe quays"]
    assert "motto" in schema_of(file)["required"]
    assert "| `motto` | yes | what it stands for; plain words | `Safe quays` |" in reference([file])


def test_what_an_office_does_not_have_is_not_demanded(tmp_path: Path) -> None:
    """An office without Panel, Board and notice says nothing of them; one with papers for them names them."""
    office = tmp_path / "office"
    copy(OFFICES[0], office)
    file = office / "plan/office.yaml"
    file.write_text(re.sub(r"^(?:panel|board|notice): .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert judge(office).problems == ()
    shutil.copytree(FELLMOOR / "plan/board", office / "plan/board")
    assert 'the office has no "board"' in [found.message for found in judge(office).problems]


def test_an_empty_notice_is_told_once_and_can_be_taken_out(tmp_path: Path) -> None:
    office = tmp_path / "office"
    copy(OFFICES[0], office)
    file = office / "plan/office.yaml"
    file.write_text(re.sub(r"^notice: .*$", "notice:", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert [found.remedy for found in judge(office).problems] == ["Write the words, or take the entry out."]
