"""What outputs were made from is kept in the workspace, whatever has become of what was kept before."""

from __future__ import annotations

from pathlib import Path

from pcpgen.record import Record, State, keep, read_record


def test_a_damaged_record_is_in_nobodys_way_and_a_state_of_none_goes(tmp_path: Path) -> None:
    out, record = tmp_path / "out", Record(State({"plan/office.yaml": "1"}, "listing"), True, "manifest")
    keep(tmp_path, out, "plan", record)
    keep(tmp_path, out, "", Record(State({"plan/office.yaml": "2"}, "listing"), True, "manifest"))
    (damaged,) = tmp_path.rglob("documents/plan.json")
    damaged.write_bytes(b"\xff\xfe")
    last = Record(State({"plan/office.yaml": "3"}, "listing"), True, "manifest")
    keep(tmp_path, out, "", last)
    assert read_record(tmp_path, out, "plan") is None
    assert read_record(tmp_path, out) == last
    assert len([*tmp_path.rglob("states/*.json")]) == 1
