"""Issued means issued: the bytes stay, what would now differ is told, until a new version or an erratum."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen import issuing as module
from pcpgen.checks.reread import Difference, differences, page_lines
from pcpgen.cli import cli
from pcpgen.document.lines import Line, lines_of
from pcpgen.formats.pdf import Job, Printed
from pcpgen.load.workspace import read_workspace
from pcpgen.model.issued import IssuedLine
from pcpgen.pipeline import judge
from pcpgen.request import Request
from pcpgen.workspace.issue import untimely
from pcpgen.workspace.start import Answers, new_office
from tests.conftest import ROOT
from tests.test_publish import content
from tests.workspaces import change, copy

PLAN = "plan-2025-29"
REPORT = "panel-2019-11-13-communities"
BY = "Deputy Mayor for Policing"


class PaperMill:
    """In place of the renderer, which takes seconds: a PDF that nobody can read."""

    def __enter__(self) -> PaperMill:
        return self

    def __exit__(self, *how: object) -> None:
        pass

    def pdf(self, job: Job) -> Printed:
        return Printed(b"%PDF of " + job.html[-20:].encode(), 3)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny office, whose plan has been issued."""
    monkeypatch.setattr(module, "Renderer", PaperMill)
    root = copy(Path(__file__).parent / "small", tmp_path / "office")
    done = issue(root, "plan 2025-29")
    assert (done.exit_code, done.stdout) == (0, f"{root}/plan/issued/{PLAN}/1\n"), done.stderr
    return root


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), *words])


def issue(root: Path, document: str, day: str = "2025-05-01", by: str = BY) -> Result:
    return run(root, "issue", *document.split(), "--as-of", day, "--by", by)


def build(root: Path, *words: str) -> Result:
    return run(root, "build", "--format", "html", *words)


def page(root: Path, folder: str = PLAN) -> bytes:
    return (root / "out" / folder / f"{PLAN}.html").read_bytes()


def change_a_cell(root: Path) -> None:
    data = root / "data/budget.csv"
    data.write_text(data.read_text().replace("300", "350"))


def test_the_issue_is_kept_with_its_record(office: Path) -> None:
    kept = office / f"plan/issued/{PLAN}/1"
    names = {path.name for path in kept.iterdir()}
    assert {"record.yaml", f"{PLAN}.html", f"{PLAN}.pdf", "reading-order.txt", "provenance.json"} <= names
    record = (kept / "record.yaml").read_text("utf-8")
    for line in (
        'version: "1"',
        'request: "plan 2025-29"',
        'as_of: "2025-05-01"',
        f'by: "{BY}"',
        "data/budget.csv",
        '  "headings": 0',
    ):
        assert line in record
    assert run(office, "check", "--strict").exit_code == 0


@pytest.mark.slow
def test_a_pdf_that_was_issued_before_its_tags_were_counted_is_told(office: Path) -> None:
    """The accessibility statement has the counts of the record, where it has any."""
    statement, record = office / "out/accessibility.html", office / f"plan/issued/{PLAN}/1/record.yaml"
    assert run(office, "build").exit_code == 0
    assert "PDF of 3 pages: none." in statement.read_text("utf-8")
    record.write_text(re.sub(r"(?m)^evidence:\n(?:  .*\n)+", "", record.read_text("utf-8")), "utf-8")
    assert run(office, "build").exit_code == 0
    said = statement.read_text("utf-8")
    assert "1 PDF was issued before tags were counted" in said and "PDF: issued before its tags were counted." in said


@pytest.mark.slow
def test_what_was_issued_stays_byte_for_byte_and_what_would_differ_is_told(office: Path) -> None:
    assert build(office).exit_code == 0
    first = page(office)
    assert first == (office / f"plan/issued/{PLAN}/1/{PLAN}.html").read_bytes()
    change_a_cell(office)
    for _ in range(2):  # and again, when nothing more has changed
        done = build(office)
        assert (done.exit_code, page(office)) == (0, first)
        assert f"data/budget.csv:2:16: warning: version 1 of {PLAN}, issued on 2025-05-01, says" in done.stderr
        assert "The office spends £400 thousand in the year, of which 75% is for the quays." in done.stderr
        assert 'it would now say "The office spends £450 thousand in the year, of which 78% is for' in done.stderr
    for _ in range(2):
        done = run(office, "build-plan", "--format", "html")
        assert (done.exit_code, page(office), "[issued-differs]" in done.stderr) == (0, first, True)


@pytest.mark.slow
def test_check_tells_it_and_so_do_other_shapes(office: Path) -> None:
    assert build(office).exit_code == 0
    change_a_cell(office)
    assert (run(office, "check").exit_code, run(office, "check", "--strict").exit_code) == (0, 1)
    told = json.loads(run(office, "check", "--format", "json").stdout)["problems"]
    assert {(each["rule"], each["file"], each["line"]) for each in told} == {("issued-differs", "data/budget.csv", 2)}


@pytest.mark.slow
def test_a_cell_that_changed_is_told_once_with_how_much_rests_on_it(office: Path) -> None:
    money = office / "plan/2025-29/pages/money.md"
    more = 'The quays get {{ figure("budget.quays") }}.\n\nThe shops get {{ figure("budget.shops") }}.'
    money.write_text(f"{money.read_text('utf-8')}\n{more}\n", "utf-8")
    done = issue(office, "plan 2025-29", "2025-06-01")
    assert done.exit_code == 0, done.stderr
    change_a_cell(office)
    (told,) = json.loads(run(office, "check", "--format", "json").stdout)["problems"]
    assert "shows budget.quays@2025/26 as 300, which is 350 now: 2 places would read otherwise." in told["message"]
    assert 'It says "The office spends £400 thousand in the year' in told["message"]
    assert (told["file"], told["line"]) == ("data/budget.csv", 2)
    # what an author changed as well is told at its own line
    change(office, "plan/2025-29/pages/money.md", "The shops get", "The good shops get")
    told = json.loads(run(office, "check", "--format", "json").stdout)["problems"]
    assert [each["file"] for each in told] == ["data/budget.csv", "plan/2025-29/pages/money.md"], told


@pytest.mark.slow
def test_a_figure_defined_otherwise_than_it_was_issued_wants_a_reason(office: Path) -> None:
    """£ thousand that become £ are told once, at each series, until the file says since when and why."""
    declared = office / "plan/datasets/budget.yaml"
    text = declared.read_text("utf-8").replace("unit: £ thousand", "unit: £")
    declared.write_text(text, "utf-8")
    said = run(office, "check").stderr
    assert "warning: the unit of budget.quays, budget.shops, budget.spending is “£”, and was “£ thousand” in" in said
    assert said.count("[definition-changed]") == 1
    reason = "redefined:\n  - {from: 2025-06-01, what: unit, why: The auditors ask for pounds}\n"
    declared.write_text(text.replace("series:", f"{reason}series:"), "utf-8")
    assert "definition-changed" not in run(office, "check").stderr


def test_words_that_changed_are_told_at_their_line(office: Path) -> None:
    text = office / "plan/2025-29/themes/harbour.md"
    old = text.read_text("utf-8")
    text.write_text(f"{old.rstrip()}\n\nBoats shall be counted every autumn by the whole crew.\n", "utf-8")
    said = run(office, "check").stderr
    line = len(text.read_text("utf-8").splitlines())
    assert f"plan/2025-29/themes/harbour.md:{line}:1: warning" in said
    assert 'would also say "Boats shall be counted every autumn by the whole crew."' in said
    text.write_text(old, "utf-8")
    assert run(office, "check", "--strict").exit_code == 0


def test_a_remark_in_the_plan_is_no_difference(office: Path) -> None:
    edition = office / "plan/2025-29/edition.yaml"
    edition.write_text(edition.read_text() + "# a remark\n")
    assert run(office, "check", "--strict").exit_code == 0


@pytest.mark.slow
def test_issued_anew_it_is_the_next_version_and_the_old_one_is_listed(office: Path) -> None:
    assert build(office).exit_code == 0
    first = page(office)
    change_a_cell(office)
    assert issue(office, PLAN, "2025-06-01").exit_code == 0
    assert (done := build(office)).stderr == ""
    assert "450" in page(office).decode() and page(office) != first
    assert page(office, f"{PLAN}-version-1") == first == (office / f"plan/issued/{PLAN}/1/{PLAN}.html").read_bytes()
    index = (office / "out/index.html").read_text("utf-8").replace("\u00a0", " ")
    assert f"Version 2, issued on 1 June 2025 by the {BY}." in index
    assert f"Version 1, issued on 1 May 2025 by the {BY}, and replaced by version 2." in index
    assert f'href="{PLAN}-version-1/{PLAN}.html"' in index, done.output


def erratum(root: Path, **entries: str) -> None:
    told = {"version": "1", "date": "2025-05-20", "was": "75%", "reads": "78%", "why": "A quay was left out."}
    lines = "".join(f'    {name}: "{value}"\n' for name, value in (told | entries).items())
    file = root / f"plan/issued/{PLAN}/errata.yaml"
    old = file.read_text() if file.exists() else "errata:\n"
    file.write_text(f"{old}  -{lines[3:]}")


@pytest.mark.slow
def test_an_erratum_ends_the_warning_and_is_printed_as_a_note(office: Path) -> None:
    change_a_cell(office)
    erratum(office)
    assert run(office, "check", "--strict").exit_code == 1  # one of the two figures is still denied
    erratum(office, was="£400 thousand", reads="£450 thousand")
    assert run(office, "check", "--strict").stderr == "No problems in 11 files, 1 edition.\n"
    assert (done := build(office)).exit_code == 0, done.stderr
    assert page(office) == (office / f"plan/issued/{PLAN}/1/{PLAN}.html").read_bytes()
    slip = (office / f"out/errata-{PLAN}/errata-{PLAN}.html").read_text("utf-8")
    assert "In place of ‘75%’ read ‘78%’. A quay was left out. Noted on 20 May 2025." in slip
    assert "Read it with its errata." in (office / "out/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_fresh_clone_gives_the_same_bytes(office: Path, tmp_path: Path) -> None:
    assert build(office).exit_code == 0
    clone = tmp_path / "clone"
    shutil.copytree(office, clone, ignore=shutil.ignore_patterns("out"))
    assert build(clone).exit_code == 0
    assert content(clone / "out") == content(office / "out")


OLD_ATTRIBUTES = "* text=auto eol=lf\n"  # as init wrote them, which change the line ends of what was issued


@pytest.mark.slow
@pytest.mark.parametrize("attributes", [OLD_ATTRIBUTES, ""], ids=["as-it-was", "as-init-writes-it"])
def test_a_clone_by_git_checks_and_builds_what_was_issued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attributes: str
) -> None:
    monkeypatch.setattr(module, "Renderer", PaperMill)
    office, clone, kept = tmp_path / "office", tmp_path / "clone", f"plan/issued/{REPORT}/1"
    for name in ("plan", "data", "templates"):
        shutil.copytree(ROOT / name, office / name)
    text = attributes or new_office(Answers(), date(2026, 11, 2))[".gitattributes"]
    (office / ".gitattributes").write_text(text)
    assert issue(office, "panel-report communities", "2019-11-05", "Chief Executive").exit_code == 0
    issued = content(office / kept)
    assert any(b"\r\n" in each for name, each in issued.items() if name.endswith(".csv"))
    git(office, "init", "--quiet")
    git(office, "add", "--all")
    git(office, "commit", "--quiet", "--message", "Issued")
    git(tmp_path, "clone", "--quiet", str(office), str(clone))
    assert (content(clone / kept) == issued) is not bool(attributes)
    done = run(clone, "panel-report", "--theme", "communities", "--format", "html")
    assert done.exit_code == 0, done.output
    tables = {name: each for name, each in issued.items() if name.endswith(".csv")}
    assert tables.items() <= content(clone / "out" / REPORT).items()
    assert "issued-altered" not in run(clone, "check").output


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=An Author", "-c", "user.email=author@example.org")
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True, env=env, timeout=60)


@pytest.mark.slow
def test_the_pages_of_its_sections_are_issued_with_it(office: Path) -> None:
    file = office / "plan/office.yaml"
    file.write_text(f"{file.read_text('utf-8')}by_section: [plan]\n", "utf-8")
    assert issue(office, "plan 2025-29", "2025-06-01").exit_code == 0
    kept = office / f"plan/issued/{PLAN}/2"
    pages = {path.name: path.read_bytes() for path in kept.iterdir() if path.suffix in (".html", ".css", ".pdf")}
    assert {"index.html", "pages.css", "harbour.html", f"{PLAN}.pdf"} < {*pages}
    file.write_text(file.read_text("utf-8").replace("by_section: [plan]\n", ""), "utf-8")
    assert build(office).exit_code == 0
    assert {name: (office / "out" / PLAN / name).read_bytes() for name in pages} == pages
    assert not (office / f"out/{PLAN}-version-1/index.html").exists()


@pytest.mark.slow
def test_a_preview_shows_how_it_would_read_and_leaves_the_issued_one_alone(office: Path) -> None:
    assert build(office).exit_code == 0
    first = page(office)
    change_a_cell(office)
    done = run(office, "build-plan", "--format", "html", "--preview")
    assert done.exit_code == 0
    assert b"450" in (office / f"out/preview/{PLAN}/{PLAN}.html").read_bytes()
    assert page(office) == first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["plan 2025-92"], 'Did you mean "plan 2025-29"?'),
        (["plan 2025-29", "2025-13-01"], "Write the day that is meant, as in"),
        (["plan 2025-29", "2025-06-01", "Deputy Major for Policing"], f'Did you mean "{BY}"?'),
        (["plan 2025-29", "2025-04-30"], "version 1 is in force since 2025-05-01, after 2025-04-30"),
        (["plan 2025-29", "2025-06-01"], "plan 2025-29 reads as version 1 does; there is nothing to issue anew"),
    ],
)
def test_wrong_use_is_told(office: Path, words: list[str], says: str) -> None:
    done = issue(office, *words)
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr
    assert not (office / f"plan/issued/{PLAN}/2").exists()


@pytest.mark.slow
def test_what_is_suggested_can_be_run_as_it_stands_but_for_its_day(office: Path) -> None:
    change_a_cell(office)
    told = run(office, "check").stderr
    assert f'Issue it anew: pcpgen issue plan 2025-29 --as-of DATE --by "{BY}". Or add it' in told
    assert issue(office, "plan 2025-29", "2025-06-01").exit_code == 0


def test_nothing_with_a_problem_is_issued(office: Path) -> None:
    before = content(office / "plan/issued")
    (office / "plan/2025-29/themes/harbour.md").write_text("Some 1,200 boats lie in the harbour.\n")
    done = issue(office, "plan")
    assert (done.exit_code, "plan rests on plan/2025-29/themes/harbour.md." in done.stderr) == (1, True), done.stderr
    assert content(office / "plan/issued") == before


@pytest.mark.slow
def test_a_warning_stops_what_rests_on_it_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Renderer", PaperMill)
    root = copy(ROOT / "tests/offices/haddon", tmp_path / "office")
    for file, words in (
        ("annual-reports/2024-25.md", "# Objective: seen-patrols\n"),
        ("decisions/2024-014.md", "# Law\n"),
    ):
        change(root, f"plan/{file}", words, f"{words}\nSome 1,200 letters came.\n")
        done = issue(root, "decision-notice 2024-014", "2025-05-01", "Police and Crime Commissioner")
        assert done.exit_code == (1 if "decisions" in file else 0), done.stderr
    assert "Nothing was issued" in done.stderr and "annual-reports" not in done.stderr


@pytest.mark.slow
@pytest.mark.example
def test_a_draft_is_not_issued() -> None:
    done = issue(ROOT, "plan 2013-16+partnership-working", by="Chief Executive")
    assert (done.exit_code, "is a draft; make it final first" in done.stderr) == (2, True), done.stderr
    assert not (ROOT / "plan/issued/plan-2013-16-partnership-working").exists()


@pytest.mark.slow
def test_a_decision_is_not_issued_before_its_day_and_a_draft_of_it_says_that_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "Renderer", PaperMill)
    root = copy(ROOT / "tests/offices/haddon", tmp_path / "office")
    paper = "plan/decisions/2024-014.md"
    change(root, paper, "decided: 2024-09-23", "decided: 2025-12-25")
    done = issue(root, "decision-notice 2024-014", "2025-05-01", "Police and Crime Commissioner")
    assert done.exit_code == 1
    assert (
        "“Decided on” is 25 December 2025, which is still to come on the day of the issue, 1 May 2025" in done.stderr
    ), done.stderr
    assert not (root / "plan/issued/decision-notice-2024-014").exists()
    change(root, paper, "decided: 2025-12-25", "decided: 2099-12-25")
    told = f"{paper}:4:1: warning: “Decided on” is 25 December 2099, which is still to come  [day-to-come]"
    for asked in ((), ("decision-notice", "2024-014")):
        checked = run(root, "check", *asked)
        assert (checked.exit_code, told in checked.stderr) == (0, True), checked.stderr
    assert "day-to-come" not in run(root, "check", "decision-notice", "2024-015").stderr
    change(root, paper, "decided: 2099-12-25", "status: draft\ndecided: 2025-12-25")
    assert "day-to-come" not in run(root, "check").stderr
    notice = Request.read("decision-notice 2024-014")
    said = "\n".join(line.says for line in lines_of(judge(root, notice).documents[notice]))
    assert "is asked to approve this decision" in said and "To be decided on, 25 December 2025" in said
    assert "approved this decision on" not in said
    assert run(root, "new", "decision-notice", "More lamps").exit_code == 0
    assert "\nstatus: draft\n" in (root / "plan/decisions/more-lamps.md").read_text("utf-8")


def test_rows_and_sentences_are_compared() -> None:
    then = page_lines(
        "<main><p>One. Two is so.</p><table><tr><th>A</th><td>1</td></tr></table><svg><title>x</title></svg></main>"
    )
    assert then == ["One. Two is so.", "A, 1"]
    was = [IssuedLine(line, line) for line in then]
    now = [Line(line, line) for line in ("One. Two was so.", "A, 2")]
    told = [Difference("Two is so.", "Two was so."), Difference("A, 1", "A, 2")]
    assert list(differences(was, now, whole=True)) == told


@pytest.mark.slow
def test_a_report_stays_as_it_was_issued_in_both_formats(tmp_path: Path) -> None:
    for name in ("plan", "data", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    assert issue(tmp_path, "panel-report communities", "2019-11-05", "Chief Executive").exit_code == 0
    kept = content(tmp_path / f"plan/issued/{REPORT}/1")
    data = tmp_path / "data/hate-crime.csv"
    data.write_text(data.read_text("utf-8").replace("79.2", "79.3"), "utf-8")
    done = run(tmp_path, "build")
    assert (done.exit_code, "data/hate-crime.csv:2:" in done.stderr, "79.3%" in done.stderr) == (0, True, True)
    out = content(tmp_path / "out" / REPORT)
    assert {name: each for name, each in kept.items() if name not in ("record.yaml", "words.json")} == {
        name: each for name, each in out.items() if name != "manifest.json"
    }


@pytest.mark.parametrize(
    ("day", "said"), [("2099-01-01", "is still to come"), ("2015-05-01", "is years off 2025-04-01 to 2029-03-31")]
)
def test_a_plan_is_issued_in_its_time_and_not_in_advance(office: Path, day: str, said: str) -> None:
    done = issue(office, "plan 2025-29", day)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert not (office / f"plan/issued/{PLAN}/2").exists()


@pytest.mark.slow
def test_a_paper_is_issued_in_the_time_of_its_meeting() -> None:
    project, _ = read_workspace(ROOT)
    answers = [Request.read("panel-report communities"), Request.read("panel-report communities 2019-11-13")]
    assert untimely(project, answers, date(2019, 11, 5)) == ""
    assert untimely(project, answers, date(2020, 12, 31)) == ""
    assert "2021-01-01 is years off 2019-11-13" in untimely(project, answers, date(2021, 1, 1))
