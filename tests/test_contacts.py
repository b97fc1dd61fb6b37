"""From what authors wrote to the addresses and numbers of persons in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.pipeline import judge
from pcpgen.request import NONE
from tests.conftest import ROOT
from tests.workspaces import change, copy

EDITION, OFFICE = "plan/2025-29/edition.yaml", "plan/office.yaml"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Write to jo@quays.example", ["the mail address"]),
        ("Ring +44 7700 900123", ["the mobile number"]),
        ("Ring 101 or 01632 960 001", []),
        ("See https://quays.example/@town", []),
        ("The years  # jo@quays.example", []),
    ],
)
def test_a_person_s_address_or_number_is_told(tmp_path: Path, words: str, told: list[str]) -> None:
    office = copy(ROOT / "tests/small", tmp_path / "office")
    change(office, EDITION, "title: ", f"subtitle: {words}\ntitle: ")
    found = [each.message for each in judge(office, NONE).problems if each.rule.id == "printed-contact"]
    assert [" ".join(each.split()[:3]) for each in found] == told


def test_an_office_may_say_that_it_prints_them(tmp_path: Path) -> None:
    office = copy(ROOT / "tests/small", tmp_path / "office")
    change(office, EDITION, "title: ", "subtitle: Write to jo@quays.example\ntitle: ")
    change(office, OFFICE, "name: ", "mail_links: true\nname: ")
    assert judge(office, NONE).problems == ()
