"""Problems as SARIF 2.1.0: what its schema demands of a run, its rules and its results."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pcpgen.cli import cli
from tests.workspaces import change, copy_small

THEME = "plan/2025-29/themes/harbour.yaml"


def test_a_result_names_rule_level_message_and_region(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, THEME, "colour: slate", "colour: slaet")
    change(office, "plan/2025-29/themes/harbour.md", "when nights", "when when nights")
    done = CliRunner().invoke(cli, ["-C", str(office), "check", "--format", "sarif"])
    assert (done.exit_code, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert (found["version"], found["$schema"].rpartition("/")[2]) == ("2.1.0", "sarif-schema-2.1.0.json")
    (run,) = found["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], [rule["id"] for rule in driver["rules"]]) == ("pcpgen", ["repeated-word", "unknown-id"])
    assert all(rule[part]["text"] for rule in driver["rules"] for part in ("shortDescription", "help"))
    warning, error = run["results"]
    assert (warning["level"], error["level"]) == ("warning", "error")
    assert error["message"]["text"] == (
        'no colour of the office has the id "slaet". Did you mean "slate"? Ids that exist: slate.'
    )
    assert [each["ruleId"] for each in run["results"]] == [
        driver["rules"][each["ruleIndex"]]["id"] for each in run["results"]
    ]
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": THEME, "uriBaseId": "WORKSPACE"}
    assert place["region"] == {"startLine": 3, "startColumn": 9, "endColumn": 14}


def test_a_workspace_without_problems_has_a_run_without_results(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["-C", str(copy_small(tmp_path / "office")), "check", "--format", "sarif"])
    (run,) = json.loads(done.stdout)["runs"]
    assert (done.exit_code, run["results"], run["tool"]["driver"]["rules"]) == (0, [], [])
