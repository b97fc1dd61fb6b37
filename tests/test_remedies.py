"""Mistakes that people make, each with the remedy that is told: what it orders is done to the letter, and all is well.

No mistake is told more than once over for each of its causes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.pipeline import judge
from tests.workspaces import copy

OFFICE = Path(__file__).parent / "offices/fellmoor"
EDITION, OFFICE_FILE = "plan/2024-28/edition.yaml", "plan/office.yaml"
FARMS, WORDS = "plan/2024-28/themes/farms.yaml", "plan/2024-28/themes/farms.md"
ABOUT, MONEY, FACTS = (f"plan/2024-28/pages/{name}" for name in ("about.md", "money.md", "facts.yaml"))
REPORT, PAPER = "plan/panel/2025-10-08/farms.md", "plan/board/2025-09-16/yard.md"
SPENDING, DESCRIBED, TRUST = "data/spending.csv", "plan/datasets/spending.yaml", "plan/indicators/trust.yaml"

Step = Callable[[Path], None]


def change(file: str, old: str | bytes, new: str | bytes) -> Step:
    """Other words in the place of those that stand once in a file."""
    before, after = (each.encode() if isinstance(each, str) else each for each in (old, new))

    def step(office: Path) -> None:
        content = (office / file).read_bytes()
        assert content.count(before) == 1, f"{before!r} stands {content.count(before)} times in {file}"
        (office / file).write_bytes(content.replace(before, after))

    return step


def add(file: str, content: str | bytes = "") -> Step:
    """A file that is not there."""

    def step(office: Path) -> None:
        assert not (office / file).exists()
        (office / file).parent.mkdir(parents=True, exist_ok=True)
        (office / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return step


def write(file: str, content: str | bytes) -> Step:
    """Another content of a file."""

    def step(office: Path) -> None:
        assert (office / file).is_file()
        (office / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return step


def move(old: str, new: str) -> Step:
    def step(office: Path) -> None:
        (office / new).parent.mkdir(parents=True, exist_ok=True)
        (office / old).rename(office / new)

    return step


def delete(file: str) -> Step:
    def step(office: Path) -> None:
        shutil.rmtree(office / file) if (office / file).is_dir() else (office / file).unlink()

    return step


def encode(file: str, codec: str, now: str = "utf-8") -> Step:
    """The file saved in another encoding."""

    def step(office: Path) -> None:
        (office / file).write_bytes((office / file).read_bytes().decode(now).encode(codec))

    return step


def as_it_was(file: str) -> Step:
    """The words of the file copied anew from where they stood."""

    def step(office: Path) -> None:
        if (office / file).is_dir():
            (office / file).rename(office.parent / "elsewhere")
        (office / file).write_bytes((OFFICE / file).read_bytes())

    return step


def folder_instead(file: str) -> Step:
    def step(office: Path) -> None:
        (office / file).unlink()
        (office / file).mkdir()

    return step


@dataclass(frozen=True)
class Mistake:
    """What somebody does, the rule and remedy that are told, and what obeying it comes to."""

    made: tuple[Step, ...]
    rule: str
    remedy: str
    obeyed: tuple[Step, ...]
    causes: int = 1


def one(made: Step, rule: str, remedy: str, *obeyed: Step) -> Mistake:
    return Mistake((made,), rule, remedy, obeyed)


def both(line: str, other: str) -> str:
    """What git writes where it could not merge."""
    return f"<<<<<<< HEAD\n{line}=======\n{other}>>>>>>> other\n"


def misnamed(file: str, name: str) -> Mistake:
    """A file with another ending, whose right name the remedy says."""
    folder, _, right = file.rpartition("/")
    return one(move(file, f"{folder}/{name}"), "unknown-file", f"Rename it to {right}.", move(f"{folder}/{name}", file))


LISTED = "List it where the edition or the meeting lists what it takes, or move it out of this folder."
MERGE = "Keep the lines that are right, and delete the rest and the marks between them."
NOTEPAD = "In Notepad choose File, Save as, and UTF-8 under Encoding."
EXCEL = "In Excel choose File, Save As, CSV UTF-8 (Comma delimited)."
PLAIN = "Copy its words into Notepad or another plain text editor, and save them there in its place, as UTF-8."
BLANK = "Replace it by a blank, or run pcpgen check --fix."
TITLE, RING = "title: Farms and hamlets\n", "- They ring when a lamp burns in a barn.\n"
PATROLS, OFFICES = "patrols,2024/25,,620,\n", "offices,2024/25,,180,\n"
HEAD = "series,period,qualifier,value,note"

MISTAKES = {
    # -- how a program saves a file
    "Notepad saves a page as ANSI": one(
        change(WORDS, "fuel and", "café’s fuel and".encode("cp1252")),
        "not-utf-8",
        NOTEPAD,
        encode(WORDS, "utf-8", "cp1252"),
    ),
    "Notepad saves entries as ANSI": one(
        change(FARMS, "Help that", "Farmers’ help that".encode("cp1252")),
        "not-utf-8",
        NOTEPAD,
        encode(FARMS, "utf-8", "cp1252"),
    ),
    "Excel saves a CSV as ANSI": one(
        change(SPENDING, ",620,", ",620,£ thousand".encode("cp1252")),
        "not-utf-8",
        EXCEL,
        encode(SPENDING, "utf-8-sig", "cp1252"),
    ),
    "Notepad saves a page as Unicode": one(
        encode(WORDS, "utf-16"),
        "not-utf-8",
        f"Run pcpgen check --fix, or save it anew: {NOTEPAD}",
        encode(WORDS, "utf-8-sig", "utf-16"),
    ),
    "Excel saves Unicode text": one(
        encode(SPENDING, "utf-16"),
        "not-utf-8",
        f"Run pcpgen check --fix, or save it anew: {EXCEL}",
        encode(SPENDING, "utf-8-sig", "utf-16"),
    ),
    "a Word document is named .md": one(
        write(WORDS, b"PK\x03\x04\x14\0\x06\0\x80\xff"), "not-utf-8", PLAIN, as_it_was(WORDS)
    ),
    "Word saves Rich Text": one(
        write(WORDS, r"{\rtf1\ansi{\fonttbl {\f0 Times;}} Sheep."), "not-utf-8", PLAIN, as_it_was(WORDS)
    ),
    "Word saves a web page": one(
        write(WORDS, "<html><p>Sheep are stolen.</p></html>"), "not-utf-8", PLAIN, as_it_was(WORDS)
    ),
    "a workbook is named .csv": one(
        write(SPENDING, b"PK\x03\x04\x14\0\x06\0\x80\xff"),
        "not-utf-8",
        "Open it in the program that wrote it, and save the figures as CSV UTF-8 (Comma delimited).",
        as_it_was(SPENDING),
    ),
    # -- what is pasted
    "indentation is pasted from Word": one(
        change(FARMS, "  fewer", "\u00a0\u00a0fewer"), "odd-blank", BLANK, change(FARMS, "\u00a0\u00a0fewer", "  fewer")
    ),
    "an entry is pasted from Word": one(
        change(FARMS, "title: ", "title:\u00a0"), "odd-blank", BLANK, change(FARMS, "title:\u00a0", "title: ")
    ),
    "a list is pasted from Word": one(
        change(WORDS, "- They ring", "-\u00a0They ring"),
        "unknown-markup",
        "Replace it by a blank.",
        change(WORDS, "-\u00a0", "- "),
    ),
    "a bullet is pasted from Word": one(
        change(WORDS, "- They ring", "• They ring"),
        "unknown-markup",
        "Write a hyphen and a blank in its place.",
        change(WORDS, "•", "-"),
    ),
    "an invisible character is pasted": one(
        change(WORDS, "machines", "ma\u200bchines"),
        "invisible-character",
        "Delete the invisible character.",
        change(WORDS, "\u200b", ""),
    ),
    # -- two versions
    "a page that was not merged": one(
        change(WORDS, RING, both(RING, "- They ring.\n")), "unmerged", MERGE, as_it_was(WORDS)
    ),
    "entries that were not merged": one(
        change(FARMS, TITLE, both(TITLE, "title: Farms\n")), "unmerged", MERGE, as_it_was(FARMS)
    ),
    "data that were not merged": one(
        change(SPENDING, PATROLS, both(PATROLS, "patrols,2024/25,,640,\n")), "unmerged", MERGE, as_it_was(SPENDING)
    ),
    "an office that was not merged": one(
        change(OFFICE_FILE, "area: Fellmoor\n", both("area: Fellmoor\n", "area: Moor\n")),
        "unmerged",
        MERGE,
        as_it_was(OFFICE_FILE),
    ),
    # -- names of files
    "a CSV in capitals": misnamed(SPENDING, "spending.CSV"),
    "a description in capitals": misnamed(DESCRIBED, "spending.YAML"),
    "a page in capitals": misnamed(ABOUT, "about.MD"),
    "a paper in capitals": misnamed(PAPER, "yard.MD"),
    "a page with a capital letter": misnamed(ABOUT, "About.md"),
    "data with a capital letter": misnamed(SPENDING, "Spending.csv"),
    "a theme that is not listed": one(
        change(EDITION, "themes: [farms, roads]", "themes: [roads]"),
        "unknown-file",
        f"Move it out of this folder, or add it to {EDITION}, `themes:`, as in themes: [roads, farms]",
        change(EDITION, "themes: [roads]", "themes: [roads, farms]"),
    ),
    "a document of Word beside the pages": one(
        add("plan/2024-28/pages/draft.docx"),
        "unknown-file",
        LISTED,
        move("plan/2024-28/pages/draft.docx", "draft.docx"),
    ),
    "a theme that ends in .yml": misnamed(FARMS, "farms.yml"),
    "a register that ends in .yml": misnamed("plan/panel/questions.yaml", "questions.yml"),
    "an edition that ends in .yml": misnamed(EDITION, "edition.yml"),
    "a variation that ends in .yml": misnamed("plan/2024-28/variations/flood.yaml", "flood.yml"),
    "Notepad adds .txt": one(
        move(WORDS, f"{WORDS}.txt"),
        "unknown-file",
        "Rename it to farms.md. Windows shows whole names under View, Show, File name extensions.",
        move(f"{WORDS}.txt", WORDS),
    ),
    "a second copy of a download": one(
        add("data/spending (1).csv"),
        "unknown-file",
        'Did you mean "spending"? Delete it, or rename it to spending-1.csv and describe it in '
        "plan/indicators/spending-1.yaml, or in plan/datasets/spending-1.yaml where it is no indicator.",
        delete("data/spending (1).csv"),
    ),
    "an indicator that is listed twice": one(
        change(FARMS, "indicators: [farm-theft, trust]", "indicators: [farm-theft, trust, farm-theft]"),
        "duplicate-key",
        "Delete one of the two.",
        change(FARMS, "indicators: [farm-theft, trust, farm-theft]", "indicators: [farm-theft, trust]"),
    ),
    "a workbook in data": one(
        add("data/spending.xlsx"),
        "unknown-file",
        "Move it out of data/, and take its figures in: pcpgen intake spending.xlsx --indicator spending. Where such "
        "a file comes each month, put it into sources/ and say under from: in plan/datasets/spending.yaml how it is "
        "read.",
        move("data/spending.xlsx", "spending.xlsx"),
    ),
    "an analyst's CSV in data": one(
        add("data/November 2025 (final).csv", "Month,Patrols\nNovember 2025,620\n"),
        "unknown-file",
        'Move it out of data/, and take its figures in: pcpgen intake "November 2025 (final).csv" --indicator ID (ID '
        "is one of: collisions, farm-theft, marking, moor, spending, trust; for another, first pcpgen new indicator "
        "NAME). Where such a file comes each month, put it into sources/ and say under from: how it is read.",
        move("data/November 2025 (final).csv", "November 2025.csv"),
    ),
    "notes beside the data": one(
        add("data/notes.docx"),
        "unknown-file",
        "Move it out of data/, and ask who made it for the table as a spreadsheet.",
        move("data/notes.docx", "notes.docx"),
    ),
    "a folder of old data": one(
        add("data/old/notes.txt"),
        "unknown-file",
        "Move its files into data/ itself, or out of data/.",
        move("data/old", "old"),
    ),
    "a folder in the place of a page": one(
        folder_instead(ABOUT),
        "unreadable-file",
        "Rename the folder, and put a file about.md in its place.",
        as_it_was(ABOUT),
    ),
    "a Board paper with the name of a title": one(
        move(PAPER, "plan/board/2025-09-16/The Yard.md"),
        "malformed-id",
        "Rename the file to the-yard.md.",
        move("plan/board/2025-09-16/The Yard.md", "plan/board/2025-09-16/the-yard.md"),
    ),
    "a folder with an ordinary name in plan": one(
        add("plan/old stuff/notes.md"),
        "malformed-id",
        "Rename the folder to old-stuff where it is an edition; else move it out of plan/.",
        move("plan/old stuff", "old stuff"),
    ),
    "a folder without an edition": one(
        lambda office: (office / "plan/2028-32").mkdir(),
        "missing-file",
        "Add the file, or delete the folder plan/2028-32.",
        delete("plan/2028-32"),
    ),
    "a theme listed as a file": one(
        change(EDITION, "[farms, roads]", "[farms.yaml, roads]"),
        "malformed-id",
        "Write farms: an id is the name of a file without its ending.",
        change(EDITION, "farms.yaml", "farms"),
    ),
    "data that are gone": one(
        delete(SPENDING),
        "missing-file",
        f"Add it, with the figures; or delete {DESCRIBED}, where nothing shows them.",
        as_it_was(SPENDING),
    ),
    # -- YAML
    "a tab": one(
        change(FARMS, "  fewer", "\tfewer"),
        "tab-indentation",
        "Replace the tab by spaces, as many as stand before the lines beside it.",
        change(FARMS, "\t", "  "),
    ),
    "no colon": one(
        change(FARMS, "title: Farms", "title Farms"),
        "yaml-syntax",
        "Write title: Farms and hamlets",
        change(FARMS, "title Farms and hamlets", "title: Farms and hamlets"),
    ),
    "no blank after the colon": one(
        change(FARMS, "title: Farms", "title:Farms"),
        "yaml-syntax",
        "Write title: Farms and hamlets",
        change(FARMS, "title:Farms and hamlets", "title: Farms and hamlets"),
    ),
    "an entry set in too far": one(
        change(FARMS, "  quick-help:", "     quick-help:"),
        "yaml-syntax",
        "Set it in by 2 blanks, as line 7 is.",
        change(FARMS, "     quick-help:", "  quick-help:"),
    ),
    "a quotation mark that is not closed": one(
        change(FARMS, "strapline: Help", 'strapline: "Help'),
        "yaml-syntax",
        'Close it where the words end, as in "Help that comes up the track"',
        change(FARMS, "up the track", 'up the track"'),
    ),
    "curly quotation marks": one(
        change(FARMS, '"Know the tracks: each officer walks them twice a year"', "“Know the tracks: each of them”"),
        "yaml-syntax",
        'Write straight ones: "Know the tracks: each of them"',
        change(FARMS, "“Know the tracks: each of them”", '"Know the tracks: each of them"'),
    ),
    "curly quotation marks around a comma in brackets": one(
        change(FARMS, '"Know the tracks: each officer walks them twice a year"', "“Know the tracks, and each of them”"),
        "yaml-syntax",
        'Write straight ones: "Know the tracks, and each of them"',
        change(FARMS, "“Know the tracks, and each of them”", '"Know the tracks, and each of them"'),
    ),
    "a colon in words": one(
        change(FARMS, "mission: Keep", "mission: Aim: Keep"),
        "unquoted-colon",
        'Put the whole text in quotation marks: mission: "Aim: Keep farms and hamlets safe from theft"',
        change(FARMS, "Aim: Keep farms and hamlets safe from theft", '"Aim: Keep farms and hamlets safe from theft"'),
    ),
    "a number sign in words": one(
        change(FARMS, "Keep farms and hamlets", "Keep #1 farms"),
        "unquoted-hash",
        'Put the whole text in quotation marks: "Keep #1 farms safe from theft".',
        change(FARMS, "Keep #1 farms safe from theft", '"Keep #1 farms safe from theft"'),
    ),
    "a colour without quotation marks": one(
        change(OFFICE_FILE, '"#6a2c70"', "#6a2c70"),
        "unquoted-hash",
        'Put the whole text in quotation marks: "#6a2c70".',
        change(OFFICE_FILE, "#6a2c70", '"#6a2c70"'),
    ),
    "a per cent sign alone": one(
        change(TRUST, '"%"', "%"), "yaml-syntax", 'Write "%"', change(TRUST, "unit: %", 'unit: "%"')
    ),
    "a bracket that is not closed": one(
        change(EDITION, "[farms, roads]", "[farms, roads"),
        "yaml-syntax",
        "Write [farms, roads]",
        change(EDITION, "[farms, roads", "[farms, roads]"),
    ),
    "a misspelt entry": one(
        change(FARMS, "strapline", "straplin"),
        "unknown-key",
        'Did you mean "strapline"? '
        "It may hold: colour, goals, indicators, mission, owners, pledges, pull_quote, strapline, title.",
        change(FARMS, "straplin", "strapline"),
    ),
    # -- CSV
    "a file that is empty": one(
        write(SPENDING, ""),
        "csv-columns",
        "Write series,period,qualifier,value,note in the first line, and a row for each figure.",
        as_it_was(SPENDING),
    ),
    "empty columns at the end": one(
        write(SPENDING, f"{HEAD},,\n{PATROLS.strip()},,\n{OFFICES.strip()},,\n"),
        "csv-columns",
        "Delete the commas at the end of each line, or run pcpgen check --fix.",
        write(SPENDING, f"{HEAD}\n{PATROLS}{OFFICES}"),
    ),
    "an empty row": one(
        write(SPENDING, f"{HEAD}\n{PATROLS},,,,\n{OFFICES}"),
        "csv-row",
        "Delete it, or run pcpgen check --fix.",
        change(SPENDING, ",,,,\n", ""),
    ),
    "a title above the columns": one(
        write(SPENDING, f"Spending of the office,,,,\n{HEAD}\n{PATROLS}{OFFICES}"),
        "csv-columns",
        "Delete what stands above line 2.",
        change(SPENDING, "Spending of the office,,,,\n", ""),
    ),
    "Excel's own first line": one(
        write(SPENDING, f"sep=,\n{HEAD}\n{PATROLS}{OFFICES}"),
        "csv-columns",
        "Delete the first line, or run pcpgen check --fix.",
        change(SPENDING, "sep=,\n", ""),
    ),
    "semicolons": one(
        write(SPENDING, f"{HEAD}\n{PATROLS}{OFFICES}".replace(",", ";")),
        "csv-separator",
        "Save the file as CSV UTF-8 (Comma delimited).",
        write(SPENDING, f"{HEAD}\n{PATROLS}{OFFICES}"),
    ),
    "a blank behind a name": one(
        change(SPENDING, "patrols,", "patrols ,"),
        "unknown-series",
        "Write patrols without a blank, or run pcpgen check --fix.",
        change(SPENDING, "patrols ,", "patrols,"),
    ),
    "a financial year with a hyphen": one(
        change(SPENDING, "offices,2024/25", "offices,2024-25"),
        "malformed-period",
        "Write 2024/25 for the financial year.",
        change(SPENDING, "2024-25", "2024/25"),
    ),
    "a blank before a number": one(
        change(SPENDING, ",620,", ", 620,"), "malformed-number", "Write 620.", change(SPENDING, ", 620,", ",620,")
    ),
    "a number with a sign for about": one(
        change(SPENDING, ",620,", ",c.620,"),
        "malformed-number",
        "Write 620, and around in the column qualifier.",
        change(SPENDING, ",,c.620,", ",around,620,"),
    ),
    "a qualifier by another word": one(
        change(SPENDING, ",,620,", ",circa,620,"),
        "unknown-choice",
        'Did you mean "around"? Write one of: over, more than, almost, about, around, approximately, estimated, '
        "within, no more than; or nothing where it is exact.",
        change(SPENDING, "circa", "around"),
    ),
    "a number in thousands": one(
        change(SPENDING, ",620,", ",£620k,"),
        "malformed-number",
        "Write all its digits, in the unit of the series: £ thousand.",
        change(SPENDING, "£620k", "620"),
    ),
    "a theme without its entries": one(
        delete(FARMS),
        "missing-file",
        "Add the file, with what the theme is to do, or take the theme out of the list.",
        as_it_was(FARMS),
    ),
    "an indicator whose description is gone": one(
        delete(TRUST),
        "unknown-file",
        "Describe it in plan/indicators/trust.yaml, or in plan/datasets/trust.yaml where it is no indicator; "
        "or delete it.",
        as_it_was(TRUST),
    ),
    "a misspelt series": one(
        change(SPENDING, "patrols", "patrol"),
        "unknown-series",
        f'Did you mean "patrols"? The series are declared in {DESCRIBED}.',
        change(SPENDING, "patrol", "patrols"),
    ),
    # -- pages
    "Word makes a dash of the hyphens": one(
        change(ABOUT, "---\nkind", "—\nkind"), "missing-key", "Write --- in its place.", change(ABOUT, "—", "---")
    ),
    "an empty line above the entries": one(
        change(ABOUT, "---\nkind", "\n---\nkind"),
        "missing-key",
        "Delete what stands above the three hyphens.",
        change(ABOUT, "\n---\nkind", "---\nkind"),
    ),
    "one line of hyphens": one(
        change(ABOUT, "plan\n---\n", "plan\n"),
        "missing-key",
        "Write --- in a line of its own under the last of the entries.",
        change(ABOUT, "title: About this plan\n", "title: About this plan\n---\n"),
    ),
    "a misspelt figure": one(
        change(WORDS, "moor.distance", "moor.distanse"),
        "unknown-figure",
        'Did you mean "moor.distance"? Series: moor.people, moor.stations, moor.distance.',
        change(WORDS, "distanse", "distance"),
    ),
    "curly quotation marks in double braces": one(
        change(WORDS, '"moor.distance"', "“moor.distance”"),
        "malformed-expression",
        'Write straight ones: {{ figure("moor.distance") }}.',
        change(WORDS, "“moor.distance”", '"moor.distance"'),
    ),
    "single braces": one(
        change(WORDS, '{{ figure("moor.distance") }}', '{ figure("moor.distance") }'),
        "malformed-expression",
        'Write {{ figure("moor.distance") }}.',
        change(WORDS, '{ figure("moor.distance") }', '{{ figure("moor.distance") }}'),
    ),
    "a register under another name": one(
        add("plan/grade.yaml", "grades: []\n"),
        "unknown-file",
        "Rename it to grades.yaml, or move it out of plan/.",
        move("plan/grade.yaml", "grade.yaml"),
    ),
    # -- papers
    "a heading with its own number": one(
        change(REPORT, "# Next steps", "# 5. Next steps"),
        "heading-level",
        "Delete it: sections are numbered by the program.",
        change(REPORT, "# 5. Next steps", "# Next steps"),
    ),
    "a misspelt heading": one(
        change(REPORT, "# Next steps", "# Next step"),
        "unknown-choice",
        'Did you mean "# Next steps"? Write # Background, # Pledge: id, # Next steps, # Appendix or # Left out.',
        change(REPORT, "# Next step", "# Next steps"),
    ),
    "a day on which no meeting is": one(
        change(REPORT, "meeting: 2025-10-08", "meeting: 2025-10-09"),
        "unknown-id",
        "Write the date of the meeting that takes the report.",
        change(REPORT, "2025-10-09", "2025-10-08"),
    ),
    "a misspelt priority": one(
        change(REPORT, "# Priority: mark-machines", "# Priority: mark-machine"),
        "unknown-id",
        'Did you mean "mark-machines"? Ids that exist: mark-machines, walk-tracks, answer-calls.',
        change(REPORT, "# Priority: mark-machine", "# Priority: mark-machines"),
    ),
    "an indicator named as its file": one(
        change(FARMS, "[farm-theft, trust]", "[farm-theft.yaml, trust]"),
        "unknown-id",
        'Did you mean "farm-theft"? Ids that exist: collisions, farm-theft, trust.',
        change(FARMS, "farm-theft.yaml", "farm-theft"),
    ),
    "a misspelt note": one(
        change(REPORT, "[^marked]:", "[^market]:"),
        "unknown-note",
        'Did you mean "market"? Add the note [^marked]: … to the page.',
        change(REPORT, "[^market]:", "[^marked]:"),
    ),
}
QUICK = ("a CSV in capitals", "entries that were not merged", "curly quotation marks", "an entry is pasted from Word")
CASES = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in MISTAKES]


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_remedy_done_to_the_letter_heals(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    office = copy(OFFICE, tmp_path / "office")
    for step in mistake.made:
        step(office)
    told = judge(office).problems
    assert (mistake.rule, mistake.remedy) in [(each.rule.id, each.remedy) for each in told]
    assert len(told) <= mistake.causes + 1, [f"{each.place}: {each.message}" for each in told]

    for step in mistake.obeyed:
        step(office)
    assert judge(office).problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, each in MISTAKES.items() if "check --fix" in each.remedy])
def test_where_check_is_said_to_mend_it_does(name: str, tmp_path: Path) -> None:
    office = copy(OFFICE, tmp_path / "office")
    for step in MISTAKES[name].made:
        step(office)
    assert CliRunner().invoke(cli, ["-C", str(office), "check", "--fix", "--strict"]).exit_code == 0
    assert judge(office).problems == ()


@pytest.mark.slow
def test_what_no_person_wrote_is_no_mistake(tmp_path: Path) -> None:
    office = copy(OFFICE, tmp_path / "office")
    for folder in ("data", "plan", "plan/indicators", "plan/2024-28/themes", "plan/panel/2025-10-08", "plan/board"):
        for name in ("~$farms.md", ".DS_Store", "Thumbs.db", "desktop.ini", "._farms.csv", "farms.csv~", "README.txt"):
            add(f"{folder}/{name}", b"\0\xff")(office)
    assert judge(office).problems == ()
