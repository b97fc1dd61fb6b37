"""Every output of two offices as it is: page, print, figures with their cells, open data; `pytest --renew` writes anew.

A page is compared without its styles and with a digest for each font and picture, so that a change of the words, the
order, the marks or the figures is seen, line by line.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pcpgen.compose.opendata import open_data
from pcpgen.compose.provenance import Entry, provenance
from pcpgen.pipeline import Judged, judge
from pcpgen.render.html import Medium, render_html
from tests.conftest import ROOT

GOLDEN = ROOT / "tests/golden"
MEDIA: tuple[Medium, ...] = ("web", "print")
MOST = 60  # lines of a difference that are shown


def example(folder: Path) -> Path:
    return ROOT


def small(folder: Path) -> Path:
    """The small office with a kind of document of its own."""
    root = folder / "office"
    shutil.copytree(ROOT / "tests/small", root)
    shutil.copytree(ROOT / "tests/decisions", root, dirs_exist_ok=True)
    return root


WORKSPACES = {"example": example, "small": small}


def bare(page: str) -> str:
    """A page without its styles, and with a digest in the place of each font and picture."""
    page = re.sub(r"<style.*?</style>\n?", "", page, flags=re.DOTALL)
    return re.sub(
        r"data:([a-z/0-9-]+);base64,([A-Za-z0-9+/=]+)",
        lambda found: f"data:{found[1]};{hashlib.sha256(found[2].encode()).hexdigest()[:12]}",
        page,
    )


def outputs(judged: Judged) -> Iterator[tuple[str, str]]:
    """Each file of each document, by its name among the goldens."""
    documents = {document.id: document for document in judged.documents.values()}
    for id, document in sorted(documents.items()):
        for medium in MEDIA:
            yield f"{id}.{medium}.html", bare(render_html(document, medium))
        yield f"{id}.figures.txt", "".join(map(_line, provenance(document)))
        for file in open_data(document, judged.project.datasets):
            yield f"{id}.{file.path}", file.content.decode("utf-8")


def _line(entry: Entry) -> str:
    return f"{entry.figure.id} | {entry.shown} | {' > '.join(entry.where)} | {entry.figure.origin}\n"


@pytest.mark.parametrize("name", WORKSPACES)
def test_every_output_is_as_it_was(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    judged = judge(WORKSPACES[name](tmp_path))
    assert judged.errors == ()
    folder = GOLDEN / name
    made = dict(outputs(judged))
    if request.config.getoption("--renew"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file, text in made.items():
            (folder / file).write_bytes(text.encode("utf-8"))
    standing = {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.iterdir())}
    assert sorted(standing) == sorted(made), "a golden file that no document has, or a document without one"
    for file, text in made.items():
        lines = difflib.unified_diff(standing[file].splitlines(), text.splitlines(), "golden", file, lineterm="", n=1)
        assert standing[file] == text, "\n".join(line[:200] for line in list(lines)[:MOST])
