"""The README says what is so: its help is the program's, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.pipeline import judge
from tests.workspaces import copy_small

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def block(name: str) -> str:
    """The fenced text between `<!-- name … -->` and `<!-- /name -->`."""
    found = re.search(
        rf"<!-- {name}[^>]*-->\n```text\n(.*?)```\n<!-- /{name} -->", README.read_text("utf-8"), re.DOTALL
    )
    assert found, name
    return found[1]


def renew(name: str, text: str) -> None:
    whole = README.read_text("utf-8")
    pattern = rf"(<!-- {name}[^>]*-->\n```text\n).*?(```\n<!-- /{name} -->)"
    README.write_text(re.sub(pattern, lambda found: found[1] + text + found[2], whole, flags=re.DOTALL), "utf-8")


@pytest.mark.parametrize("name", ["help", "mistake"])
def test_shows_what_the_program_prints(name: str, request: pytest.FixtureRequest) -> None:
    printed = {
        "help": CliRunner().invoke(cli, ["--help"], prog_name="pcpgen", terminal_width=80).stdout,
        "mistake": (ROOT / "tests/broken/unknown-id/expected.txt").read_text("utf-8"),
    }[name]
    if request.config.getoption("--renew"):
        renew(name, printed)
    assert block(name) == printed


def test_the_verbs_that_it_names_are_in_the_makefile() -> None:
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z-]+)", README.read_text("utf-8")))
    assert {"plan", "test"} <= named <= verbs


@pytest.mark.example
@pytest.mark.parametrize("file", ["README.md", "plan/README.md", "data/README.md"])
def test_its_links_lead_to_files(file: str) -> None:
    text = re.sub(r"`[^`\n]+`", "", (ROOT / file).read_text("utf-8"))  # what is shown as typed leads nowhere
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not target.startswith("http")]
    assert [target for target in targets if not (ROOT / file).parent.joinpath(target).exists()] == []


@pytest.mark.example
def test_the_first_of_each_kind_builds_as_it_stands_in_the_guide(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    guide = (ROOT / "plan/README.md").read_text("utf-8").partition("## The first of each kind")[2].partition("\n## ")[0]
    files = re.findall(r"in `([^`]+[.]\w+)`[^\n]*:\n\n```\w+\n(.*?)```", guide, re.DOTALL)
    for name, text in files:
        path = (office / "plan" / name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert len(files) == 7
    assert [(str(each.place), each.message) for each in judge(office).problems] == []


def test_it_names_every_room() -> None:
    text = README.read_text("utf-8")
    rooms = {path.name for path in (ROOT / "pcpgen").iterdir() if not path.name.startswith(("_", "py.typed"))}
    assert [room for room in rooms if f"`{room}" not in text and f"`{room}/`" not in text] == []
