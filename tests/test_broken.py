"""From a mistake to what its author reads: each folder of `broken/` lays a few wrong files over the tiny office.

A folder is named by the rule that it breaks, with a case after two hyphens where a rule has several. `expected.txt` is
the exact text on the terminal; `pytest --renew`, with the slow tests, writes it anew for a person to read. It ends with
what a build of the plan says where that rests on the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.rulebook import all_rules
from pcpgen.rules import NOT_COMPUTABLE
from tests.workspaces import copy, in_welsh

HERE = Path(__file__).parent
AT_HOME = CliRunner(env={"CI": None, "FORCE_COLOR": None})  # where others read along, problems quote nothing exempt
NOTHING = " Nothing was written.\n"  # at the end of what a build says of a mistake on which the plan rests
ELSEWHERE = re.compile(r"[0-9]+ more problems? in other documents: pcpgen check\n")
CASES = sorted(path.name for path in (HERE / "broken").iterdir())


def _large_file(root: Path) -> None:
    (root / "plan/2025-29/themes/harbour.md").write_text("Boats go missing.\n" * 70_000)


def _link(root: Path) -> None:
    (root / "data/budget.csv").unlink()
    (root / "data/budget.csv").symlink_to("/etc/passwd")


def _late_png(root: Path) -> None:
    """A picture of 5,000 pixels, by its header alone."""
    (root / "plan/images").mkdir()
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (5000).to_bytes(4, "big") + (10).to_bytes(4, "big")
    (root / "plan/images/wide.png").write_bytes(header + b"\x08\x06\0\0\0")


# what cannot lie in the repository as a file
MADE: dict[str, Callable[[Path], None]] = {
    "file-too-large": _large_file,
    "unreadable-file--link": _link,
    "image-format--wide": _late_png,
}


# what is wrong with a translation, of the tiny office in Welsh as well
IN_WELSH = (
    "older-translation",
    "other-figures",
    "other-parts",
    "unfinished-translation",
    "unread-words",
    "untranslated",
    "unused-translation",
    "wrong-shape--pair",
)


def workspace(case: str, folder: Path) -> Path:
    """The tiny office with a case's files laid over it; an empty file named `….gone` takes one away."""
    copy(HERE / "small", folder / "office")
    if case.startswith(IN_WELSH):
        in_welsh(folder / "office")
    copy(HERE / "broken" / case, folder / "office")
    for gone in list((folder / "office").rglob("*.gone")):
        gone.with_suffix("").unlink()
        gone.unlink()
    (folder / "office/expected.txt").unlink(missing_ok=True)
    if case in MADE:
        MADE[case](folder / "office")
    return folder / "office"


@pytest.mark.parametrize("case", CASES)
def test_says_what_is_wrong_and_what_to_do(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    told = AT_HOME.invoke(cli, ["-C", str(workspace(case, tmp_path)), "check", "--strict"])
    expected = HERE / "broken" / case / "expected.txt"
    before = expected.read_text("utf-8") if expected.exists() else ""
    stopped = before.endswith(NOTHING)
    said = told.stderr.removesuffix("\n") + NOTHING if stopped else told.stderr
    if request.config.getoption("--renew"):
        expected.write_text(said, "utf-8")
    assert (told.exit_code, told.stdout, said) == (1, "", expected.read_text("utf-8"))


BY_THE_CLOCK = ("day-to-come",)  # what is wrong today only, which no build goes by


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_a_build_of_the_plan_says_the_same_or_counts_it(
    case: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = workspace(case, tmp_path)
    out = root / "out/plan-2025-29"
    out.mkdir(parents=True)
    (out / "plan-2025-29.html").write_text("the old page")

    built = AT_HOME.invoke(cli, ["-C", str(root), "build-plan", "--strict", "--format", "html"])

    expected = HERE / "broken" / case / "expected.txt"
    said = expected.read_text("utf-8").removesuffix(NOTHING).removesuffix("\n")
    said += "\n" if built.exit_code == 0 else NOTHING
    if request.config.getoption("--renew"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    if case in BY_THE_CLOCK:
        assert (built.exit_code, built.stderr) == (0, "")
        return
    if built.exit_code == 0:
        assert ELSEWHERE.fullmatch(built.stderr), "a document is told of its own problems alone"
        assert built.stdout.splitlines()[0] == f"{out}/plan-2025-29.html"
        assert (out / "plan-2025-29.html").read_text("utf-8") != "the old page"
        return
    assert isinstance(built.exception, SystemExit), built.exception
    assert (built.exit_code, built.stdout) == (1, "")
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("plan-2025-29.html", "the old page")]
    own, others = ELSEWHERE.subn("", built.stderr)
    assert own == said or (others and own.endswith(NOTHING) and own.splitlines()[0] in said)


def test_every_rule_has_its_folder_and_every_folder_its_rule() -> None:
    broken = {case.partition("--")[0] for case in CASES}
    assert broken == set(all_rules())


@pytest.mark.parametrize("case", CASES)
def test_the_text_names_the_rule_with_place_excerpt_and_remedy(case: str) -> None:
    text = (HERE / "broken" / case / "expected.txt").read_text("utf-8")
    rule = case.partition("--")[0]
    first = next(line for line in text.splitlines() if line.endswith(f"[{rule}]"))
    assert re.match(r"(plan|data)[^:]*:[0-9]+:[0-9]+: (error|warning): .+  \[", first)
    remedies = [line for line in text.splitlines() if re.match("   [A-Z]", line)]
    assert remedies, "no remedy"
    assert re.search(r"[0-9]+ (errors?|warnings?) in [0-9]+ files?\.( Nothing was written\.)?\n$", text)
    assert "Traceback" not in text


@pytest.mark.parametrize("case", [each for each in CASES if each.startswith("not-computable")])
def test_who_is_sent_to_the_cells_that_a_message_names_finds_them_named(case: str) -> None:
    text = (HERE / "broken" / case / "expected.txt").read_text("utf-8")
    assert NOT_COMPUTABLE.remedy not in text or re.search(r" \(data/[^:]+:[0-9]+:[0-9]+", text)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_the_catalogue_speaks_in_sentences(rule: object) -> None:
    for words in (rule.title, rule.why, rule.remedy):  # type: ignore[attr-defined]
        assert words[0].isupper() or words[0].isdigit()
    assert rule.why.endswith(".") and rule.remedy.endswith(".")  # type: ignore[attr-defined]
