"""Every link of the web page that stays on it leads to a place that is there, by lychee."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Built
from tests.quality.web import run, tool

pytestmark = pytest.mark.slow


def check(*pages: Path) -> tuple[int, str]:
    """Whether lychee is content, and what it said; it asks nothing of the network."""
    done = run(tool("lychee"), "--offline", "--include-fragments", "--no-progress", *pages)
    return done.returncode, done.stdout + done.stderr


def test_links(built: Built) -> None:
    """No link leads nowhere."""
    code, said = check(*sorted(built.html.parent.glob("**/*.html")))
    assert code == 0, said
    assert not re.search(r"\b0 Total", said), said


def test_the_guard_bites(tmp_path: Path) -> None:
    """A link to a place that is not there is seen."""
    page = tmp_path / "broken.html"
    page.write_text('<!DOCTYPE html><html><title>T</title><a href="#nowhere">Nowhere</a></html>', "utf-8")
    code, said = check(page)
    assert code == 2 and "nowhere" in said
