"""`pcpgen build`: everything that the workspace declares, and of it only what would come out differently."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.build import Order
from pcpgen.build import build as build_all
from pcpgen.cli import cli
from pcpgen.request import Request
from tests.conftest import ROOT
from tests.test_publish import content
from tests.workspaces import copy, copy_small

PLAN, OLD_PLAN, REPORT = "plan-2017-20", "plan-2013-16", "panel-2019-11-13-communities"
PACK = "panel-pack-2019-11-13"


def build(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), "build", *words])


def pages(root: Path, *words: str) -> Result:
    return build(root, "--format", "html", *words)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example office with the web page of every document."""
    root = tmp_path_factory.mktemp("built") / "office"
    for name in ("plan", "data", "templates"):
        shutil.copytree(ROOT / name, root / name)
    assert pages(root).exit_code == 0
    return root


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written into."""
    return copy(built, tmp_path / "office")


def state(out: Path) -> dict[str, tuple[int, bytes]]:
    """Every file but records, with the time at which it was written."""
    return {
        path.relative_to(out).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in out.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def written(root: Path, *words: str) -> set[str]:
    """The folders that a build writes, and that everything else stands untouched."""
    before = state(root / "out")
    done = build(root, *words)
    assert done.exit_code == 0, done.output
    after = state(root / "out")
    touched = {name.partition("/")[0] for name in after if before.get(name) != after[name]}
    assert {Path(line).relative_to(root / "out").parts[0] for line in done.stdout.splitlines()} == touched
    return touched - {"index.html", "accessibility.html"}


def said_on(page: str) -> str:
    """The words of a page."""
    return re.sub(r"<[^>]+>", "", page)


@pytest.mark.example
def test_builds_every_document_and_a_page_that_leads_to_each(built: Path) -> None:
    page = (built / "out/index.html").read_text("utf-8")
    links = re.findall(r'<a href="([^"#]+)"', page)
    assert {link.partition("/")[0] for link in links} >= {PLAN, OLD_PLAN, REPORT}
    assert [link for link in links if not (built / "out" / link).is_file()] == []
    assert "Police and Crime Plan 2017-20" in said_on(page) and "1 April 2017" in page and "kB)" in page


@pytest.mark.example
def test_each_page_leads_to_what_stands_of_its_document_and_to_the_list(built: Path) -> None:
    out = built / "out"
    for page in out.glob("*/*.html"):
        links = re.findall(r' href="([^"#:]+)(?:#[^"]*)?"', page.read_text("utf-8"))
        assert [link for link in links if not (page.parent / link).is_file()] == [], page
        assert "../index.html" in links, page
    assert f'<li><a href="{PLAN}.pdf">' not in (out / PLAN / f"{PLAN}.html").read_text("utf-8")  # it was not asked for


@pytest.mark.slow
def test_a_document_alone_leads_to_no_list_until_there_is_one(tmp_path: Path) -> None:
    root = copy(Path(__file__).parent / "small", tmp_path / "office")
    page = root / "out/plan-2025-29/plan-2025-29.html"
    statement = root / "out/accessibility.html"
    for words, listed, stated in (
        (["build-plan"], False, False),
        (["build"], True, True),
        (["build-plan", "--force"], True, True),
        (["build-plan", "--force"], True, False),  # the list is of a version of the program that wrote no statement
    ):
        if listed and not stated:
            statement.unlink()
        done = CliRunner().invoke(cli, ["-C", str(root), *words, "--format", "html", "--format", "docx"])
        assert done.exit_code == 0, done.output
        found = page.read_text("utf-8")
        assert (("../index.html" in found), ("../accessibility.html" in found)) == (listed, stated)
        assert '<li><a href="plan-2025-29.docx">Word</a></li>' in found


@pytest.mark.example
def test_a_second_build_writes_nothing(office: Path) -> None:
    before = content(office / "out")
    done = pages(office)
    assert (done.exit_code, done.stdout) == (0, "")
    *waiting, last = done.stderr.splitlines()
    assert last == "All other documents are up to date."
    assert [line.split(" waits ")[0] for line in waiting] == [
        f"pcpgen: panel-pack {day}" for day in ("2014-02-05", "2019-11-13", "2021-03-17")
    ]
    assert content(office / "out") == before


@pytest.mark.example
def test_drafts_stand_apart_at_the_end_of_the_list(built: Path) -> None:
    published, drafts = (built / "out/index.html").read_text("utf-8").split("Drafts, not yet published")
    assert "Police and Crime Plan 2017-20" in said_on(published) and "Draft." not in published
    assert drafts.count('<p class="listed__facts">') == drafts.count("Draft.") > 0


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--check",), ()])
def test_where_there_is_nothing_to_build_it_is_said(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = copy(Path(__file__).parent / "small", tmp_path / "office")
    shutil.rmtree(root / "plan/2025-29")
    for _ in range(2):
        done = build(root, *words)
        assert (done.exit_code, "There is nothing to build" in done.stderr) == (1, True)
        assert not (root / "out/index.html").exists()


def changed(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of a file of the workspace, which must hold the old words."""

    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text, f"{file} holds no {old!r}"
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def added(file: str, text: str) -> Callable[[Path], None]:
    def add(root: Path) -> None:
        (root / file).write_text((root / file).read_text("utf-8") + text, "utf-8")

    return add


THEME = "plan/2017-20/themes/transformation"
CHANGES = {
    "a cell that the report shows": (changed("data/hate-crime.csv", "2018-05,,79.2", "2018-05,,79.1"), {REPORT}),
    "a cell that the plan shows": (changed("data/county.csv", "area,undated,,1309", "area,undated,,1310"), {PLAN}),
    "a note that nobody sees": (changed("data/county.csv", "1309,", "1309,An unseen note"), {PLAN}),
    "a remark in data's description": (added("plan/datasets/county.yaml", "# a remark\n"), set()),
    "a theme's line": (changed(f"{THEME}.yaml", "strapline: ", "strapline: Our "), {PLAN}),
    "a theme's remark": (added(f"{THEME}.yaml", "# a remark\n"), set()),
    "a theme's text": (added(f"{THEME}.md", "\nMore is said here.\n"), {PLAN}),
    "a page of another edition": (added("plan/2013-16/edition.yaml", "\n# a remark\n"), set()),
    "a report's text": (
        changed("plan/panel/2019-11-13/communities.md", "# Next steps\n", "# Next steps\n\nOne step more.\n"),
        {REPORT},
    ),
    "a question of the Panel": (changed("plan/panel/questions.yaml", "The Panel asks how", "It asks how"), {REPORT}),
    "a work that nobody cites": (
        added("plan/bibliography.yaml", "\nuncited:\n  title: Uncited\n  where: Nowhere\n"),
        set(),
    ),
    "a template of plans": (changed("templates/plan/back.html.j2", "-#}", "-#}\n<p>Words.</p>\n"), "plans"),
    "a template of papers": (changed("templates/paper/head.html.j2", "<h1 class", '<h1 title="x" class'), "papers"),
    "a remark in a template": (changed("templates/parts/table.html.j2", "{#- ", "{#- More: "), set()),
    "the screen's style": (added("templates/style/screen.css", "\n.more { color: red; }\n"), "all"),
    "a remark in a style": (added("templates/style/screen.css", "\n/* more */\n"), set()),
    "paper's style": (added("templates/style/print.css", "\n/* more */\n"), set()),
    "the office's notice": (changed("plan/office.yaml", "notice: A worked", "notice: Our worked"), "all"),
    "a remark in the office's file": (added("plan/office.yaml", "\n# a remark\n"), set()),
    "a file that nobody reads": (lambda root: (root / "plan/README.md").write_text("Other words."), set()),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_rebuilds_exactly_the_documents_that_show_a_change(office: Path, name: str) -> None:
    """And in the other direction: taking the change back brings the first bytes back."""
    change, expected = CHANGES[name]
    first = content(office / "out")
    workspace = {part: content(office / part) for part in ("plan", "data", "templates")}
    every = {path.name for path in (office / "out").iterdir() if path.is_dir()}
    change(office)
    kinds = {
        "all": every,
        "plans": {each for each in every if each.startswith("plan-")},
        "papers": {each for each in every if each.startswith(("panel-2", "board-"))},
    }
    wanted = kinds[expected] if isinstance(expected, str) else expected
    assert written(office, "--format", "html") == wanted
    for part, files in workspace.items():
        for file, each in files.items():
            if (office / part / file).read_bytes() != each:
                (office / part / file).write_bytes(each)
    assert written(office, "--format", "html") == wanted
    assert content(office / "out") == first


@pytest.mark.example
def test_only_what_shows_a_cell_is_made_anew(office: Path) -> None:
    CHANGES["a cell that the report shows"][0](office)
    assert written(office, "--format", "html") == {REPORT}


@pytest.mark.slow
@pytest.mark.example
def test_one_document_alone_stands_too_where_it_would_read_the_same(office: Path) -> None:
    CHANGES["a cell that the report shows"][0](office)
    before = state(office / "out")
    done = CliRunner().invoke(cli, ["-C", str(office), "build-plan", "--format", "html", "--explain"])
    assert done.exit_code == 0, done.stderr
    assert done.stderr == (
        "data/hate-crime.csv has changed\nnothing of it shows in the document, which stands as it was\n"
    )
    assert done.stdout == f"{office}/out/{PLAN}/{PLAN}.html\n"
    assert state(office / "out") == before
    again = CliRunner().invoke(cli, ["-C", str(office), "build-plan", "--format", "html", "--explain"])
    assert again.stderr == "nothing has changed\n"


@pytest.mark.slow
@pytest.mark.example
def test_check_names_what_is_stale_and_writes_nothing(office: Path) -> None:
    CHANGES["a cell that the report shows"][0](office)
    before = content(office / "out")
    done = pages(office, "--check")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"panel-report communities 2019-11-13: {REPORT}.html would read differently\n"
    assert content(office / "out") == before


@pytest.mark.slow
def test_check_is_content_where_a_change_shows_nowhere(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    copy(ROOT / "templates", office / "templates")
    assert pages(office).exit_code == 0
    CHANGES["a remark in a template"][0](office)
    before = content(office / "out")
    assert (done := pages(office, "--check")).exit_code == 0, done.stderr
    assert content(office / "out") == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("index.html", Path.unlink),
        ("plan-2025-29/plan-2025-29.html", lambda path: path.write_text("by hand")),
        ("plan-2025-29/provenance.json", Path.unlink),
    ],
)
def test_an_output_that_was_touched_or_is_gone_is_made_anew(
    tmp_path: Path, name: str, harm: Callable[[Path], object]
) -> None:
    office = copy_small(tmp_path / "office")
    assert pages(office).exit_code == 0
    first = content(office / "out")
    harm(office / "out" / name)
    assert pages(office, "--check").exit_code == 1
    assert pages(office).exit_code == 0
    assert content(office / "out") == first


@pytest.mark.slow
@pytest.mark.example
def test_a_mistake_stops_what_rests_on_its_file_and_no_more(office: Path) -> None:
    """An edition's own: its plan, that as varied, and the report on it; tests/test_scope.py has every other file."""
    before = content(office / "out")
    changed("plan/2013-16/edition.yaml", "title:", "titel:")(office)
    CHANGES["a theme's line"][0](office)
    done = pages(office)
    not_built = ["plan 2013-16", "plan 2013-16+partnership-working", "variation-report partnership-working 2014-02-05"]
    assert done.exit_code == 1
    assert all(each in done.stderr for each in not_built)
    after = content(office / "out")
    assert {name.partition("/")[0] for name in after if after[name] != before[name] and "manifest" not in name} == {
        "index.html",
        PLAN,
    }
    kept = f"{OLD_PLAN}/manifest.json"
    assert after[kept] == before[kept]


@pytest.mark.slow
def test_a_document_that_is_declared_no_more_is_taken_out(tmp_path: Path) -> None:
    office = copy(Path(__file__).parent / "small", tmp_path / "office")
    shutil.copytree(office / "plan/2025-29", office / "plan/2021-25")
    assert (done := pages(office)).exit_code == 0, done.stderr
    assert (office / "out/plan-2021-25").is_dir()
    shutil.rmtree(office / "plan/2021-25")
    assert "plan-2021-25 is of no document any more\n" in pages(office, "--check").stderr
    done = pages(office)
    assert done.stderr == "pcpgen: plan-2021-25 is of no document any more and has been removed.\n"
    assert not (office / "out/plan-2021-25").exists()
    assert "plan-2021-25" not in (office / "out/index.html").read_text("utf-8")


def test_a_page_that_pcpgen_did_not_write_is_not_lost(tmp_path: Path) -> None:
    copy(Path(__file__).parent / "small", tmp_path / "office")
    (tmp_path / "office/out").mkdir()
    (tmp_path / "office/out/index.html").write_text("mine")
    done = pages(tmp_path / "office")
    assert (done.exit_code, "was not written by pcpgen" in done.stderr) == (3, True)
    assert (tmp_path / "office/out/index.html").read_text() == "mine"


@pytest.mark.slow
def test_pdfs_stand_or_are_made_anew_and_the_bytes_are_the_same_with_any_jobs(tmp_path: Path) -> None:
    for name in ("plan", "data", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "office" / name)
    office = tmp_path / "office"
    assert build(office, "--jobs", "1").exit_code == 0
    first = content(office / "out")
    assert (done := build(office, "--jobs", "3", "--force", "--out", str(tmp_path / "again"))).exit_code == 0, done
    assert content(tmp_path / "again") == first
    assert {PLAN, REPORT, PACK} <= {name.partition("/")[0] for name in first}
    CHANGES["a cell that the report shows"][0](office)
    assert written(office) == {REPORT}
    added("templates/style/print.css", "\n.more { color: red; }\n")(office)
    assert written(office) == {path.name for path in (office / "out").iterdir() if path.is_dir()}


@pytest.mark.slow
def test_a_document_that_has_no_tables_any_more_loses_its_workbook(tmp_path: Path) -> None:
    root = copy(ROOT / "tests/offices/carrow", tmp_path / "office")
    file = next(root.glob("plan/board/*/harm.md"))
    request, out = Request("bcb-paper", ("harm",)), root / "out"
    assert build_all(root, request, Order(("html", "xlsx"), out)).whole
    (book,) = out.glob("board-*/*.xlsx")
    text = re.sub(r"\{\{ see\(.*?\) \}\}", "burglary", file.read_text("utf-8"))
    file.write_text(re.sub(r"(?m)^\{\{ (?:indicator|performance)\(.*\n", "It went well.\n", text), "utf-8")
    for _ in range(2):
        assert build_all(root, request, Order(("html",), out)).whole
    assert not book.exists()
