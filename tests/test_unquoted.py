"""Problems as a log or an annotation shows them: nothing that only exempt passages say, whatever the rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from pcpgen.load.exempt import exempt_lines
from tests.workspaces import ROOT, change, copy

REPORT = "plan/panel/2025-10-08/farms.md"
PASSAGE = '{% exempt "3" "the Quillfeather lease" %}\n\nQuillfeather asks.WORDS\n\n{% endexempt %}\n'
SECRETS = ("Quillfeather", "4,321", "Zebedee", "zebedee")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")


def passage(office: Path, words: str) -> None:
    change(office, REPORT, "# Priority: mark-machines\n", f"# Priority: mark-machines\n\n{PASSAGE}")
    change(office, REPORT, "WORDS", words)


def check(office: Path, *words: str, ci: str = "") -> Result:
    return CliRunner().invoke(cli, ["-C", str(office), "check", *words], env={"CI": ci or None})


def expression(office: Path) -> None:
    passage(office, ' So {{ figure("zebedee.rent") }}.')


def repeated(office: Path) -> None:
    passage(office, " Zebedee Zebedee knows.")


def typed(office: Path) -> None:
    passage(office, " It costs £4,321 a year.")


def mark(office: Path) -> None:
    passage(office, "")
    change(office, REPORT, '{% exempt "3" "the Quill', '{% exempt "99" "the Quill')


def unclosed(office: Path) -> None:
    passage(office, "")
    change(office, REPORT, "{% endexempt %}", "{% end %} Zebedee")


def question(office: Path) -> None:
    """A register's entry that only the exempt passage prints, with a mistake in it."""
    path = office / "plan/panel/questions.yaml"
    entry = "zebedee:\n  asker: the Panel\n  question: What does Zebedee Zebedee ask?\n  status: answerd\n"
    path.write_text(path.read_text() + entry)
    passage(office, '\n\n{{ question("zebedee") }}')


def appendix(office: Path) -> None:
    change(office, "plan/panel/panel.yaml", "the lease is being agreed", "Zebedee Zebedee leases")


MISTAKES: tuple[Callable[[Path], None], ...] = (expression, repeated, typed, mark, unclosed, question, appendix)


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.__name__)
def test_nothing_exempt_is_quoted_where_others_read_along(office: Path, mistake: Callable[[Path], None]) -> None:
    mistake(office)
    plain = check(office)
    assert plain.exit_code == 1 or mistake in (repeated, typed, appendix)
    for done in (check(office, "--format", "github"), check(office, "--format", "json"), check(office, ci="true")):
        assert done.exit_code == plain.exit_code
        assert [each for each in SECRETS if each in done.output] == []


@pytest.mark.slow
def test_a_problem_keeps_its_rule_and_its_place(office: Path) -> None:
    expression(office)
    found, *_ = json.loads(check(office, "--format", "json").stdout)["problems"]
    assert (found["file"], found["rule"]) == (REPORT, "unknown-figure")
    assert found["message"].endswith("; what may be exempt is not quoted here")
    assert "Zebedee" not in found["remedy"]
    assert "zebedee" in check(office).stderr  # its author, on his own machine, is told all


def test_what_is_public_is_quoted(office: Path) -> None:
    passage(office, "")
    change(office, "plan/2024-28/themes/roads.md", "winter.", 'winter: {{ figure("Nobody.knows") }}.')
    done = check(office, "--format", "github")
    assert 'called "Nobody"' in done.output and "not quoted" not in done.output


def test_above_a_mark_that_closes_nothing_all_is_taken_for_exempt() -> None:
    lines = [
        "Public.",
        "{% exempt %}",
        "Two owners.",
        "{% endexempt %}",
        "More.",
        "{% exmpt %}",
        "A name.",
        "{% endexempt %}",
    ]
    assert exempt_lines(lines) == {2, 3, 4, 5, 6, 7, 8}
