"""Whatever a new version of the program says, only figures and authors' words that change are told as a difference."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen import issuing as module
from pcpgen.checks.overtaken import made_good
from pcpgen.checks.reread import page_lines, since_page, whole_text
from pcpgen.cli import cli
from pcpgen.compose.provenance import provenance
from pcpgen.document.lines import lines_of
from pcpgen.formats.html import render_html
from pcpgen.load import outlines
from pcpgen.model.issued import Erratum, IssuedLine
from pcpgen.model.text import Text
from pcpgen.pipeline import judge
from pcpgen.place import NOWHERE
from pcpgen.request import Request
from pcpgen.words import catalogue
from tests.cases import first_quick
from tests.test_issue import PaperMill
from tests.workspaces import copy

HERE = Path(__file__).parent
OFFICES = first_quick(["small", *(f"offices/{path.name}" for path in sorted((HERE / "offices").iterdir()))])
REPORT = "panel-report farms 2025-10-08"
KEPT = "plan/issued/panel-2025-10-08-farms/1"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has issued a report."""
    root = copy(HERE / "offices/fellmoor", tmp_path_factory.mktemp("issued") / "office")
    words = ["issue", *REPORT.split(), "--as-of", "2025-10-01", "--by", "Policing Commissioner"]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(module, "Renderer", PaperMill)
        done = CliRunner().invoke(cli, ["-C", str(root), *words])
    assert (done.exit_code, done.stdout) == (0, f"{root}/{KEPT}\n"), done.stderr
    return root


@pytest.fixture
def office(issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that has put a remark into a file of the report since, so that it is compared."""
    monkeypatch.setattr(module, "Renderer", PaperMill)
    root = copy(issued, tmp_path / "office")
    put(root, "plan/2024-28/themes/farms.yaml", "title:", "# a remark\ntitle:")
    return root


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A version of the program that says other words: a label, how a change is told, how a report opens."""
    for held, name in ((catalogue, "HERE"), (outlines, "SHIPPED")):
        copy = Path(shutil.copytree(getattr(held, name), tmp_path / name))
        monkeypatch.setattr(held, name, copy)
    words, outline = "HERE/en-GB.yaml", "SHIPPED/panel-report.yaml"
    put(tmp_path, words, "head.access: Access", "head.access: Who may read it")
    put(
        tmp_path,
        words,
        "change.down: down {change} on {period} ({value})",
        "change.down: '{change} fewer than in {period} ({value})'",
    )
    put(tmp_path, outline, "This report tells the {{", "Here the {{")
    put(tmp_path, outline, "is being delivered.", "is told how the plan goes on.")
    put(tmp_path, outline, "title: Next steps,", "title: What comes next,")
    known = (catalogue.shipped, outlines.shipped_outline)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


def put(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text, old
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def told(root: Path) -> list[tuple[str, str]]:
    """Where `check` tells of something, and what."""
    done = CliRunner().invoke(cli, ["-C", str(root), "check", "--format", "json"])
    problems = json.loads(done.stdout)["problems"]
    assert {each["rule"] for each in problems} <= {"issued-differs"}, problems
    return [(f"{each['file']}:{each['line']}", each["message"].partition("2025-10-01, ")[2]) for each in problems]


def without_words(root: Path) -> None:
    """As an earlier version of the program issued: the page, and no record of its words."""
    (root / KEPT / "words.json").unlink()
    record = root / KEPT / "record.yaml"
    record.write_text(re.sub(r"words: .*\n", "", record.read_text("utf-8")), "utf-8")


@pytest.mark.slow
def test_a_figure_is_told_alone_beside_other_words_of_the_program(office: Path, newer: None) -> None:
    put(office, "data/marking.csv", "148", "151")
    was, now = (f"Machines were marked on {number} farms." for number in (148, 151))
    assert told(office) == [("data/marking.csv:2", f'says "{was}"; it would now say "{now}"')]


@pytest.mark.slow
def test_a_newer_program_says_other_words_indeed(office: Path, newer: None) -> None:
    document = judge(office, Request.read(REPORT)).documents[Request.read(REPORT)]
    said = [line.says for line in lines_of(document)]
    for words in ("Who may read it, Public", "Here the Fellmoor", "11 fewer than in August 2024", "What comes next"):
        assert any(words in line for line in said), words


@pytest.mark.slow
def test_a_template_is_no_difference_and_nothing_is_rendered(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "templates/blocks").mkdir(parents=True)
    (office / "templates/blocks/text.html.j2").write_text("{{ nothing such }}")
    monkeypatch.setattr("pcpgen.formats.html.render_html", lambda *all_of_it: pytest.fail("a check renders"))
    assert told(office) == []


# what is changed in which file, where that is told, and how the line would read
PAPER = "plan/panel/2025-10-08/farms.md"
CHANGES = {
    "a figure": ("data/marking.csv", "148", "151", ":2", "151 farms"),
    "a cell of a table": ("data/farm-theft.csv", "09,,12,", "09,,15,", ":2", "September 2023, 36, 15, 21"),
    "a word": (PAPER, "once. A yard", "twice. A yard", ":32", "tracks twice"),
    "a title": (PAPER, "title: What has become of", "title: What was made of", ":6", "What was made of the pledges"),
    "a head of a row": ("plan/indicators/trust.yaml", "title: Farmers", "title: Growers", "", "Growers who trust the"),
}


@pytest.fixture(params=["the same program", "a newer program", "an issue without words"])
def since(request: pytest.FixtureRequest, office: Path) -> Path:
    """The office after its report was issued, which the program that judges it now may not have done."""
    if request.param == "a newer program":
        request.getfixturevalue("newer")
    if request.param == "an issue without words":
        without_words(office)
    return office


@pytest.mark.slow
@pytest.mark.parametrize("what", CHANGES)
def test_what_authors_change_is_told(since: Path, what: str) -> None:
    file, old, new, line, reads = CHANGES[what]
    put(since, file, old, new)
    found = told(since)
    assert any(reads in said and where.startswith(f"{file}{line}") for where, said in found), found


@pytest.mark.slow
def test_nothing_is_told_while_nothing_has_changed(since: Path) -> None:
    assert told(since) == []


@pytest.mark.slow
def test_words_that_an_office_changes_are_its_own(since: Path) -> None:
    (since / "plan/words.yaml").write_text(
        "recommendation.label: Proposal\nindicator.label: Gauge\nquestion.label: Asked by the Panel\n"
    )
    assert any(
        'now say "Asked by the Panel"' in said or 'also say "Asked by the Panel"' in said for _, said in told(since)
    )


@pytest.mark.slow
def test_what_is_taken_out_is_told(since: Path) -> None:
    put(since, "plan/panel/2025-10-08/farms.md", "The tracks are walked again in spring.", "They rest.")
    assert any('"The tracks are walked again in spring."' in said for _, said in told(since))


@pytest.mark.parametrize(
    "content",
    first_quick([b'{"program": "", "lines": [["a"]]}', b"{", b"[]", b'{"program": "", "lines": [[1, 2]]}']),
)
def test_a_record_of_words_stays_as_it_was_written(office: Path, content: bytes) -> None:
    (office / KEPT / "words.json").write_bytes(content)
    done = CliRunner().invoke(cli, ["-C", str(office), "check"])
    assert f"{KEPT}/record.yaml" in done.stderr
    assert f"{KEPT}/words.json is not as it was issued" in done.stderr
    (office / KEPT / "words.json").unlink()
    assert f"there is no file {KEPT}/words.json" in CliRunner().invoke(cli, ["-C", str(office), "check"]).stderr


@pytest.mark.slow
def test_readers_do_not_get_the_record_of_words(office: Path) -> None:
    assert CliRunner().invoke(cli, ["-C", str(office), "build", "--format", "html"]).exit_code == 0
    out = {path.name for path in (office / "out/panel-2025-10-08-farms").iterdir()}
    assert "record.yaml" not in out and "words.json" not in out and "provenance.json" in out


def test_an_erratum_across_words_of_the_program_makes_good_what_it_changes() -> None:
    erratum = Erratum(1, "2025-11-01", Text("down 11 on August", NOWHERE), Text("down 12 on August", NOWHERE), "Why.")
    line = IssuedLine("down 11 on August 2024 (37).", "11 August 2024 37")
    assert made_good(line, [erratum]) == IssuedLine("down 12 on August 2024 (37).", "12 August 2024 37")


@pytest.mark.parametrize("office", OFFICES)
def test_marks_change_no_word(office: str) -> None:
    judged = judge(HERE / office)
    for recipe in judged.recipes:
        plain, marked = lines_of(recipe.compose()), lines_of(recipe.marked())
        assert [line.says for line in marked] == [line.says for line in plain], recipe.answers
        assert all(set(re.findall(r"\w+", line.own)) <= set(re.findall(r"\w+", line.says)) for line in marked)
        assert sum(line.own != line.says for line in marked) > 3


@pytest.mark.parametrize("office", OFFICES)
def test_every_page_says_what_its_document_says(office: str) -> None:
    """So that an issue whose words nobody kept can be compared with its page."""
    for recipe in judge(HERE / office).recipes:
        document = recipe.compose()
        page = render_html(document, "web")
        figures: dict[str, set[str]] = {}
        for entry in provenance(document):
            figures.setdefault(entry.figure.id, set()).add(" ".join(entry.shown.split()))
        assert list(since_page(page_lines(page), whole_text(page), figures, lines_of(recipe.marked()))) == []


@pytest.mark.slow
def test_lines_have_their_authors_words_apart() -> None:
    document = next(
        each for each in judge(HERE / "offices/fellmoor").recipes if Request.read(REPORT) in each.answers
    ).marked()
    lines = {line.says: line.own for line in lines_of(document)}
    assert lines["Meeting, 8 October 2025"] == "8 October 2025"
    assert lines["down 11 on August 2024 (37)."] == "11 August 2024 37"
    assert lines["Goal"] == "Goal"
    assert lines["Recommendations"] == ""
