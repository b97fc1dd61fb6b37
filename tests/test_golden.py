"""All that each workspace puts out is what it was when a person last read it, to the letter.

`pytest tests/test_golden.py --renew` writes the golden files anew; `git diff tests/golden` then shows what readers will
get. The files `*.words.txt` hold the words alone: they stay the same while only the markup changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from tests import outputs
from tests.conftest import ROOT
from tests.outputs import Texts
from tests.workspaces import apart, copy

GOLDEN = Path(__file__).parent / "golden"
OFFICES = Path(__file__).parent / "offices"
WORKSPACES = {"example": ROOT, "small": ROOT / "tests/small"} | {path.name: path for path in sorted(OFFICES.iterdir())}
VARIED = {  # states to compare, where a plan is varied
    "example": ("2013-16", "2013-16+partnership-working"),
    "fellmoor": ("2024-28", "2024-28+flood"),
    "port-ansley": ("2023-27", "2023-27+ferry"),
}
PRINTED = ("pdf.txt", "pdf.tags.txt")
LINES = 60  # of a difference, at most
REACH = 300  # lines in which a difference is looked for, so that a long file takes no longer


@pytest.mark.example
@pytest.mark.parametrize("name", WORKSPACES)
def test_pages_words_and_data_are_what_they_were(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    texts = outputs.made(workspace(name, tmp_path), tmp_path / "out", VARIED.get(name))
    judge(GOLDEN / name, texts, False, pytestconfig)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKSPACES)
def test_text_and_tags_of_pdfs_are_what_they_were(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    texts = outputs.printed(workspace(name, tmp_path), tmp_path / "out")
    judge(GOLDEN / name, texts, True, pytestconfig)


def workspace(name: str, folder: Path) -> Path:
    """Where a workspace stands; the small office has a kind of document of its own."""
    root = apart(WORKSPACES[name], folder / "office")
    return copy(ROOT / "tests/decisions", root) if name == "small" else root


def test_every_golden_file_is_of_a_workspace() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(WORKSPACES)


def judge(folder: Path, texts: Texts, of_pdfs: bool, config: pytest.Config) -> None:
    """Fails with what differs from the golden files, or writes them anew where that was asked for."""
    if config.getoption("--renew"):
        renew(folder, texts, of_pdfs)
    if told := "\n".join(differing(golden(folder, of_pdfs), texts)):
        pytest.fail(f"{told}\nIf that is meant: pytest {Path(__file__).relative_to(ROOT)} --renew", pytrace=False)


def golden(folder: Path, of_pdfs: bool) -> Texts:
    """The golden files in a folder: those made from PDFs, or all others."""
    files = (path for path in folder.rglob("*") if path.is_file() and (path.name in PRINTED) == of_pdfs)
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8") for path in files}


def renew(folder: Path, texts: Texts, of_pdfs: bool) -> None:
    for name in golden(folder, of_pdfs).keys() - texts.keys():
        (folder / name).unlink()
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))


def differing(expected: Texts, texts: Texts) -> Iterator[str]:
    """Which files are missing, left over or other than expected; and how, words first, as far as it can be read."""
    yield from (f"no golden file: {name}" for name in sorted(texts.keys() - expected.keys()))
    yield from (f"a golden file of nothing: {name}" for name in sorted(expected.keys() - texts.keys()))
    other = [name for name in texts if name in expected and texts[name] != expected[name]]
    other.sort(key=lambda name: (not name.endswith(".words.txt"), name))
    yield from (f"differs: {name}" for name in other)
    lines = [line for name in other for line in changes(name, expected[name], texts[name])]
    yield from islice(lines, LINES)
    if len(lines) > LINES:
        yield f"… and {len(lines) - LINES} lines more"


def changes(name: str, expected: str, text: str) -> Iterator[str]:
    """The lines that changed, from a little before the first of them."""
    old, new = expected.split("\n"), text.split("\n")
    same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - 3)
    old, new = old[start : start + REACH], new[start : start + REACH]
    yield from unified_diff(old, new, f"{name}, from line {start + 1}", name, n=1, lineterm="")


# -- the judge itself


def test_a_missing_file_a_leftover_and_a_change_are_told() -> None:
    told = list(differing({"a": "one\ntwo\n", "gone": ""}, {"a": "one\n2\n", "new": ""}))
    assert told[:3] == ["no golden file: new", "a golden file of nothing: gone", "differs: a"]
    assert told[-4:] == [" one", "-two", "+2", " "]


def test_words_come_before_markup_and_a_long_difference_is_cut() -> None:
    long = "".join(f"{number}\n" for number in range(100))
    told = list(differing({"a.html": "", "z.words.txt": ""}, {"a.html": long, "z.words.txt": "b\n"}))
    assert told[:2] == ["differs: z.words.txt", "differs: a.html"]
    assert len(told) == 2 + LINES + 1 and told[-1].endswith("lines more")


def test_files_of_pdfs_and_others_are_renewed_apart(tmp_path: Path) -> None:
    renew(tmp_path, {"a/web.html": "page"}, False)
    renew(tmp_path, {"a/pdf.txt": "print"}, True)
    renew(tmp_path, {"b/web.html": "other\r\n"}, False)
    assert golden(tmp_path, False) == {"b/web.html": "other\r\n"} and golden(tmp_path, True) == {"a/pdf.txt": "print"}


def test_the_words_of_a_page_are_the_same_in_other_markup() -> None:
    page = (
        '<body><h1 id="x">A <em>b</em></h1><p>See <data data-figure="y">7</data> &amp; <a href="#x">it</a></p></body>'
    )
    other = '<body><div id="x"><p>A b</p></div><blockquote>See <i data-figure="y">7</i>\n&amp; it</blockquote></body>'
    assert outputs.words(page) == outputs.words(other) == "[#x] A b\nSee 7{y} & it\n"


def test_a_page_is_shortened_where_it_says_nothing() -> None:
    page = '<style media="all">\np { }\n</style><img src="data:image/png;base64,iVBORw0=">'
    other = page.replace("p {", "b {").replace("iVBOR", "jVBOR")
    assert "iVBOR" not in outputs.shortened(page) and "p {" not in outputs.shortened(page)
    assert outputs.shortened(page) != outputs.shortened(other) and outputs.styles(page) != outputs.styles(other)


def test_a_change_anywhere_is_seen(tmp_path: Path) -> None:
    root = copy(WORKSPACES["small"], tmp_path / "office")
    before = outputs.made(root, tmp_path / "before")
    data = root / "data/budget.csv"
    data.write_text(data.read_text("utf-8").replace("quays,2025/26,,300", "quays,2025/26,,310"), "utf-8")
    after = outputs.made(root, tmp_path / "after")
    other = {Path(name).name for name in before if after[name] != before[name]}
    assert other >= {"web.html", "print.html", "web.words.txt", "provenance.json"}
