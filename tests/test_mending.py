"""What `check --fix` mends: bytes, blanks, marks and names; words, numbers, remarks and layout stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from pcpgen.workspace.tidy import tidy_csv
from tests.workspaces import copy_small, edit_meanwhile

THEME, WORDS, DATA = "plan/2025-29/themes/harbour.yaml", "plan/2025-29/themes/harbour.md", "data/budget.csv"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "office")


def check(office: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(office), "check", *words])


def rewrite(path: Path, old: bytes, new: bytes) -> bytes:
    """The content as it was, in whose place another comes."""
    before = path.read_bytes()
    assert old in before
    path.write_bytes(before.replace(old, new))
    return before


def test_it_mends_what_is_told_and_keeps_all_else(office: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(office.rglob("*.*"))}
    rewrite(office / THEME, b"  patrol", "\u00a0 patrol".encode())
    rewrite(office / WORDS, b"Boats", "Bo\u200bats".encode())
    rewrite(office / DATA, b"quays,2025/26,,300,", b"quays,2025/26,, 300,\n,,,,\n")
    (office / "plan/2025-29/edition.yaml").rename(office / "plan/2025-29/edition.yml")
    done = check(office, "--fix")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "mended: data/budget.csv: empty rows, empty columns and blanks around cells taken out",
        "mended: plan/2025-29/edition.yml: renamed to edition.yaml",
        "mended: plan/2025-29/themes/harbour.md: invisible characters taken out",
        "mended: plan/2025-29/themes/harbour.yaml: blanks for non-breaking spaces",
        "No problems in 9 files, 1 edition.",
    ]
    assert {path: path.read_bytes() for path in sorted(office.rglob("*.*"))} == before


def test_line_ends_of_windows_and_remarks_stay(office: Path) -> None:
    path = office / THEME
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = rewrite(path, b"  light", "\u00a0 light".encode())
    assert check(office, "--fix").exit_code == 0
    assert path.read_bytes() == before


def test_a_blank_that_an_author_pasted_into_a_text_stays(office: Path) -> None:
    rewrite(office / THEME, b"colour:", "strapline: |\n  Aim:\u00a0safe\n   \u00a0quays\ncolour:".encode())
    asked = (office / THEME).read_bytes()
    rewrite(office / THEME, b"  light", "\u00a0 light".encode())
    assert check(office, "--fix").exit_code == 0
    assert (office / THEME).read_bytes() == asked


def test_the_bullets_of_a_typeface_of_symbols_become_a_list(office: Path) -> None:
    rewrite(office / WORDS, b"Boats", "\uf0b7\tnorth\n\uf0b7\tsouth\n\nBoats".encode())
    told = check(office).stderr
    assert "U+F0B7 is the bullet of another program" in told and "Write a hyphen and a blank in its place." in told
    check(office, "--fix")
    assert (office / WORDS).read_text("utf-8").startswith("- north\n- south\n\nBoats")


def test_a_file_keeps_its_rights(office: Path) -> None:
    (office / THEME).chmod(0o640)
    rewrite(office / THEME, b"  light", "\u00a0 light".encode())
    check(office, "--fix")
    assert (office / THEME).stat().st_mode & 0o777 == 0o640


def test_utf_16_becomes_utf_8_and_excel_still_knows_it(office: Path) -> None:
    for file in (WORDS, DATA):
        (office / file).write_bytes((office / file).read_text("utf-8").encode("utf-16"))
    assert check(office, "--fix").exit_code == 0
    assert (office / WORDS).read_bytes().startswith(b"Boats")
    assert (office / DATA).read_bytes().startswith(b"\xef\xbb\xbfseries,")


def test_what_is_hidden_behind_another_mistake_is_mended_too(office: Path) -> None:
    (office / WORDS).write_bytes("• Boats go missing.\n\n• Nights are long.\n".encode("utf-16"))
    assert check(office, "--fix").exit_code == 0
    assert (office / WORDS).read_text("utf-8") == "- Boats go missing.\n\n- Nights are long.\n"


def test_curly_quotation_marks_become_straight_within_double_braces_alone(office: Path) -> None:
    money = office / "plan/2025-29/pages/money.md"
    before = money.read_text("utf-8")
    assert '"budget.spending"' in before
    said = before.replace("The office", "The “office”")
    money.write_text(said.replace('"budget.spending"', "“budget.spending”"), "utf-8")
    assert check(office, "--fix").exit_code == 0
    assert money.read_text("utf-8") == said


@pytest.mark.slow
def test_what_somebody_saves_meanwhile_is_not_overwritten(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(office / WORDS, b"Boats", "Bo\u200bats".encode())
    theirs = edit_meanwhile(monkeypatch, "pcpgen.workspace.mending.mend", office / WORDS)
    done = check(office, "--fix")
    assert done.exit_code == 3 and f"{office / WORDS} was changed meanwhile" in done.stderr
    assert (office / WORDS).read_text("utf-8") == theirs


def test_diff_shows_it_and_writes_nothing(office: Path) -> None:
    rewrite(office / THEME, b"  patrol", "\u00a0 patrol".encode())
    before = (office / THEME).read_bytes()
    done = check(office, "--fix", "--diff")
    assert (done.exit_code, (office / THEME).read_bytes()) == (1, before)
    assert "+  patrol-quays: The force will walk the quays every night\n" in done.stdout
    assert check(office, "--diff").exit_code == 2
    (office / THEME).write_bytes(before.replace("\u00a0".encode(), b" "))
    assert (check(office, "--fix", "--diff").exit_code, check(office, "--fix", "--diff").stdout) == (0, "")


def test_what_would_need_a_person_is_left(office: Path) -> None:
    rewrite(office / WORDS, b"Boats", "Caf\xe9s".encode("cp1252"))
    before = (office / WORDS).read_bytes()
    assert check(office, "--fix").exit_code == 1
    assert (office / WORDS).read_bytes() == before


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a,b\n1,2\n", "a,b\n1,2\n"),
        ("sep=;\na;b;c\n1;2;3\n", "a,b,c\n1,2,3\n"),
        ("a;b;c\n1;2,5;3\n", "a;b;c\n1;2,5;3\n"),
        ("a,b,,\r\n1,2,,\r\n,,,\r\n", "a,b\r\n1,2\r\n"),
        ("a,b,,\n1,2,3,\n", "a,b,\n1,2,3\n"),
        ('a,b\n"one, two", 2\n', 'a,b\n"one, two", 2\n'),
        ('a,b\n"one\ntwo", 2\n', 'a,b\n"one\ntwo", 2\n'),
        ("Series,Value\nquays ,300\n", "series,value\nquays,300\n"),
    ],
    ids=["tidy", "semicolons", "decimal commas", "empty ends", "a cell at the end", "quoted", "over lines", "capitals"],
)
def test_a_csv_keeps_its_cells(text: str, tidy: str) -> None:
    assert tidy_csv(text) == tidy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"period: 2025-04-01..2029-03-31", b"period: 2025 to 2029 or so   #  not, yet ,agreed"),
        (b"period: 2025-04-01..2029-03-31", b"period: 2025-04-01..2029-03-31\nmoney: 1,2,3"),
    ],
    ids=["a period that is none", "an entry that is none"],
)
def test_blanks_and_commas_outside_a_csv_are_never_tidied(office: Path, old: bytes, new: bytes) -> None:
    edition = office / "plan/2025-29/edition.yaml"
    rewrite(edition, old, new)
    wrong = edition.read_bytes()
    assert check(office, "--fix").exit_code == 1
    assert edition.read_bytes() == wrong


def test_of_two_files_that_would_have_one_name_both_stay(office: Path) -> None:
    folder = office / "plan/2025-29/themes"
    (folder / "harbour.md").rename(folder / "Harbour.md")
    (folder / "harbour.markdown").write_text("Other words.\n", "utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert check(office, "--fix").exit_code == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_nothing_is_written_through_a_link(office: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("whole", "utf-8")
    rewrite(office / WORDS, b"Boats", "Bo\u200bats".encode())
    (office / WORDS).with_name(".pcpgen-new-harbour.md").symlink_to(victim)
    check(office, "--fix")
    assert victim.read_text("utf-8") == "whole"
    assert not (office / WORDS).is_symlink() and b"Boats" in (office / WORDS).read_bytes()


def test_a_text_with_one_nought_in_it_is_no_utf_16(office: Path) -> None:
    rewrite(office / WORDS, b"Boats", b"B\0ats")
    wrong = (office / WORDS).read_bytes()
    check(office, "--fix")
    assert (office / WORDS).read_bytes() == wrong


def test_curly_marks_within_a_quoted_text_of_yaml_stay(office: Path) -> None:
    edition = office / "plan/2025-29/edition.yaml"
    rewrite(edition, b"vision: A quiet marsh", 'vision: "A {{ figure(“budget.spending”) }} marsh"'.encode())
    wrong = edition.read_bytes()
    check(office, "--fix")
    assert edition.read_bytes() == wrong


def test_where_others_read_along_a_difference_quotes_nothing(office: Path) -> None:
    rewrite(office / WORDS, b"Boats", "Bo\u200bats".encode())
    shown = CliRunner(env={"CI": "true"}).invoke(cli, ["-C", str(office), "check", "--fix", "--diff"])
    assert shown.stdout == f"{WORDS}: invisible characters taken out\n"
