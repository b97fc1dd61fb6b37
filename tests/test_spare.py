"""Files in data/ that no dataset takes: each kind is told by what a person calls it, with what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.load.spare import KINDS, spare
from pcpgen.load.workspace import read_workspace
from tests.test_intake import workbook
from tests.workspaces import copy_small


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        (
            "budget.ods",
            "is a workbook; data/",
            "Move it out of data/, and take its figures in: pcpgen intake budget.ods ",
        ),
        ("budget.2025.XLS", "is a workbook; data/", "Save it as .xlsx outside data/, and take its figures in: pcpgen "),
        ("budget.tsv", "is a table with tabs; data/", "Move it out of data/, and take its figures in: pcpgen intake "),
        (
            "budget.sav",
            "is a file of another program; data/",
            "Export it as CSV or .xlsx, outside data/, and take its ",
        ),
        ("budget.zip", "is packed; data/", "Unpack it outside data/, and take its figures in: pcpgen intake "),
        ("budget.pdf", "is a document; data/", "Move it out of data/, and ask who made it for the table as a spread"),
        ("budget.yaml", "is a description; data/", "Move it to plan/indicators/, or to plan/datasets/ where it is no "),
        ("logo.png", "is a picture; data/", "Move it to plan/images/."),
        ("budget", "is no CSV file", "Move it out of data/."),
    ],
)
def test_a_file_of_another_kind_is_told_what_becomes_of_it(
    tmp_path: Path, name: str, message: str, remedy: str
) -> None:
    office = copy_small(tmp_path / "office")
    told = spare(office, name, read_workspace(office)[0].datasets)
    assert told.rule.id == "unknown-file" and told.place.file == f"data/{name}"
    assert told.message.startswith(f"data/{name} {message}") and told.remedy.startswith(remedy)


def test_no_ending_is_of_two_kinds() -> None:
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(endings) == len(set(endings)) and "csv" not in endings


def test_a_workbook_in_data_goes_in_as_it_is_told(tmp_path: Path) -> None:
    """The command of the remedy is run as it stands, before the file is moved even."""
    office = copy_small(tmp_path / "office")
    workbook(office / "data/budget.xlsx", ("period", "shops"), ("2026/27", 104))
    (told,) = (each for each in read_workspace(office)[1] if each.place.file == "data/budget.xlsx")
    command = told.remedy.partition("pcpgen ")[2].partition(". Where")[0].split()
    command[1] = str(office / "data" / command[1])
    done = CliRunner().invoke(cli, ["-C", str(office), *command])
    assert "Against data/budget.csv: 1 added" in done.stdout, done.output
