"""What the law has an office publish: the list, the office's register of it, and the page that carries it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.load.information import shipped_information
from tests.workspaces import copy, copy_small

HERE = Path(__file__).parent


@pytest.mark.parametrize("item", ["national-priorities", "inspection", "complaints"])
def test_what_the_order_has_named_since_2021(item: str) -> None:
    """SI 2011/3050 as amended in 2021: on the priorities each quarter, the others within a month."""
    known = shipped_information()[item]
    assert (known.provision.law, known.provision.source) == ("SI 2011/3050", "as amended in 2021")
    assert not known.provision.holds("England", date(2021, 5, 30)) and known.provision.holds("Wales", date(2021, 5, 31))
    assert "within a month" in known.when and ("each quarter" in known.when) is (item == "national-priorities")


def test_the_list_of_documents_carries_what_is_published_where(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    copy(HERE / "broken/unlisted-information/plan", office / "plan")
    done = CliRunner().invoke(cli, ["-C", str(office), "build", "--format", "html"])
    assert done.exit_code == 0, done.output
    page = (office / "out/index.html").read_text("utf-8").partition("Information that the law has us publish")[2]
    assert "as at 1 April 2026" in page.replace("\u00a0", " ")
    assert '<a href="https://www.example.org/contact">' in page
    assert '<a href="plan-2025-29/plan-2025-29.html">Statement on the national priorities' in page
    assert "Within a month. Not published: They are being counted." in page
    assert page.count("Where it is published has not been said yet") == 1  # the budget


def test_an_office_without_a_register_has_no_such_list(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    assert CliRunner().invoke(cli, ["-C", str(office), "build", "--format", "html"]).exit_code == 0
    assert "index-information" not in (office / "out/index.html").read_text("utf-8")
