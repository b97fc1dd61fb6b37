"""Documents that would have one folder: told once, naming both files, and neither is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.pipeline import judge
from tests.workspaces import ROOT, copy

MEETING = "plan/panel/2025-10-08"


@pytest.mark.slow
def test_two_documents_whatever_they_are_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    for kind in ("reports", "variations"):
        monkeypatch.setattr(f"pcpgen.compose.subjects.{kind}.document_id", lambda *_: "panel-report")
    [found] = judge(office).problems
    assert (found.place.file, found.rule.id) == (f"{MEETING}/flood.md", "duplicate-key")
    assert found.message == f'this document and that of {MEETING}/farms.md would both be "panel-report"'
    done = CliRunner().invoke(cli, ["-C", str(office), "build", "--format", "html"])
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    assert "not: panel-report farms 2025-10-08, variation-report flood 2025-10-08, panel-pack" in done.stderr
    assert not (office / "out/panel-report").exists() and (office / "out/plan-2024-28").exists()
