"""`pcpgen new`: everything that can be added, named where it must be, leaves a workspace without an error."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from pcpgen.load.outlines import shipped_kinds
from pcpgen.pipeline import judge
from pcpgen.workspace.files import write_new
from pcpgen.workspace.new import DOCUMENTS, MAKERS
from pcpgen.workspace.start import Answers, new_office, wrong_answers
from tests.cases import first_quick
from tests.test_init import DAY
from tests.workspaces import change, copy, copy_example, copy_small, edit_meanwhile

ROOT = Path(__file__).parents[1]
ON = ("--on", str(DAY))
MEETING = ("--meeting", "2027-03-10")


def run(root: Path, *words: str) -> Result:
    done = CliRunner().invoke(cli, ["-C", str(root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def new(root: Path, *words: str) -> Result:
    return run(root, "new", *words, *ON)


def office(name: str, folder: Path) -> Path:
    if name == "new":
        write_new(folder, new_office(Answers(), DAY))
    elif name == "example":
        copy_example(folder)
    elif name == "small":
        copy_small(folder)
    elif name == "decisions":
        copy_small(folder)
        copy(ROOT / "tests/decisions", folder)
    else:
        shutil.copytree(ROOT / "tests/offices" / name, folder, ignore=shutil.ignore_patterns(".pcpgen", "out"))
    return folder


def every(theme: str) -> Iterator[tuple[str, ...]]:
    """One of everything, in an order in which each can stand on what came before."""
    yield ("theme", "Rural crime")
    yield ("theme", "Roads & lanes")
    yield ("page", "More words")
    for page in ("foreword", "facts", "survey", "accounts"):
        yield ("page", f"A page: {page}", "--page", page)
    yield ("indicator", "Hate crimes", "--theme", theme, "--unit", "offences")
    yield ("indicator", "Other crimes")
    yield ("action", "Mend the lanes", "--theme", theme)
    yield ("dataset", "Grants", "--unit", "£")
    yield ("meeting", "2027-06-09")
    yield ("panel-report", theme, *MEETING)
    yield ("panel-report", "rural-crime", *MEETING)
    yield ("variation", "After the flood")
    yield ("variation-report", "after-the-flood", *MEETING)
    yield ("bcb-paper", "The next plan", "--meeting", "2027-04-06")
    yield ("panel-response", "2027-02-01")
    yield ("panel-pack", "2027-09-08")
    for kind, of in shipped_kinds().items():
        if of == "paper":
            yield (kind, "The first of autumn")
    yield ("outline", "Decision note")
    yield ("decision-note", "A van")
    yield ("outline", "bcb-paper")
    yield ("plan", "2027-29b")


THEMES = {
    "new": "neighbourhoods",
    "decisions": "harbour",
    "fellmoor": "farms",
    "port-ansley": "docks",
    "example": "communities",
}


def errors(root: Path) -> list[tuple[str, str]]:
    return [(str(each.place), each.message) for each in judge(root).errors]


def taken_away(before: Path, after: Path) -> list[str]:
    """The lines of files that stood that are not there any more, but for lists in brackets, which got longer."""
    gone: list[str] = []
    for path in (path for path in before.rglob("*") if path.suffix in (".yaml", ".md")):
        old, now = (
            path.read_text("utf-8").split("\n"),
            (after / path.relative_to(before)).read_text("utf-8").split("\n"),
        )
        lost = [line[2:] for line in difflib.ndiff(old, now) if line.startswith("- ")]
        gone += [line for line in lost if not re.match(r" *[a-z]+: \[", line)]
    return gone


@pytest.mark.slow
def test_one_of_everything_leaves_no_error_and_every_line_that_stood(tmp_path: Path) -> None:
    root = office("new", tmp_path / "office")
    for words in every("neighbourhoods"):
        done = new(root, *words)
        assert done.exit_code == 0, (words, done.stderr)
        assert all(Path(line).is_file() for line in done.stdout.splitlines())
    assert errors(root) == []
    before = office("new", tmp_path / "before")
    assert taken_away(before / "plan", root / "plan") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", THEMES)
def test_each_leaves_no_error_right_after_it(name: str, tmp_path: Path) -> None:
    root = office(name, tmp_path / "office")
    for words in (*every(THEMES[name]), *([("decision-notice", "More vans")] if name == "decisions" else [])):
        assert new(root, *words).exit_code == 0
        assert errors(root) == [], words
    assert taken_away(office(name, tmp_path / "before") / "plan", root / "plan") == []
    done = run(root, "build", "--format", "html")
    assert done.exit_code == 0, done.stderr


@pytest.mark.slow
def test_what_somebody_saves_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = office("small", tmp_path / "office")
    edition = root / "plan/2025-29/edition.yaml"
    theirs = edit_meanwhile(monkeypatch, "pcpgen.workspace.files.write_new", edition)
    done = new(root, "page", "More words")
    assert done.exit_code == 3 and f"{edition} was changed meanwhile" in done.stderr
    assert edition.read_text("utf-8") == theirs


@pytest.mark.slow
def test_a_theme_and_a_plan_of_another_shape_have_all_levels_that_are_required(tmp_path: Path) -> None:
    root = office("northmoor", tmp_path / "office")
    for words in (("theme", "Fair roads"), ("plan", "2029-33")):
        assert new(root, *words).exit_code == 0
    assert errors(root) == []
    assert "\ncommitments:\n" in (root / "plan/2025-29/themes/fair-roads.yaml").read_text("utf-8")


def test_every_kind_of_document_can_be_begun() -> None:
    assert set(shipped_kinds().values()) | {"paper"} == set(DOCUMENTS)
    begun = {words[0] for words in every("x")}
    assert begun >= (set(shipped_kinds()) - {"errata"}) | set(MAKERS)


def test_an_item_is_numbered_as_the_register_numbers_its_items(tmp_path: Path) -> None:
    root = office("northmoor", tmp_path / "office")
    new(root, "panel-report", "nights", "--meeting", "2025-12-10")
    new(root, "panel-report", "trust", "--meeting", "2025-12-10")
    found = re.findall(
        "(?m)^item: .*", "\n".join(p.read_text("utf-8") for p in sorted(root.glob("plan/panel/2025-12-10/*")))
    )
    assert found == ["item: 1.0", "item: 2.0"]


def test_a_report_has_all_that_its_gate_asks_for(tmp_path: Path) -> None:
    root = office("fellmoor", tmp_path / "office")
    new(root, "indicator", "Hate crimes", "--theme", "farms")
    new(root, "panel-report", "farms", *MEETING)
    text = (root / "plan/panel/2027-03-10/farms.md").read_text("utf-8")
    assert re.findall("^# .*", text, re.MULTILINE) == [
        "# Background",
        "# Pledge: mark-machines",
        "# Pledge: walk-tracks",
        "# Pledge: answer-calls",
        "# Next steps",
        "# Left out",
    ]
    walk = text.partition("# Pledge: walk-tracks")[2].partition("# Pledge")[0]
    assert '{{ question("winter-cover") }}' in walk and "night-calls" not in text  # which is answered
    assert '{{ indicator("farm-theft") }}\n\n{{ indicator("trust") }}' in text
    assert "- hate-crimes: no figures of this period had come when this report was begun" in text
    assert "as_at: 2025-08-31\n" in text and "item: 1\n" in text and "status: draft" not in text
    earlier = (root / "plan/panel/2025-10-08/farms.md").read_text("utf-8")
    assert "# Left out\n\n- hate-crimes: added to the plan after this paper was begun\n\n[^marked]" in earlier


def test_a_paper_to_the_board_goes_to_its_next_meeting_that_has_one(tmp_path: Path) -> None:
    root = office("fellmoor", tmp_path / "office")
    assert run(root, "new", "bcb-paper", "Lanes", "--on", "1 September 2025").exit_code == 0
    assert (root / "plan/board/2025-09-16/lanes.md").is_file()


@pytest.mark.slow
def test_what_waits_for_its_words_is_told(tmp_path: Path) -> None:
    root = office("new", tmp_path / "office")
    assert judge(root).problems == ()
    new(root, "bcb-paper", "The next plan", "--meeting", "2027-04-06")
    told = [(each.rule.id, each.place.line) for each in judge(root).problems]
    assert told == [("placeholder", line) for line in (11, 19, 23)]


def test_a_change_of_a_plan_that_is_no_draft_is_said_to_be_one(tmp_path: Path) -> None:
    final, draft = office("fellmoor", tmp_path / "final"), office("new", tmp_path / "draft")
    assert "The plan 2024-28 is final: what changes it goes to the Panel first" in new(final, "theme", "Rivers").stderr
    assert new(draft, "theme", "Rivers").stderr == "pcpgen check tells which words it waits for.\n"


def test_papers_that_account_for_every_theme_say_why_they_lack_a_new_one(tmp_path: Path) -> None:
    root = office("decisions", tmp_path / "office")
    new(root, "theme", "Rural crime")
    assert "- rural-crime: added to the plan" in (root / "plan/decisions/2026-014.md").read_text("utf-8")
    new(root, "decision-notice", "More vans")
    text = (root / "plan/decisions/more-vans.md").read_text("utf-8")
    assert "decided: 2026-11-28\nby: mayor\n" in text and 'request: "Say here what belongs to “Request”."\n' in text
    assert "# Option: The first\n" in text and "# Theme: rural-crime\n" in text and "# Equality" not in text
    assert errors(root) == []


@pytest.mark.slow
def test_a_quarterly_report_says_what_shows_figures_and_which_have_a_row_for_each_month(tmp_path: Path) -> None:
    root = office("new", tmp_path / "office")
    new(root, "indicator", "Hate crimes", "--theme", "neighbourhoods")
    change(root, "plan/indicators/hate-crimes.yaml", "chart: line", "chart: line\nadditive: true")
    said = new(root, "quarterly-report", "Quarter two").stderr
    assert '{{ performance("TABLE") }} from plan/performance.yaml' in said
    assert " hate-crimes: a row for each month, unless plan/indicators/ says window: quarter." in said
    change(root, "plan/indicators/hate-crimes.yaml", "additive: true", "additive: true\nwindow: quarter")
    assert "a row for each month" not in new(root, "quarterly-report", "Quarter three").stderr


def test_an_erratum_of_a_document_that_was_issued(tmp_path: Path) -> None:
    root = office("decisions", tmp_path / "office")
    issued = root / "plan/issued/plan-2025-29"
    copy(ROOT / "tests/broken/erratum-misses/plan/issued/plan-2025-29", issued)
    (issued / "errata.yaml").unlink(missing_ok=True)
    for was in ("75%", "Saltmarsh"):
        done = new(root, "errata", "plan-2025-29", "--was", was, "--reads", "78%")
        assert done.exit_code == 0, done.stderr
    text = (issued / "errata.yaml").read_text("utf-8")
    assert text.count("  - version: 1\n    date: 2026-11-28\n") == 2 and 'was: "75%"\n' in text


@pytest.mark.parametrize(
    ("words", "says"),
    first_quick(
        [
            (("thema", "A"), 'there is no kind "thema". Did you mean "theme"?'),
            (("theme", "Farms"), 'there is a theme or page "farms" already'),
            (("indicator", "Farm theft"), 'there is an indicator or dataset "farm-theft" already'),
            (("theme", "…"), "gives no id"),
            (("theme", "a\nb"), "cannot be printed"),
            (("outline", "Theme"), "call the kind otherwise"),
            (("theme", "A", "--edition", "2024-82"), 'Did you mean "2024-28"?'),
            (("page", "A", "--page", "fact"), 'Did you mean "facts"?'),
            (("indicator", "A", "--theme", "farm"), 'Did you mean "farms"?'),
            (("meeting", "10 March"), '"10 March" is no date. Write the day that is meant'),
            (("meeting", "2025-10-08"), "is in plan/panel/panel.yaml already"),
            (("panel-report", "farms"), "name the meeting that takes the report with --meeting"),
            (("bcb-paper", "Lanes"), "no paper is for one from 2026-11-28 on; the last was on 2025-09-16"),
            (("bcb-paper", "Lanes", "--meeting", "3/4/2027"), "Write 2027-04-03, or 2027-03-04."),
            (("panel-report", "farm", *MEETING), 'Did you mean "farms"?'),
            (("panel-report", "farms", "--meeting", "2025-10-08"), "is there already"),
            (
                ("panel-report", "farms", "--meeting", "2020-10-08"),
                "in force on 2020-10-08, the day of the meeting; the first is from 2024-04-01",
            ),
            (("variation-report", "floods"), 'Did you mean "flood"?'),
            (("panel-pack", "2025-10-08"), "pcpgen panel-pack --meeting 2025-10-08"),
            (("errata", "plan-2024-28"), "There are: none"),
        ],
        8,
    ),
)
def test_what_cannot_be_added_is_told(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    root = office("fellmoor", tmp_path / "office")
    done = new(root, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("plan/panel/panel.yaml", ("meeting", "2027-06-09")),
        ("plan/panel/recommendations.yaml", ("panel-response", "2027-02-01")),
        ("plan/2024-28/edition.yaml", ("theme", "Rivers")),
    ],
)
def test_a_register_that_cannot_be_read_is_left_alone(file: str, words: tuple[str, ...], tmp_path: Path) -> None:
    root = office("fellmoor", tmp_path / "office")
    (root / file).write_text("meetings: [\n", "utf-8")
    before = sorted(path for path in root.rglob("*"))
    done = new(root, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(path for path in root.rglob("*")) == before and (root / file).read_text("utf-8") == "meetings: [\n"


def test_a_file_of_another_system_keeps_its_ends_of_lines(tmp_path: Path) -> None:
    root = office("fellmoor", tmp_path / "office")
    edition = root / "plan/2024-28/edition.yaml"
    edition.write_bytes(b"\xef\xbb\xbf" + edition.read_bytes().replace(b"\n", b"\r\n"))
    before = edition.read_bytes()
    assert new(root, "theme", "Rural crime").exit_code == 0
    assert edition.read_bytes() == before.replace(b"[farms, roads]", b"[farms, roads, rural-crime]")


def test_a_file_keeps_the_end_of_each_line_and_its_rights(tmp_path: Path) -> None:
    root = office("fellmoor", tmp_path / "office")
    edition = root / "plan/2024-28/edition.yaml"
    first, _, rest = edition.read_bytes().partition(b"parts:")
    edition.write_bytes(first.replace(b"\n", b"\r\n") + b"parts:" + rest)
    edition.chmod(0o640)
    before = edition.read_bytes()
    assert new(root, "theme", "Rural crime").exit_code == 0
    assert edition.read_bytes() == before.replace(b"[farms, roads]", b"[farms, roads, rural-crime]")
    assert edition.stat().st_mode & 0o777 == 0o640


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Contents", "Themes", "Money"])
def test_no_theme_or_page_takes_the_name_of_a_part(tmp_path: Path, name: str) -> None:
    root = office("new", tmp_path)
    for words in (("theme", name), ("page", name)):
        refused = new(root, *words)
        assert (refused.exit_code, f'"{name.lower()}" already' in refused.stderr) == (2, True)


def test_a_new_office_has_no_theme_under_the_name_of_a_part() -> None:
    assert "measuring is a part of every new plan" in wrong_answers(Answers(themes=("Victims", "Measuring")))
    assert wrong_answers(Answers()) == ""


@pytest.mark.slow
def test_a_new_theme_invents_no_plan(tmp_path: Path) -> None:
    root = office("new", tmp_path)
    new(root, "theme", "Rural crime")
    waiting = [each for each in judge(root).problems if "rural-crime" in each.place.file]
    assert {each.rule.id for each in waiting} == {"placeholder"} and len(waiting) == 3


def test_no_plan_takes_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    assert "already" in new(office("new", tmp_path), "plan", "indicators").stderr


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    root, elsewhere = office("new", tmp_path), tmp_path / "elsewhere"
    (root / "data").rename(elsewhere)
    (root / "data").symlink_to(elsewhere)
    before = sorted(path.name for path in elsewhere.iterdir())
    refused = new(root, "dataset", "Hate crime")
    assert refused.exit_code != 0 and "is a link" in refused.stderr
    assert sorted(path.name for path in elsewhere.iterdir()) == before


def test_names_within_the_name_of_an_indicator_keep_their_capitals(tmp_path: Path) -> None:
    root = office("new", tmp_path)
    new(root, "indicator", "ASB incidents")
    assert "measures: ASB incidents, by" in (root / "plan/indicators/asb-incidents.yaml").read_text("utf-8")


def test_the_help_lists_each_kind_that_comes_with_the_program() -> None:
    done = CliRunner().invoke(cli, ["new", "--help"])
    _, _, told = done.output.partition("Documents, by their kind")
    assert told.partition("Examples:")[0].partition("prints them:")[2].split() == sorted(shipped_kinds())


# -- in an office of two languages


@pytest.mark.slow
def test_what_is_begun_in_two_languages_has_room_for_its_translation(tmp_path: Path) -> None:
    """Each text has its pair, a paper's words are there to be written over, and each part that is not yet is told."""
    root = office("gwynfa", tmp_path / "office")
    paper, translation = ("plan/board/2026-06-01/the-next-plan" + ending for ending in (".md", ".cy.md"))
    done = new(root, "bcb-paper", "The next plan", "--meeting", "2026-06-01")
    assert done.stdout.split() == [str(root / paper), str(root / translation)]
    begun = (root / translation).read_text("utf-8")
    assert "  - en: The next plan\n    cy:\n" in begun
    assert begun.endswith((root / paper).read_text("utf-8").rpartition("---\n")[2])
    judged = judge(root)
    assert judged.errors == ()
    own = [each for each in judged.problems if each.place.file == translation]
    assert [each.message for each in own] == [
        '"The next plan" has no Welsh yet',
        '"That the Board agree to what this paper asks for." has no Welsh yet',
        "3 parts, this one first, still read as its text does",
    ]
    welsh = begun.replace("en: The next plan\n    cy:", "en: The next plan\n    cy: Y cynllun nesaf")
    welsh = welsh.replace("asks for.\n    cy:", "asks for.\n    cy: Bod y Bwrdd yn cytuno.").replace(
        "Say here", "Dywedwch"
    )
    (root / translation).write_text(welsh, "utf-8")
    assert [each for each in judge(root).problems if each.place.file == translation] == []


@pytest.mark.slow
def test_a_register_and_a_theme_get_the_pairs_of_what_is_added_to_them(tmp_path: Path) -> None:
    root = office("gwynfa", tmp_path / "office")
    for words in (("indicator", "Hate crime", "--theme", "homes", "--unit", "offences"), ("minutes", "June")):
        assert new(root, *words).exit_code == 0
    before = (root / "plan/actions.cy.yaml").exists()
    first = new(root, "action", "Light the lanes", "--theme", "homes")
    second = new(root, "action", "Mend the gate", "--theme", "homes")
    assert not before and (first.exit_code, second.exit_code) == (0, 0)
    pairs = (root / "plan/actions.cy.yaml").read_text("utf-8")
    assert pairs.endswith("texts:\n  - en: Light the lanes\n    cy:\n  - en: Mend the gate\n    cy:\n")
    assert "en: offences\n    cy:\n" in (root / "plan/indicators/hate-crime.cy.yaml").read_text("utf-8")
    assert "status: draft\n" in (root / "plan/minutes/june.md").read_text("utf-8")
    change(root, "plan/actions.yaml", ": Mend the gate", ": >-\n        Mend\n        the gate")
    assert new(root, "action", "Mend the", "--theme", "homes").exit_code == 0  # the words of another, and more
    pairs = (root / "plan/actions.cy.yaml").read_text("utf-8")
    assert pairs.endswith("  - en: Mend the gate\n    cy:\n  - en: Mend the\n    cy:\n")
    # a report that gained a reason for what it leaves out has a translation that cannot account for it
    assert {each.rule.id for each in judge(root).errors} == {"unfinished-translation"}


@pytest.mark.slow
def test_minutes_that_are_called_by_a_day_are_of_that_day(tmp_path: Path) -> None:
    root = office("gwynfa", tmp_path / "office")
    assert new(root, "minutes", "2026-03-11").exit_code == 0
    assert "\nheld: 2026-03-11\n" in (root / "plan/minutes/2026-03-11.md").read_text("utf-8")
    assert "name-differs" not in {each.rule.id for each in judge(root).problems}


@pytest.mark.slow
def test_a_translation_is_begun_of_each_file_that_has_none(tmp_path: Path) -> None:
    root = office("gwynfa", tmp_path / "office")
    (root / "plan/office.cy.yaml").unlink()
    (root / "plan/2025-29/pages/money.cy.md").unlink()
    done = new(root, "translation", "all")
    assert done.stdout.split() == [str(root / "plan/2025-29/pages/money.cy.md"), str(root / "plan/office.cy.yaml")]
    assert "  - en: Head of Policy\n    cy:\n" in (root / "plan/office.cy.yaml").read_text("utf-8")
    assert "each file has one begun" in new(root, "translation", "all").stderr
    assert "is a translation" in new(root, "translation", "plan/office.cy.yaml").stderr
    again = new(root, "translation", "plan/office.yaml")
    assert (again.stdout, again.stderr) == ("", "It was begun already: pcpgen check tells which words it waits for.\n")
    assert 'Did you mean "plan/office.yaml"?' in new(root, "translation", "plan/office.yml").stderr


@pytest.mark.slow
def test_an_office_of_one_language_begins_no_translation(tmp_path: Path) -> None:
    done = new(office("small", tmp_path / "office"), "translation", "all")
    assert done.exit_code == 2 and "languages: [en, cy]" in done.stderr


@pytest.mark.slow
def test_a_text_that_was_changed_keeps_its_translation_beside_it(tmp_path: Path) -> None:
    """check tells the older one, with what it was translated from."""
    root = office("gwynfa", tmp_path / "office")
    file = root / "plan/office.cy.yaml"
    before = file.read_text("utf-8")
    change(root, "plan/office.yaml", "Head of Policy", "Head of Policies")
    new(root, "translation", "plan/office.yaml")
    assert file.read_text("utf-8") == before


@pytest.mark.slow
def test_the_row_that_an_indicator_is_begun_with_stands_for_series_of_ones_own_until_their_figures_come(
    tmp_path: Path,
) -> None:
    root = tmp_path / "office"
    write_new(root, new_office(Answers(), DAY))
    begun = ["-C", str(root), "new", "indicator", "Van thefts", "--theme", "neighbourhoods", "--on", "2026-11-29"]
    assert CliRunner().invoke(cli, begun).exit_code == 0
    declared = root / "plan/indicators/van-thefts.yaml"
    text = declared.read_text("utf-8").partition("series:")[0]
    declared.write_text(f"{text}series:\n  east: {{title: East}}\n  west: {{title: West}}\n", "utf-8")
    checked = CliRunner().invoke(cli, ["-C", str(root), "check"])
    assert checked.exit_code == 0, checked.output
    figures = tmp_path / "figures.csv"
    figures.write_text("series,period,value\neast,2026-08,12\nwest,2026-08,14\n", "utf-8")
    taken = ["-C", str(root), "intake", str(figures), "--indicator", "van-thefts", "--write"]
    done = CliRunner().invoke(cli, taken)
    assert (done.exit_code, "0 unchanged" in done.output) == (0, True), done.output
    rows = (root / "data/van-thefts.csv").read_text("utf-8").splitlines()[1:]
    assert sorted(row.partition(",")[0] for row in rows) == ["east", "west"]
