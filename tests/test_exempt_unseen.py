"""Whatever exempt passages say, what is published is the same to the byte: pages, tables, accounts and manifests."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pcpgen.build import Order, build
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from tests.test_exempt import EXEMPTIONS, Secret, office
from tests.test_publish import content
from tests.workspaces import ROOT

MADE = {"out", ".pcpgen"}


def published(root: Path, out: Path) -> dict[str, bytes]:
    """Every file that a build of everything writes."""
    built = build(root, None, Order(("html",), out))
    assert [f"{found.place} {found.message}" for found in built.judged.errors] == []
    return content(out)


def on_paper(root: Path) -> dict[str, str]:
    """What the PDF of every public document is made from."""
    return {str(request): render_html(document, "print") for request, document in judge(root).documents.items()}


def alike(first: Path, second: Path) -> None:
    one, other = published(first, first / "out"), published(second, second / "out")
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []
    assert on_paper(first) == on_paper(second)


# -- an office in which passages, questions, works, data and indicators are exempt


def other_words(secret: Secret, seed: int) -> dict[str, str]:
    """For each word and number of a secret another, of another length."""
    chance = random.Random(f"other {seed}")
    found: dict[str, str] = {}
    for word in secret.words:
        if word.startswith("zq"):
            found[word] = "xv" + "".join(chance.choices("bcdfghjklmnp", k=chance.randrange(5, 14)))
        elif word.isdigit():
            number = chance.randrange(2_000_000, 9_999_999)
            found |= {f"{int(word):,}": f"{number:,}", word: str(number)}
    return found


def rewritten(root: Path, folder: Path, words: dict[str, str]) -> Path:
    """A copy of an office with other words in the place of some."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*MADE))
    count = 0
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".md", ".yaml", ".csv"):
            text = path.read_text("utf-8")
            count += sum(text.count(word) for word in words)
            for old, new in words.items():
                text = text.replace(old, new)
            path.write_text(text, "utf-8")
    assert count >= len(words) // 2
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 40))])
def test_other_exempt_words_change_no_published_byte(tmp_path: Path, seed: int) -> None:
    secret = office(tmp_path / "one", seed)
    alike(tmp_path / "one", rewritten(tmp_path / "one", tmp_path / "other", other_words(secret, seed)))


# -- every kind of paper

PASSAGES = (
    "The owner, Mr A, asks for a lease of ten years.",
    "Nobody knows of the second bid,\nwhich came in a sealed letter from Port Quill\nand was read in private.",
)


def with_passage(root: Path, file: str, before: str, says: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(before) == 1, (file, before)
    passage = f'{{% exempt "3" "{says.split(",")[0]}" %}}\n\n{says}\n\n{{% endexempt %}}'
    path.write_text(text.replace(before, f"{passage}\n\n{before}"), "utf-8")


def fellmoor(root: Path, says: str) -> None:
    """A report on a theme, one on a variation, a paper to the Board, an appendix, and the pack of a meeting."""
    shutil.copytree(ROOT / "tests/offices/fellmoor", root)
    meeting = "plan/panel/2025-10-08"
    with_passage(root, f"{meeting}/farms.md", "# Priority: mark-machines", says)
    with_passage(root, f"{meeting}/flood.md", "# Consultation", says)
    with_passage(root, "plan/board/2025-09-16/yard.md", "The plan has these themes.", says)
    panel = root / "plan/panel/panel.yaml"
    why = says.replace("\n", " ")
    panel.write_text(panel.read_text("utf-8").replace("why: the lease is being agreed", f'why: "{why}"'), "utf-8")


def decisions(root: Path, says: str) -> None:
    """A paper of an office's own kind."""
    shutil.copytree(ROOT / "tests/small", root)
    shutil.copytree(ROOT / "tests/decisions", root, dirs_exist_ok=True)
    (root / "plan/exemptions.yaml").write_text(EXEMPTIONS, "utf-8")
    with_passage(root, "plan/decisions/2026-014.md", "## Where it stands", says)


@pytest.mark.parametrize("made", [fellmoor, decisions], ids=lambda made: made.__name__)
def test_no_paper_of_any_kind_shows_what_its_passage_says(tmp_path: Path, made: Callable[[Path, str], None]) -> None:
    for number, says in enumerate(PASSAGES):
        made(tmp_path / str(number), says)
    alike(tmp_path / "0", tmp_path / "1")
