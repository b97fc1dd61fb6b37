"""The web page is valid HTML, by the Nu checker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Built
from tests.quality.web import run, tool

pytestmark = pytest.mark.slow

BROKEN = '<!DOCTYPE html><html lang="en-GB"><title>T</title><p id="a"><ul><p id="a"></ul></html>'


@pytest.fixture(scope="module")
def messages(documents: list[Built], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the checker says of the documents' pages and of a broken one; one call, since it takes seconds to start."""
    broken = tmp_path_factory.mktemp("broken") / "broken.html"
    broken.write_text(BROKEN, "utf-8")
    jar = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages: list[Path] = [*(document.html for document in documents), broken]
    done = run(tool("java"), "-jar", jar, "--format", "json", "--stdout", *pages)
    assert done.stdout.startswith("{"), done.stderr
    said = json.loads(done.stdout)["messages"]
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine', '')}: {m['type']}: {m['message']} {m.get('extract', '')}"
        for m in said
    ]


def test_no_message(messages: list[str]) -> None:
    """No error, no warning, and no remark either."""
    ours = [message for message in messages if not message.startswith("broken.html:")]
    assert not ours, "\n".join(ours)


def test_the_guard_bites(messages: list[str]) -> None:
    """The checker does see a list that holds a paragraph, and an id that stands twice."""
    broken = [message for message in messages if message.startswith("broken.html:")]
    assert any("Duplicate ID" in message for message in broken)
    assert any("not allowed as child" in message for message in broken)
