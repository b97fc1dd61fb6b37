"""Names of files as people and programs leave them, and the names that are asked for."""

from __future__ import annotations

import pytest

from pcpgen.load.names import is_left_behind, right_name, said_of_ending


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("farms.md", "farms.md"),
        ("farms.MD", "farms.md"),
        ("farms.markdown", "farms.md"),
        ("farms.yml", "farms.yaml"),
        ("farms.yaml.txt", "farms.yaml"),
        ("Farms.YML", "farms.yaml"),
        ("Spending.CSV", "spending.csv"),
        ("NOTES.md", "NOTES.md"),
        ("The yard.md", "The yard.md"),
        ("farms.docx", "farms.docx"),
        ("farms", "farms"),
        (".md", ".md"),
    ],
)
def test_the_name_that_is_asked_for(name: str, right: str) -> None:
    assert right_name(name) == right
    assert right_name(right) == right


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("farms.yml", "farms.yml ends in .yml, where .yaml is asked for"),
        ("farms.md.txt", "farms.md.txt ends in .md.txt, where .md is asked for"),
        ("Farms.md", "Farms.md has capital letters, and ids have none"),
    ],
)
def test_what_is_wrong_with_another_name(name: str, message: str) -> None:
    said, remedy = said_of_ending(name)
    assert (said, remedy.startswith(f"Rename it to {right_name(name)}.")) == (message, True)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        (".DS_Store", True),
        ("~$farms.docx", True),
        ("farms.csv~", True),
        ("#farms.md#", True),
        ("#farms.md", False),
        ("Thumbs.db", True),
        ("desktop.ini", True),
        ("Icon\r", True),
        ("README.md", True),
        ("readme.txt", True),
        ("farms.md", False),
        ("read-me.md", False),
        ("thumbs.md", False),
    ],
)
def test_what_nobody_wrote(name: str, left: bool) -> None:
    assert is_left_behind(name) is left
