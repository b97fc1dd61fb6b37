"""Documents that would have one folder: told once, naming both files, and neither is built."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.pipeline import judge
from tests.workspaces import ROOT, change

MEETING = "plan/panel/2025-10-08"
FLOOD = "      - {item: 5, report: flood}\n"


def test_two_reports_on_one_theme_to_one_meeting(tmp_path: Path) -> None:
    office = Path(shutil.copytree(ROOT / "tests/offices/fellmoor", tmp_path / "office"))
    text = (office / MEETING / "farms.md").read_text("utf-8")
    (office / MEETING / "tracks.md").write_text(text.replace("item: 4", "item: 6"), "utf-8")
    change(office, "plan/panel/panel.yaml", FLOOD, f"{FLOOD}      - {{item: 6, report: tracks}}\n")
    [found] = judge(office).problems
    assert (found.place.file, found.rule.id) == (f"{MEETING}/tracks.md", "duplicate-key")
    assert found.message == f'this document and that of {MEETING}/farms.md would both be "panel-2025-10-08-farms"'
    done = CliRunner().invoke(cli, ["-C", str(office), "build", "--format", "html"])
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    assert "not: panel-report farms 2025-10-08, panel-pack 2025-10-08.\n" in done.stderr
    assert not (office / "out/panel-2025-10-08-farms").exists() and (office / "out/plan-2024-28").exists()
