"""From a web page to what a browser shows of it, and to the tables that it holds, in plain Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html

from tests.conftest import ROOT
from tests.quality.tags import folded

HERE = Path(__file__).parent


def tool(*names: str) -> str:
    """The path of the first of these programs that the project's .venv or this machine has."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    found = next(filter(None, (shutil.which(name, path=path) for name in names)), None)
    assert found, f"none of {', '.join(names)} is installed: run make setup"
    return found


def run(*command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a checking tool in the project's folder and returns what it said, whatever it found."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, input=stdin, timeout=1200)


# What a browser shows -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """One result of axe for one element; `known` are the entries of axe-incomplete.yaml that it matches."""

    rule: str
    target: str
    says: str
    known: Sequence[int]


@dataclass(frozen=True)
class Sight:
    """A page as a browser shows it in a window of one width."""

    address: str
    width: int
    pageWidth: int
    windowWidth: int
    text: str
    textWithoutScripts: str
    otherRequests: Sequence[str]
    violations: Sequence[Finding]
    incomplete: Sequence[Finding]
    inks: Sequence[str]  # of the words in drawings, each with its ground: "rgb(22, 33, 43) on rgb(255, 255, 255)"


@dataclass(frozen=True)
class Known:
    """An entry of axe-incomplete.yaml."""

    rule: str
    selector: str
    widths: Sequence[int]
    reason: str


@lru_cache(maxsize=1)
def known() -> tuple[Known, ...]:
    """The results that a person looked at and let stand."""
    entries = yaml.safe_load((HERE / "axe-incomplete.yaml").read_text("utf-8"))
    return tuple(Known(**entry) for entry in entries)


@lru_cache(maxsize=4)
def sights(*pages: Path, **media: str) -> tuple[Sight, ...]:
    """Opens pages in Chromium in two widths, with and without scripts, and lets axe judge them.

    `media` is what a reader's browser asks for: `colorScheme="dark"`, `forcedColors="active"`.
    """
    question = {
        "chromium": tool("chromium", "google-chrome"),
        "addresses": [page.as_uri() for page in pages],
        "known": [entry.selector for entry in known()],
        "media": media,
    }
    done = run(tool("node"), HERE / "axe.cjs", stdin=json.dumps(question))
    assert done.returncode == 0, done.stderr
    return tuple(_sight(seen) for seen in json.loads(done.stdout))


def _sight(seen: dict[str, Any]) -> Sight:
    for kind in ("violations", "incomplete"):
        seen[kind] = [Finding(**finding) for finding in seen[kind]]
    return Sight(**seen)


# of CSS, behind @supports, what the checker does not know yet; a browser without it leaves it alone
NEWER = (":target-current", "scroll-target-group")


def said_of(*pages: Path) -> list[str]:
    """What the Nu checker says of pages; one call, since it takes seconds to start."""
    jar = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = run(tool("java"), "-jar", jar, "--format", "json", "--stdout", *pages)
    assert done.stdout.startswith("{"), done.stderr
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine', '')}: {m['type']}: {m['message']} {m.get('extract', '')}"
        for m in json.loads(done.stdout)["messages"]
        if not (m["message"].startswith("CSS: ") and any(name in m["message"] for name in NEWER))
    ]


# What the page holds ------------------------------------------------------------------------------


@dataclass(frozen=True)
class WebTable:
    """A table's cell texts without white space, row by row, and whether it stands under a chart's details."""

    texts: list[list[str]] = field(default_factory=list)
    in_details: bool = False


def tree(page: Path) -> html.HtmlElement:
    """The page as elements."""
    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def tables(page: Path) -> list[WebTable]:
    """The tables of a page, in order."""
    return [
        WebTable(
            texts=[[folded(cell.text_content()) for cell in row.xpath("th|td")] for row in table.xpath(".//tr")],
            in_details=bool(table.xpath("ancestor::details")),
        )
        for table in tree(page).xpath("//table")
    ]


ON_SCREEN_ONLY = "open-data"  # the heading of the links to the data files, which are for a browser


def headings(page: Path, level: int) -> list[str]:
    """The texts of all headings of a level that paper has as well, in order."""
    found = tree(page).xpath(f"//h{level}[not(@id='{ON_SCREEN_ONLY}')]")
    return [" ".join(heading.text_content().split()) for heading in found]
